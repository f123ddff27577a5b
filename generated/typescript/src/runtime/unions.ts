import type { Constant } from "./forms.js";
import { type JsonKind, kindOf, notOfKinds } from "./kinds.js";
import { own, type PlainObject } from "./object.js";
import type { Reader } from "./readers.js";
import { Fault } from "./refusal.js";
import { Secret } from "./secret.js";

/** A member of a union whose members carry no tag. */
export interface Member<T> {
  /** The kinds of JSON that it may be. */
  readonly kinds: readonly JsonKind[];
  /** Of an object, the keys that hold one value always. */
  readonly constants?: readonly (readonly [key: string, is: Constant])[];
  /** Of an object, the keys that it must have. */
  readonly required?: readonly string[];
  /** Reads the whole value. */
  readonly read: Reader<T>;
}

/**
 * Reads one of several types that are told apart by their kind of JSON; among objects by constants, and then by the keys
 * that they must have. The first member that is told is read, and no other is tried.
 *
 * Faults: `type` if no member is of this kind, `union` if no object is told, and those of the member.
 */
export function readUnion<T>(value: unknown, members: readonly Member<T>[]): T | Fault {
  const member = memberOf(value, members);
  return member instanceof Fault ? member : member.read(value);
}

/** A member of such a union, as its values are written. */
export interface WrittenMember extends Member<unknown> {
  /** Whether its values are held as secrets. */
  readonly secret?: true;
}

/**
 * Writes one of several types that are told apart by what they look like. What keys of its own bring must not make it
 * look like another.
 *
 * Faults: those of {@link readUnion}, and `union` if what was written would be read as another member.
 */
export function writeUnion(value: unknown, members: readonly WrittenMember[]): unknown {
  const isSecret = value instanceof Secret;
  const shown: unknown = isSecret ? value.reveal() : value;
  const meant = memberOf(
    shown,
    members.filter(({ secret = false }) => secret === isSecret),
  );
  if (meant instanceof Fault) return meant;
  const written = meant.read(shown);
  if (written instanceof Fault || memberOf(written, members) === meant) return written;
  return new Fault("union", "a value that reads as it was meant");
}

function memberOf<M extends Member<unknown>>(value: unknown, members: readonly M[]): M | Fault {
  const kind = kindOf(value);
  const ofKind = members.filter(({ kinds }) => kind !== undefined && kinds.includes(kind));
  const [first] = ofKind;
  if (first === undefined) return notOfKinds(members.flatMap(({ kinds }) => kinds));
  const member = kind === "object" ? told(value as PlainObject, ofKind) : first;
  return member ?? new Fault("union", "the keys of one of the types");
}

/** The only member whose constants stand there, or the first of several that has all of its required keys. */
function told<M extends Member<unknown>>(object: PlainObject, members: readonly M[]): M | undefined {
  const alike = members.filter(({ constants = [] }) => constants.every(([key, is]) => own(object, key) === is));
  if (alike.length <= 1) return alike[0];
  return alike.find(({ required = [] }) => required.every((key) => own(object, key) !== undefined));
}

/** The refusal of an object whose tag is that of no member. Faults, at the tag: `missing` if it is absent, else `enum`. */
export function noMember(object: PlainObject, tag: string): Fault {
  const isAbsent = own(object, tag) === undefined;
  return (isAbsent ? new Fault("missing", "a value") : new Fault("enum", "the tag of a member")).under(tag);
}
