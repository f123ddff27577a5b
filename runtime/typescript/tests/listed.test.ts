import { describe, expect, it } from "vitest";
import { Fault, readConstant, readEnum, readKnown, readScalar, sendingUnlisted, writeKnown } from "../src/index.js";
import { LONE, outcome } from "./outcome.js";

describe("readConstant", () => {
  it("takes one value, and refuses all others with one code", () => {
    expect(readConstant("a", "a")).toBe("a");
    expect(readConstant(null, null)).toBeNull();
    expect(readConstant(0, 0)).toBe(0);
    for (const other of ["b", 1, null, undefined, LONE, {}])
      expect(outcome(readConstant(other, "a"))).toBe("constant ");
    expect((readConstant(2, "a") as Fault).expected).toBe('"a"');
  });
});

describe("readEnum", () => {
  it.each<[unknown, unknown]>([
    ["a", "a"],
    [1, 1],
    [true, true],
    ["b", "enum "],
    ["1", "enum "],
    [2, "enum "],
    [1.5, "enum "],
    [false, "enum "],
    [LONE, "unicode "],
    [null, "type "],
    [undefined, "type "],
    [Number.NaN, "type "],
    [["a"], "type "],
    [{}, "type "],
  ])("%j", (value, expected) => {
    expect(outcome(readEnum(value, ["a", 1, true]))).toBe(expected);
  });

  it("says what would have fitted", () => {
    expect((readEnum("c", ["a", 1]) as Fault).expected).toBe('one of "a", 1');
    expect((readEnum(null, ["a", 1]) as Fault).expected).toBe("a number or text");
  });
});

describe("known values", () => {
  it.each<[unknown, readonly (string | number)[], unknown]>([
    ["a", ["a"], "a"],
    ["new", ["a"], "new"],
    [1, ["a"], "type "],
    [LONE, ["a"], "unicode "],
    [3, [1, 2], 3],
    [1.5, [1, 2], "integer "],
    [2 ** 53, [1, 2], "integer "],
    [1.5, [0.5], 1.5],
    ["x", [1], "type "],
    ["x", [1, "a"], "x"],
    [null, ["a"], "type "],
  ])("readKnown(%j, %j)", (value, listed, expected) => {
    expect(outcome(readKnown(value, listed))).toBe(expected);
  });

  it("are sent unlisted only where the caller says so", () => {
    const write = () => writeKnown("new", ["a"]);
    expect(writeKnown("a", ["a"])).toBe("a");
    expect(outcome(write())).toBe("enum ");
    expect(sendingUnlisted(true, write)).toBe("new");
    expect(outcome(sendingUnlisted(undefined, write))).toBe("enum ");
    expect(outcome(sendingUnlisted(true, () => writeKnown(1, ["a"])))).toBe("type ");
  });

  it("are strict again after that, whatever happens", () => {
    const write = () => writeKnown("new", ["a"]);
    expect(() =>
      sendingUnlisted(true, () => {
        throw new Error("a trap");
      }),
    ).toThrow();
    expect(outcome(write())).toBe("enum ");
    sendingUnlisted(true, () => {
      expect(outcome(sendingUnlisted(false, write))).toBe("enum ");
      expect(write()).toBe("new");
    });
  });
});

describe("readScalar", () => {
  it("takes text, numbers and truth values of the kinds", () => {
    expect(readScalar("a", ["text"])).toBe("a");
    expect(readScalar(1, ["text", "number"])).toBe(1);
    expect(readScalar(false, ["bool"])).toBe(false);
    expect(outcome(readScalar(1, ["text"]))).toBe("type ");
    expect(outcome(readScalar(LONE, ["text"]))).toBe("unicode ");
    expect(outcome(readScalar(Number.NaN, ["number"]))).toBe("type ");
    expect(readScalar(1, ["text"])).toBeInstanceOf(Fault);
  });
});
