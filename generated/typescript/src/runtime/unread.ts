import { present } from "./fields.js";
import { type Json, readJson } from "./json.js";
import { place } from "./pointer.js";
import type { Reader } from "./readers.js";
import { Fault, type Refused } from "./refusal.js";

/**
 * The payload of an answer that does not say which request it is for, so that only who asked knows what it should be. It
 * may hold secrets, so it does not show when the message is logged or written as JSON.
 */
export class Unread {
  readonly #payload: unknown;
  readonly #path: string;

  /**
   * @param payload the payload, `undefined` if there is none
   * @param path where it stands in its message, as a JSON Pointer
   */
  constructor(payload: unknown, path = "") {
    this.#payload = payload;
    this.#path = path;
  }

  /** Whether the answer brought no payload. */
  isAbsent(): boolean {
    return this.#payload === undefined;
  }

  /**
   * Reads the payload as what it should be.
   *
   * @param read what it should be
   * @param name the name of the request, for the refusal
   * @returns the value; or a refusal: `missing` if there is no payload, and those of the reader
   */
  read<T>(read: Reader<T>, name: string | null = null): { readonly ok: true; readonly value: T } | Refused {
    const value = this.open(read);
    return value instanceof Fault ? place(value, this.#path).refuse(name) : { ok: true, value };
  }

  /** Reads the payload for who puts it into another message. Faults, from the payload on: as {@link Unread.read}. */
  open<T>(read: Reader<T>): T | Fault {
    return present(this.#payload, read);
  }

  /**
   * Copies the payload as it stands now.
   *
   * @returns the copy; or a refusal: `missing`, `type` if something in it is no plain data, `unicode` or `depth`
   */
  data(): { readonly ok: true; readonly data: Json } | Refused {
    const data = this.read(readJson);
    return data.ok ? { ok: true, data: data.value } : data;
  }
}

/** Writes a payload that was not read. Faults: `type` if it is none, and those of {@link Unread.open}. */
export function writeUnread(value: unknown): Json | undefined | Fault {
  if (!(value instanceof Unread)) return new Fault("type", "an unread payload");
  return value.isAbsent() ? undefined : value.open(readJson);
}
