import { type Json } from "./json.js";
import { type PlainObject } from "./object.js";
import { type Reader } from "./readers.js";
import { Fault } from "./refusal.js";
/** Reads an object without looking into it. Fault: `type`. */
export declare function readObject(value: unknown): PlainObject | Fault;
/** Reads a value that must be there. Faults: `missing` for `undefined`, and those of the reader. */
export declare function present<T>(value: unknown, read: Reader<T>): T | Fault;
/** Reads a value if it is there. Faults: those of the reader. */
export declare function ifPresent<T>(value: unknown, read: Reader<T>): T | undefined | Fault;
/** Reads the value of a key that must be there. Faults, at the key: `missing`, and those of the reader. */
export declare function required<T>(object: PlainObject, key: string, read: Reader<T>): T | Fault;
/** Reads the value of a key if it is there. Faults, at the key: those of the reader. */
export declare function optional<T>(object: PlainObject, key: string, read: Reader<T>): T | undefined | Fault;
/**
 * Reads the keys that are not among the declared ones into a new object. Faults, at the first key in the order of their
 * Unicode scalar values: `unicode` if the key has a lone surrogate, and those of the reader.
 *
 * @param read reads the values; any JSON, unless it is given
 */
export declare function readOthers(object: PlainObject, declared: readonly string[]): Others<Json> | Fault;
export declare function readOthers<T>(object: PlainObject, declared: readonly string[], read: Reader<T>): Others<T> | Fault;
/** What stands at keys that are not declared. */
type Others<T> = {
    readonly [key: string]: T;
};
/**
 * Reads what is to be sent beside the declared keys into a new object. Faults: `type` if it is no object; at the first
 * key in the order of their Unicode scalar values, `unexpected` if the key is declared, and those of {@link readOthers}.
 *
 * @param write checks and writes the values; any JSON, unless it is given
 */
export declare function writeOthers(value: unknown, declared: readonly string[]): Others<Json> | Fault;
export declare function writeOthers<T>(value: unknown, declared: readonly string[], write: Reader<T>): Others<T> | Fault;
export {};
