import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { isObject, others, own, type PlainObject, setOwn } from "../src/index.js";
import { LONE, NOT_PLAIN, withProto } from "./outcome.js";

describe("isObject", () => {
  it.each([
    {},
    { a: 1 },
    Object.create(null) as object,
    JSON.parse('{"__proto__":{"a":1}}') as object,
    structuredClone({ a: 1 }),
    runInNewContext("({ a: 1 })") as object,
    runInNewContext("Object.create(null)") as object,
  ])("takes plain data %#", (value) => {
    expect(isObject(value)).toBe(true);
  });

  it.each([
    null,
    undefined,
    true,
    1,
    1n,
    "text",
    Symbol("a"),
    [],
    runInNewContext("[]"),
    runInNewContext("new Map()"),
    runInNewContext("new Date()"),
    () => 1,
    class {},
    ...NOT_PLAIN,
  ])("takes nothing else %#", (value) => {
    expect(isObject(value)).toBe(false);
  });
});

describe("own", () => {
  it.each(["a", "__proto__", "constructor", "toString", "hasOwnProperty"])("gives %s only if it is own", (key) => {
    expect(own({}, key)).toBeUndefined();
    expect(own(Object.create(null) as PlainObject, key)).toBeUndefined();
    const object: PlainObject = JSON.parse(`{"${key}":5}`);
    expect(own(object, key)).toBe(5);
  });

  it("takes a getter that throws as absent", () => {
    const object = {
      get a(): number {
        throw new Error("a");
      },
    };
    expect(own(object, "a")).toBeUndefined();
  });
});

describe("setOwn", () => {
  it.each(["a", "__proto__", "constructor", "prototype"])("makes %s an own key and nothing else", (key) => {
    const object = {};
    setOwn(object, key, { polluted: true });
    expect(Object.keys(object)).toStrictEqual([key]);
    expect(own(object, key)).toStrictEqual({ polluted: true });
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(JSON.stringify(object)).toBe(`{"${key}":{"polluted":true}}`);
    setOwn(object, key, 2);
    expect(own(object, key)).toBe(2);
  });
});

describe("others", () => {
  it("leaves out declared and absent keys, and what is not own", () => {
    const object: PlainObject = { c: 1, a: null, b: undefined, declared: 1, [Symbol("s")]: 1 };
    expect(others(object, ["declared", "missing"])).toStrictEqual(["a", "c"]);
    expect(others(withProto(1) as PlainObject, [])).toStrictEqual(["__proto__"]);
    expect(others(withProto(1) as PlainObject, ["__proto__"])).toStrictEqual([]);
  });

  it("sorts by scalar values, not by UTF-16 units", () => {
    const sorted = [
      "",
      "a",
      "a\ud7ff",
      `a${LONE}`,
      `a${LONE}b`,
      "a\udfff",
      "a\ue000",
      "a\uffff",
      "a😀",
      "a😀b",
      "a😁",
      "b",
    ];
    const object = Object.fromEntries([...sorted].reverse().map((key) => [key, 1]));
    expect(others(object, [])).toStrictEqual(sorted);
    expect([...sorted].sort()).not.toStrictEqual(sorted);
  });

  it("sorts as a comparison of code points does", () => {
    const units = ["a", "\ud83d", "\ude00", "\ue000", "\ud800", "\udfff"];
    const texts = units.flatMap((x) => units.flatMap((y) => units.map((z) => x + y + z)));
    const points = (text: string) => [...text].map((c) => (c.codePointAt(0) as number).toString(16).padStart(6, "0"));
    const order = new Map(texts.map((text) => [text, points(text).join()]));
    const sorted = others(Object.fromEntries(texts.map((text) => [text, 1])), []).map((text) => order.get(text));
    expect(sorted).toStrictEqual([...sorted].sort());
  });
});
