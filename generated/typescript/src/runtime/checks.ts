import { others, type PlainObject } from "./object.js";
import { Fault } from "./refusal.js";
import { scalarLength } from "./unicode.js";

/** Checks that a number is no smaller than the limit. Fault: `minimum`. */
export function checkMinimum(value: number, limit: number): Fault | undefined {
  return value >= limit ? undefined : new Fault("minimum", `at least ${limit}`);
}

/** Checks that a number is no greater than the limit. Fault: `maximum`. */
export function checkMaximum(value: number, limit: number): Fault | undefined {
  return value <= limit ? undefined : new Fault("maximum", `at most ${limit}`);
}

/** Checks that a text has so many Unicode scalar values or more. Fault: `min-length`. */
export function checkMinLength(text: string, limit: number): Fault | undefined {
  // A scalar value takes one or two units, so most texts need no counting.
  if (text.length >= 2 * limit || (text.length >= limit && scalarLength(text) >= limit)) return undefined;
  return new Fault("min-length", `at least ${count(limit, "character")}`);
}

/** Checks that a text has so many Unicode scalar values or fewer. Fault: `max-length`. */
export function checkMaxLength(text: string, limit: number): Fault | undefined {
  if (text.length <= limit || (text.length <= 2 * limit && scalarLength(text) <= limit)) return undefined;
  return new Fault("max-length", `at most ${count(limit, "character")}`);
}

/**
 * Checks that a text matches a pattern. Fault: `pattern`.
 *
 * @param pattern for the whole text: `/^(?:…)$/u`, and without the flags `g` and `y`, which remember
 */
export function checkPattern(text: string, pattern: RegExp): Fault | undefined {
  return pattern.test(text) ? undefined : new Fault("pattern", `text that matches ${pattern.source}`);
}

/** Checks that a list has so many items or more. Fault: `min-items`. */
export function checkMinItems(list: readonly unknown[], limit: number): Fault | undefined {
  return list.length >= limit ? undefined : new Fault("min-items", `at least ${count(limit, "item")}`);
}

/** Checks that a list has so many items or fewer. Fault: `max-items`. */
export function checkMaxItems(list: readonly unknown[], limit: number): Fault | undefined {
  return list.length <= limit ? undefined : new Fault("max-items", `at most ${count(limit, "item")}`);
}

/** Checks that an object has no keys but the declared ones. Fault: `unexpected`, at the first other key. */
export function checkUnexpected(object: PlainObject, declared: readonly string[]): Fault | undefined {
  const [other] = others(object, declared);
  return other === undefined ? undefined : new Fault("unexpected", "no such key").under(other);
}

function count(limit: number, unit: string): string {
  return limit === 1 ? `1 ${unit}` : `${limit} ${unit}s`;
}
