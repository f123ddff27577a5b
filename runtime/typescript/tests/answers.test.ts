import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  Fault,
  forward,
  isList,
  type Json,
  readJson,
  readJsonText,
  readNumber,
  readText,
  requestOf,
  spread,
  Unknown,
  Unread,
  writeJsonText,
  writeUnread,
} from "../src/index.js";
import { LONE, outcome, withProto } from "./outcome.js";

describe("requestOf", () => {
  const open = new Map<string | number, string>([
    ["1", "text"],
    [1, "number"],
    [0, "zero"],
  ]);

  it("compares ids with their kind", () => {
    expect(requestOf(open, { id: "1" }, "/id")).toBe("text");
    expect(requestOf(open, { id: 1 }, "/id")).toBe("number");
    expect(requestOf(open, { id: -0 }, "/id")).toBe("zero");
    // What is no text is for checking to refuse.
    expect(requestOf(open, { id: "\ud800" }, "/id")).toBe(undefined);
    expect(outcome(requestOf(open, { id: "0" }, "/id"))).toBe("unmatched /id");
    expect(outcome(requestOf(open, { to: { "a/b": 2 } }, "/to/a~1b"))).toBe("unmatched /to/a~1b");
  });

  it("finds requests by the fields that join them", () => {
    const ways = [
      { places: ["/done/a"], requests: ["pay"] },
      { places: ["/id", "/done/b"], requests: ["refund", "check"] },
    ];
    const two = new Map([
      ["1", "pay"],
      ["2", "check"],
    ]);
    const found = (message: unknown) => outcome(requestOf(two, message, ways));
    expect(requestOf(two, { done: { a: "1" } }, ways)).toBe("pay");
    expect(requestOf(two, { done: { b: "2" } }, ways)).toBe("check");
    expect(requestOf(two, { done: { a: "2", b: "2" } }, ways)).toBe("check");
    // What joins one request does not join another.
    expect(found({ done: { a: "2" } })).toBe("unmatched /done/a");
    expect(found({ done: { b: "1" } })).toBe("unmatched /done/b");
    // The first place counts that says something.
    expect(found({ id: "3", done: { b: "2" } })).toBe("unmatched /id");
    expect(requestOf(two, { id: null, done: { b: "2" } }, ways)).toBe("check");
    expect(found({})).toBe("unmatched /done/a");
    expect(requestOf(new Map([["1", "pay"]]), {}, ways)).toBe("pay");
    expect(requestOf("check", { done: { a: "9" } }, ways)).toBe("check");
  });

  it("leaves what is no id to the checks", () => {
    expect(requestOf(open, {}, "/id")).toBeUndefined();
    expect(requestOf(open, { id: true }, "/id")).toBeUndefined();
  });

  it("takes the only one where answers bring no id", () => {
    const only = new Map([[7, "only"]]);
    expect(requestOf("only", {})).toBe("only");
    expect(requestOf(only, {})).toBe("only");
    expect(requestOf(only, {}, "/id")).toBe("only");
    expect(requestOf(only, { id: null }, "/id")).toBeUndefined();
    expect(outcome(requestOf(open, {}))).toBe("unmatched ");
    expect(outcome(requestOf(new Map(), {}))).toBe("unmatched ");
  });
});

describe("Unread", () => {
  it("is read as what the caller says", () => {
    const payload = new Unread("secret", "/value");
    expect(payload.read(readText)).toEqual({ ok: true, value: "secret" });
    expect(payload.read(readNumber, "contacts")).toEqual({
      ok: false,
      refusal: { code: "type", path: "/value", name: "contacts", expected: "a number" },
    });
    expect(outcome(payload.open(readNumber))).toBe("type ");
    expect(payload.data()).toEqual({ ok: true, data: "secret" });
    expect(payload.isAbsent()).toBe(false);
  });

  it("may be absent", () => {
    const none = new Unread(undefined, "/value");
    expect(none.isAbsent()).toBe(true);
    expect(outcome(none.open(readText))).toBe("missing ");
    expect(none.data()).toMatchObject({ ok: false, refusal: { code: "missing", path: "/value" } });
    expect(writeUnread(none)).toBeUndefined();
  });

  it("does not show what it holds", () => {
    const payload = new Unread("secret");
    expect(`${JSON.stringify(payload)}${inspect(payload)}${String(payload)}`).not.toContain("secret");
    expect(Object.keys(payload)).toEqual([]);
  });

  it("is written as it came", () => {
    const value: Json = { a: [1] };
    const written = writeUnread(new Unread(value, "/value"));
    expect(written).toEqual(value);
    expect(written).not.toBe(value);
    expect(outcome(writeUnread(new Unread({ a: 1n }, "/value")))).toBe("type /a");
    expect(outcome(writeUnread({}))).toBe("type ");
  });
});

describe("spread", () => {
  it("puts keys beside those of the form", () => {
    const into = { type: "a" };
    expect(spread(into, Object.assign(withProto(1), { b: 2, c: undefined }) as never, ["type", "id"])).toBeUndefined();
    expect(JSON.stringify(into)).toBe('{"type":"a","__proto__":1,"b":2}');
    expect(Object.getPrototypeOf(into)).toBe(Object.prototype);
  });

  it.each<[object, string | undefined]>([
    [{ type: "b" }, "unexpected /type"],
    [{ id: 1 }, "unexpected /id"],
    [{ type: 1, id: 1 }, "unexpected /id"],
    [{ type: undefined }, undefined],
  ])("refuses the form's own keys, absent ones too: %j", (members, expected) => {
    expect(outcome(spread({ type: "a" }, members as never, ["type", "id"]))).toBe(expected);
  });
});

describe("JSON in text", () => {
  it.each<[unknown, unknown]>([
    ['{"a":1}', { a: 1 }],
    [' "x" ', "x"],
    [{ a: 1 }, "type "],
    [undefined, "type "],
    [`"${LONE}"`, "unicode "],
    ["{a:1}", "json "],
    ['{"a":1e999}', "json "],
    ['{"a":{"b":1,"b":2}}', "duplicate-key /a/b"],
  ])("readJsonText(%j)", (value, expected) => {
    expect(outcome(readJsonText(value))).toEqual(expected);
  });

  it("is read as it was written", () => {
    const message = { a: ["\u2028", 1, null] };
    expect(readJsonText(writeJsonText(message))).toEqual(message);
    expect(writeJsonText(undefined)).toBe("");
    expect(outcome(readJson(readJsonText(writeJsonText(message))))).toEqual(message);
  });
});

describe("forward of lists", () => {
  it("takes what messages can be", () => {
    const check = (message: readonly unknown[]) =>
      message[0] === "known" ? new Fault("name", "a name", "/0") : undefined;
    const send = (message: unknown) => forward(new Unknown("later", message), check, isList, "a list");
    expect(send(["later", 1])).toEqual({ ok: true, value: ["later", 1] });
    expect(send(["known"])).toMatchObject({ ok: false, refusal: { code: "name", path: "/0" } });
    expect(send({ 0: "later" })).toMatchObject({ ok: false, refusal: { code: "type", path: "", expected: "a list" } });
  });
});
