import { type PlainObject } from "./object.js";
import { Fault, type Refused } from "./refusal.js";
import type { Unknown } from "./unknown.js";
/** A message as it goes over the wire, or why it must not. */
export type Encoded<Wire = PlainObject> = {
    readonly ok: true;
    readonly value: Wire;
} | Refused;
/** Writes nothing, for a message without payload. */
export declare function nothing(): undefined;
/**
 * Puts the keys of a payload beside those of the form. Fault, at the first key in the order of their Unicode scalar
 * values: `unexpected` if it is one of the form's.
 *
 * @param into what is to hold them
 * @param members the payload as it goes over the wire
 * @param reserved all keys that the form mentions there, those that are absent this time included
 */
export declare function spread(into: object, members: PlainObject, reserved: readonly string[]): Fault | undefined;
/**
 * Puts the keys of a request that is brought back beside those of the form, which take the places of theirs.
 *
 * @param into what is to hold them
 * @param members the request
 * @param hidden all keys that the form mentions there
 */
export declare function echo(into: object, members: PlainObject, hidden: readonly string[]): void;
/** Writes a message that goes over the wire as JSON in a text, from what would go over it otherwise; nothing is no text. */
export declare function writeJsonText(encoded: unknown): string;
/**
 * Copies a message of unknown name so that it can be sent on.
 *
 * @param unknown the message
 * @param check gives the fault in a message that would not be unknown to its receiver either
 * @returns the copy; or the refusal of `check`, or of {@link Unknown.data}
 */
export declare function forward(unknown: Unknown, check: (message: PlainObject) => Fault | undefined): Encoded;
/**
 * Copies a message of unknown name, where messages are not objects alone.
 *
 * @param isWire what messages can be
 * @param expected what they can be, in a few words: `an object or a list`
 */
export declare function forward<Wire>(unknown: Unknown, check: (message: Wire) => Fault | undefined, isWire: (value: unknown) => value is Wire, expected: string): Encoded<Wire>;
