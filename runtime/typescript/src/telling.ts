import {
  type Constant,
  type Form,
  formAt,
  isConstant,
  isNameLike,
  isNameTest,
  type Name,
  type Node,
  namePath,
  type Test,
  testAt,
} from "./forms.js";
import { kindOf } from "./kinds.js";
import { own, type PlainObject } from "./object.js";
import { find, place } from "./pointer.js";
import { readText } from "./readers.js";
import { Fault } from "./refusal.js";
import { byAbsence, type Rivalry, rivalryOf, unbeaten } from "./rivalry.js";

/** What telling found. */
export interface Told {
  /** The places of the forms that survive, in order. Of several, the name decides. */
  readonly forms: readonly number[];
  /** The wire name, when a surviving form carries one. */
  readonly name: Name | undefined;
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
  const left = fitting.length === 1 ? fitting : unbeaten(fitting, rivalry);
  if (left instanceof Fault) return left;
  const path = left.map((form) => namePath(formAt(forms, form))).find((found) => found !== undefined);
  if (path === undefined) return { forms: left, name: undefined };
  const name = find(message, path) as Name;
  const checked = typeof name === "string" ? readText(name) : name;
  return checked instanceof Fault ? place(checked, path) : { forms: left, name: checked };

  function rivalry(one: number, other: number): Rivalry {
    const first = formAt(forms, one);
    const second = formAt(forms, other);
    const name = namePath(first);
    if (name !== undefined && name === namePath(second)) return "neither";
    const outcome = rivalryOf(first, second, message);
    return outcome === "neither" ? byAbsence(first, second) : outcome;
  }
}

/** A wire name as text, for people: a number or bool as JSON has it. */
export function nameText(name: Name): string {
  return String(name);
}

/**
 * Checks a constant, and the containers on the way to it.
 *
 * @param keys the way to the constant: keys of objects, indexes of lists
 * @returns nothing; or a fault: `type` at a container of another kind, else `tag` at the constant
 */
export function checkConstant(
  message: PlainObject | readonly unknown[],
  keys: readonly (string | number)[],
  constant: Constant,
): Fault | undefined {
  const [key = "", ...rest] = keys;
  const value = own(message as PlainObject, key as string);
  if (rest.length === 0) return value === constant ? undefined : new Fault("tag", "the constant").under(key);
  const container = typeof rest[0] === "number" ? "list" : "object";
  if (value !== undefined && kindOf(value) !== container) return wrongContainer(container).under(key);
  return checkConstant((value ?? {}) as PlainObject, rest, constant)?.under(key);
}

function wrongContainer(container: "list" | "object"): Fault {
  return new Fault("type", container === "list" ? "a list" : "an object");
}

/** Why a form does not fit. */
interface Miss {
  readonly passed: number;
  readonly path: string;
  readonly fault: Fault;
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
  for (const node of form) {
    const fault = missAt(forms, form, node, find(message, node[0]));
    if (fault !== undefined) return { passed, path: node[0], fault };
    if (isMark(node[1])) passed++;
  }
  return undefined;
}

function missAt(forms: readonly Form[], form: Form, [path, test]: Node, value: unknown): Fault | undefined {
  switch (test) {
    case "slot":
    case "optional-slot":
      return undefined;
    case "absent":
      return value === undefined ? undefined : wrongTag();
    case "object":
    case "list":
      if (value === undefined || kindOf(value) === test || !isMarked(form, path)) return undefined;
      return wrongContainer(test);
    case "name":
      return isName(forms, form, path, value) ? undefined : wrongTag();
    default:
      if (isConstant(test) ? value === test.is : isName(forms, form, path, value)) return undefined;
      return wrongTag();
  }
}

function wrongTag(): Fault {
  return new Fault("tag", "a tag of this direction");
}

function isMark(test: Test): boolean {
  return test === "absent" || isConstant(test) || isNameTest(test);
}

/** Whether a mark stands below the container. */
function isMarked(form: Form, container: string): boolean {
  return form.some(([path, test]) => isMark(test) && path.startsWith(`${container}/`));
}

/** Whether a value may be a name: it looks like one, and is no constant of another form at the same place. */
function isName(forms: readonly Form[], form: Form, path: string, value: unknown): boolean {
  const test = testAt(form, path);
  if (!isNameLike(value, typeof test === "object" && "name" in test ? test.name : {})) return false;
  return forms.every((sibling) => {
    const taken = testAt(sibling, path);
    return !isConstant(taken) || taken.is !== value;
  });
}

function closest(misses: readonly Miss[]): Fault {
  const passed = Math.max(...misses.map((found) => found.passed));
  const nearest = misses.filter((found) => found.passed === passed);
  const [first] = nearest;
  if (first === undefined || nearest.some(({ path }) => path !== first.path)) {
    return new Fault("tag", "a message of this direction");
  }
  const isContainer = nearest.every(({ fault }) => fault.code === "type");
  return place(isContainer ? first.fault : wrongTag(), first.path);
}
