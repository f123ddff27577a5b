import type { Constant } from "./forms.js";
import { type PlainObject } from "./object.js";
import { Fault } from "./refusal.js";
/** Checks that an object has one of the keys or more. Fault: `required`. */
export declare function checkAtLeastOneOf(object: PlainObject, keys: readonly string[]): Fault | undefined;
/** Checks that an object has all of the keys or none. Fault: `required`. */
export declare function checkTogether(object: PlainObject, keys: readonly string[]): Fault | undefined;
/**
 * Checks that an object has a key if all other keys hold these values. Fault, at the key: `required`.
 *
 * @param when other keys, and what they hold
 */
export declare function checkRequiredWhen(object: PlainObject, key: string, when: readonly (readonly [other: string, is: Constant])[]): Fault | undefined;
