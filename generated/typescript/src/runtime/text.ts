import { readText } from "./readers.js";
import { Fault, segment } from "./refusal.js";
import { isWellFormed } from "./unicode.js";

/** As much of the platform's decoder as is used here, so that neither the DOM's types nor Node's are needed. */
declare const TextDecoder: {
  new (label: "utf-8", options: { fatal: true; ignoreBOM: true }): { decode(bytes: Uint8Array): string };
};

/**
 * Reads a message that came as text: gives the value, plain data all through, or a {@link Fault}.
 *
 * Faults: `json` for bytes that are no UTF-8, text that is no JSON and nothing else, a byte order mark, and a number
 * beyond a double; else `duplicate-key`, at the second occurrence, for an object that has a key twice. Keys are compared
 * unescaped. A surrogate alone is no fault here if it is escaped: who reads the text around it refuses it.
 *
 * @param text the message, as text or as UTF-8
 */
export function parseText(text: string | Uint8Array): unknown {
  let json: string;
  let value: unknown;
  try {
    json = typeof text === "string" ? text : decodeUtf8(text);
    value = JSON.parse(json);
  } catch {
    return notJson();
  }
  return isWellFormed(json) ? (findFault(json) ?? value) : notJson();
}

/**
 * Reads a message that goes over the wire as JSON in a text: gives the value inside, or a {@link Fault}. Places in the
 * message start inside.
 *
 * Faults: `type` if it is no text, `unicode` if a surrogate stands alone in that, and those of {@link parseText}.
 */
export function readJsonText(value: unknown): unknown {
  const text = readText(value);
  return text instanceof Fault ? text : parseText(text);
}

function notJson(): Fault {
  return new Fault("json", "JSON");
}

function decodeUtf8(bytes: Uint8Array): string {
  // A byte order mark is kept, so that it is refused like any other character before the value.
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** An object or list that the scan is inside of, and the key or index in it where the scan stands. */
interface Container {
  key: string | number;
  /** The keys so far, if any. */
  seen: Set<string> | undefined;
}

/**
 * Looks for what `JSON.parse` lets pass: numbers beyond a double, and keys that occur twice. The text is known to be
 * JSON, so the first character of a token says what it is. The containers stand in a list, not on the stack, however
 * deep they are nested.
 */
function findFault(json: string): Fault | undefined {
  const containers: Container[] = [];
  let duplicate: Fault | undefined;
  let end: number;
  for (let start = 0; start < json.length; start = end) {
    end = endOfToken(json, start);
    switch (json[start]) {
      case "{":
      case "[":
        containers.push({ key: 0, seen: undefined });
        break;
      case "}":
      case "]":
        containers.pop();
        break;
      case ",":
        nextItem(containers);
        break;
      case '"':
        if (isBeforeColon(json, end)) duplicate ??= enterKey(containers, json.slice(start, end));
        break;
      default:
        if (isBeyondDouble(json, start, end)) return notJson();
    }
  }
  return duplicate;
}

/** The end of the text, number, word, white space or punctuation mark that starts here. */
function endOfToken(json: string, start: number): number {
  if (json[start] === '"') return endOfText(json, start);
  if (!isOfWord(json.charCodeAt(start))) return start + 1;
  let end = start + 1;
  while (isOfWord(json.charCodeAt(end))) end++;
  return end;
}

/** A letter, a digit, or a sign or point in a number. */
function isOfWord(unit: number): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) ||
    ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) ||
    unit === 0x2b ||
    unit === 0x2d ||
    unit === 0x2e
  );
}

function endOfText(json: string, start: number): number {
  let quote = json.indexOf('"', start + 1);
  while (isEscaped(json, quote)) quote = json.indexOf('"', quote + 1);
  return quote + 1;
}

function isEscaped(json: string, quote: number): boolean {
  let start = quote;
  while (json[start - 1] === "\\") start--;
  return (quote - start) % 2 === 1;
}

function isBeforeColon(json: string, end: number): boolean {
  let at = end;
  while (json.charCodeAt(at) <= 0x20) at++;
  return json[at] === ":";
}

function nextItem(containers: readonly Container[]): void {
  const inside = containers[containers.length - 1];
  if (typeof inside?.key === "number") inside.key++;
}

/** Takes a key as it stands in the text, in quotes. */
function enterKey(containers: readonly Container[], quoted: string): Fault | undefined {
  const inside = containers[containers.length - 1];
  if (inside === undefined) return undefined;
  const key = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  inside.key = key;
  inside.seen ??= new Set();
  if (inside.seen.has(key)) return duplicateKey(containers);
  inside.seen.add(key);
  return undefined;
}

function duplicateKey(containers: readonly Container[]): Fault {
  return new Fault("duplicate-key", "each key once", containers.map(({ key }) => segment(key)).join(""));
}

function isBeyondDouble(json: string, start: number, end: number): boolean {
  return end - start >= "1e309".length && Math.abs(Number(json.slice(start, end))) === Number.POSITIVE_INFINITY;
}
