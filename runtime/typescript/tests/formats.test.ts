import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkPattern, readBase64, readDate, readDateTime, readUuid } from "../src/index.js";
import { LONE, outcome } from "./outcome.js";

/** The rows of a table that every language is tested against. */
function table<Row>(file: string): Row[] {
  const text = readFileSync(new URL(`../../wire/tests/${file}`, import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

const READERS = { uuid: readUuid, datetime: readDateTime, date: readDate, base64: readBase64 };

describe("the table of formats", () => {
  interface Row {
    readonly format: keyof typeof READERS;
    readonly text: string;
    readonly fits: boolean;
    readonly why: string;
  }

  it.each(table<Row>("formats.jsonl"))("$format $text: $why", ({ format, text, fits }) => {
    expect(outcome(READERS[format](text))).toBe(fits ? text : "format ");
  });
});

describe("the table of patterns", () => {
  interface Row {
    readonly pattern: string;
    readonly javascript: string;
    readonly matches: readonly string[];
    readonly others: readonly string[];
  }

  it.each(table<Row>("patterns.jsonl"))("$pattern", ({ javascript, matches, others }) => {
    const pattern = new RegExp(javascript, "u");
    for (const text of matches) expect(checkPattern(text, pattern)).toBeUndefined();
    for (const text of others) expect(outcome(checkPattern(text, pattern))).toBe("pattern ");
  });
});

describe.each([
  {
    name: "readUuid",
    read: readUuid,
    fits: ["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6BA7B810-9DAD-11D1-80B4-00C04FD430C8"],
    not: [
      "",
      "6ba7b8109dad11d180b400c04fd430c8",
      "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}",
      "6ba7b810-9dad-11d1-80b4-00c04fd430c",
      "6ba7b810-9dad-11d1-80b4-00c04fd430cg",
      "6ba7b810-9dad-11d1-80b4-00c04fd430c8\n",
      " 6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    ],
  },
  {
    name: "readDate",
    read: readDate,
    fits: ["2026-01-26", "2024-02-29", "2000-02-29", "0000-02-29", "9999-12-31"],
    not: ["2026-1-26", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-01-00", "26-01-26"],
  },
  {
    name: "readDateTime",
    read: readDateTime,
    fits: [
      "2026-01-26T09:30:00Z",
      "2026-01-26t09:30:00z",
      "2026-01-26T23:59:59.123456789+23:59",
      "2026-01-26T00:00:00.5-00:00",
    ],
    not: [
      "2026-01-26",
      "2026-01-26T09:30:00",
      "2026-01-26 09:30:00Z",
      "2026-01-26T09:30Z",
      "2026-01-26T24:00:00Z",
      "2026-01-26T09:60:00Z",
      "2026-01-26T23:59:60Z",
      "2026-01-26T09:30:00.Z",
      "2026-01-26T09:30:00.1234567890Z",
      "2026-01-26T09:30:00+24:00",
      "2026-01-26T09:30:00+01:60",
      "2026-01-26T09:30:00+0100",
      "2026-02-30T09:30:00Z",
      "2026-01-26T09:30:00Z\n",
      "٢٠٢٦-01-26T09:30:00Z",
    ],
  },
  {
    name: "readBase64",
    read: readBase64,
    fits: ["", "AA==", "AAA=", "AAAA", "/+8=", "aGVsbG8="],
    not: ["A", "AA", "AAA", "AB==", "AAB=", "AA=A", "====", "A===", "AA==AAAA", "AA-_", "AAAA\n", "AAA =", "AA==\n"],
  },
])("$name", ({ read, fits, not }) => {
  it.each(fits)("reads %j", (text) => {
    expect(read(text)).toBe(text);
  });

  it.each(not)("refuses %j", (text) => {
    expect(outcome(read(text))).toBe("format ");
  });

  it("reads text alone", () => {
    expect(outcome(read(1))).toBe("type ");
    expect(outcome(read(null))).toBe("type ");
    expect(outcome(read(LONE))).toBe("unicode ");
  });
});

describe("checkPattern", () => {
  it("holds the whole text to it", () => {
    const pattern = /^(?:[a-z]+|[0-9]{2})$/u;
    expect(checkPattern("abc", pattern)).toBeUndefined();
    expect(checkPattern("12", pattern)).toBeUndefined();
    expect(outcome(checkPattern("abc\n", pattern))).toBe("pattern ");
    expect(checkPattern("a1", pattern)?.expected).toBe("text that matches ^(?:[a-z]+|[0-9]{2})$");
  });
});
