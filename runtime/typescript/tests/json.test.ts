import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { type Json, readJson } from "../src/index.js";
import { LONE, NOT_PLAIN, outcome, withProto } from "./outcome.js";

/** So many lists in one another. */
function nest(levels: number, inside: unknown): unknown {
  let value = inside;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

describe("readJson", () => {
  it.each([null, true, false, 0, 1.5, "", "ü", [], {}, [1, [null, "a"]], { a: { b: [{}] } }] as Json[])(
    "reads %j",
    (value) => {
      expect(readJson(value)).toStrictEqual(value);
    },
  );

  it("makes everything anew", () => {
    const value = { list: [{}] };
    const read = readJson(value) as typeof value;
    expect(read).not.toBe(value);
    expect(read.list).not.toBe(value.list);
    expect(read.list[0]).not.toBe(value.list[0]);
  });

  it("makes plain objects of this realm", () => {
    const read = readJson(runInNewContext("({ a: [Object.create(null)] })"));
    expect(read).toStrictEqual({ a: [{}] });
  });

  it("keeps keys that are only data, and leaves absent ones out", () => {
    const read = readJson({ constructor: 1, inner: withProto({ a: 1 }), none: undefined });
    expect(JSON.stringify(read)).toBe('{"constructor":1,"inner":{"__proto__":{"a":1}}}');
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it.each([undefined, 1n, Symbol("s"), () => 1, Number.NaN, Number.POSITIVE_INFINITY, ...NOT_PLAIN])(
    "refuses what is no plain data: %#",
    (value) => {
      expect(outcome(readJson(value))).toBe("type ");
      if (value !== undefined) expect(outcome(readJson({ a: [0, value] }))).toBe("type /a/1");
    },
  );

  it("refuses holes and undefined in lists", () => {
    expect(outcome(readJson([1, undefined]))).toBe("type /1");
    expect(outcome(readJson(new Array(2 ** 32 - 1)))).toBe("type /0");
  });

  it("refuses lone surrogates, in a key at the key", () => {
    expect(outcome(readJson(LONE))).toBe("unicode ");
    expect(outcome(readJson({ a: [LONE] }))).toBe("unicode /a/0");
    expect(outcome(readJson({ a: { [`x${LONE}`]: undefined, [LONE]: {} } }))).toBe("unicode /a/\ufffd");
  });

  it("counts the root as the first of 64 levels", () => {
    expect(outcome(readJson(nest(64, 1)))).toStrictEqual(nest(64, 1));
    expect(outcome(readJson(nest(65, 1)))).toBe(`depth ${"/0".repeat(64)}`);
    expect(outcome(readJson(nest(64, {})))).toBe(`depth ${"/0".repeat(64)}`);
    expect(outcome(readJson({ a: nest(63, "deep") }))).toStrictEqual({ a: nest(63, "deep") });
  });

  it("looks at what a thing is before how deep it stands", () => {
    expect(outcome(readJson(nest(64, new Map())))).toBe(`type ${"/0".repeat(64)}`);
  });

  it("ends cycles by depth", () => {
    const cycle: { self?: unknown; list?: unknown[] } = {};
    cycle.self = cycle;
    expect(outcome(readJson(cycle))).toBe(`depth ${"/self".repeat(64)}`);
    cycle.list = [cycle, cycle];
    expect(outcome(readJson(cycle))).toBe(`depth ${"/list/0".repeat(32)}`);
  });

  it("names the first fault by the keys' scalar values", () => {
    expect(outcome(readJson({ b: { y: 1n, x: 1n }, a: [1, 1n] }))).toBe("type /a/1");
    expect(outcome(readJson({ "😀": 1n, "\uffff": 1n }))).toBe("type /\uffff");
    expect(outcome(readJson({ b: 1n, a: nest(64, 1) }))).toBe(`depth /a${"/0".repeat(63)}`);
  });

  it("takes time in proportion to the objects that are shared, not to the paths to them", () => {
    let shared: unknown = {};
    for (let level = 0; level < 60; level++) shared = { a: shared, b: shared };
    const read = readJson(shared) as { a: unknown; b: unknown };
    expect(read.a).toBe(read.b);
    expect(outcome(readJson([shared, shared, 1n]))).toBe("type /2");
    expect(outcome(readJson({ first: shared, z: nest(4, shared) }))).toBe(`depth /z/0/0/0/0${"/a".repeat(59)}`);
  });

  it("does not throw for getters that do", () => {
    const object = {
      get a(): number {
        throw new Error("a");
      },
    };
    expect(readJson(object)).toStrictEqual({});
  });
});
