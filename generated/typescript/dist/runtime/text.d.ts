/**
 * Reads a message that came as text: gives the value, plain data all through, or a {@link Fault}.
 *
 * Faults: `json` for bytes that are no UTF-8, text that is no JSON and nothing else, a byte order mark, and a number
 * beyond a double; else `duplicate-key`, at the second occurrence, for an object that has a key twice. Keys are compared
 * unescaped. A surrogate alone is no fault here if it is escaped: who reads the text around it refuses it.
 *
 * @param text the message, as text or as UTF-8
 */
export declare function parseText(text: string | Uint8Array): unknown;
/**
 * Reads a message that goes over the wire as JSON in a text: gives the value inside, or a {@link Fault}. Places in the
 * message start inside.
 *
 * Faults: `type` if it is no text, `unicode` if a surrogate stands alone in that, and those of {@link parseText}.
 */
export declare function readJsonText(value: unknown): unknown;
