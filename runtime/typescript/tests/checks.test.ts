import { describe, expect, it } from "vitest";
import {
  checkMaxItems,
  checkMaximum,
  checkMaxLength,
  checkMinItems,
  checkMinimum,
  checkMinLength,
  checkUnexpected,
  type Fault,
} from "../src/index.js";
import { outcome, withProto } from "./outcome.js";

describe("limits", () => {
  it.each([
    ["the least number", checkMinimum(5, 5), undefined],
    ["a smaller number", checkMinimum(4.9, 5), "minimum : at least 5"],
    ["the greatest number", checkMaximum(5, 5), undefined],
    ["a greater number", checkMaximum(5.1, 5), "maximum : at most 5"],
    ["minus zero at least zero", checkMinimum(-0, 0), undefined],
    ["the fewest items", checkMinItems([1], 1), undefined],
    ["fewer items", checkMinItems([], 1), "min-items : at least 1 item"],
    ["the most items", checkMaxItems([1, 2], 2), undefined],
    ["more items", checkMaxItems([1, 2, 3], 2), "max-items : at most 2 items"],
    ["no item of none", checkMaxItems([], 0), undefined],
  ] as const)("%s", (_, fault, expected) => {
    expect(fault && `${fault.code} ${fault.path}: ${fault.expected}`).toBe(expected);
  });
});

describe("length", () => {
  it.each(["", "abc", "ü€", "😀", "a😀", "😀a", "😀😀😀", "a\u0301", "\ufffd"])(
    "of %j counts scalar values",
    (text) => {
      const length = [...text].length;
      for (let limit = 0; limit <= 8; limit++) {
        expect(checkMinLength(text, limit) === undefined).toBe(length >= limit);
        expect(checkMaxLength(text, limit) === undefined).toBe(length <= limit);
      }
    },
  );

  it("says how long the text may be", () => {
    expect((checkMaxLength("abc", 2) as Fault).expected).toBe("at most 2 characters");
    expect((checkMaxLength("abc", 2) as Fault).code).toBe("max-length");
    expect((checkMinLength("", 1) as Fault).expected).toBe("at least 1 character");
    expect((checkMinLength("", 1) as Fault).code).toBe("min-length");
  });
});

describe("checkUnexpected", () => {
  it("names the first undeclared key by scalar values", () => {
    expect(checkUnexpected({ a: 1, b: undefined }, ["a"])).toBeUndefined();
    expect(outcome(checkUnexpected({ z: 1, c: 1, a: 1 }, ["a"]))).toBe("unexpected /c");
    expect(outcome(checkUnexpected({ "😀": 1, "\uffff": 1 }, []))).toBe("unexpected /\uffff");
    expect(outcome(checkUnexpected(withProto(1) as { [key: string]: unknown }, []))).toBe("unexpected /__proto__");
  });
});
