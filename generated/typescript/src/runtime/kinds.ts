import { isObject } from "./object.js";
import { Fault } from "./refusal.js";

/** What a JSON value is, before it is looked into. */
export type JsonKind = "null" | "bool" | "number" | "text" | "list" | "object";

/** What kind of JSON a value is; `undefined` for what is no plain data. */
export function kindOf(value: unknown): JsonKind | undefined {
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "bool";
    default:
      return value === null ? "null" : isList(value) ? "list" : isObject(value) ? "object" : undefined;
  }
}

/** Whether a value is a list, whatever realm it comes from. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The refusal of a value that is of another kind. Fault: `type`. */
export function notOfKinds(kinds: readonly JsonKind[]): Fault {
  const phrases: Readonly<Record<JsonKind, string>> = {
    null: "null",
    bool: "true or false",
    number: "a number",
    text: "text",
    list: "a list",
    object: "an object",
  };
  const named = (Object.keys(phrases) as JsonKind[]).filter((kind) => kinds.includes(kind));
  return new Fault("type", named.map((kind) => phrases[kind]).join(" or "));
}
