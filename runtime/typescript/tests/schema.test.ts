import { expect, it } from "vitest";
import { Fault, schemaOf } from "../src/index.js";

/** A schema whose decoder finds a number too small at `path`, if there is any. */
const failing = (path: string) => schemaOf<never>(() => new Fault("minimum", "at least 5", path).refuse("top_up"));

/** Where a schema says that the fault at `pointer` in `value` is. */
function path(pointer: string, value: unknown) {
  const { issues } = failing(pointer)["~standard"].validate(value);
  return issues?.[0]?.path;
}

it("names the interface and its version", () => {
  const { version, vendor } = failing("")["~standard"];
  expect({ version, vendor }).toEqual({ version: 1, vendor: "trilogue" });
});

it("gives what the decoder reads", () => {
  const schema = schemaOf((value) => ({ ok: true, message: [value] }));
  expect(schema["~standard"].validate(3)).toEqual({ value: [3] });
});

it("gives the rule, what would have fitted and the place, and nothing of the value", () => {
  const value = { message: { amount: 4321 } };
  const result = failing("/message/amount")["~standard"].validate(value);
  expect(result).toEqual({
    issues: [{ code: "minimum", message: "expected at least 5", path: ["message", "amount"] }],
  });
  expect(JSON.stringify(result)).not.toContain("4321");
});

it.each([
  ["", { a: 1 }, []],
  ["/", { "": 1 }, [""]],
  ["/list/1/0", { list: [[], { "0": 1 }] }, ["list", 1, "0"]],
  ["/a~1b/m~0n/~01", { "a/b": { "m~n": { "~1": 1 } } }, ["a/b", "m~n", "~1"]],
  ["/gone/0", {}, ["gone", "0"]],
  ["/__proto__/0", JSON.parse('{"__proto__":[1]}'), ["__proto__", 0]],
  ["/0", null, ["0"]],
])("follows %j through %j", (pointer, value, steps) => {
  expect(path(pointer, value)).toEqual(steps);
});
