import { describe, expect, it } from "vitest";
import {
  Fault,
  readBoolean,
  readInteger,
  readList,
  readMap,
  readNullable,
  readNumber,
  readText,
} from "../src/index.js";
import { LONE, NOT_PLAIN, outcome, withProto } from "./outcome.js";

const SCALARS: readonly unknown[] = [undefined, null, true, 1, 1.5, "text", "1", 1n, Symbol("s"), () => 1, {}, []];

describe.each([
  { name: "readText", read: readText, fits: ["text", "1"] },
  { name: "readNumber", read: readNumber, fits: [1, 1.5] },
  { name: "readBoolean", read: readBoolean, fits: [true] },
])("$name", ({ read, fits }) => {
  it.each(SCALARS)("coerces nothing: %#", (value) => {
    expect(outcome(read(value))).toBe(fits.includes(value as never) ? value : "type ");
  });

  it.each(NOT_PLAIN)("refuses what is no plain data: %#", (value) => {
    expect(outcome(read(value))).toBe("type ");
  });
});

describe("readText", () => {
  it.each(["", "\0", "ü", "😀", "\ufffd", "\uffff", "\ufeff"])("reads %j", (text) => {
    expect(readText(text)).toBe(text);
  });

  it.each([LONE, "\udc00", `a${LONE}`, `${LONE}a`, "\udc00\ud800", "😀\ude00", "\ud83d😀"])("refuses %j", (text) => {
    expect(outcome(readText(text))).toBe("unicode ");
  });

  it("gives the same verdict where the engine has no test of its own", () => {
    const prototype = String.prototype as { isWellFormed?(): boolean };
    const native = prototype.isWellFormed as () => boolean;
    try {
      delete prototype.isWellFormed;
      expect(outcome(readText(LONE))).toBe("unicode ");
      expect(readText("a😀")).toBe("a😀");
    } finally {
      Object.defineProperty(prototype, "isWellFormed", { value: native, writable: true, configurable: true });
    }
  });
});

describe("numbers", () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("%d is none", (value) => {
    expect(outcome(readNumber(value))).toBe("type ");
    expect(outcome(readInteger(value))).toBe("type ");
  });

  it.each([Number.MAX_VALUE, Number.MIN_VALUE, -0, 0.1])("%d is one", (value) => {
    expect(readNumber(value)).toBe(value);
  });

  it.each([0, -1, 1.0, 1e3, 2 ** 53 - 1, -(2 ** 53 - 1)])("%d is whole", (value) => {
    expect(readInteger(value)).toBe(value);
  });

  it.each([0.5, -1.5, 2 ** 53, -(2 ** 53), 1e300])("%d is not", (value) => {
    expect(outcome(readInteger(value))).toBe("integer ");
  });

  it("say what would have fitted", () => {
    expect((readInteger(0.5) as Fault).expected).toBe("a whole number within ±9007199254740991");
    expect((readInteger("1") as Fault).expected).toBe("a number");
  });

  it.each([undefined, null, true, "1", 1n, {}, [1]])("readInteger coerces nothing: %#", (value) => {
    expect(outcome(readInteger(value))).toBe("type ");
  });
});

describe("readNullable", () => {
  it("reads null, and else what the reader reads", () => {
    expect(readNullable(null, readText)).toBeNull();
    expect(readNullable("a", readText)).toBe("a");
    expect(outcome(readNullable(1, readText))).toBe("type ");
    expect(outcome(readNullable(undefined, readText))).toBe("type ");
  });
});

describe("readList", () => {
  it("reads a new list", () => {
    const list = [1, 2];
    const read = readList(list, readNumber);
    expect(read).toStrictEqual([1, 2]);
    expect(read).not.toBe(list);
  });

  it.each([undefined, null, "ab", { length: 1, 0: 1 }, withProto([]), new Uint8Array(1), new Set([1])])(
    "refuses what is no list: %#",
    (value) => {
      expect(outcome(readList(value, readNumber))).toBe("type ");
    },
  );

  it("names the first fault", () => {
    expect(outcome(readList([1, "2", "3"], readNumber))).toBe("type /1");
    expect(outcome(readList([[1], [1, null]], (item) => readList(item, readNumber)))).toBe("type /1/1");
  });

  it("takes a hole as undefined, however long the list", () => {
    const holes: unknown[] = [1];
    holes.length = 2 ** 32 - 1;
    expect(outcome(readList(holes, readNumber))).toBe("type /1");
  });

  it("takes a getter that throws as a hole", () => {
    const list = Object.defineProperty([1], 0, {
      get() {
        throw new Error("a");
      },
    });
    expect(outcome(readList(list, readNumber))).toBe("type /0");
  });
});

describe("readMap", () => {
  it("reads a new object, in which keys are only data", () => {
    const source = Object.assign(withProto(1), { constructor: 2, a: undefined, b: 3 });
    const read = readMap(source, readNumber);
    expect(JSON.stringify(read)).toBe('{"__proto__":1,"constructor":2,"b":3}');
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(read).not.toBe(source);
  });

  it.each([undefined, null, "a", [], ...NOT_PLAIN])("refuses what is no object: %#", (value) => {
    expect(outcome(readMap(value, readNumber))).toBe("type ");
  });

  it("reads no inherited keys", () => {
    expect(readMap(Object.create(null), readNumber)).toStrictEqual({});
  });

  it("names the first fault by the keys' scalar values", () => {
    expect(outcome(readMap({ z: "1", a: 1, b: "2" }, readNumber))).toBe("type /b");
    expect(outcome(readMap({ "😀": "1", "\uffff": "2" }, readNumber))).toBe("type /\uffff");
  });

  it("refuses a key with a lone surrogate, before its value", () => {
    expect(outcome(readMap({ [`a${LONE}`]: "1" }, readNumber))).toBe("unicode /a\ufffd");
    expect(outcome(readMap({ [LONE]: 1, b: "1" }, readNumber))).toBe("type /b");
    expect(readMap({ [LONE]: undefined }, readNumber)).toStrictEqual({});
  });

  it("takes a getter that throws as absent", () => {
    const object = {
      get a(): number {
        throw new Error("a");
      },
      b: 1,
    };
    expect(readMap(object, readNumber)).toStrictEqual({ b: 1 });
  });

  it("hands a reader's own fault outwards", () => {
    const read = readMap({ a: 1 }, () => new Fault("enum", "a colour", "/x"));
    expect(outcome(read)).toBe("enum /a/x");
  });
});
