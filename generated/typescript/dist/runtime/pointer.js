import { at, isObject, own } from "./object.js";
/** The value at a JSON Pointer; `undefined` if a container on the way is no object or list, or does not have the key. */
export function find(message, path) {
    let value = message;
    for (const key of keysOf(path)) {
        if (value === undefined)
            return undefined;
        value = step(value, key);
    }
    return value;
}
/** Takes the place of the value in which a fault was found. Gives the same fault as seen from where the place starts. */
export function place(fault, path) {
    return keysOf(path).reduceRight((placed, key) => placed.under(key), fault);
}
/** The place of a key in the object at a place. Unlike a fault's, it has the whole key. */
export function placeOf(path, key) {
    return `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
function step(container, key) {
    if (Array.isArray(container))
        return /^(?:0|[1-9][0-9]{0,9})$/.test(key) ? at(container, Number(key)) : undefined;
    return isObject(container) ? own(container, key) : undefined;
}
/** The places that were looked at so far. They come from specs, so they are few, and are looked at in each message. */
let known;
function keysOf(path) {
    known ??= new Map();
    const keys = known.get(path);
    if (keys !== undefined)
        return keys;
    const found = split(path);
    if (known.size < 10_000)
        known.set(path, found);
    return found;
}
function split(path) {
    const keys = path.split("/").slice(1);
    return path.includes("~") ? keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")) : keys;
}
