import { Fault } from "./refusal.js";
/** What joins an answer to its request. A text and a number are never the same. */
export type Id = string | number;
/**
 * The names of the requests that wait for an answer: by id, and at null the one that waits for an answer without an id; or
 * one name, where no more than one can wait.
 */
export type OpenRequests = OpenById | string;
type OpenById = ReadonlyMap<Id | null, string>;
/** What joins answers to some requests: fields of their payloads, or their id. */
export interface Way {
    /** Where that may stand, as JSON Pointers. The first counts that holds a text or a number. */
    readonly places: readonly string[];
    /** The names of the requests. */
    readonly requests: readonly string[];
}
/**
 * Finds the request that an answer is for.
 *
 * @param open the requests that wait
 * @param message the answer
 * @param path where answers have the id, as a JSON Pointer, if they have one; or the ways in which they are joined to
 *   their requests
 * @returns the name of the request; `undefined` if the answer brings no id or something that is none, and more than one
 *   waits; or the fault `unmatched`, at the id, if no such request waits
 */
export declare function requestOf(open: OpenRequests, message: unknown, path?: string | readonly Way[]): string | undefined | Fault;
export {};
