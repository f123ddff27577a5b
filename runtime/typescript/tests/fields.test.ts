import { describe, expect, it } from "vitest";
import {
  Fault,
  forward,
  ifPresent,
  nothing,
  optional,
  present,
  readNumber,
  readObject,
  readOthers,
  required,
  Unknown,
  writeOthers,
} from "../src/index.js";
import { LONE, outcome } from "./outcome.js";

describe("required and optional", () => {
  it.each<[object, string | number, string | number | undefined]>([
    [{ a: 1 }, 1, 1],
    [{ a: "1" }, "type /a", "type /a"],
    [{ a: null }, "type /a", "type /a"],
    [{ a: undefined }, "missing /a", undefined],
    [{}, "missing /a", undefined],
    [Object.create({ a: 1 }) as object, "missing /a", undefined],
  ])("%#", (object, whenRequired, whenOptional) => {
    expect(outcome(required(object as never, "a", readNumber))).toBe(whenRequired);
    expect(outcome(optional(object as never, "a", readNumber))).toBe(whenOptional);
  });

  it("say the same of values without a key", () => {
    expect(outcome(present(undefined, readNumber))).toBe("missing ");
    expect(outcome(present(1, readNumber))).toBe(1);
    expect(ifPresent(undefined, readNumber)).toBeUndefined();
    expect(outcome(ifPresent("1", readNumber))).toBe("type ");
  });
});

describe("readObject", () => {
  it("gives the object itself", () => {
    const object = { a: 1 };
    expect(readObject(object)).toBe(object);
    expect(outcome(readObject([]))).toBe("type ");
  });
});

describe("readOthers", () => {
  it("reads values of one type", () => {
    expect(readOthers({ id: "x", a: 1, b: 2 }, ["id"], readNumber)).toEqual({ a: 1, b: 2 });
    expect(outcome(readOthers({ b: "x", a: "y" }, [], readNumber))).toBe("type /a");
    expect(outcome(writeOthers({ id: 1 }, ["id"], readNumber))).toBe("unexpected /id");
    expect(outcome(writeOthers({ a: "x" }, [], readNumber))).toBe("type /a");
  });

  it("copies what is not declared", () => {
    const status = ["active"];
    const read = readOthers({ id: 1, status, gone: undefined }, ["id"]);
    expect(read).toEqual({ status: ["active"] });
    expect((read as { status: unknown }).status).not.toBe(status);
  });

  it("keeps __proto__ as a key like others", () => {
    const read = readOthers(JSON.parse('{"__proto__":{"x":1}}'), []);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(JSON.stringify(read)).toBe('{"__proto__":{"x":1}}');
  });

  it.each<[object, string]>([
    [{ b: () => 1, a: 1n }, "type /a"],
    [{ "\uffff": 1n, "😀": 1n }, "type /\uffff"],
    [{ [LONE]: 1 }, "unicode /\ufffd"],
    [{ a: { b: Number.NaN } }, "type /a/b"],
  ])("names the first fault: %#", (object, expected) => {
    expect(outcome(readOthers(object as never, []))).toBe(expected);
  });
});

describe("writeOthers", () => {
  it.each<[unknown, unknown]>([
    [{ status: "active" }, { status: "active" }],
    [{ status: undefined, id: undefined }, {}],
    [{ id: 1 }, "unexpected /id"],
    [{ a: 1n, id: 1 }, "type /a"],
    [{ z: 1n, id: 1 }, "unexpected /id"],
    [{ [LONE]: 1 }, "unicode /\ufffd"],
    [undefined, "type "],
    [[], "type "],
  ])("%#", (value, expected) => {
    expect(outcome(writeOthers(value, ["id"]))).toEqual(expected);
  });
});

describe("forward", () => {
  it("copies a message that is unknown to its receiver too", () => {
    const message = { type: "later", message: [1] };
    const sent = forward(new Unknown("later", message), () => undefined);
    expect(sent).toEqual({ ok: true, value: message });
    expect(sent.ok && sent.value).not.toBe(message);
  });

  it("sends on what was nothing but its name, where messages can be that", () => {
    const unknown = new Unknown("later", undefined);
    const isAny = (_value: unknown): _value is unknown => true;
    expect(unknown.isAbsent()).toBe(true);
    expect(unknown.data()).toMatchObject({ ok: false, refusal: { code: "missing", path: "", name: "later" } });
    expect(forward(unknown, () => undefined, isAny, "a message")).toStrictEqual({ ok: true, value: undefined });
    expect(forward(unknown, () => undefined)).toMatchObject({ ok: false, refusal: { code: "type" } });
    expect(new Unknown("later", null).isAbsent()).toBe(false);
  });

  it.each<[unknown, string]>([
    [{ type: "known" }, "name /type"],
    [["later"], "type "],
    [{ type: "later", message: 1n }, "type /message"],
  ])("refuses what is not: %#", (message, expected) => {
    const sent = forward(new Unknown("later", message), () => new Fault("name", "an undeclared name").under("type"));
    expect(sent.ok || `${sent.refusal.code} ${sent.refusal.path}`).toBe(expected);
  });
});

describe("nothing", () => {
  it("is nothing", () => {
    expect(nothing()).toBeUndefined();
  });
});
