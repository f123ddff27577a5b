import { type PlainObject } from "./object.js";
import { Fault } from "./refusal.js";
/** Checks that a number is no smaller than the limit. Fault: `minimum`. */
export declare function checkMinimum(value: number, limit: number): Fault | undefined;
/** Checks that a number is no greater than the limit. Fault: `maximum`. */
export declare function checkMaximum(value: number, limit: number): Fault | undefined;
/** Checks that a text has so many Unicode scalar values or more. Fault: `min-length`. */
export declare function checkMinLength(text: string, limit: number): Fault | undefined;
/** Checks that a text has so many Unicode scalar values or fewer. Fault: `max-length`. */
export declare function checkMaxLength(text: string, limit: number): Fault | undefined;
/**
 * Checks that a text matches a pattern. Fault: `pattern`.
 *
 * @param pattern for the whole text: `/^(?:…)$/u`, and without the flags `g` and `y`, which remember
 */
export declare function checkPattern(text: string, pattern: RegExp): Fault | undefined;
/** Checks that a list has so many items or more. Fault: `min-items`. */
export declare function checkMinItems(list: readonly unknown[], limit: number): Fault | undefined;
/** Checks that a list has so many items or fewer. Fault: `max-items`. */
export declare function checkMaxItems(list: readonly unknown[], limit: number): Fault | undefined;
/** Checks that an object has no keys but the declared ones. Fault: `unexpected`, at the first other key. */
export declare function checkUnexpected(object: PlainObject, declared: readonly string[]): Fault | undefined;
