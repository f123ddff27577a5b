import { describe, expect, it } from "vitest";
import { checkConstant, type Form, find, nameText, place, tell } from "../src/index.js";
import { Fault } from "../src/refusal.js";
import { LONE, told, withProto } from "./outcome.js";

const TAGGED: readonly Form[] = [
  [
    ["", "object"],
    ["/type", "name"],
    ["/message", "slot"],
  ],
  [
    ["", "object"],
    ["/type", { is: "ok" }],
    ["/message", { is: "" }],
  ],
  [
    ["", "object"],
    ["/type", { is: "error" }],
    ["/message", "slot"],
  ],
];

const CALLS: readonly Form[] = [
  [
    ["", "object"],
    ["/call", "name"],
    ["/args", "slot"],
    ["/id", "optional-slot"],
  ],
  [
    ["", "object"],
    ["/watch", "name"],
  ],
  [
    ["", "object"],
    ["/head", "object"],
    ["/head/v", { is: 1 }],
    ["/head/to~1from", "name"],
    ["/quiet", "absent"],
  ],
];

const ANSWERS: readonly Form[] = [
  [
    ["", "object"],
    ["/id", "slot"],
    ["/result", "slot"],
  ],
  [
    ["", "object"],
    ["/id", "slot"],
    ["/error", "slot"],
  ],
];

const OVERLAPPING: readonly Form[] = [
  [
    ["", "object"],
    ["/name", "name"],
    ["/value", "slot"],
  ],
  [
    ["", "object"],
    ["/name", "name"],
    ["/value", { is: null }],
  ],
  [
    ["", "object"],
    ["/done", { is: true }],
    ["/value", "slot"],
  ],
  [
    ["", "object"],
    ["/done", { is: true }],
    ["/value", { is: 0 }],
  ],
];

describe("tell", () => {
  it.each<[readonly Form[], unknown, string]>([
    [TAGGED, { type: "greet", message: 1 }, "0 greet"],
    [TAGGED, { type: "greet" }, "0 greet"],
    [TAGGED, { type: "ok", message: "" }, "1 -"],
    [TAGGED, { type: "ok", message: "x" }, "tag /message"],
    [TAGGED, { type: "error" }, "2 -"],
    [TAGGED, {}, "tag /type"],
    [TAGGED, { type: undefined }, "tag /type"],
    [TAGGED, { type: 1 }, "tag /type"],
    [TAGGED, withProto({ type: "greet" }), "tag /type"],
    [TAGGED, { type: LONE }, "unicode /type"],
    [TAGGED, "greet", "type "],
    [TAGGED, ["greet"], "type "],
    [TAGGED, null, "type "],
    [CALLS, { call: "a", args: [] }, "0 a"],
    [CALLS, { watch: "a" }, "1 a"],
    [CALLS, { call: "a", args: [], watch: "b" }, "ambiguous "],
    [CALLS, { head: { v: 1, "to/from": "a" } }, "2 a"],
    [CALLS, { head: { v: 1, "to/from": "a" }, quiet: null }, "tag /quiet"],
    [CALLS, { head: { v: 2, "to/from": "a" } }, "tag "],
    [CALLS, { head: { v: 1 } }, "tag /head/to~1from"],
    [CALLS, { head: [] }, "tag "],
    [CALLS, { other: 1 }, "tag "],
    [ANSWERS, { id: 1, result: null }, "0 -"],
    [ANSWERS, { id: 1, error: null }, "1 -"],
    [ANSWERS, { id: 1 }, "tag "],
    [ANSWERS, { id: 1, result: 1, error: 1 }, "ambiguous "],
    [OVERLAPPING, { name: "a", value: null }, "0,1 a"],
    [OVERLAPPING, { name: "a", value: 1 }, "0 a"],
    [OVERLAPPING, { done: true, value: 0 }, "3 -"],
    [OVERLAPPING, { done: true, value: 1 }, "2 -"],
    [[], {}, "tag "],
  ])("%#", (forms, message, expected) => {
    expect(told(forms, message)).toBe(expected);
  });
});

describe("checkConstant", () => {
  it.each<[unknown, string | undefined]>([
    [{ meta: { v: 1 } }, undefined],
    [{ meta: { v: "1" } }, "tag /meta/v"],
    [{ meta: {} }, "tag /meta/v"],
    [{}, "tag /meta/v"],
    [{ meta: undefined }, "tag /meta/v"],
    [{ meta: null }, "type /meta"],
    [{ meta: [] }, "type /meta"],
  ])("%j", (message, expected) => {
    const fault = checkConstant(message as { meta: unknown }, ["meta", "v"], 1);
    expect(fault && `${fault.code} ${fault.path}`).toBe(expected);
  });

  it("tells null from absent", () => {
    expect(checkConstant({ nothing: null }, ["nothing"], null)).toBeUndefined();
    expect(checkConstant({}, ["nothing"], null)?.code).toBe("tag");
  });
});

describe("checkConstant in lists", () => {
  it.each<[unknown, string | undefined]>([
    [["call", { v: 1 }], undefined],
    [["call", { v: 2 }], "tag /1/v"],
    [["call", [1]], "type /1"],
    [["call"], "tag /1/v"],
  ])("%j", (message, expected) => {
    const fault = checkConstant(message as unknown[], [1, "v"], 1);
    expect(fault && `${fault.code} ${fault.path}`).toBe(expected);
  });

  it("tells a list from an object", () => {
    expect(checkConstant({ a: ["x"] }, ["a", 0], "x")).toBeUndefined();
    expect(checkConstant({ a: { 0: "x" } }, ["a", 0], "x")?.code).toBe("type");
  });
});

describe("tuples as forms", () => {
  const forms: readonly Form[] = [
    [
      ["", "list"],
      ["/0", "name"],
      ["/1", "slot"],
    ],
    [
      ["", "list"],
      ["/0", { is: "ok" }],
      ["/1", "object"],
      ["/1/at", { is: 0 }],
    ],
    [
      ["", "object"],
      ["/args", "list"],
      ["/args/0", "name"],
    ],
  ];

  it.each<[unknown, string]>([
    [["call", 1], "0 call"],
    [["call"], "0 call"],
    [["ok", { at: 0 }], "1 -"],
    [["ok", { at: 1 }], "tag /1/at"],
    [["ok", []], "type /1"],
    [[], "tag /0"],
    [[1], "tag /0"],
    [{ args: ["x"] }, "0 x"],
    [{ args: { 0: "x" } }, "type /args"],
    [{ args: [] }, "tag /args/0"],
    [{}, "tag /args/0"],
    ["call", "type "],
    [withProto([]), "tag /args/0"],
  ])("%j", (message, expected) => {
    const nearest = Array.isArray(message) ? forms.slice(0, 2) : forms.slice(2);
    expect(told(nearest, message)).toBe(expected);
  });

  it.each<[unknown, string]>([
    [["call"], "0 call"],
    [{ args: ["x"] }, "2 x"],
    ["call", "type "],
    [{}, "tag "],
    [[], "tag "],
  ])("stand beside objects: %j", (message, expected) => {
    expect(told(forms, message)).toBe(expected);
  });
});

describe("names", () => {
  const named = (test: object): readonly Form[] => [
    [
      ["", "object"],
      ["/n", { name: test }],
    ],
    [
      ["", "object"],
      ["/n", { is: "aStop" }],
    ],
  ];

  it.each<[object, unknown, string]>([
    [{ suffix: "Result" }, "FooResult", "0 FooResult"],
    [{ suffix: "Result" }, "Result", "0 Result"],
    [{ suffix: "Result" }, "Foo", "tag /n"],
    [{ suffix: "Result" }, 1, "tag /n"],
    [{ prefix: "ab", suffix: "bc" }, "abc", "tag /n"],
    [{ prefix: "ab", suffix: "bc" }, "abbc", "0 abbc"],
    [{ prefix: "a", also: ["done"] }, "done", "0 done"],
    [{ prefix: "a" }, "aStop", "1 -"],
    [{ prefix: "a" }, `a${LONE}`, "unicode /n"],
    [{ kinds: ["number"] }, 5, "0 5"],
    [{ kinds: ["number"] }, "5", "tag /n"],
    [{ kinds: ["text", "bool"] }, false, "0 false"],
    [{ kinds: ["text", "bool"] }, null, "tag /n"],
    [{ kinds: ["text", "number"] }, [1], "tag /n"],
    [{}, "x", "0 x"],
  ])("%j %j", (test, value, expected) => {
    expect(told(named(test), { n: value })).toBe(expected);
  });

  it("keep their kind", () => {
    expect(tell(named({ kinds: ["number", "text"] }), { n: 5 })).toEqual({ forms: [0], name: 5 });
    expect(tell(named({ kinds: ["number", "text"] }), { n: "5" })).toEqual({ forms: [0], name: "5" });
    expect([5, -0, 1e21, true, "true"].map(nameText)).toEqual(["5", "0", "1e+21", "true", "true"]);
  });
});

describe("what stands between fitting forms", () => {
  it("is an absent key, where nothing else decides", () => {
    const forms: readonly Form[] = [
      [
        ["", "object"],
        ["/kind", { is: "a" }],
        ["/id", "slot"],
      ],
      [
        ["", "object"],
        ["/kind", { is: "a" }],
        ["/id", "absent"],
      ],
    ];
    expect(told(forms, { kind: "a" })).toBe("1 -");
    expect(told(forms, { kind: "a", id: 1 })).toBe("0 -");
    expect(told([...forms].reverse(), { kind: "a" })).toBe("0 -");
  });

  it("is no key inside of a slot, where own keys or an absent one decide", () => {
    const error: Form = [
      ["", "object"],
      ["/id", "slot"],
      ["/args", "list"],
      ["/args/0", "slot"],
    ];
    const call: Form = [
      ["", "object"],
      ["/func", "name"],
      ["/args", "slot"],
    ];
    expect(told([error, call], { func: "a", args: [1] })).toBe("1 a");
    expect(told([error, call], { id: 1, args: [1] })).toBe("0 -");
    const bare: Form = [
      ["", "object"],
      ["/args", "slot"],
      ["/id", "absent"],
    ];
    expect(told([error, bare], { args: [1] })).toBe("1 -");
    expect(told([error, bare], { id: 1, args: [1] })).toBe("0 -");
    const any: Form = [
      ["", "object"],
      ["/id", "slot"],
      ["/args", "slot"],
    ];
    expect(told([any, error], { id: 1, args: [1] })).toBe("1 -");
    expect(told([any, error], { id: 1, args: [] })).toBe("0 -");
  });

  it("is the error's key, before the ok that needs none", () => {
    const forms: readonly Form[] = [
      [["", "slot"]],
      [
        ["", "object"],
        ["/error_code", "slot"],
      ],
    ];
    expect(told(forms, { error_code: "A" })).toBe("1 -");
    expect(told(forms, { anything: 1 })).toBe("0 -");
    expect(told(forms, [])).toBe("0 -");
  });

  it("is the id of a request, before an event without", () => {
    const forms: readonly Form[] = [
      [
        ["", "object"],
        ["/t", "name"],
        ["/id", "slot"],
      ],
      [
        ["", "object"],
        ["/t", "name"],
      ],
    ];
    // The name stands at one place in both, so both survive, and `settle` decides.
    expect(told(forms, { t: "a", id: 1 })).toBe("0,1 a");
  });
});

describe("find and place", () => {
  const message = { a: [{ "x/y": 1 }], "0": 2, "": 3, "~1": 4 };

  it.each<[string, unknown]>([
    ["", message],
    ["/a/0/x~1y", 1],
    ["/a/00", undefined],
    ["/a/1", undefined],
    ["/a/-1", undefined],
    ["/a/length", undefined],
    ["/0", 2],
    ["/", 3],
    ["/~01", 4],
    ["/a/0/x~1y/z", undefined],
    ["/constructor", undefined],
  ])("%s", (path, expected) => {
    expect(find(message, path)).toEqual(expected);
  });

  it("puts a fault where it belongs", () => {
    expect(place(new Fault("type", "text", "/z"), "/a/x~1y").path).toBe("/a/x~1y/z");
    expect(place(new Fault("type", "text"), "").path).toBe("");
  });
});
