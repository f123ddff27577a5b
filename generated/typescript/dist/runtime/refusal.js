/**
 * What a reader returns in place of a value that breaks a rule. Its path starts at the value that was read, and grows
 * outwards: whoever reads a container calls {@link Fault.under} with the key.
 *
 * No reader makes a `Fault` from the data it reads, so `instanceof Fault` tells the two outcomes apart.
 */
export class Fault {
    code;
    path;
    expected;
    /**
     * @param code the rule that is broken
     * @param expected what would have fitted, in a few words
     * @param path where, as a JSON Pointer from the value that was read
     */
    constructor(code, expected, path = "") {
        this.code = code;
        this.path = path;
        this.expected = expected;
    }
    /** Takes the key or index of the value in its container. Gives the same fault as seen from the container. */
    under(key) {
        return new Fault(this.code, this.expected, segment(key) + this.path);
    }
    /** Takes the message's name on the wire, or `null`. Gives the outcome that a decoder or encoder returns. */
    refuse(name) {
        return { ok: false, refusal: { code: this.code, path: this.path, name, expected: this.expected } };
    }
}
/**
 * One segment of a JSON Pointer, with the slash before it. A key is cut after 64 Unicode scalar values, a lone surrogate
 * in it becomes U+FFFD, and `~` and `/` are written `~0` and `~1`.
 */
export function segment(key) {
    if (typeof key === "number")
        return `/${key}`;
    // 64 scalar values take at most 128 units, so the rest of a long key need not be split up.
    const cut = [...key.slice(0, 128)].slice(0, 64).join("");
    return `/${cut
        .replace(/\p{Surrogate}/gu, "\uFFFD")
        .replaceAll("~", "~0")
        .replaceAll("/", "~1")}`;
}
