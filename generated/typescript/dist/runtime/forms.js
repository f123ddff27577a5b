import { kindOf } from "./kinds.js";
/** The form at an index. */
export function formAt(forms, index) {
    return forms[index] ?? [];
}
/** What a form demands at a place, or `undefined` if it does not mention it. */
export function testAt(form, path) {
    for (const node of form)
        if (node[0] === path)
            return node[1];
    return undefined;
}
/** Where a form has the wire name, if it has one. */
export function namePath(form) {
    for (const node of form)
        if (isNameTest(node[1]))
            return node[0];
    return undefined;
}
/** Whether a form demands the wire name at a place. */
export function isNameTest(test) {
    return test === "name" || (typeof test === "object" && "name" in test);
}
/** Whether a test is for exactly one value. */
export function isConstant(test) {
    return typeof test === "object" && "is" in test;
}
/** Whether a value looks like the names that a form has at a place. */
export function isNameLike(value, { prefix = "", suffix = "", also, kinds }) {
    const kind = kindOf(value);
    if (kind === undefined || !(kinds === undefined ? kind === "text" : kinds.includes(kind)))
        return false;
    if (typeof value !== "string")
        return prefix + suffix === "";
    const isWrapped = value.startsWith(prefix) && value.endsWith(suffix);
    return (isWrapped && value.length >= prefix.length + suffix.length) || also?.includes(value) === true;
}
