import { describe, expect, it } from "vitest";
import { Fault } from "../src/index.js";
import { LONE } from "./outcome.js";

describe("Fault", () => {
  it("grows its path outwards", () => {
    const fault = new Fault("type", "a number").under("amount").under(3).under("message");
    expect(fault.path).toBe("/message/3/amount");
    expect(fault.code).toBe("type");
    expect(fault.expected).toBe("a number");
  });

  it("leaves the fault it grows from as it was", () => {
    const inner = new Fault("type", "text", "/a");
    inner.under("b");
    expect(inner.path).toBe("/a");
  });

  it.each([
    ["", "/"],
    ["a/b", "/a~1b"],
    ["m~n", "/m~0n"],
    ["~1", "/~01"],
    ["__proto__", "/__proto__"],
    [" $&", "/ $&"],
    [LONE, "/\ufffd"],
    [`a${LONE}${LONE}b`, "/a\ufffd\ufffdb"],
    ["\udc00\ud800", "/\ufffd\ufffd"],
    ["😀", "/😀"],
    [0, "/0"],
    [12, "/12"],
  ])("writes the key %j as %j", (key, path) => {
    expect(new Fault("type", "text").under(key).path).toBe(path);
  });

  it.each([
    ["x".repeat(64), "x".repeat(64)],
    ["x".repeat(65), "x".repeat(64)],
    ["x".repeat(1_000_000), "x".repeat(64)],
    ["😀".repeat(65), "😀".repeat(64)],
    [`x${"😀".repeat(64)}`, `x${"😀".repeat(63)}`],
    [LONE.repeat(65), "\ufffd".repeat(64)],
    [`${"x".repeat(63)}/after`, `${"x".repeat(63)}~1`],
  ])("cuts a key after 64 scalar values, before it is escaped", (key, shown) => {
    expect(new Fault("type", "text").under(key).path).toBe(`/${shown}`);
  });

  it("gives the outcome that decoders return", () => {
    expect(new Fault("maximum", "at most 5", "/a").refuse("top_up")).toStrictEqual({
      ok: false,
      refusal: { code: "maximum", path: "/a", name: "top_up", expected: "at most 5" },
    });
    expect(new Fault("json", "JSON").refuse(null).refusal).toStrictEqual({
      code: "json",
      path: "",
      name: null,
      expected: "JSON",
    });
  });
});
