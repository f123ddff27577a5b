import { isObject } from "./object.js";
import { Fault } from "./refusal.js";
/** Writes nothing, for a message without payload. */
export function nothing() {
    return undefined;
}
/**
 * Copies a message of unknown name so that it can be sent on.
 *
 * @param unknown the message
 * @param check gives the fault in a message that would not be unknown to its receiver either
 * @returns the copy; or the refusal of `check`, or of {@link Unknown.data}
 */
export function forward(unknown, check) {
    const copy = unknown.data();
    if (!copy.ok)
        return copy;
    if (!isObject(copy.data))
        return new Fault("type", "an object").refuse(null);
    const fault = check(copy.data);
    return fault === undefined ? { ok: true, value: copy.data } : fault.refuse(null);
}
