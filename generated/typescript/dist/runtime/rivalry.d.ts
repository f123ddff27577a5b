import { type Form } from "./forms.js";
import { Fault } from "./refusal.js";
/** How two fitting forms stand to each other. */
export type Rivalry = "neither" | "first-loses" | "second-loses" | "both-drop" | "clash";
/**
 * Leaves of the contestants those that no other beats.
 *
 * @returns them, in order; or a fault: `ambiguous` if two that no other beats clash, `tag` if none is left
 */
export declare function unbeaten<T>(contestants: readonly T[], rivalry: (first: T, second: T) => Rivalry): readonly T[] | Fault;
/** One of two that a message fits. */
export interface Side {
    /** Its form, and in it the keys of its payload as places of their own, if they count. */
    readonly form: Form;
    /** The places of its slots of which nothing is known but that they hold something. */
    readonly slots: readonly string[];
}
/**
 * What a message says between two that it fits: by keys that one has and the other has nowhere, then by a key that must
 * be absent, then by what one has inside of a slot of the other, then by a constant in the place of a slot.
 */
export declare function rivalryOf(first: Side, second: Side, message: unknown): Rivalry;
/** The places of the slots of a form. */
export declare function slotsOf(form: Form): readonly string[];
