import { byScalarValue } from "./unicode.js";

/** An object that is plain data, whatever realm it comes from. Read its keys with {@link own}. */
export type PlainObject = { readonly [key: string]: unknown };

/**
 * Whether a value is an object of plain data, as `JSON.parse` and structured cloning make them: its prototype is `null`,
 * or an object that has no prototype itself. Arrays, instances of classes, dates and maps are none.
 */
export function isObject(value: unknown): value is PlainObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * The value of an object's own key, or `undefined` if it has none. `__proto__` and `constructor` are keys like others.
 * A getter that throws counts as absent.
 */
export function own(object: PlainObject, key: string): unknown {
  try {
    return Object.hasOwn(object, key) ? object[key] : undefined;
  } catch {
    return undefined;
  }
}

/** The item of a list at an index. A getter that throws counts as a hole, which reads as `undefined`. */
export function at(list: readonly unknown[], index: number): unknown {
  try {
    return list[index];
  } catch {
    return undefined;
  }
}

/** Gives an object an own key, also if the key is `__proto__`. */
export function setOwn(object: object, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (object as { [key: string]: unknown })[key] = value;
  }
}

/**
 * The own keys of an object that are not among the declared ones, in the order of their Unicode scalar values. A key
 * that holds `undefined` is absent.
 */
export function others(object: PlainObject, declared: readonly string[]): string[] {
  const isOther = (key: string) => !declared.includes(key) && own(object, key) !== undefined;
  return Object.keys(object).filter(isOther).sort(byScalarValue);
}

/**
 * An object as seen by who must not see some of its keys. Gives the object itself if it has none of them, else a copy of
 * it that holds the same values.
 */
export function without(object: PlainObject, keys: readonly string[]): PlainObject {
  if (!keys.some((key) => own(object, key) !== undefined)) return object;
  const copy = {};
  for (const key of Object.keys(object)) {
    if (!keys.includes(key)) setOwn(copy, key, own(object, key));
  }
  return copy;
}
