import { Fault } from "./refusal.js";
/** Reads one value: gives it, made anew where it is a container, or the fault in it. */
export type Reader<T> = (value: unknown) => T | Fault;
/** Reads text. Faults: `type`, and `unicode` if a surrogate stands alone in it. */
export declare function readText(value: unknown): string | Fault;
/** Reads a finite number. Fault: `type`. */
export declare function readNumber(value: unknown): number | Fault;
/** Reads a whole number within ±(2^53-1). Faults: `type` if it is no finite number, else `integer`. */
export declare function readInteger(value: unknown): number | Fault;
/** Reads `true` or `false`. Fault: `type`. */
export declare function readBoolean(value: unknown): boolean | Fault;
/** Reads `null`, or else what the reader reads. Faults: those of the reader. */
export declare function readNullable<T>(value: unknown, item: Reader<T>): T | null | Fault;
/**
 * Reads a list into a new one, item by item. Faults: `type`, and those of the reader, at the index.
 *
 * A list that stands at many places of one message may be read once for all of them, if the reader is the same function.
 */
export declare function readList<T>(value: unknown, item: Reader<T>): T[] | Fault;
/** Reads the items from an index on into a new list. Faults, at the index: those of the reader. */
export declare function itemsFrom<T>(list: readonly unknown[], item: Reader<T>, from: number): T[] | Fault;
/**
 * Reads an object whose keys are data into a new one. Faults: `type`; at a key, `unicode` if it has a lone surrogate,
 * those of the reader of keys, and those of the reader. The first in the order of the keys' Unicode scalar values is
 * given.
 *
 * A map that stands at many places of one message may be read once for all of them, if the readers are the same
 * functions.
 *
 * @param key reads the keys; any text, unless it is given
 */
export declare function readMap<T>(value: unknown, item: Reader<T>, key?: Reader<unknown>): {
    [key: string]: T;
} | Fault;
