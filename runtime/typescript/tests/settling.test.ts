import { describe, expect, it } from "vitest";
import { type Form, type Marks, type Rival, settle } from "../src/index.js";
import { outcome } from "./outcome.js";

/** `{ type: $name, data: $payload }` */
const TAGGED: Form = [
  ["", "object"],
  ["/type", "name"],
  ["/data", "slot"],
];

function rivals(...marks: readonly Partial<Marks>[]): readonly Rival[] {
  return marks.map((mark) => ({ form: 0, marks: { at: "/data", ...mark } }));
}

function settled(forms: readonly Form[], among: readonly Rival[], message: unknown): unknown {
  return outcome(settle(forms, among, message));
}

describe("settle", () => {
  it("takes one alone without a look", () => {
    expect(settled([TAGGED], rivals({ kinds: ["text"] }), { type: "a", data: 1 })).toBe(0);
  });

  it("drops first those whose constant differs", () => {
    const among = rivals(
      { constants: [["mode", "a"]], required: ["mode"], declared: ["mode"] },
      { constants: [["mode", "b"]], required: ["mode"], declared: ["mode"] },
    );
    expect(settled([TAGGED], among, { data: { mode: "b" } })).toBe(1);
    expect(settled([TAGGED], among, { data: { mode: "a" } })).toBe(0);
    expect(settled([TAGGED], among, { data: { mode: "c" } })).toBe("tag ");
    // An absent constant does not differ.
    expect(settled([TAGGED], among, { data: {} })).toBe(0);
  });

  it("then by required keys of the payloads", () => {
    const among = rivals({ required: ["a"], declared: ["a", "c"] }, { required: ["b"], declared: ["b", "c"] });
    expect(settled([TAGGED], among, { data: { a: 1 } })).toBe(0);
    expect(settled([TAGGED], among, { data: { b: 1, c: 1 } })).toBe(1);
    expect(settled([TAGGED], among, { data: { a: 1, b: 1 } })).toBe("ambiguous ");
    expect(settled([TAGGED], among, { data: { c: 1 } })).toBe("tag ");
    expect(settled([TAGGED], among, { data: [] })).toBe("tag ");
    expect(settled([TAGGED], among, {})).toBe("tag ");
  });

  it("lets one that needs a key lose where it is not there", () => {
    const among = rivals({ required: ["a"], declared: ["a"] }, {});
    expect(settled([TAGGED], among, { data: { a: 1 } })).toBe(0);
    expect(settled([TAGGED], among, { data: {} })).toBe(1);
  });

  it("sees the keys of a spread beside those of the form", () => {
    const spread: Form = [
      ["", "object"],
      ["/type", "name"],
    ];
    const among: readonly Rival[] = [
      { form: 0, marks: { at: "", required: ["a/b"], declared: ["a/b"] } },
      { form: 0, marks: { at: "", required: ["c"], declared: ["c", "type"] } },
    ];
    expect(settled([spread], among, { type: "x", "a/b": 1 })).toBe(0);
    expect(settled([spread], among, { type: "x", c: 1 })).toBe(1);
  });

  it("tells a request with an id before an event without", () => {
    const request: Form = [...TAGGED, ["/id", "slot"]];
    const among: readonly Rival[] = [
      { form: 0, marks: { at: "/data" } },
      { form: 1, marks: { at: "/data" } },
    ];
    expect(settled([TAGGED, request], among, { type: "a", data: 1, id: 1 })).toBe(1);
    expect(settled([TAGGED, request], among, { type: "a", data: 1 })).toBe(0);
  });

  it("looks at keys before kinds: a broken error is no ok", () => {
    const ok: Form = [
      ["", "object"],
      ["/id", "slot"],
    ];
    const error: Form = [...ok, ["/error", "slot"]];
    const among: readonly Rival[] = [
      { form: 0, marks: { at: "" } },
      { form: 1, marks: { at: "/error", kinds: ["object"] } },
    ];
    expect(settled([ok, error], among, { id: 1, error: [] })).toBe(1);
  });

  it("then by kinds, of a payload that is there", () => {
    const among = rivals({ kinds: ["text", "null"] }, { kinds: ["number"] });
    expect(settled([TAGGED], among, { data: 1 })).toBe(1);
    expect(settled([TAGGED], among, { data: null })).toBe(0);
    expect(settled([TAGGED], among, { data: true })).toBe("tag ");
    // One that is left alone is for checking to refuse.
    expect(settled([TAGGED], rivals({ constants: [["a", 1]] }, { kinds: ["text"] }), { data: { a: 2 } })).toBe(1);
    expect(settled([TAGGED], among, {})).toBe(0);
  });

  it("then by constant payloads", () => {
    const among = rivals({ kinds: ["text"], is: "" }, { kinds: ["text"] }, { kinds: ["text"], is: "end" });
    expect(settled([TAGGED], among, { data: "" })).toBe(0);
    expect(settled([TAGGED], among, { data: "end" })).toBe(2);
    expect(settled([TAGGED], among, { data: "why" })).toBe(1);
    expect(settled([TAGGED], rivals({ is: 1 }, { is: 2 }), { data: 3 })).toBe(0);
  });

  it("then by a key that must be absent, then by order", () => {
    const without: Form = [...TAGGED, ["/id", "absent"]];
    const request: Form = [...TAGGED, ["/id", "slot"]];
    const among: readonly Rival[] = [
      { form: 0, marks: { at: "/data" } },
      { form: 1, marks: { at: "/data" } },
    ];
    expect(settled([request, without], among, { data: 1 })).toBe(1);
    expect(settled([TAGGED, TAGGED], among, { data: 1 })).toBe(0);
  });
});
