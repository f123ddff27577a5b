import { Fault } from "./refusal.js";
declare const checked: unique symbol;
/** A UUID that was read by {@link readUuid}: a text, unchanged. */
export type Uuid = string & {
    readonly [checked]: "uuid";
};
/** A moment that was read by {@link readDateTime}: a text, unchanged. */
export type DateTime = string & {
    readonly [checked]: "datetime";
};
/** A day that was read by {@link readDate}: a text. Not the `Date` of JavaScript, which is a moment. */
export type CalendarDate = string & {
    readonly [checked]: "date";
};
/** Bytes that were read by {@link readBase64}: a text, unchanged. */
export type Base64 = string & {
    readonly [checked]: "base64";
};
/** Reads 8-4-4-4-12 hex digits of either case. Faults: `type`, `unicode`, `format`. */
export declare function readUuid(value: unknown): Uuid | Fault;
/**
 * Reads a moment as RFC 3339 writes it, such as `2026-01-26T09:30:00.5+01:00`: with a zone, with at most nine digits of
 * a second's fraction, and without leap seconds. Faults: `type`, `unicode`, `format`.
 */
export declare function readDateTime(value: unknown): DateTime | Fault;
/** Reads a day of the Gregorian calendar as `2026-01-26`. Faults: `type`, `unicode`, `format`. */
export declare function readDate(value: unknown): CalendarDate | Fault;
/** Reads base64 of the standard alphabet, padded, with its unused bits zero. Faults: `type`, `unicode`, `format`. */
export declare function readBase64(value: unknown): Base64 | Fault;
export {};
