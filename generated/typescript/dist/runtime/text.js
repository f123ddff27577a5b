import { readText } from "./readers.js";
import { Fault, segment } from "./refusal.js";
import { isWellFormed } from "./unicode.js";
/**
 * Reads a message that came as text: gives the value, plain data all through, or a {@link Fault}.
 *
 * Faults: `json` for bytes that are no UTF-8, text that is no JSON and nothing else, a byte order mark, and a number
 * beyond a double; else `duplicate-key`, at the second occurrence, for an object that has a key twice. Keys are compared
 * unescaped. A surrogate alone is no fault here if it is escaped: who reads the text around it refuses it.
 *
 * @param text the message, as text or as UTF-8
 */
export function parseText(text) {
    let json;
    let value;
    try {
        json = typeof text === "string" ? text : decodeUtf8(text);
        value = JSON.parse(json);
    }
    catch {
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
export function readJsonText(value) {
    const text = readText(value);
    return text instanceof Fault ? text : parseText(text);
}
function notJson() {
    return new Fault("json", "JSON");
}
function decodeUtf8(bytes) {
    // A byte order mark is kept, so that it is refused like any other character before the value.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
/**
 * Looks for what `JSON.parse` lets pass: numbers beyond a double, and keys that occur twice. The text is known to be
 * JSON, so the first character of a token says what it is. The containers stand in a list, not on the stack, however
 * deep they are nested.
 */
function findFault(json) {
    const containers = [];
    let duplicate;
    let end;
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
                if (isBeforeColon(json, end))
                    duplicate ??= enterKey(containers, json.slice(start, end));
                break;
            default:
                if (isBeyondDouble(json, start, end))
                    return notJson();
        }
    }
    return duplicate;
}
/** The end of the text, number, word, white space or punctuation mark that starts here. */
function endOfToken(json, start) {
    if (json[start] === '"')
        return endOfText(json, start);
    if (!isOfWord(json.charCodeAt(start)))
        return start + 1;
    let end = start + 1;
    while (isOfWord(json.charCodeAt(end)))
        end++;
    return end;
}
/** A letter, a digit, or a sign or point in a number. */
function isOfWord(unit) {
    return ((unit >= 0x30 && unit <= 0x39) ||
        ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) ||
        unit === 0x2b ||
        unit === 0x2d ||
        unit === 0x2e);
}
function endOfText(json, start) {
    let quote = json.indexOf('"', start + 1);
    while (isEscaped(json, quote))
        quote = json.indexOf('"', quote + 1);
    return quote + 1;
}
function isEscaped(json, quote) {
    let start = quote;
    while (json[start - 1] === "\\")
        start--;
    return (quote - start) % 2 === 1;
}
function isBeforeColon(json, end) {
    let at = end;
    while (json.charCodeAt(at) <= 0x20)
        at++;
    return json[at] === ":";
}
function nextItem(containers) {
    const inside = containers[containers.length - 1];
    if (typeof inside?.key === "number")
        inside.key++;
}
/** Takes a key as it stands in the text, in quotes. */
function enterKey(containers, quoted) {
    const inside = containers[containers.length - 1];
    if (inside === undefined)
        return undefined;
    const key = quoted.includes("\\") ? JSON.parse(quoted) : quoted.slice(1, -1);
    inside.key = key;
    inside.seen ??= new Set();
    if (inside.seen.has(key))
        return duplicateKey(containers);
    inside.seen.add(key);
    return undefined;
}
function duplicateKey(containers) {
    return new Fault("duplicate-key", "each key once", containers.map(({ key }) => segment(key)).join(""));
}
function isBeyondDouble(json, start, end) {
    return end - start >= "1e309".length && Math.abs(Number(json.slice(start, end))) === Number.POSITIVE_INFINITY;
}
