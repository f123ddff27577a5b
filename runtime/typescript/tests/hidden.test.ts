import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret, Unknown } from "../src/index.js";
import { LONE } from "./outcome.js";

describe("Secret", () => {
  const secret = new Secret("hunter2");

  it("is revealed when asked", () => {
    expect(secret.reveal()).toBe("hunter2");
    expect(new Secret(undefined).reveal()).toBeUndefined();
  });

  it.each([
    ["text", String(secret)],
    ["a template", `${secret}`],
    ["Node's console", inspect(secret)],
    ["Node's console, inside a value", inspect([secret], { depth: 9, showHidden: false }).slice(2, -2)],
    ["JSON", JSON.parse(JSON.stringify(secret))],
  ])("is redacted in %s", (_, shown) => {
    expect(shown).toBe("[redacted]");
  });

  it("has no keys by which it could leak", () => {
    expect(Object.keys(secret)).toStrictEqual([]);
    expect({ ...secret }).toStrictEqual({});
    expect(() => structuredClone(secret)).not.toThrow();
    expect(structuredClone(secret)).toStrictEqual({});
  });
});

describe("Unknown", () => {
  const unknown = new Unknown("later", { type: "later", message: { token: "hunter2" } });

  it("keeps name and data", () => {
    expect(unknown.name).toBe("later");
    expect(unknown.data()).toStrictEqual({ ok: true, data: { type: "later", message: { token: "hunter2" } } });
  });

  it.each([
    ["Node's console", inspect(unknown, { depth: 9, showHidden: true })],
    ["JSON", JSON.stringify(unknown)],
  ])("shows its name and not its data in %s", (_, shown) => {
    expect(shown).toContain("later");
    expect(shown).not.toContain("hunter2");
  });

  it("refuses data that is no JSON, by its name", () => {
    const refused = new Unknown("later", { type: "later", message: [LONE] }).data();
    expect(refused).toStrictEqual({
      ok: false,
      refusal: { code: "unicode", path: "/message/0", name: "later", expected: "text without lone surrogates" },
    });
  });
});
