import { at, isObject, own, setOwn } from "./object.js";
import { Fault } from "./refusal.js";
import { byScalarValue, isWellFormed } from "./unicode.js";
/** Reads text. Faults: `type`, and `unicode` if a surrogate stands alone in it. */
export function readText(value) {
    if (typeof value !== "string")
        return new Fault("type", "text");
    return isWellFormed(value) ? value : new Fault("unicode", "text without lone surrogates");
}
/** Reads a finite number. Fault: `type`. */
export function readNumber(value) {
    return typeof value === "number" && Number.isFinite(value) ? value : new Fault("type", "a number");
}
/** Reads a whole number within ±(2^53-1). Faults: `type` if it is no finite number, else `integer`. */
export function readInteger(value) {
    const number = readNumber(value);
    if (number instanceof Fault || Number.isSafeInteger(number))
        return number;
    return new Fault("integer", `a whole number within ±${Number.MAX_SAFE_INTEGER}`);
}
/** Reads `true` or `false`. Fault: `type`. */
export function readBoolean(value) {
    return typeof value === "boolean" ? value : new Fault("type", "true or false");
}
/** Reads `null`, or else what the reader reads. Faults: those of the reader. */
export function readNullable(value, item) {
    return value === null ? null : item(value);
}
/** Reads a list into a new one, item by item. Faults: `type`, and those of the reader, at the index. */
export function readList(value, item) {
    if (!Array.isArray(value))
        return new Fault("type", "a list");
    const list = [];
    for (let index = 0; index < value.length; index++) {
        const read = item(at(value, index));
        if (read instanceof Fault)
            return read.under(index);
        list.push(read);
    }
    return list;
}
/**
 * Reads an object whose keys are data into a new one. Faults: `type`; `unicode`, at a key with a lone surrogate; and
 * those of the reader, at the key. The first in the order of the keys' Unicode scalar values is given.
 */
export function readMap(value, item) {
    if (!isObject(value))
        return new Fault("type", "an object");
    const names = Object.keys(value);
    const map = readEntries(value, names, item);
    return map instanceof Fault ? readEntries(value, names.sort(byScalarValue), item) : map;
}
/** Reads the entries in the order of the names, so sorting can wait until there is a fault to choose. */
function readEntries(object, names, item) {
    const map = {};
    for (const name of names) {
        const value = own(object, name);
        if (value === undefined)
            continue;
        const key = readText(name);
        const read = key instanceof Fault ? key : item(value);
        if (read instanceof Fault)
            return read.under(name);
        setOwn(map, name, read);
    }
    return map;
}
