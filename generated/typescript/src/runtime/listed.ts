import type { Constant, Name } from "./forms.js";
import { type JsonKind, kindOf, notOfKinds } from "./kinds.js";
import { readInteger, readNumber, readText } from "./readers.js";
import { Fault } from "./refusal.js";

/** Reads one value. Fault: `constant` for any other, whatever its kind. */
export function readConstant<T extends Constant>(value: unknown, constant: T): T | Fault {
  return value === constant ? constant : new Fault("constant", JSON.stringify(constant));
}

/** Reads a text, number, `true` or `false`, of one of these kinds. Faults: `type`, `unicode`. */
export function readScalar(value: unknown, kinds: readonly JsonKind[]): Name | Fault {
  const kind = kindOf(value);
  if (kind === undefined || !kinds.includes(kind)) return notOfKinds(kinds);
  return kind === "text" ? readText(value) : kind === "number" ? readNumber(value) : (value as Name);
}

/**
 * Reads one of the listed values. Faults: `type` if none of them is of this kind of JSON, `unicode`, else `enum`.
 */
export function readEnum<T extends Constant>(value: unknown, listed: readonly T[]): T | Fault {
  if (isListed(value, listed)) return value;
  const scalar = readScalar(value, listed.map(kindOf) as JsonKind[]);
  return scalar instanceof Fault ? scalar : notListed(listed);
}

/** One of the listed values, of what was read already. Fault: `enum`. */
export function readListed<T extends Constant>(value: unknown, listed: readonly T[]): T | Fault {
  return isListed(value, listed) ? value : notListed(listed);
}

/**
 * Reads one of the listed values, or keeps another of their kinds of JSON. Faults: `type`, `unicode`; `integer` for a
 * number with a fraction where all that are listed are whole.
 */
export function readKnown<T extends Constant>(value: unknown, listed: readonly Constant[]): T | Fault {
  if (isListed(value, listed)) return value as T;
  const scalar = readScalar(value, listed.map(kindOf) as JsonKind[]);
  const isWhole = listed.every((known) => typeof known !== "number" || Number.isSafeInteger(known));
  return (typeof scalar === "number" && isWhole ? readInteger(scalar) : scalar) as T | Fault;
}

/**
 * Reads what is to be sent: one of the listed values; another of their kinds only inside {@link sendingUnlisted}. Faults:
 * those of {@link readKnown}, and `enum`.
 */
export function writeKnown<T extends Constant>(value: unknown, listed: readonly Constant[]): T | Fault {
  const known = readKnown<T>(value, listed);
  return known instanceof Fault || mayBeUnlisted || isListed(known, listed) ? known : notListed(listed);
}

/** Whether the message that is being written may hold values that are not listed. Writing never waits, so one is enough. */
let mayBeUnlisted = false;

/** Writes a message in which, if `allowed` says so, values may stand that the protocol does not list. */
export function sendingUnlisted<T>(allowed: boolean | undefined, write: () => T): T {
  const before = mayBeUnlisted;
  mayBeUnlisted = allowed === true;
  try {
    return write();
  } finally {
    mayBeUnlisted = before;
  }
}

function isListed<T extends Constant>(value: unknown, listed: readonly T[]): value is T {
  return listed.includes(value as T);
}

function notListed(listed: readonly Constant[]): Fault {
  return new Fault("enum", `one of ${listed.map((value) => JSON.stringify(value)).join(", ")}`);
}
