import { find, place } from "./pointer.js";
import { readText } from "./readers.js";
import { Fault } from "./refusal.js";

/** What joins an answer to its request. A text and a number are never the same. */
export type Id = string | number;

/** The names of the requests that wait for an answer: by id; or one name, where no more than one can wait. */
export type OpenRequests = ReadonlyMap<Id, string> | string;

/**
 * Finds the request that an answer is for.
 *
 * @param open the requests that wait
 * @param message the answer
 * @param path where answers have the id, as a JSON Pointer, if they have one
 * @returns the name of the request; `undefined` if the answer brings no id or something that is none, and more than one
 *   waits; or the fault `unmatched`, at the id, if no such request waits
 */
export function requestOf(open: OpenRequests, message: unknown, path?: string): string | undefined | Fault {
  if (typeof open === "string") return open;
  const id = path === undefined ? undefined : find(message, path);
  const isId = typeof id === "number" || !(readText(id) instanceof Fault);
  if (isId) return open.get(id as Id) ?? notOpen(path ?? "");
  const [only] = open.values();
  if (id === undefined && open.size === 1) return only;
  return path === undefined ? notOpen("") : undefined;
}

function notOpen(path: string): Fault {
  return place(new Fault("unmatched", "the id of a request that waits"), path);
}
