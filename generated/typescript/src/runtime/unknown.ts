import { present } from "./fields.js";
import { type Json, readJson } from "./json.js";
import { Fault, type Refused } from "./refusal.js";

/**
 * A well-formed message whose name nobody declared. Its data may hold secrets, so it does not show when the message is
 * logged or written as JSON.
 */
export class Unknown {
  /** The message's name on the wire. */
  readonly name: string;
  readonly #message: unknown;

  /**
   * @param name the message's name on the wire
   * @param message the whole message, as it came, `undefined` if it was nothing but its name
   */
  constructor(name: string, message: unknown) {
    this.name = name;
    this.#message = message;
  }

  /** Whether the message was nothing but its name, which stood outside of it. */
  isAbsent(): boolean {
    return this.#message === undefined;
  }

  /**
   * Copies the whole message, envelope included, as it stands now.
   *
   * @returns the copy; or a refusal: `missing` if it was nothing but its name, `type` if something in it is no plain data, `unicode` or `depth`
   */
  data(): { readonly ok: true; readonly data: Json } | Refused {
    const data = present(this.#message, readJson);
    return data instanceof Fault ? data.refuse(this.name) : { ok: true, data };
  }
}
