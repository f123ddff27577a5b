import { type PlainObject } from "./object.js";
import { Fault } from "./refusal.js";
/** A value that must stand at its place. */
export type Constant = null | boolean | number | string;
/**
 * What a form demands at a place: an object, the wire name, no such key, any value, any value or none; or exactly the
 * value `is`.
 */
export type Test = "object" | "name" | "absent" | "slot" | "optional-slot" | {
    readonly is: Constant;
};
/** One place of a form: a JSON Pointer from the top of the message, and what is demanded there. */
export type Node = readonly [path: string, test: Test];
/** One layout of a direction: its places as they are written, a container before what is in it. */
export type Form = readonly Node[];
/** What telling found. */
export interface Told {
    /** The places of the forms that survive, in order. Of several, the name decides. */
    readonly forms: readonly number[];
    /** The wire name, when a surviving form carries one. */
    readonly name: string | undefined;
}
/**
 * Finds the forms that a message fits, from their marks and own keys alone. A *mark* is a constant, a name, or a key that
 * must be absent; an *own key* of a form against another is a constant or required slot at a place that the other does
 * not mention.
 *
 * Faults: `tag` or `type` when no form fits, `ambiguous` when own keys of two forms are present, `unicode` when the name
 * has a lone surrogate.
 */
export declare function tell(forms: readonly Form[], message: unknown): Told | Fault;
/**
 * Checks a constant, and the containers on the way to it.
 *
 * @param keys the way to the constant
 * @returns nothing; or a fault: `type` at a container that is no object, else `tag` at the constant
 */
export declare function checkConstant(message: PlainObject, keys: readonly string[], constant: Constant): Fault | undefined;
