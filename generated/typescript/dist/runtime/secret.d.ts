/**
 * A value that must not be shown: as text, as JSON, and in Node's console it is `[redacted]`. It is no plain data, so a
 * copy by `structuredClone` or `postMessage` does not hold it either.
 */
export declare class Secret<T> {
    #private;
    /** Takes the value to hide. */
    constructor(value: T);
    /** The value itself. */
    reveal(): T;
    /** `[redacted]` */
    toString(): string;
    /** `[redacted]` */
    toJSON(): string;
}
