import type { Constant, Name } from "./forms.js";
import { type JsonKind } from "./kinds.js";
import { Fault } from "./refusal.js";
/** Reads one value. Fault: `constant` for any other, whatever its kind. */
export declare function readConstant<T extends Constant>(value: unknown, constant: T): T | Fault;
/** Reads a text, number, `true` or `false`, of one of these kinds. Faults: `type`, `unicode`. */
export declare function readScalar(value: unknown, kinds: readonly JsonKind[]): Name | Fault;
/**
 * Reads one of the listed values. Faults: `type` if none of them is of this kind of JSON, `unicode`, else `enum`.
 */
export declare function readEnum<T extends Constant>(value: unknown, listed: readonly T[]): T | Fault;
/** One of the listed values, of what was read already. Fault: `enum`. */
export declare function readListed<T extends Constant>(value: unknown, listed: readonly T[]): T | Fault;
/**
 * Reads one of the listed values, or keeps another of their kinds of JSON. Faults: `type`, `unicode`; `integer` for a
 * number with a fraction where all that are listed are whole.
 */
export declare function readKnown<T extends Constant>(value: unknown, listed: readonly Constant[]): T | Fault;
/**
 * Reads what is to be sent: one of the listed values; another of their kinds only inside {@link sendingUnlisted}. Faults:
 * those of {@link readKnown}, and `enum`.
 */
export declare function writeKnown<T extends Constant>(value: unknown, listed: readonly Constant[]): T | Fault;
/** Writes a message in which, if `allowed` says so, values may stand that the protocol does not list. */
export declare function sendingUnlisted<T>(allowed: boolean | undefined, write: () => T): T;
