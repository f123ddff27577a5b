import { describe, expect, it } from "vitest";
import {
  Fault,
  type Member,
  noMember,
  own,
  type PlainObject,
  readNumber,
  readText,
  readUnion,
  Secret,
  type WrittenMember,
  writeUnion,
} from "../src/index.js";
import { outcome, withProto } from "./outcome.js";

/** A member that says which it is. */
function member(name: string, marks: Omit<Member<string>, "read" | "kinds">): Member<string> {
  return { kinds: ["object"], ...marks, read: () => name };
}

describe("readUnion", () => {
  const members: readonly Member<unknown>[] = [
    { kinds: ["text"], read: readText },
    { kinds: ["number"], read: readNumber },
    member("circle", { constants: [["shape", "circle"]], required: ["shape", "radius"] }),
    member("named", { required: ["name"] }),
    member("placed", { required: ["x", "y"] }),
  ];

  it.each<[unknown, unknown]>([
    ["a", "a"],
    [1, 1],
    [Number.NaN, "type "],
    [null, "type "],
    [undefined, "type "],
    [[], "type "],
    [new Map(), "type "],
    [{ shape: "circle", radius: 1 }, "circle"],
    [{ shape: "circle", name: 1 }, "named"],
    [{ shape: "square", radius: 1 }, "union "],
    [{ x: 1, y: 1 }, "placed"],
    [{ x: 1 }, "union "],
    [{ x: 1, y: undefined }, "union "],
    [{ x: 1, y: 1, name: null }, "named"],
    [{}, "union "],
    [withProto({ name: 1 }), "union "],
  ])("%j", (value, expected) => {
    expect(outcome(readUnion(value, members))).toBe(expected);
  });

  it("tries no other member than the one that is told", () => {
    const strict: Member<never>[] = [
      { kinds: ["object"], required: ["a"], read: () => new Fault("type", "text", "/a") as never },
      { kinds: ["object"], read: () => "b" as never },
    ];
    expect(outcome(readUnion({ a: 1 }, strict))).toBe("type /a");
    expect(readUnion({}, strict)).toBe("b");
  });

  it("leaves it to the only object member to say which key is missing", () => {
    const read = (value: unknown) =>
      own(value as PlainObject, "a") === undefined ? new Fault("missing", "a", "/a") : 1;
    expect(outcome(readUnion({}, [{ kinds: ["object"], required: ["a"], read }]))).toBe("missing /a");
    const constants = [["kind", 1]] as const;
    expect(outcome(readUnion({}, [{ kinds: ["object"], constants, read }]))).toBe("union ");
  });

  it("says what would have fitted", () => {
    expect((readUnion(null, members) as Fault).expected).toBe("a number or text or an object");
  });
});

describe("writeUnion", () => {
  const spread = (value: unknown) => {
    const { extra, ...rest } = value as { readonly extra?: object };
    return { ...rest, ...extra };
  };
  const members: readonly WrittenMember[] = [
    { kinds: ["object"], required: ["x"], read: spread },
    { kinds: ["object"], required: ["name"], read: spread },
    { kinds: ["object"], secret: true, required: ["token"], read: spread },
    { kinds: ["text"], read: readText },
  ];

  it.each<[unknown, unknown]>([
    [{ name: "a" }, { name: "a" }],
    [
      { name: "a", extra: { y: 1 } },
      { name: "a", y: 1 },
    ],
    [{ name: "a", extra: { x: 1 } }, "union "],
    [
      { x: 1, extra: { name: 1 } },
      { x: 1, name: 1 },
    ],
    [new Secret({ token: "t" }), { token: "t" }],
    [new Secret({ token: "t", x: 1 }), "union "],
    [{ token: "t" }, "union "],
    [new Secret({ name: "a" }), "union "],
    ["text", "text"],
    [1, "type "],
  ])("%j", (value, expected) => {
    expect(outcome(writeUnion(value, members))).toEqual(expected);
  });
});

describe("noMember", () => {
  it("tells a tag that is absent from one that is not listed", () => {
    expect(outcome(noMember({}, "type"))).toBe("missing /type");
    expect(outcome(noMember({ type: undefined }, "type"))).toBe("missing /type");
    expect(outcome(noMember({ type: "x" }, "type"))).toBe("enum /type");
    expect(outcome(noMember({ type: null }, "type"))).toBe("enum /type");
  });
});
