import { present } from "./fields.js";
import { readJson } from "./json.js";
import { Fault } from "./refusal.js";
/**
 * A well-formed message whose name nobody declared. Its data may hold secrets, so it does not show when the message is
 * logged or written as JSON.
 */
export class Unknown {
    /** The message's name on the wire. */
    name;
    #message;
    /**
     * @param name the message's name on the wire
     * @param message the whole message, as it came, `undefined` if it was nothing but its name
     */
    constructor(name, message) {
        this.name = name;
        this.#message = message;
    }
    /** Whether the message was nothing but its name, which stood outside of it. */
    isAbsent() {
        return this.#message === undefined;
    }
    /**
     * Copies the whole message, envelope included, as it stands now.
     *
     * @returns the copy; or a refusal: `missing` if it was nothing but its name, `type` if something in it is no plain data, `unicode` or `depth`
     */
    data() {
        const data = present(this.#message, readJson);
        return data instanceof Fault ? data.refuse(this.name) : { ok: true, data };
    }
}
