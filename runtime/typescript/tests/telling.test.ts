import { describe, expect, it } from "vitest";
import { checkConstant, Fault, type Form, tell } from "../src/index.js";
import { LONE, withProto } from "./outcome.js";

/** The outcome in short: `form,form name` or `code path`. */
function told(forms: readonly Form[], message: unknown): string {
  const found = tell(forms, message);
  return found instanceof Fault ? `${found.code} ${found.path}` : `${found.forms.join(",")} ${found.name ?? "-"}`;
}

const TAGGED: readonly Form[] = [
  [
    ["", "object"],
    ["/type", "name"],
    ["/message", "slot"],
  ],
  [
    ["", "object"],
    ["/type", { is: "ok" }],
    ["/message", { is: "" }],
  ],
  [
    ["", "object"],
    ["/type", { is: "error" }],
    ["/message", "slot"],
  ],
];

const CALLS: readonly Form[] = [
  [
    ["", "object"],
    ["/call", "name"],
    ["/args", "slot"],
    ["/id", "optional-slot"],
  ],
  [
    ["", "object"],
    ["/watch", "name"],
  ],
  [
    ["", "object"],
    ["/head", "object"],
    ["/head/v", { is: 1 }],
    ["/head/to~1from", "name"],
    ["/quiet", "absent"],
  ],
];

const ANSWERS: readonly Form[] = [
  [
    ["", "object"],
    ["/id", "slot"],
    ["/result", "slot"],
  ],
  [
    ["", "object"],
    ["/id", "slot"],
    ["/error", "slot"],
  ],
];

const OVERLAPPING: readonly Form[] = [
  [
    ["", "object"],
    ["/name", "name"],
    ["/value", "slot"],
  ],
  [
    ["", "object"],
    ["/name", "name"],
    ["/value", { is: null }],
  ],
  [
    ["", "object"],
    ["/done", { is: true }],
    ["/value", "slot"],
  ],
  [
    ["", "object"],
    ["/done", { is: true }],
    ["/value", { is: 0 }],
  ],
];

describe("tell", () => {
  it.each<[readonly Form[], unknown, string]>([
    [TAGGED, { type: "greet", message: 1 }, "0 greet"],
    [TAGGED, { type: "greet" }, "0 greet"],
    [TAGGED, { type: "ok", message: "" }, "1 -"],
    [TAGGED, { type: "ok", message: "x" }, "tag /message"],
    [TAGGED, { type: "error" }, "2 -"],
    [TAGGED, {}, "tag /type"],
    [TAGGED, { type: undefined }, "tag /type"],
    [TAGGED, { type: 1 }, "tag /type"],
    [TAGGED, withProto({ type: "greet" }), "tag /type"],
    [TAGGED, { type: LONE }, "unicode /type"],
    [TAGGED, "greet", "type "],
    [TAGGED, ["greet"], "type "],
    [TAGGED, null, "type "],
    [CALLS, { call: "a", args: [] }, "0 a"],
    [CALLS, { watch: "a" }, "1 a"],
    [CALLS, { call: "a", args: [], watch: "b" }, "ambiguous "],
    [CALLS, { head: { v: 1, "to/from": "a" } }, "2 a"],
    [CALLS, { head: { v: 1, "to/from": "a" }, quiet: null }, "tag /quiet"],
    [CALLS, { head: { v: 2, "to/from": "a" } }, "tag "],
    [CALLS, { head: { v: 1 } }, "tag /head/to~1from"],
    [CALLS, { head: [] }, "tag "],
    [CALLS, { other: 1 }, "tag "],
    [ANSWERS, { id: 1, result: null }, "0 -"],
    [ANSWERS, { id: 1, error: null }, "1 -"],
    [ANSWERS, { id: 1 }, "tag "],
    [ANSWERS, { id: 1, result: 1, error: 1 }, "ambiguous "],
    [OVERLAPPING, { name: "a", value: null }, "0,1 a"],
    [OVERLAPPING, { name: "a", value: 1 }, "0 a"],
    [OVERLAPPING, { done: true, value: 0 }, "3 -"],
    [OVERLAPPING, { done: true, value: 1 }, "2 -"],
    [[], {}, "tag "],
  ])("%#", (forms, message, expected) => {
    expect(told(forms, message)).toBe(expected);
  });
});

describe("checkConstant", () => {
  it.each<[unknown, string | undefined]>([
    [{ meta: { v: 1 } }, undefined],
    [{ meta: { v: "1" } }, "tag /meta/v"],
    [{ meta: {} }, "tag /meta/v"],
    [{}, "tag /meta/v"],
    [{ meta: undefined }, "tag /meta/v"],
    [{ meta: null }, "type /meta"],
    [{ meta: [] }, "type /meta"],
  ])("%j", (message, expected) => {
    const fault = checkConstant(message as { meta: unknown }, ["meta", "v"], 1);
    expect(fault && `${fault.code} ${fault.path}`).toBe(expected);
  });

  it("tells null from absent", () => {
    expect(checkConstant({ nothing: null }, ["nothing"], null)).toBeUndefined();
    expect(checkConstant({}, ["nothing"], null)?.code).toBe("tag");
  });
});
