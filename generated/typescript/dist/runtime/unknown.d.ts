import { type Json } from "./json.js";
import { type Refused } from "./refusal.js";
/**
 * A well-formed message whose name nobody declared. Its data may hold secrets, so it does not show when the message is
 * logged or written as JSON.
 */
export declare class Unknown {
    #private;
    /** The message's name on the wire. */
    readonly name: string;
    /**
     * @param name the message's name on the wire
     * @param message the whole message, as it came, `undefined` if it was nothing but its name
     */
    constructor(name: string, message: unknown);
    /** Whether the message was nothing but its name, which stood outside of it. */
    isAbsent(): boolean;
    /**
     * Copies the whole message, envelope included, as it stands now.
     *
     * @returns the copy; or a refusal: `missing` if it was nothing but its name, `type` if something in it is no plain data, `unicode` or `depth`
     */
    data(): {
        readonly ok: true;
        readonly data: Json;
    } | Refused;
}
