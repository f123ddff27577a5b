import { Fault } from "./refusal.js";
/** What a JSON value is, before it is looked into. */
export type JsonKind = "null" | "bool" | "number" | "text" | "list" | "object";
/** What kind of JSON a value is; `undefined` for what is no plain data. */
export declare function kindOf(value: unknown): JsonKind | undefined;
/** Whether a value is a list, whatever realm it comes from. */
export declare function isList(value: unknown): value is readonly unknown[];
/** The refusal of a value that is of another kind. Fault: `type`. */
export declare function notOfKinds(kinds: readonly JsonKind[]): Fault;
