function redacted(): string {
  return "[redacted]";
}

/**
 * A value that must not be shown: as text, as JSON, and in Node's console it is `[redacted]`. It is no plain data, so a
 * copy by `structuredClone` or `postMessage` does not hold it either.
 */
export class Secret<T> {
  readonly #value: T;

  /** Takes the value to hide. */
  constructor(value: T) {
    this.#value = value;
    Object.defineProperty(this, Symbol.for("nodejs.util.inspect.custom"), { value: redacted });
  }

  /** The value itself. */
  reveal(): T {
    return this.#value;
  }

  /** `[redacted]` */
  toString(): string {
    return redacted();
  }

  /** `[redacted]` */
  toJSON(): string {
    return redacted();
  }
}
