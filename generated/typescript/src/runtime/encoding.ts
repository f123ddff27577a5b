import { isObject, type PlainObject } from "./object.js";
import { Fault, type Refused } from "./refusal.js";
import type { Unknown } from "./unknown.js";

/** A message as it goes over the wire, or why it must not. */
export type Encoded = { readonly ok: true; readonly value: PlainObject } | Refused;

/** Writes nothing, for a message without payload. */
export function nothing(): undefined {
  return undefined;
}

/**
 * Copies a message of unknown name so that it can be sent on.
 *
 * @param unknown the message
 * @param check gives the fault in a message that would not be unknown to its receiver either
 * @returns the copy; or the refusal of `check`, or of {@link Unknown.data}
 */
export function forward(unknown: Unknown, check: (message: PlainObject) => Fault | undefined): Encoded {
  const copy = unknown.data();
  if (!copy.ok) return copy;
  if (!isObject(copy.data)) return new Fault("type", "an object").refuse(null);
  const fault = check(copy.data);
  return fault === undefined ? { ok: true, value: copy.data } : fault.refuse(null);
}
