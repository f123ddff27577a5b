import { type Reader } from "./readers.js";
import { Fault } from "./refusal.js";
/**
 * Reads a list in which each place has its own type, without looking into it.
 *
 * @param least how many items must be there
 * @param most how many may be there; any number, unless it says so
 * @returns the list itself; or a fault: `type`, `count`
 */
export declare function readItems(value: unknown, least: number, most?: number): readonly unknown[] | Fault;
/** Reads the item at an index. Faults, at the index: those of the reader. */
export declare function item<T>(list: readonly unknown[], index: number, read: Reader<T>): T | Fault;
/**
 * Reads the item at an index if it is there; one that holds `undefined` is not. Faults, at the index: `missing` if it is
 * not there and the next is, and those of the reader.
 */
export declare function optionalItem<T>(list: readonly unknown[], index: number, read: Reader<T>): T | undefined | Fault;
/** Reads the items from an index on into a new list. Faults, at the index: those of the reader. */
export declare function restItems<T>(list: readonly unknown[], from: number, read: Reader<T>): T[] | Fault;
