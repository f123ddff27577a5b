import { countEntries, readOnce } from "./nesting.js";
import { at, isObject, own, type PlainObject, setOwn } from "./object.js";
import { Fault } from "./refusal.js";
import { byScalarValue, isWellFormed } from "./unicode.js";

/** Reads one value: gives it, made anew where it is a container, or the fault in it. */
export type Reader<T> = (value: unknown) => T | Fault;

/** Reads text. Faults: `type`, and `unicode` if a surrogate stands alone in it. */
export function readText(value: unknown): string | Fault {
  if (typeof value !== "string") return new Fault("type", "text");
  return isWellFormed(value) ? value : new Fault("unicode", "text without lone surrogates");
}

/** Reads a finite number. Fault: `type`. */
export function readNumber(value: unknown): number | Fault {
  return typeof value === "number" && Number.isFinite(value) ? value : new Fault("type", "a number");
}

/** Reads a whole number within ±(2^53-1). Faults: `type` if it is no finite number, else `integer`. */
export function readInteger(value: unknown): number | Fault {
  const number = readNumber(value);
  if (number instanceof Fault || Number.isSafeInteger(number)) return number;
  return new Fault("integer", `a whole number within ±${Number.MAX_SAFE_INTEGER}`);
}

/** Reads `true` or `false`. Fault: `type`. */
export function readBoolean(value: unknown): boolean | Fault {
  return typeof value === "boolean" ? value : new Fault("type", "true or false");
}

/** Reads `null`, or else what the reader reads. Faults: those of the reader. */
export function readNullable<T>(value: unknown, item: Reader<T>): T | null | Fault {
  return value === null ? null : item(value);
}

/**
 * Reads a list into a new one, item by item. Faults: `type`, and those of the reader, at the index.
 *
 * A list that stands at many places of one message may be read once for all of them, if the reader is the same function.
 */
export function readList<T>(value: unknown, item: Reader<T>): T[] | Fault {
  if (!Array.isArray(value)) return new Fault("type", "a list");
  return readOnce(value, itemsFrom, item, 0);
}

/** Reads the items from an index on into a new list. Faults, at the index: those of the reader. */
export function itemsFrom<T>(list: readonly unknown[], item: Reader<T>, from: number): T[] | Fault {
  const items: T[] = [];
  countEntries(list.length);
  for (let index = from; index < list.length; index++) {
    const read = item(at(list, index));
    if (read instanceof Fault) return read.under(index);
    items.push(read);
  }
  return items;
}

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
export function readMap<T>(
  value: unknown,
  item: Reader<T>,
  key: Reader<unknown> = readText,
): { [key: string]: T } | Fault {
  if (!isObject(value)) return new Fault("type", "an object");
  return readOnce(value, entriesOf, item, key);
}

function entriesOf<T>(object: PlainObject, item: Reader<T>, key: Reader<unknown>): { [key: string]: T } | Fault {
  const map: { [key: string]: T } = {};
  const names = Object.keys(object);
  countEntries(names.length);
  for (let place = 0; place < names.length; place++) {
    const name = names[place] ?? "";
    const read = entry(object, name, item, key);
    if (read === undefined) continue;
    if (read instanceof Fault) return firstFault(object, names.slice(place + 1), name, item, key) ?? read;
    setOwn(map, name, read);
  }
  return map;
}

/** The first fault among entries that come before a faulty one in the order of scalar values. */
function firstFault<T>(
  object: PlainObject,
  later: readonly string[],
  faulty: string,
  item: Reader<T>,
  key: Reader<unknown>,
): Fault | undefined {
  // Only keys that were not read yet: reading a map in a map twice would double the work at each level.
  const before = later.filter((name) => byScalarValue(name, faulty) < 0).sort(byScalarValue);
  for (const name of before) {
    const read = entry(object, name, item, key);
    if (read instanceof Fault) return read;
  }
  return undefined;
}

function entry<T>(object: PlainObject, name: string, item: Reader<T>, key: Reader<unknown>): T | undefined | Fault {
  const value = own(object, name);
  if (value === undefined) return undefined;
  const text = readText(name);
  const fault = text instanceof Fault ? text : key === readText ? undefined : key(name);
  const read = fault instanceof Fault ? fault : item(value);
  return read instanceof Fault ? read.under(name) : read;
}
