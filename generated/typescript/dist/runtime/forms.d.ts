import { type JsonKind } from "./kinds.js";
/** A value that must stand at its place. */
export type Constant = null | boolean | number | string;
/** A message's name on the wire. */
export type Name = string | number | boolean;
/** What names look like at a place. */
export interface NameTest {
    /** What stands before the name in every text. */
    readonly prefix?: string;
    /** What stands behind it. */
    readonly suffix?: string;
    /** Whole texts that are names without prefix and suffix. */
    readonly also?: readonly string[];
    /** The kinds of JSON that names have there: text, unless it says so. With a prefix or suffix, only text is a name. */
    readonly kinds?: readonly JsonKind[];
}
/**
 * What a form demands at a place: an object, a list, the wire name, no such key, any value, any value or none; or
 * exactly the value `is`; or a wire name that looks like `name`.
 */
export type Test = "object" | "list" | "name" | "absent" | "slot" | "optional-slot" | {
    readonly is: Constant;
} | {
    readonly name: NameTest;
};
/** One place of a form: a JSON Pointer from the top of the message, and what is demanded there. */
export type Node = readonly [path: string, test: Test];
/** One layout of a direction: its places as they are written, a container before what is in it. */
export type Form = readonly Node[];
/** The form at an index. */
export declare function formAt(forms: readonly Form[], index: number): Form;
/** What a form demands at a place, or `undefined` if it does not mention it. */
export declare function testAt(form: Form, path: string): Test | undefined;
/** Where a form has the wire name, if it has one. */
export declare function namePath(form: Form): string | undefined;
/** Whether a form demands the wire name at a place. */
export declare function isNameTest(test: Test): boolean;
/** Whether a test is for exactly one value. */
export declare function isConstant(test: Test | undefined): test is {
    readonly is: Constant;
};
/** Whether a value looks like the names that a form has at a place. */
export declare function isNameLike(value: unknown, { prefix, suffix, also, kinds }: NameTest): boolean;
