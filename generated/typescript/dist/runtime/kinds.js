import { isObject } from "./object.js";
import { Fault } from "./refusal.js";
/** What kind of JSON a value is; `undefined` for what is no plain data. */
export function kindOf(value) {
    switch (typeof value) {
        case "string":
            return "text";
        case "number":
            return "number";
        case "boolean":
            return "bool";
        default:
            return value === null ? "null" : isList(value) ? "list" : isObject(value) ? "object" : undefined;
    }
}
/** Whether a value is a list, whatever realm it comes from. */
export function isList(value) {
    return Array.isArray(value);
}
/** The refusal of a value that is of another kind. Fault: `type`. */
export function notOfKinds(kinds) {
    const phrases = {
        null: "null",
        bool: "true or false",
        number: "a number",
        text: "text",
        list: "a list",
        object: "an object",
    };
    const named = Object.keys(phrases).filter((kind) => kinds.includes(kind));
    return new Fault("type", named.map((kind) => phrases[kind]).join(" or "));
}
