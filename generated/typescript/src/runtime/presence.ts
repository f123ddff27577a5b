import type { Constant } from "./forms.js";
import { own, type PlainObject } from "./object.js";
import { Fault } from "./refusal.js";
import { Secret } from "./secret.js";

/** Checks that an object has one of the keys or more. Fault: `required`. */
export function checkAtLeastOneOf(object: PlainObject, keys: readonly string[]): Fault | undefined {
  return keys.some((key) => has(object, key)) ? undefined : new Fault("required", `at least one of ${keys.join(", ")}`);
}

/** Checks that an object has all of the keys or none. Fault: `required`. */
export function checkTogether(object: PlainObject, keys: readonly string[]): Fault | undefined {
  const present = keys.filter((key) => has(object, key)).length;
  if (present === 0 || present === keys.length) return undefined;
  return new Fault("required", `${keys.join(", ")} together or none of them`);
}

/**
 * Checks that an object has a key if all other keys hold these values. Fault, at the key: `required`.
 *
 * @param when other keys, and what they hold
 */
export function checkRequiredWhen(
  object: PlainObject,
  key: string,
  when: readonly (readonly [other: string, is: Constant])[],
): Fault | undefined {
  if (has(object, key) || !when.every(([other, is]) => shown(own(object, other)) === is)) return undefined;
  const reasons = when.map(([other, is]) => `${other} is ${JSON.stringify(is)}`);
  return new Fault("required", `a value where ${reasons.join(" and ")}`).under(key);
}

/** A value as it goes over the wire. */
function shown(value: unknown): unknown {
  return value instanceof Secret ? value.reveal() : value;
}

function has(object: PlainObject, key: string): boolean {
  return own(object, key) !== undefined;
}
