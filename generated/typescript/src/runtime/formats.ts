import { readText } from "./readers.js";
import { Fault } from "./refusal.js";

declare const checked: unique symbol;

/** A UUID that was read by {@link readUuid}: a text, unchanged. */
export type Uuid = string & { readonly [checked]: "uuid" };

/** A moment that was read by {@link readDateTime}: a text, unchanged. */
export type DateTime = string & { readonly [checked]: "datetime" };

/** A day that was read by {@link readDate}: a text. Not the `Date` of JavaScript, which is a moment. */
export type CalendarDate = string & { readonly [checked]: "date" };

/** Bytes that were read by {@link readBase64}: a text, unchanged. */
export type Base64 = string & { readonly [checked]: "base64" };

/** Reads 8-4-4-4-12 hex digits of either case. Faults: `type`, `unicode`, `format`. */
export function readUuid(value: unknown): Uuid | Fault {
  return readFormat(value, "a UUID", (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text));
}

/**
 * Reads a moment as RFC 3339 writes it, such as `2026-01-26T09:30:00.5+01:00`: with a zone, with at most nine digits of
 * a second's fraction, and without leap seconds. Faults: `type`, `unicode`, `format`.
 */
export function readDateTime(value: unknown): DateTime | Fault {
  return readFormat(value, "a date and time with a zone", isDateTime);
}

/** Reads a day of the Gregorian calendar as `2026-01-26`. Faults: `type`, `unicode`, `format`. */
export function readDate(value: unknown): CalendarDate | Fault {
  return readFormat(value, "a date", isDate);
}

/** Reads base64 of the standard alphabet, padded, with its unused bits zero. Faults: `type`, `unicode`, `format`. */
export function readBase64(value: unknown): Base64 | Fault {
  return readFormat(value, "base64", (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*$/.test(withoutPadding(text)));
}

function readFormat<T extends string>(value: unknown, expected: string, fits: (text: string) => boolean): T | Fault {
  const text = readText(value);
  return text instanceof Fault || fits(text) ? (text as T | Fault) : new Fault("format", expected);
}

function isDateTime(text: string): boolean {
  const time =
    /^[Tt](?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:\.[0-9]{1,9})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/;
  return isDate(text.slice(0, 10)) && time.test(text.slice(10));
}

function isDate(text: string): boolean {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** The digits before the padding; what is no base64 stays none. The bits that the padding leaves over must be zero. */
function withoutPadding(text: string): string {
  return text.replace(/[AQgw]==$|[AEIMQUYcgkosw048]=$/, "");
}
