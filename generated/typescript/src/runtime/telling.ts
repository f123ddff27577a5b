import { isObject, own, type PlainObject } from "./object.js";
import { readText } from "./readers.js";
import { Fault } from "./refusal.js";

/** A value that must stand at its place. */
export type Constant = null | boolean | number | string;

/**
 * What a form demands at a place: an object, the wire name, no such key, any value, any value or none; or exactly the
 * value `is`.
 */
export type Test = "object" | "name" | "absent" | "slot" | "optional-slot" | { readonly is: Constant };

/** One place of a form: a JSON Pointer from the top of the message, and what is demanded there. */
export type Node = readonly [path: string, test: Test];

/** One layout of a direction: its places as they are written, a container before what is in it. */
export type Form = readonly Node[];

/** What telling found. */
export interface Told {
  /** The places of the forms that survive, in order. Of several, the name decides. */
  readonly forms: readonly number[];
  /** The wire name, when a surviving form carries one. */
  readonly name: string | undefined;
}

/**
 * Finds the forms that a message fits, from their marks and own keys alone. A *mark* is a constant, a name, or a key that
 * must be absent; an *own key* of a form against another is a constant or required slot at a place that the other does
 * not mention.
 *
 * Faults: `tag` or `type` when no form fits, `ambiguous` when own keys of two forms are present, `unicode` when the name
 * has a lone surrogate.
 */
export function tell(forms: readonly Form[], message: unknown): Told | Fault {
  const fitting = fittingForms(forms, message);
  if (fitting instanceof Fault) return fitting;
  const left = survivors(forms, fitting, message);
  if (left instanceof Fault) return left;
  const path = left.map((form) => namePath(at(forms, form))).find((found) => found !== undefined);
  if (path === undefined) return { forms: left, name: undefined };
  const name = readText(find(message, path));
  return name instanceof Fault ? place(name, path) : { forms: left, name };
}

/**
 * Checks a constant, and the containers on the way to it.
 *
 * @param keys the way to the constant
 * @returns nothing; or a fault: `type` at a container that is no object, else `tag` at the constant
 */
export function checkConstant(message: PlainObject, keys: readonly string[], constant: Constant): Fault | undefined {
  const [key = "", ...rest] = keys;
  const value = own(message, key);
  if (rest.length === 0) return value === constant ? undefined : new Fault("tag", "the constant").under(key);
  if (value !== undefined && !isObject(value)) return new Fault("type", "an object").under(key);
  return checkConstant(value ?? {}, rest, constant)?.under(key);
}

/** Why a form does not fit. */
interface Miss {
  readonly passed: number;
  readonly code: "tag" | "type";
  readonly path: string;
}

function fittingForms(forms: readonly Form[], message: unknown): readonly number[] | Fault {
  const fitting: number[] = [];
  const misses: Miss[] = [];
  for (const [index, form] of forms.entries()) {
    const found = miss(forms, form, message);
    if (found === undefined) fitting.push(index);
    else misses.push(found);
  }
  return fitting.length > 0 ? fitting : closest(misses);
}

function miss(forms: readonly Form[], form: Form, message: unknown): Miss | undefined {
  let passed = 0;
  for (const [path, test] of form) {
    const value = find(message, path);
    if (test === "object") {
      if (value !== undefined && !isObject(value) && isMarked(form, path)) return { passed, code: "type", path };
    } else if (isMark(test)) {
      if (!passes(forms, form, path, test, value)) return { passed, code: "tag", path };
      passed++;
    }
  }
  return undefined;
}

function passes(forms: readonly Form[], form: Form, path: string, test: Test, value: unknown): boolean {
  if (test === "absent") return value === undefined;
  if (typeof test === "object") return value === test.is;
  return typeof value === "string" && !forms.some((other) => other !== form && isConstant(testAt(other, path), value));
}

function isConstant(test: Test | undefined, value: string): boolean {
  return typeof test === "object" && test.is === value;
}

function isMark(test: Test): boolean {
  return typeof test === "object" || test === "name" || test === "absent";
}

function isMarked(form: Form, container: string): boolean {
  return form.some(([path, test]) => isMark(test) && path.startsWith(`${container}/`));
}

function closest(misses: readonly Miss[]): Fault {
  const most = Math.max(...misses.map((miss) => miss.passed));
  const nearest = misses.filter((miss) => miss.passed === most);
  const path = nearest[0]?.path ?? "";
  if (nearest.some((miss) => miss.path !== path)) return new Fault("tag", "a message of this direction");
  return nearest.length > 0 && nearest.every((miss) => miss.code === "type")
    ? place(new Fault("type", "an object"), path)
    : place(new Fault("tag", "a tag of this direction"), path);
}

/** How two fitting forms stand to each other. */
type Rivalry = "neither" | "first-loses" | "second-loses" | "both-drop" | "clash";

function survivors(forms: readonly Form[], fitting: readonly number[], message: unknown): readonly number[] | Fault {
  const lost = new Set<number>();
  const clashes: [number, number][] = [];
  for (const [order, first] of fitting.entries()) {
    for (const second of fitting.slice(order + 1)) {
      const rivalry = rivalryOf(at(forms, first), at(forms, second), message);
      if (rivalry === "first-loses" || rivalry === "both-drop") lost.add(first);
      if (rivalry === "second-loses" || rivalry === "both-drop") lost.add(second);
      if (rivalry === "clash") clashes.push([first, second]);
    }
  }
  if (clashes.some((pair) => !pair.some((form) => lost.has(form)))) {
    return new Fault("ambiguous", "the keys of one message");
  }
  const left = fitting.filter((form) => !lost.has(form));
  return left.length > 0 ? left : new Fault("tag", "a message of this direction");
}

function rivalryOf(first: Form, second: Form, message: unknown): Rivalry {
  const name = namePath(first);
  if (name !== undefined && name === namePath(second)) return "neither";
  const firstKeys = ownKeys(first, second);
  const secondKeys = ownKeys(second, first);
  const hasFirst = firstKeys.some((path) => find(message, path) !== undefined);
  const hasSecond = secondKeys.some((path) => find(message, path) !== undefined);
  if (hasFirst && hasSecond) return "clash";
  if (hasFirst) return "second-loses";
  if (hasSecond) return "first-loses";
  if (firstKeys.length > 0) return secondKeys.length > 0 ? "both-drop" : "first-loses";
  if (secondKeys.length > 0 || beats(first, second)) return "second-loses";
  return beats(second, first) ? "first-loses" : "neither";
}

/** Whether the first form has a constant where the second has a slot. */
function beats(first: Form, second: Form): boolean {
  return first.some(([path, test]) => {
    const other = testAt(second, path);
    return typeof test === "object" && (other === "slot" || other === "optional-slot");
  });
}

/** The places that the first form demands and the second does not mention. */
function ownKeys(first: Form, second: Form): readonly string[] {
  const demanded = first.filter(([, test]) => typeof test === "object" || test === "name" || test === "slot");
  return demanded.map(([path]) => path).filter((path) => testAt(second, path) === undefined);
}

function namePath(form: Form): string | undefined {
  return form.find(([, test]) => test === "name")?.[0];
}

function testAt(form: Form, path: string): Test | undefined {
  return form.find(([place]) => place === path)?.[1];
}

function at(forms: readonly Form[], index: number): Form {
  return forms[index] ?? [];
}

/** The value at a JSON Pointer, if every container on the way is an object that has the key. */
function find(message: unknown, path: string): unknown {
  return keysOf(path).reduce((value, key) => (isObject(value) ? own(value, key) : undefined), message);
}

function keysOf(path: string): string[] {
  const keys = path === "" ? [] : path.slice(1).split("/");
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function place(fault: Fault, path: string): Fault {
  return keysOf(path).reduceRight((placed, key) => placed.under(key), fault);
}
