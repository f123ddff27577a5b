import { Fault } from "./refusal.js";
declare const checked: unique symbol;
/** A web address that was read by {@link readUrl}: a text, unchanged. */
export type Url = string & {
    readonly [checked]: "url";
};
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
export declare function readUrl(value: unknown, schemes: readonly string[]): Url | Fault;
export {};
