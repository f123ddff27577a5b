import { describe, expect, it } from "vitest";
import {
  Fault,
  isObject,
  optional,
  own,
  type PlainObject,
  readInteger,
  readJson,
  readList,
  readMap,
  readNested,
  readNumber,
  required,
  restItems,
} from "../src/index.js";
import { outcome } from "./outcome.js";

interface Tree {
  readonly value: number;
  readonly left?: Tree;
  readonly right?: Tree;
  readonly more?: { readonly [key: string]: Tree };
}

function readTree(value: unknown): Tree | Fault {
  return readNested(value, readTreeFields);
}

function readTreeFields(value: unknown): Tree | Fault {
  if (!isObject(value)) return new Fault("type", "an object");
  const number = required(value, "value", readNumber);
  if (number instanceof Fault) return number;
  const left = optional(value, "left", readTree);
  if (left instanceof Fault) return left;
  const right = optional(value, "right", readTree);
  if (right instanceof Fault) return right;
  const more = optional(value, "more", readTrees);
  if (more instanceof Fault) return more;
  return { value: number, ...(left && { left }), ...(right && { right }), ...(more && { more }) };
}

function readTrees(value: unknown): { readonly [key: string]: Tree } | Fault {
  return readMap(value, readTree);
}

/** So many trees in one another. */
function chain(depth: number, innermost: object = { value: 0 }): PlainObject {
  return depth === 1 ? (innermost as PlainObject) : { value: 1, left: chain(depth - 1, innermost) };
}

describe("readNested", () => {
  it("takes 64 in one another, and refuses the next at its place", () => {
    expect(readTree(chain(64))).toEqual(chain(64));
    expect(outcome(readTree(chain(65)))).toBe(`depth ${"/left".repeat(64)}`);
    // Depth comes before the type.
    expect(outcome(readTree(chain(65, [] as never)))).toBe(`depth ${"/left".repeat(64)}`);
  });

  it("counts what stands beside as often as it stands", () => {
    const wide = { value: 1, left: chain(63), right: chain(63), more: { a: chain(63), b: chain(63) } };
    expect(readTree(wide)).toEqual(wide);
    expect(outcome(readTree({ ...wide, more: { b: chain(64), a: chain(63) } }))).toBe(
      `depth /more/b${"/left".repeat(63)}`,
    );
    // The count is as before after a fault.
    expect(readTree(chain(64))).toEqual(chain(64));
  });

  it("ends where a value holds itself", () => {
    const tree: { value: number; left?: unknown } = { value: 1 };
    tree.left = tree;
    expect(outcome(readTree(tree))).toBe(`depth ${"/left".repeat(64)}`);
  });

  it("counts again where any JSON begins", () => {
    let json: unknown = [];
    for (let level = 1; level < 64; level++) json = [json];
    const readLeaf = (value: unknown) => readNested(value, readJson);
    expect(outcome(readLeaf(json))).toEqual(json);
    expect(outcome(readLeaf([json]))).toBe(`depth ${"/0".repeat(64)}`);
  });

  it("leaves no trace when a trap throws", () => {
    const trap = new Proxy(
      {},
      {
        getPrototypeOf() {
          throw new Error("a trap");
        },
      },
    );
    for (let times = 0; times < 100; times++) expect(() => readTree({ value: 1, left: trap })).toThrow();
    expect(readTree(chain(64))).toEqual(chain(64));
  });
});

describe("a message in which containers are shared", () => {
  it("is read in time that grows with its size, trees too", () => {
    let tree: object = { value: 0 };
    for (let level = 1; level < 64; level++) tree = { value: level, left: tree, right: tree };
    const read = readTree(tree) as Tree;
    expect(read.value).toBe(63);
    // Not `toBe`, which would compare the two deeply.
    expect(read === tree).toBe(false);
    expect(outcome(readTree({ value: 64, left: tree }))).toBe(`depth ${"/left".repeat(64)}`);
  });

  it("lists and maps too", () => {
    const row: unknown[] = Array.from({ length: 2000 }, () => 1);
    const readRow = (value: unknown) => readList(value, readInteger);
    const readTable = (value: unknown) => readMap(value, readRow);
    const readTables = (value: unknown) => readList(value, readTable);
    const table = Object.fromEntries(row.map((_, index) => [`k${index}`, row]));
    const read = readTables(Array.from({ length: 2000 }, () => table)) as { [key: string]: number[] }[];
    expect(read.length).toBe(2000);
    expect(read[1999]?.k1999).toEqual(row);
    expect(read[0]?.k0).not.toBe(row);
  });

  it("any JSON in lists, and rests of tuples, too", () => {
    const json = Array.from({ length: 20_000 }, () => 1);
    expect(
      (
        readList(
          Array.from({ length: 20_000 }, () => json),
          readJson,
        ) as unknown[]
      ).length,
    ).toBe(20_000);
    const readRest = (value: unknown) => restItems(value as unknown[], 1, readNumber);
    expect(
      (
        readList(
          Array.from({ length: 20_000 }, () => json),
          readRest,
        ) as unknown[]
      ).length,
    ).toBe(20_000);
  });

  it("has the same verdict for each type that a shared container is read as", () => {
    const shared = Array.from({ length: 70_000 }, () => 1.5);
    const readNumbers = (value: unknown) => readList(value, readNumber);
    const readIntegers = (value: unknown) => readList(value, readInteger);
    const readBoth = (value: unknown) => {
      const ratios = required(value as PlainObject, "ratios", readNumbers);
      if (ratios instanceof Fault) return ratios;
      return required(value as PlainObject, "counts", readIntegers);
    };
    const message = { ratios: shared, counts: shared };
    expect(outcome(readList([message], readBoth))).toBe("type /0/counts/0".replace("type", "integer"));
  });

  it("is read anew next time", () => {
    const shared = Array.from({ length: 70_000 }, () => 1);
    const readRow = (value: unknown) => readList(value, readNumber);
    readList([shared, shared], readRow);
    shared[0] = 2;
    expect((readList([shared, shared], readRow) as number[][])[1]?.[0]).toBe(2);
  });
});

describe("a fault in maps in one another", () => {
  it("is the first by the keys' scalar values, and found in time that grows with the size", () => {
    const nest = (depth: number): object =>
      depth === 0 ? { value: "wrong" } : { value: 1, more: { z: nest(depth - 1), a: { value: 1 } } };
    expect(outcome(readTree(nest(60)))).toBe(`type ${"/more/z".repeat(60)}/value`);
    const two = { value: 1, more: { z: { value: "x" }, b: { value: "x" }, a: { value: 1 } } };
    expect(outcome(readTree(two))).toBe("type /more/b/value");
    expect(own(two, "value")).toBe(1);
  });
});

describe("readMap with limited keys", () => {
  const readKey = (value: unknown) => (value === "a" || value === "b" ? value : new Fault("enum", "a or b"));

  it.each<[object, unknown]>([
    [
      { a: 1, b: 2 },
      { a: 1, b: 2 },
    ],
    [{ c: "x", a: 1 }, "enum /c"],
    [{ d: 1, c: 1 }, "enum /c"],
    [{ c: 1, a: "x" }, "type /a"],
    [{ c: undefined }, {}],
  ])("%j", (value, expected) => {
    expect(outcome(readMap(value, readNumber, readKey))).toEqual(expected);
  });
});
