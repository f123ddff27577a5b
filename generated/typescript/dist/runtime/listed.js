import { kindOf, notOfKinds } from "./kinds.js";
import { readInteger, readNumber, readText } from "./readers.js";
import { Fault } from "./refusal.js";
/** Reads one value. Fault: `constant` for any other, whatever its kind. */
export function readConstant(value, constant) {
    return value === constant ? constant : new Fault("constant", JSON.stringify(constant));
}
/** Reads a text, number, `true` or `false`, of one of these kinds. Faults: `type`, `unicode`. */
export function readScalar(value, kinds) {
    const kind = kindOf(value);
    if (kind === undefined || !kinds.includes(kind))
        return notOfKinds(kinds);
    return kind === "text" ? readText(value) : kind === "number" ? readNumber(value) : value;
}
/**
 * Reads one of the listed values. Faults: `type` if none of them is of this kind of JSON, `unicode`, else `enum`.
 */
export function readEnum(value, listed) {
    if (isListed(value, listed))
        return value;
    const scalar = readScalar(value, listed.map(kindOf));
    return scalar instanceof Fault ? scalar : notListed(listed);
}
/** One of the listed values, of what was read already. Fault: `enum`. */
export function readListed(value, listed) {
    return isListed(value, listed) ? value : notListed(listed);
}
/**
 * Reads one of the listed values, or keeps another of their kinds of JSON. Faults: `type`, `unicode`; `integer` for a
 * number with a fraction where all that are listed are whole.
 */
export function readKnown(value, listed) {
    if (isListed(value, listed))
        return value;
    const scalar = readScalar(value, listed.map(kindOf));
    const isWhole = listed.every((known) => typeof known !== "number" || Number.isSafeInteger(known));
    return (typeof scalar === "number" && isWhole ? readInteger(scalar) : scalar);
}
/**
 * Reads what is to be sent: one of the listed values; another of their kinds only inside {@link sendingUnlisted}. Faults:
 * those of {@link readKnown}, and `enum`.
 */
export function writeKnown(value, listed) {
    const known = readKnown(value, listed);
    return known instanceof Fault || mayBeUnlisted || isListed(known, listed) ? known : notListed(listed);
}
/** Whether the message that is being written may hold values that are not listed. Writing never waits, so one is enough. */
let mayBeUnlisted = false;
/** Writes a message in which, if `allowed` says so, values may stand that the protocol does not list. */
export function sendingUnlisted(allowed, write) {
    const before = mayBeUnlisted;
    mayBeUnlisted = allowed === true;
    try {
        return write();
    }
    finally {
        mayBeUnlisted = before;
    }
}
function isListed(value, listed) {
    return listed.includes(value);
}
function notListed(listed) {
    return new Fault("enum", `one of ${listed.map((value) => JSON.stringify(value)).join(", ")}`);
}
