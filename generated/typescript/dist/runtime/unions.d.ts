import type { Constant } from "./forms.js";
import { type JsonKind } from "./kinds.js";
import { type PlainObject } from "./object.js";
import type { Reader } from "./readers.js";
import { Fault } from "./refusal.js";
/** A member of a union whose members carry no tag. */
export interface Member<T> {
    /** The kinds of JSON that it may be. */
    readonly kinds: readonly JsonKind[];
    /** Of an object, the keys that hold one value always. */
    readonly constants?: readonly (readonly [key: string, is: Constant])[];
    /** Of an object, the keys that it must have. */
    readonly required?: readonly string[];
    /** Reads the whole value. */
    readonly read: Reader<T>;
}
/**
 * Reads one of several types that are told apart by their kind of JSON; among objects by constants, and then by the keys
 * that they must have. The first member that is told is read, and no other is tried.
 *
 * Faults: `type` if no member is of this kind, `union` if no object is told, and those of the member.
 */
export declare function readUnion<T>(value: unknown, members: readonly Member<T>[]): T | Fault;
/** A member of such a union, as its values are written. */
export interface WrittenMember extends Member<unknown> {
    /** Whether its values are held as secrets. */
    readonly secret?: true;
}
/**
 * Writes one of several types that are told apart by what they look like. What keys of its own bring must not make it
 * look like another.
 *
 * Faults: those of {@link readUnion}, and `union` if what was written would be read as another member.
 */
export declare function writeUnion(value: unknown, members: readonly WrittenMember[]): unknown;
/** The refusal of an object whose tag is that of no member. Faults, at the tag: `missing` if it is absent, else `enum`. */
export declare function noMember(object: PlainObject, tag: string): Fault;
