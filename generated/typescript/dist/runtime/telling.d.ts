import { type Constant, type Form, type Name } from "./forms.js";
import { type PlainObject } from "./object.js";
import { Fault } from "./refusal.js";
/** What telling found. */
export interface Told {
    /** The places of the forms that survive, in order. Of several, the name decides. */
    readonly forms: readonly number[];
    /** The wire name, when a surviving form carries one. */
    readonly name: Name | undefined;
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
/** The fault of a message that was told and is none that is declared: at its name, or as a whole if it has none. */
export declare function undeclaredName(forms: readonly Form[], told: Told): Fault;
/** A wire name as text, for people: a number or bool as JSON has it. */
export declare function nameText(name: Name): string;
/**
 * Checks a constant, and the containers on the way to it.
 *
 * @param keys the way to the constant: keys of objects, indexes of lists
 * @returns nothing; or a fault: `type` at a container of another kind, else `tag` at the constant
 */
export declare function checkConstant(message: PlainObject | readonly unknown[], keys: readonly (string | number)[], constant: Constant): Fault | undefined;
