function redacted() {
    return "[redacted]";
}
/**
 * A value that must not be shown: as text, as JSON, and in Node's console it is `[redacted]`. It is no plain data, so a
 * copy by `structuredClone` or `postMessage` does not hold it either.
 */
export class Secret {
    #value;
    /** Takes the value to hide. */
    constructor(value) {
        this.#value = value;
        Object.defineProperty(this, Symbol.for("nodejs.util.inspect.custom"), { value: redacted });
    }
    /** The value itself. */
    reveal() {
        return this.#value;
    }
    /** `[redacted]` */
    toString() {
        return redacted();
    }
    /** `[redacted]` */
    toJSON() {
        return redacted();
    }
}
