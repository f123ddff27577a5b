import { describe, expect, it } from "vitest";
import { Fault, item, optionalItem, readItems, readNumber, readText, restItems } from "../src/index.js";
import { outcome } from "./outcome.js";

/** `[text, number?]`, as generated code reads it. */
function readPair(value: unknown): unknown {
  const list = readItems(value, 1, 2);
  if (list instanceof Fault) return list;
  const first = item(list, 0, readText);
  if (first instanceof Fault) return first;
  const second = optionalItem(list, 1, readNumber);
  if (second instanceof Fault) return second;
  return second === undefined ? [first] : [first, second];
}

/** `[text, ...number]` */
function readRow(value: unknown): unknown {
  const list = readItems(value, 1);
  if (list instanceof Fault) return list;
  const first = item(list, 0, readText);
  if (first instanceof Fault) return first;
  const rest = restItems(list, 1, readNumber);
  return rest instanceof Fault ? rest : [first, ...rest];
}

describe("tuples", () => {
  it.each<[unknown, unknown]>([
    [["a"], ["a"]],
    [
      ["a", 1],
      ["a", 1],
    ],
    [["a", undefined], ["a"]],
    [["a", 1, undefined], "count "],
    [["a", null], "type /1"],
    [[1, 1], "type /0"],
    [[1, 1, 1], "count "],
    [[], "count "],
    [[undefined], "type /0"],
    [undefined, "type "],
    [{ 0: "a", length: 1 }, "type "],
    ["a", "type "],
  ])("%j", (value, expected) => {
    expect(outcome(readPair(value))).toEqual(expected);
  });

  it.each<[unknown, unknown]>([
    [["a"], ["a"]],
    [
      ["a", 1, 2],
      ["a", 1, 2],
    ],
    [["a", 1, "2"], "type /2"],
    [["a", undefined], "type /1"],
    [[], "count "],
  ])("with a rest: %j", (value, expected) => {
    expect(outcome(readRow(value))).toEqual(expected);
  });

  it("have no holes", () => {
    expect(outcome(optionalItem([1, undefined, 2], 1, readNumber))).toBe("missing /1");
    expect(optionalItem([1, undefined, undefined], 1, readNumber)).toBeUndefined();
    const holes: unknown[] = ["a"];
    holes.length = 2 ** 32 - 1;
    expect(outcome(readPair(holes))).toBe("count ");
    expect(outcome(readRow(holes))).toBe("type /1");
  });

  it("take a getter that throws as a hole", () => {
    const list = Object.defineProperty(["a", 1], 1, {
      get() {
        throw new Error("a");
      },
    });
    expect(readPair(list)).toEqual(["a"]);
  });

  it("say how many items would have fitted", () => {
    const expected = (least: number, most?: number) =>
      (readItems([1, 2, 3, 4].slice(0, 0), least, most) as Fault).expected;
    expect([expected(1, 1), expected(2, 2), expected(1, 2), expected(3)]).toEqual([
      "1 item",
      "2 items",
      "1 to 2 items",
      "at least 3 items",
    ]);
  });
});
