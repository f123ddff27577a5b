import { Fault, type Form, tell } from "../src/index.js";

/** What a test compares: the value that was read, or code and path of the fault. */
export function outcome(read: unknown): unknown {
  return read instanceof Fault ? `${read.code} ${read.path}` : read;
}

/** What telling found, in short: `form,form name` or `code path`. */
export function told(forms: readonly Form[], message: unknown): string {
  const found = tell(forms, message);
  return found instanceof Fault ? `${found.code} ${found.path}` : `${found.forms.join(",")} ${found.name ?? "-"}`;
}

/** A key or text that is half of a pair. */
export const LONE = "\ud800";

/** An object with an own key `__proto__`. */
export function withProto(value: unknown): object {
  return Object.defineProperty({}, "__proto__", { value, enumerable: true, configurable: true, writable: true });
}

class Point {
  x = 1;
}

/** What looks like an object and is no plain data. */
export const NOT_PLAIN: readonly object[] = [
  new Map([["a", 1]]),
  new Set([1]),
  new Date(0),
  /a/,
  new Error("a"),
  new Point(),
  Object.create({ inherited: true }) as object,
  new Uint8Array(1),
  new ArrayBuffer(1),
  Promise.resolve(1),
  Object("text") as object,
  Object(1) as object,
];
