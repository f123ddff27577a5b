import { describe, expect, it } from "vitest";
import { checkAtLeastOneOf, checkRequiredWhen, checkTogether, Secret, without } from "../src/index.js";
import { outcome, withProto } from "./outcome.js";

describe("rules of presence", () => {
  it.each<[object, string | undefined, string | undefined]>([
    [{}, "required ", undefined],
    [{ a: 1 }, undefined, "required "],
    [{ a: 1, b: undefined }, undefined, "required "],
    [{ a: 1, b: null }, undefined, undefined],
    [{ c: 1 }, "required ", undefined],
    [Object.create({ a: 1 }) as object, "required ", undefined],
  ])("%j", (object, atLeastOne, together) => {
    expect(outcome(checkAtLeastOneOf(object as never, ["a", "b"]))).toBe(atLeastOne);
    expect(outcome(checkTogether(object as never, ["a", "b"]))).toBe(together);
  });

  it.each<[object, string | undefined]>([
    [{ mode: "card" }, "required /number"],
    [{ mode: "card", number: undefined }, "required /number"],
    [{ mode: "card", number: null }, undefined],
    [{ mode: "cash" }, undefined],
    [{}, undefined],
  ])("required when: %j", (object, expected) => {
    expect(outcome(checkRequiredWhen(object as never, "number", [["mode", "card"]]))).toBe(expected);
  });

  it("take all conditions together", () => {
    const when = [
      ["mode", "card"],
      ["saved", false],
    ] as const;
    expect(outcome(checkRequiredWhen({ mode: "card", saved: false }, "number", when))).toBe("required /number");
    expect(checkRequiredWhen({ mode: "card" }, "number", when)).toBeUndefined();
    expect(checkRequiredWhen({ mode: "card", saved: false }, "number", when)?.expected).toBe(
      'a value where mode is "card" and saved is false',
    );
  });
});

describe("checkRequiredWhen of secrets", () => {
  it("looks at what they hide", () => {
    const when = [["pin", "none"]] as const;
    expect(outcome(checkRequiredWhen({ pin: new Secret("none") }, "reason", when))).toBe("required /reason");
    expect(checkRequiredWhen({ pin: new Secret("1234") }, "reason", when)).toBeUndefined();
    expect(checkRequiredWhen({ pin: new Secret("none"), reason: "" }, "reason", when)).toBeUndefined();
  });
});

describe("without", () => {
  it("gives the object itself where there is nothing to hide", () => {
    const object = { a: 1, type: undefined };
    expect(without(object, ["type", "b"])).toBe(object);
    expect(without(object, [])).toBe(object);
  });

  it("hides keys, and keeps all others as they are", () => {
    const inner = {};
    const seen = without(Object.assign(withProto(1), { type: "x", a: inner }) as never, ["type"]);
    expect(JSON.stringify(seen)).toBe('{"__proto__":1,"a":{}}');
    expect(seen.a).toBe(inner);
    expect(without(withProto(1) as never, ["__proto__"])).toEqual({});
  });
});
