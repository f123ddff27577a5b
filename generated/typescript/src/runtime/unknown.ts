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
   * @param message the whole message, as it came
   */
  constructor(name: string, message: unknown) {
    this.name = name;
    this.#message = message;
  }

  /**
   * Copies the whole message, envelope included, as it stands now.
   *
   * @returns the copy; or a refusal: `type` if something in it is no plain data, `unicode` or `depth`
   */
  data(): { readonly ok: true; readonly data: Json } | Refused {
    const data = readJson(this.#message);
    return data instanceof Fault ? data.refuse(this.name) : { ok: true, data };
  }
}
