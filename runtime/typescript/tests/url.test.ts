import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Fault, readUrl } from "../src/index.js";
import { LONE, outcome } from "./outcome.js";

interface Case {
  readonly url: string;
  readonly schemes: readonly string[];
  readonly fits: boolean;
  readonly why: string;
}

/** The table that every language is tested against. */
const table = readFileSync(new URL("../../wire/tests/urls.jsonl", import.meta.url), "utf8");
const cases = table
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

describe("readUrl", () => {
  it("has a table to be tested against", () => {
    expect(cases.filter(({ fits }) => fits).length).toBeGreaterThan(20);
    expect(cases.filter(({ fits }) => !fits).length).toBeGreaterThan(20);
  });

  it.each(cases)("$url: $why", ({ url, schemes, fits }) => {
    expect(outcome(readUrl(url, schemes))).toBe(fits ? url : "format ");
  });

  it.each(["[1.2.3.4::]", "[1.2.3.4::1]", "[::1.2.3.4:5]", "[1:1.2.3.4::]"])(
    "refuses %s: only the last groups may be a quad",
    (host) => {
      expect(outcome(readUrl(`http://${host}/`, ["http"]))).toBe("format ");
    },
  );

  it("refuses what is no text, and text that is no Unicode", () => {
    expect(outcome(readUrl(undefined, ["https"]))).toBe("type ");
    expect(outcome(readUrl(new URL("https://a.example"), ["https"]))).toBe("type ");
    expect(outcome(readUrl(`https://a.example/${LONE}`, ["https"]))).toBe("unicode ");
  });

  it("folds the case of ASCII alone", () => {
    expect(outcome(readUrl("\u212aey:x", ["key"]))).toBe("format ");
    expect(outcome(readUrl("HTTP\u017f://a", ["https"]))).toBe("format ");
    expect(readUrl("KEY:x", ["key"])).toBe("KEY:x");
    expect(readUrl("key:x", ["KEY"])).toBe("key:x");
  });

  it("says which schemes fit, and not what the text was", () => {
    const fault = readUrl("javascript:alert(1)", ["https", "http"]) as Fault;
    expect(fault.expected).toContain("https");
    expect(fault.expected).not.toContain("alert");
  });

  it("takes time in proportion to the text", () => {
    const long = 1 << 20;
    const texts = ["a.", "a-", "1", ":", "[", "@", "https://"].map(
      (part) => `https://${part.repeat(long / part.length)}`,
    );
    const start = performance.now();
    for (const text of texts) expect(outcome(readUrl(text, ["https"]))).toBe("format ");
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
