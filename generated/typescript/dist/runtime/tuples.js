import { ifPresent } from "./fields.js";
import { readOnce } from "./nesting.js";
import { at } from "./object.js";
import { itemsFrom } from "./readers.js";
import { Fault } from "./refusal.js";
/**
 * Reads a list in which each place has its own type, without looking into it.
 *
 * @param least how many items must be there
 * @param most how many may be there; any number, unless it says so
 * @returns the list itself; or a fault: `type`, `count`
 */
export function readItems(value, least, most = Number.POSITIVE_INFINITY) {
    if (!Array.isArray(value))
        return new Fault("type", "a list");
    const { length } = value;
    return length >= least && length <= most ? value : new Fault("count", counted(least, most));
}
/** Reads the item at an index. Faults, at the index: those of the reader. */
export function item(list, index, read) {
    const result = read(at(list, index));
    return result instanceof Fault ? result.under(index) : result;
}
/**
 * Reads the item at an index if it is there; one that holds `undefined` is not. Faults, at the index: `missing` if it is
 * not there and the next is, and those of the reader.
 */
export function optionalItem(list, index, read) {
    const value = at(list, index);
    const isHole = value === undefined && at(list, index + 1) !== undefined;
    const result = isHole ? new Fault("missing", "a value") : ifPresent(value, read);
    return result instanceof Fault ? result.under(index) : result;
}
/** Reads the items from an index on into a new list. Faults, at the index: those of the reader. */
export function restItems(list, from, read) {
    return readOnce(list, itemsFrom, read, from);
}
function counted(least, most) {
    const items = (count) => `${count} item${count === 1 ? "" : "s"}`;
    if (least === most)
        return items(least);
    return most === Number.POSITIVE_INFINITY ? `at least ${items(least)}` : `${least} to ${items(most)}`;
}
