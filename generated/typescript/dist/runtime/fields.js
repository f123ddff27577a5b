import { readJson } from "./json.js";
import { isObject, others, own, setOwn } from "./object.js";
import { readText } from "./readers.js";
import { Fault } from "./refusal.js";
/** Reads an object without looking into it. Fault: `type`. */
export function readObject(value) {
    return isObject(value) ? value : new Fault("type", "an object");
}
/** Reads a value that must be there. Faults: `missing` for `undefined`, and those of the reader. */
export function present(value, read) {
    return value === undefined ? new Fault("missing", "a value") : read(value);
}
/** Reads a value if it is there. Faults: those of the reader. */
export function ifPresent(value, read) {
    return value === undefined ? undefined : read(value);
}
/** Reads the value of a key that must be there. Faults, at the key: `missing`, and those of the reader. */
export function required(object, key, read) {
    const result = present(own(object, key), read);
    return result instanceof Fault ? result.under(key) : result;
}
/** Reads the value of a key if it is there. Faults, at the key: those of the reader. */
export function optional(object, key, read) {
    const result = ifPresent(own(object, key), read);
    return result instanceof Fault ? result.under(key) : result;
}
export function readOthers(object, declared, read = readJson) {
    const kept = {};
    for (const name of others(object, declared)) {
        const key = readText(name);
        const value = key instanceof Fault ? key : read(own(object, name));
        if (value instanceof Fault)
            return value.under(name);
        setOwn(kept, name, value);
    }
    return kept;
}
export function writeOthers(value, declared, write = readJson) {
    if (!isObject(value))
        return new Fault("type", "an object");
    const written = {};
    for (const name of others(value, [])) {
        const key = declared.includes(name) ? new Fault("unexpected", "no key that is declared") : readText(name);
        const kept = key instanceof Fault ? key : write(own(value, name));
        if (kept instanceof Fault)
            return kept.under(name);
        setOwn(written, name, kept);
    }
    return written;
}
