import { isObject, others, own, type PlainObject, setOwn } from "./object.js";
import { Fault, type Refused } from "./refusal.js";
import type { Unknown } from "./unknown.js";

/** A message as it goes over the wire, or why it must not. */
export type Encoded<Wire = PlainObject> = { readonly ok: true; readonly value: Wire } | Refused;

/** Writes nothing, for a message without payload. */
export function nothing(): undefined {
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
export function spread(into: object, members: PlainObject, reserved: readonly string[]): Fault | undefined {
  for (const key of others(members, [])) {
    if (reserved.includes(key)) return new Fault("unexpected", "no key of the form").under(key);
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
export function echo(into: object, members: PlainObject, hidden: readonly string[]): void {
  for (const key of others(members, hidden)) setOwn(into, key, own(members, key));
}

/** Writes a message that goes over the wire as JSON in a text, from what would go over it otherwise; nothing is no text. */
export function writeJsonText(encoded: unknown): string {
  return encoded === undefined ? "" : JSON.stringify(encoded);
}

/**
 * Copies a message of unknown name so that it can be sent on.
 *
 * @param unknown the message
 * @param check gives the fault in a message that would not be unknown to its receiver either
 * @returns the copy; or the refusal of `check`, or of {@link Unknown.data}
 */
export function forward(unknown: Unknown, check: (message: PlainObject) => Fault | undefined): Encoded;
/**
 * Copies a message of unknown name, where messages are not objects alone.
 *
 * @param isWire what messages can be
 * @param expected what they can be, in a few words: `an object or a list`
 */
export function forward<Wire>(
  unknown: Unknown,
  check: (message: Wire) => Fault | undefined,
  isWire: (value: unknown) => value is Wire,
  expected: string,
): Encoded<Wire>;
export function forward(
  unknown: Unknown,
  check: (message: PlainObject) => Fault | undefined,
  isWire: (value: unknown) => value is PlainObject = isObject,
  expected = "an object",
): Encoded {
  // What was nothing but its name is sent on as that.
  const copy = unknown.isAbsent() ? undefined : unknown.data();
  if (copy !== undefined && !copy.ok) return copy;
  const data = copy?.data;
  if (!isWire(data)) return new Fault("type", expected).refuse(null);
  const fault = check(data);
  return fault === undefined ? { ok: true, value: data } : fault.refuse(null);
}
