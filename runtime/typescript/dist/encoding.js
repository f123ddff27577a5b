import { isObject, others, own, setOwn } from "./object.js";
import { Fault } from "./refusal.js";
/** Writes nothing, for a message without payload. */
export function nothing() {
    return undefined;
}
/**
 * Puts the keys of a payload beside those of the form. Fault, at the first key in the order of their Unicode scalar
 * values: `unexpected` if it is one of the form's.
 *
 * @param into what is to hold them
 * @param members the payload as it goes over the wire
 * @param reserved all keys that the form mentions there, those that are absent this time included
 */
export function spread(into, members, reserved) {
    for (const key of others(members, [])) {
        if (reserved.includes(key))
            return new Fault("unexpected", "no key of the form").under(key);
        setOwn(into, key, own(members, key));
    }
    return undefined;
}
/**
 * Puts the keys of a request that is brought back beside those of the form, which take the places of theirs.
 *
 * @param into what is to hold them
 * @param members the request
 * @param hidden all keys that the form mentions there
 */
export function echo(into, members, hidden) {
    for (const key of others(members, hidden))
        setOwn(into, key, own(members, key));
}
/** Writes a message that goes over the wire as JSON in a text, from what would go over it otherwise; nothing is no text. */
export function writeJsonText(encoded) {
    return encoded === undefined ? "" : JSON.stringify(encoded);
}
export function forward(unknown, check, isWire = isObject, expected = "an object") {
    // What was nothing but its name is sent on as that.
    const copy = unknown.isAbsent() ? undefined : unknown.data();
    if (copy !== undefined && !copy.ok)
        return copy;
    const data = copy?.data;
    if (!isWire(data))
        return new Fault("type", expected).refuse(null);
    const fault = check(data);
    return fault === undefined ? { ok: true, value: data } : fault.refuse(null);
}
