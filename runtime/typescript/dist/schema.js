import { isObject, own } from "./object.js";
/** Takes a decoder. Gives it the interface that libraries take. */
export function schemaOf(decode) {
    const validate = (value) => {
        const read = decode(value);
        return read.ok ? { value: read.message } : { issues: [issue(read.refusal, value)] };
    };
    return { "~standard": { version: 1, vendor: "trilogue", validate } };
}
function issue({ code, path, expected }, value) {
    return { code, message: `expected ${expected}`, path: steps(path, value) };
}
/** The way that a JSON Pointer takes through a value, which alone knows an index from a key that is a number. */
function steps(pointer, value) {
    const keys = pointer.split("/").slice(1);
    let place = value;
    return keys.map((escaped) => {
        const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
        const step = Array.isArray(place) ? Number(key) : key;
        place = Array.isArray(place) ? place[Number(key)] : isObject(place) ? own(place, key) : undefined;
        return step;
    });
}
