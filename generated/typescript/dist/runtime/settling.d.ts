import { type Constant, type Form } from "./forms.js";
import { type JsonKind } from "./kinds.js";
import { Fault } from "./refusal.js";
/** By what the payload of a message is known. */
export interface Marks {
    /** Where it stands, as a JSON Pointer; for one whose keys stand beside those of the form, the object they are in. */
    readonly at: string;
    /** Its keys that hold one value always. */
    readonly constants?: readonly (readonly [key: string, is: Constant])[];
    /** The keys that it must have. */
    readonly required?: readonly string[];
    /** All keys that it declares. */
    readonly declared?: readonly string[];
    /** The kinds of JSON that it may be; any, unless it says so. */
    readonly kinds?: readonly JsonKind[];
    /** The one value that it always is. */
    readonly is?: Constant;
}
/** A message that shares its name with others. */
export interface Rival {
    /** The place of its form. */
    readonly form: number;
    /** Its payload. */
    readonly marks: Marks;
}
/**
 * Finds which of several messages of one name is meant. What is dropped is in this order: those whose payload has a
 * constant that differs; those that the keys of form and payload rule out, as in telling; those whose payload is of
 * another kind; those that another outdoes by being the constant that the payload equals, or that are a constant which
 * it does not equal while another is none. Of those that are left the first is meant. As soon as one is left alone, it is
 * meant without a further look.
 *
 * @returns the place of the rival; or a fault: `ambiguous` as in telling, `tag` if a step drops all
 */
export declare function settle(forms: readonly Form[], rivals: readonly Rival[], message: unknown): number | Fault;
