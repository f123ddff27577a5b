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
 * Unicode scalar values: `unicode` if the key has a lone surrogate, and those of {@link readJson}.
 */
export function readOthers(object: PlainObject, declared: readonly string[]): { readonly [key: string]: Json } | Fault {
  const read: { [key: string]: Json } = {};
  for (const name of others(object, declared)) {
    const key = readText(name);
    const json = key instanceof Fault ? key : readJson(own(object, name));
    if (json instanceof Fault) return json.under(name);
    setOwn(read, name, json);
  }
  return read;
}

/**
 * Reads what is to be sent beside the declared keys into a new object. Faults: `type` if it is no object; at the first
 * key in the order of their Unicode scalar values, `unexpected` if the key is declared, and those of {@link readOthers}.
 */
export function writeOthers(value: unknown, declared: readonly string[]): { readonly [key: string]: Json } | Fault {
  if (!isObject(value)) return new Fault("type", "an object");
  const written: { [key: string]: Json } = {};
  for (const name of others(value, [])) {
    const key = declared.includes(name) ? new Fault("unexpected", "no key that is declared") : readText(name);
    const json = key instanceof Fault ? key : readJson(own(value, name));
    if (json instanceof Fault) return json.under(name);
    setOwn(written, name, json);
  }
  return written;
}
