import type { Reader } from "./readers.js";
import { Fault } from "./refusal.js";
/** How deep values of recursive types may stand in one another, and lists and objects in any JSON. */
export declare const MAX_DEPTH = 64;
/**
 * Reads a value that may hold values of its own type. Faults: `depth` at the 65th inside one another, which is also how a
 * cycle ends; and those of the reader.
 */
export declare function readNested<T>(value: unknown, read: Reader<T>): T | Fault;
/** Takes how many entries of a container are being read inside {@link readOnce}. */
export declare function countEntries(count: number): void;
/**
 * Reads a container; if very many are read for one message, only once in each way. Structured cloning keeps objects that
 * are shared, so what a message of moderate size unfolds to has no bounds.
 *
 * @param read gives what is in the container
 * @param first what `read` takes beside the container, and `second` likewise
 */
export declare function readOnce<C, A, B, T>(container: C, read: (container: C, first: A, second: B) => T | Fault, first: A, second: B): T | Fault;
