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
/** What the keys of a message say between two forms that it fits, and then a constant in the place of a slot. */
export declare function rivalryOf(first: Form, second: Form, message: unknown): Rivalry;
/**
 * Between two forms that nothing else decides, the one that says that a key must be absent wins over one that demands
 * it: the key is absent, since both fit, so the other cannot be meant.
 */
export declare function byAbsence(first: Form, second: Form): Rivalry;
