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
/** Writes a message that goes over the wire as JSON in a text, from what would go over it otherwise. */
export function writeJsonText(encoded) {
    return JSON.stringify(encoded);
}
export function forward(unknown, check, isWire = isObject, expected = "an object") {
    const copy = unknown.data();
    if (!copy.ok)
        return copy;
    if (!isWire(copy.data))
        return new Fault("type", expected).refuse(null);
    const fault = check(copy.data);
    return fault === undefined ? { ok: true, value: copy.data } : fault.refuse(null);
}
