import { countEntries, MAX_DEPTH, readOnce } from "./nesting.js";
import { at, isObject, own, setOwn } from "./object.js";
import { readNumber, readText } from "./readers.js";
import { Fault } from "./refusal.js";
import { byScalarValue } from "./unicode.js";
/**
 * Reads any JSON value into a new one. Own keys that hold `undefined` are left out.
 *
 * Faults: `type` at whatever is no plain data, holes in lists included; `unicode` at a text with a lone surrogate, or at
 * the key that has one; `depth` at the 65th list or object of a nest, which is also how a cycle ends. Of several, the
 * first in the order of the keys' Unicode scalar values is given.
 */
export function readJson(value) {
    return typeof value === "object" && value !== null ? readOnce(value, copyAll, 1, undefined) : copyAll(value, 1);
}
function copyAll(value, depth) {
    const json = copy(value, depth, { names: Object.keys, copies: new Map() });
    return json instanceof Fault ? copy(value, depth, { names: sortedKeys, copies: new Map() }) : json;
}
function copy(value, depth, walk) {
    if (value === null || typeof value === "boolean")
        return value;
    if (typeof value === "string")
        return readText(value);
    if (typeof value === "number")
        return readNumber(value);
    if (!Array.isArray(value) && !isObject(value))
        return new Fault("type", "a JSON value");
    if (depth > MAX_DEPTH)
        return new Fault("depth", `at most ${MAX_DEPTH} levels`);
    const known = walk.copies.get(value);
    if (known !== undefined && known.depth >= depth)
        return known.json;
    const json = Array.isArray(value) ? copyList(value, depth, walk) : copyObject(value, depth, walk);
    if (!(json instanceof Fault))
        walk.copies.set(value, { depth, json });
    return json;
}
function copyList(list, depth, walk) {
    const json = [];
    countEntries(list.length);
    for (let index = 0; index < list.length; index++) {
        const item = copy(at(list, index), depth + 1, walk);
        if (item instanceof Fault)
            return item.under(index);
        json.push(item);
    }
    return json;
}
function copyObject(object, depth, walk) {
    const json = {};
    const names = walk.names(object);
    countEntries(names.length);
    for (const name of names) {
        const value = own(object, name);
        if (value === undefined)
            continue;
        const key = readText(name);
        const item = key instanceof Fault ? key : copy(value, depth + 1, walk);
        if (item instanceof Fault)
            return item.under(name);
        setOwn(json, name, item);
    }
    return json;
}
function sortedKeys(object) {
    return Object.keys(object).sort(byScalarValue);
}
