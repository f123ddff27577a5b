import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { Fault, parseText } from "../src/index.js";
import { LONE, outcome } from "./outcome.js";

const utf8 = new TextEncoder();

/** Reads the text both ways, and demands one outcome. */
function parse(text: string): unknown {
  const read = outcome(parseText(text));
  // Vitest takes an own key `__proto__` for a prototype.
  expect(isDeepStrictEqual(outcome(parseText(utf8.encode(text))), read)).toBe(true);
  return read;
}

describe("JSON", () => {
  it.each([
    "null",
    " true ",
    "\t\r\n-0",
    "0.1e-5",
    "1.7976931348623157e308",
    "1e-999999",
    `0.${"0".repeat(400)}1`,
    '""',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83d\\ude00"',
    '"\\ud800"',
    '"\u007f\u2028\u2029\ufeff😀"',
    "[]",
    "{}",
    "[[],{},[{}],1,[1,[2]]]",
    '{"":{"":[{"":1}]}}',
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
    '{"__proto__":1,"constructor":{"__proto__":2}}',
    '{"a\\\\":"\\\\","b\\"":"\\"","c":"{\\"a\\":1,\\"a\\":1}"}',
    '{"a" : "b" , "b" :"a", "c":":","d":",","e":"]"}',
    '["a","a","b:","b:"]',
    '{"\\\\u0061":1,"a":2}',
    '{"\\ud800":1,"\\ud801":2,"\\ufffd":3}',
    '{"é":1,"e\\u0301":2,"É":3}',
    '{"true":true,"null":null,"1e999":"1e999"}',
  ])("reads %s", (text) => {
    expect(isDeepStrictEqual(parse(text), JSON.parse(text))).toBe(true);
  });

  it.each([
    "",
    " ",
    "\ufeff1",
    "1\ufeff",
    "\u00a01",
    "1 2",
    "{}{}",
    "[1,]",
    '{"a":1,}',
    "[1",
    "{",
    '{"a"',
    "{a:1}",
    "{'a':1}",
    "nul",
    "NaN",
    "-",
    "01",
    "+1",
    "1.",
    ".5",
    "0x1",
    "1e",
    '"',
    '"\t"',
    '"\0"',
    '"\\x41"',
    '"\\u00"',
    "// a\n1",
    "1e309",
    "-1e309",
    "[1e999]",
    '{"a":[-1.5E+400]}',
    "1".repeat(310),
    `-1${"0".repeat(309)}.0`,
    `{"a":1,"a":2,"b":1e999}`,
    '{"a":1,"a":2',
    '{"a":1,"a":2} x',
    '{"\\u0061":1,"a":1e999}',
  ])("refuses %j", (text) => {
    expect(parse(text)).toBe("json ");
  });

  it.each([
    ["a continuation byte alone", [0x22, 0x80, 0x22]],
    ["an overlong form", [0x22, 0xc0, 0xaf, 0x22]],
    ["a surrogate in UTF-8", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["a cut-off character", [0x22, 0xf0, 0x9f, 0x98]],
    ["beyond Unicode", [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ["a byte order mark", [0xef, 0xbb, 0xbf, 0x31]],
    ["UTF-16", [0xff, 0xfe, 0x31, 0x00]],
    ["nothing", []],
  ])("refuses bytes that are %s", (_, bytes) => {
    expect(outcome(parseText(Uint8Array.from(bytes)))).toBe("json ");
  });

  it("refuses a surrogate that stands in the text itself, which no UTF-8 could carry", () => {
    expect(outcome(parseText(`"${LONE}"`))).toBe("json ");
    expect(outcome(parseText(`{"${LONE}":1,"a":1,"a":1}`))).toBe("json ");
  });

  it("keeps __proto__ an own key", () => {
    const value = parseText('{"__proto__":{"a":1}}') as object;
    expect(Object.keys(value)).toStrictEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it("reads a part of a buffer", () => {
    expect(parseText(utf8.encode("x[1]y").subarray(1, 4))).toStrictEqual([1]);
  });
});

describe("duplicate keys", () => {
  it.each([
    ['{"a":1,"a":2}', "/a"],
    ['{"a":1,"b":2,"a":1,"b":2}', "/a"],
    ['{"":1,"":2}', "/"],
    ['[0,{"b":[{"c":1,"c":1}]}]', "/1/b/0/c"],
    ['[[],[1,2],{"a":[],"a":[]}]', "/2/a"],
    ['{"a":1,"\\u0061":2}', "/a"],
    ['{"\\u0061":1,"a":2}', "/a"],
    ['{"/":1,"\\/":2}', "/~1"],
    ['{"~":1,"\\u007E":2}', "/~0"],
    ['{"\\"":1,"\\u0022":2}', '/"'],
    ['{"\\\\":1,"\\u005c":2}', "/\\"],
    ['{"\\ud83d\\ude00":1,"😀":2}', "/😀"],
    ['{"\\ud800":1,"\\uD800":2}', "/\ufffd"],
    ['{"a":{"x":1,"x":2},"a":3}', "/a/x"],
    ['{"a":1,"a":{"x":1,"x":2}}', "/a"],
    ['{"a":{"b":1},"c":{"d":{"e":1,"f":2,"e":3}},"a":1}', "/c/d/e"],
    ['{ "a" \n: 1 ,\t"a"\r: 2 }', "/a"],
    ['{"__proto__":1,"__proto__":2}', "/__proto__"],
    ['{"constructor":1,"x":["a","b"],"constructor":2}', "/constructor"],
    ['{"x":"\\\\","x":1}', "/x"],
    ['[{"a":"b"},{"a":"b","c":["d","a"],"a":1}]', "/1/a"],
    [`{"${"k".repeat(70)}":1,"${"k".repeat(70)}":2}`, `/${"k".repeat(64)}`],
  ])("%s are refused at %s", (text, path) => {
    expect(parse(text)).toBe(`duplicate-key ${path}`);
  });

  it("are found in whatever JSON.parse would lose keys of", () => {
    // JSON.stringify of pairs, so that how often each key was written is known.
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const keys = ["a", "b", '"', "\\", "😀", "", ":", ",", "{", "__proto__"];
    const write = (depth: number): { text: string; twice: boolean } => {
      if (depth === 0) return { text: JSON.stringify(keys[random(keys.length)]), twice: false };
      const items = Array.from({ length: random(4) }, () => ({ key: keys[random(keys.length)], ...write(depth - 1) }));
      const twice = items.some((item) => item.twice);
      if (random(2) === 0) return { text: `[${items.map(({ text }) => text).join()}]`, twice };
      const text = items.map((item) => `${JSON.stringify(item.key)}: ${item.text}`).join(" ,");
      return { text: `{${text}}`, twice: twice || new Set(items.map(({ key }) => key)).size < items.length };
    };
    let found = 0;
    for (let round = 0; round < 3000; round++) {
      const { text, twice } = write(4);
      const read = parseText(text);
      expect(read instanceof Fault, text).toBe(twice);
      found += twice ? 1 : 0;
    }
    expect(found).toBeGreaterThan(300);
    expect(found).toBeLessThan(2700);
  });
});

describe("size", () => {
  const MANY = 1 << 18;

  it.each([
    ["lists in lists, unclosed", "[".repeat(1 << 20), "json "],
    ["objects in objects, unclosed", '{"a":'.repeat(MANY), "json "],
    ["a duplicate inside of many lists", `${"[".repeat(MANY)}{"a":1,"a":1}${"]".repeat(MANY)}`, "duplicate-key"],
    ["a duplicate inside of many objects", `${'{"a":'.repeat(MANY)}{"b":1,"b":1}${"}".repeat(MANY)}`, "duplicate-key"],
    [
      "a duplicate after many keys",
      `{${Array.from({ length: MANY }, (_, n) => `"${n}":1,`).join("")}"7":1}`,
      "duplicate-key /7",
    ],
  ])("%s", (_, text, expected) => {
    const start = performance.now();
    expect((outcome(parseText(text)) as string).startsWith(expected)).toBe(true);
    expect(performance.now() - start).toBeLessThan(4000);
  });

  it.each([
    ["lists in lists", `${"[".repeat(MANY)}${"]".repeat(MANY)}`],
    ["backslashes", `"${"\\\\".repeat(MANY)}"`],
    ["quotes", `"${'\\"'.repeat(MANY)}"`],
    ["white space after texts", `[${`"a"${" ".repeat(100)},`.repeat(1 << 12)}1]`],
    ["numbers", `[${"1e5,".repeat(MANY)}1]`],
  ])("%s are read", (_, text) => {
    const start = performance.now();
    expect(parseText(text)).not.toBeInstanceOf(Fault);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
