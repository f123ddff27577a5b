import { kindOf, notOfKinds } from "./kinds.js";
import { own } from "./object.js";
import { Fault } from "./refusal.js";
import { Secret } from "./secret.js";
/**
 * Reads one of several types that are told apart by their kind of JSON; among objects by constants, and then by the keys
 * that they must have. The first member that is told is read, and no other is tried.
 *
 * Faults: `type` if no member is of this kind, `union` if no object is told, and those of the member.
 */
export function readUnion(value, members) {
    const member = memberOf(value, members);
    return member instanceof Fault ? member : member.read(value);
}
/**
 * Writes one of several types that are told apart by what they look like. What keys of its own bring must not make it
 * look like another.
 *
 * Faults: those of {@link readUnion}, and `union` if what was written would be read as another member.
 */
export function writeUnion(value, members) {
    const isSecret = value instanceof Secret;
    const shown = isSecret ? value.reveal() : value;
    const meant = memberOf(shown, members.filter(({ secret = false }) => secret === isSecret));
    if (meant instanceof Fault)
        return meant;
    const written = meant.read(shown);
    if (written instanceof Fault || memberOf(written, members) === meant)
        return written;
    return new Fault("union", "a value that reads as it was meant");
}
function memberOf(value, members) {
    const kind = kindOf(value);
    const ofKind = members.filter(({ kinds }) => kind !== undefined && kinds.includes(kind));
    const [first] = ofKind;
    if (first === undefined)
        return notOfKinds(members.flatMap(({ kinds }) => kinds));
    const member = kind === "object" ? told(value, ofKind) : first;
    return member ?? new Fault("union", "the keys of one of the types");
}
/** The only member whose constants stand there, or the first of several that has all of its required keys. */
function told(object, members) {
    const alike = members.filter(({ constants = [] }) => constants.every(([key, is]) => own(object, key) === is));
    if (alike.length <= 1)
        return alike[0];
    return alike.find(({ required = [] }) => required.every((key) => own(object, key) !== undefined));
}
/** The refusal of an object whose tag is that of no member. Faults, at the tag: `missing` if it is absent, else `enum`. */
export function noMember(object, tag) {
    const isAbsent = own(object, tag) === undefined;
    return (isAbsent ? new Fault("missing", "a value") : new Fault("enum", "the tag of a member")).under(tag);
}
