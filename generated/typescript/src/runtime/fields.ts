import { type Json, readJson } from "./json.js";
import { isObject, others, own, type PlainObject, setOwn } from "./object.js";
import { type Reader, readText } from "./readers.js";
import { Fault } from "./refusal.js";

/** Reads an object without looking into it. Fault: `type`. */
export function readObject(value: unknown): PlainObject | Fault {
  return isObject(value) ? value : new Fault("type", "an object");
}

/** Reads a value that must be there. Faults: `missing` for `undefined`, and those of the reader. */
export function present<T>(value: unknown, read: Reader<T>): T | Fault {
  return value === undefined ? new Fault("missing", "a value") : read(value);
}

/** Reads a value if it is there. Faults: those of the reader. */
export function ifPresent<T>(value: unknown, read: Reader<T>): T | undefined | Fault {
  return value === undefined ? undefined : read(value);
}

/** Reads the value of a key that must be there. Faults, at the key: `missing`, and those of the reader. */
export function required<T>(object: PlainObject, key: string, read: Reader<T>): T | Fault {
  const result = present(own(object, key), read);
  return result instanceof Fault ? result.under(key) : result;
}

/** Reads the value of a key if it is there. Faults, at the key: those of the reader. */
export function optional<T>(object: PlainObject, key: string, read: Reader<T>): T | undefined | Fault {
  const result = ifPresent(own(object, key), read);
  return result instanceof Fault ? result.under(key) : result;
}

/**
 * Reads the keys that are not among the declared ones into a new object. Faults, at the first key in the order of their
 * Unicode scalar values: `unicode` if the key has a lone surrogate, and those of the reader.
 *
 * @param read reads the values; any JSON, unless it is given
 */
export function readOthers(object: PlainObject, declared: readonly string[]): Others<Json> | Fault;
export function readOthers<T>(object: PlainObject, declared: readonly string[], read: Reader<T>): Others<T> | Fault;
export function readOthers(
  object: PlainObject,
  declared: readonly string[],
  read: Reader<unknown> = readJson,
): Others<unknown> | Fault {
  const kept: { [key: string]: unknown } = {};
  for (const name of others(object, declared)) {
    const key = readText(name);
    const value = key instanceof Fault ? key : read(own(object, name));
    if (value instanceof Fault) return value.under(name);
    setOwn(kept, name, value);
  }
  return kept;
}

/** What stands at keys that are not declared. */
type Others<T> = { readonly [key: string]: T };

/**
 * Reads what is to be sent beside the declared keys into a new object. Faults: `type` if it is no object; at the first
 * key in the order of their Unicode scalar values, `unexpected` if the key is declared, and those of {@link readOthers}.
 *
 * @param write checks and writes the values; any JSON, unless it is given
 */
export function writeOthers(value: unknown, declared: readonly string[]): Others<Json> | Fault;
export function writeOthers<T>(value: unknown, declared: readonly string[], write: Reader<T>): Others<T> | Fault;
export function writeOthers(
  value: unknown,
  declared: readonly string[],
  write: Reader<unknown> = readJson,
): Others<unknown> | Fault {
  if (!isObject(value)) return new Fault("type", "an object");
  const written: { [key: string]: unknown } = {};
  for (const name of others(value, [])) {
    const key = declared.includes(name) ? new Fault("unexpected", "no key that is declared") : readText(name);
    const kept = key instanceof Fault ? key : write(own(value, name));
    if (kept instanceof Fault) return kept.under(name);
    setOwn(written, name, kept);
  }
  return written;
}
