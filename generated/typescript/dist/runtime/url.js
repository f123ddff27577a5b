import { readText } from "./readers.js";
import { Fault } from "./refusal.js";
/**
 * Reads an absolute web address, by a grammar that is narrower than any parser's and the same in every language:
 *
 * 1. No control character (U+0000 to U+001F, U+007F to U+009F), white space or backslash stands anywhere.
 * 2. The scheme is one of those allowed, compared without case, and a `:` follows it. Anything may follow, nothing
 *    included, unless the scheme is `http`, `https`, `ws` or `wss`.
 * 3. For those four, `//` follows, then a host and possibly a port, up to the first `/`, `?` or `#`, or the end. There is
 *    no user or password. Anything may follow.
 * 4. A port is `:` and one to five digits, at most 65535.
 * 5. A host is an IPv6 address in brackets, in a text form of RFC 4291 without a zone; or labels joined by `.`, at most
 *    253 characters, each label of 1 to 63 ASCII letters, digits, `-` and `_`, without `-` at either end. If the last
 *    label is all digits, or is `0x` and hex digits or nothing, the host must be four decimal numbers from 0 to 255
 *    without leading zeros.
 *
 * The text is kept as it came: nothing is lowercased, decoded or completed.
 *
 * @param schemes the schemes that are allowed, without `:`
 * @returns the text; or a fault: `type`, `unicode` or `format`
 */
export function readUrl(value, schemes) {
    const text = readText(value);
    if (text instanceof Fault)
        return text;
    return isUrl(text, schemes) ? text : new Fault("format", `a URL with scheme ${schemes.join(" or ")}`);
}
function isUrl(text, schemes) {
    const colon = text.indexOf(":");
    const scheme = text.slice(0, Math.max(colon, 0));
    return (!hasForbidden(text) &&
        /^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme) &&
        schemes.some((allowed) => allowed.toLowerCase() === scheme.toLowerCase()) &&
        (!/^(?:https?|wss?)$/i.test(scheme) || startsWithAuthority(text.slice(colon + 1))));
}
/** Control characters, Unicode white space, and the backslash. */
function hasForbidden(text) {
    return /[\0-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\\]/.test(text);
}
function startsWithAuthority(rest) {
    const parts = /^\/\/(?:\[([^\]]*)\]|([\w.-]{1,253}))(?::([0-9]{1,5}))?(?:[/?#]|$)/.exec(rest);
    if (parts === null)
        return false;
    const [, address, name = "", port = "0"] = parts;
    return Number(port) <= 65535 && (address === undefined ? isHostName(name) : isIpv6(address));
}
function isHostName(name) {
    const labels = name.split(".");
    const last = labels[labels.length - 1] ?? "";
    if (/^(?:[0-9]+|0[xX][0-9A-Fa-f]*)$/.test(last))
        return isDottedQuad(name);
    return labels.every((label) => /^\w(?:[\w-]{0,61}\w)?$/.test(label));
}
function isDottedQuad(text) {
    const numbers = text.split(".");
    return (numbers.length === 4 && numbers.every((number) => /^(?:0|[1-9][0-9]{0,2})$/.test(number) && Number(number) <= 255));
}
function isIpv6(text) {
    const halves = text.split("::");
    const [left = "", right] = halves;
    if (right === undefined)
        return groups(left, true) === 8;
    // Seven, since `::` stands for one group of zeros or more. A sum with NaN in it is not at most seven.
    return halves.length === 2 && groups(left, false) + groups(right, true) <= 7;
}
/** How many groups of 16 bits the text holds; NaN if it is no list of groups. Only the last two may be a dotted quad. */
function groups(text, mayEndInQuad) {
    if (text === "")
        return 0;
    const parts = text.split(":");
    const endsInQuad = mayEndInQuad && isDottedQuad(parts[parts.length - 1] ?? "");
    if (endsInQuad)
        parts.pop();
    return parts.every((part) => /^[0-9A-Fa-f]{1,4}$/.test(part)) ? parts.length + (endsInQuad ? 2 : 0) : Number.NaN;
}
