import { type Form, isConstant, type Test, testAt } from "./forms.js";
import { find } from "./pointer.js";
import { Fault } from "./refusal.js";

/** How two fitting forms stand to each other. */
export type Rivalry = "neither" | "first-loses" | "second-loses" | "both-drop" | "clash";

/**
 * Leaves of the contestants those that no other beats.
 *
 * @returns them, in order; or a fault: `ambiguous` if two that no other beats clash, `tag` if none is left
 */
export function unbeaten<T>(
  contestants: readonly T[],
  rivalry: (first: T, second: T) => Rivalry,
): readonly T[] | Fault {
  const lost = new Set<T>();
  const clashes: [T, T][] = [];
  for (const [order, first] of contestants.entries()) {
    for (const second of contestants.slice(order + 1)) {
      const outcome = rivalry(first, second);
      if (outcome === "first-loses" || outcome === "both-drop") lost.add(first);
      if (outcome === "second-loses" || outcome === "both-drop") lost.add(second);
      if (outcome === "clash") clashes.push([first, second]);
    }
  }
  if (clashes.some((pair) => !pair.some((contestant) => lost.has(contestant)))) {
    return new Fault("ambiguous", "the keys of one message");
  }
  const left = contestants.filter((contestant) => !lost.has(contestant));
  return left.length > 0 ? left : new Fault("tag", "a message of this direction");
}

/** One of two that a message fits. */
export interface Side {
  /** Its form, and in it the keys of its payload as places of their own, if they count. */
  readonly form: Form;
  /** The places of its slots of which nothing is known but that they hold something. */
  readonly slots: readonly string[];
}

/**
 * What a message says between two that it fits: by keys that one has and the other has nowhere, then by a key that must
 * be absent, then by what one has inside of a slot of the other, then by a constant in the place of a slot.
 */
export function rivalryOf(first: Side, second: Side, message: unknown): Rivalry {
  const keys = byKeys(ownKeys(first, second, false), ownKeys(second, first, false), message);
  if (keys !== "neither") return keys;
  const absence = byAbsence(first.form, second.form);
  if (absence !== "neither") return absence;
  const inner = byKeys(ownKeys(first, second, true), ownKeys(second, first, true), message);
  if (inner !== "neither") return inner;
  if (hasConstantForSlot(first.form, second.form)) return "second-loses";
  return hasConstantForSlot(second.form, first.form) ? "first-loses" : "neither";
}

/** The places of the slots of a form. */
export function slotsOf(form: Form): readonly string[] {
  return form.filter(([, test]) => test === "slot" || test === "optional-slot").map(([path]) => path);
}

/** A place that one form demands and the other does not mention. */
interface OwnKey {
  readonly place: string;
  /** Whether it is a container on the way there: of a null nobody says that it is one. */
  readonly isContainer: boolean;
}

function isPresent({ place, isContainer }: OwnKey, message: unknown): boolean {
  const found = find(message, place);
  return found !== undefined && !(isContainer && found === null);
}

function byKeys(firstKeys: readonly OwnKey[], secondKeys: readonly OwnKey[], message: unknown): Rivalry {
  const hasFirst = firstKeys.some((key) => isPresent(key, message));
  const hasSecond = secondKeys.some((key) => isPresent(key, message));
  if (hasFirst && hasSecond) return "clash";
  if (hasFirst) return "second-loses";
  if (hasSecond) return "first-loses";
  if (firstKeys.length > 0) return secondKeys.length > 0 ? "both-drop" : "first-loses";
  return secondKeys.length > 0 ? "second-loses" : "neither";
}

/**
 * The one that says that a key must be absent wins over one that demands it: the key is absent, since both fit, so the
 * other cannot be meant.
 */
function byAbsence(first: Form, second: Form): Rivalry {
  if (excludesLeaf(first, second)) return "second-loses";
  return excludesLeaf(second, first) ? "first-loses" : "neither";
}

/** Whether the first form has a constant where the second has a slot. */
function hasConstantForSlot(first: Form, second: Form): boolean {
  return first.some(([path, test]) => {
    const other = isConstant(test) ? testAt(second, path) : undefined;
    return other === "slot" || other === "optional-slot";
  });
}

/** Whether the first form demands that a key be absent which the second demands. */
function excludesLeaf(first: Form, second: Form): boolean {
  return first.some(
    ([path, test]) => test === "absent" && second.some(([place, other]) => place === path && isLeaf(other)),
  );
}

/**
 * The places that the first demands and the second does not mention, inside of slots of the second or outside: the first
 * such on the way to each, so that a container that is there and lacks something counts.
 */
function ownKeys(first: Side, second: Side, areInner: boolean): readonly OwnKey[] {
  const demanded = first.form.filter(([path, test]) => isLeaf(test) && testAt(second.form, path) === undefined);
  const inner = demanded.filter(([path]) => second.slots.some((slot) => path.startsWith(`${slot}/`)) === areInner);
  return inner.map(([path]) => {
    const place = firstUnmentioned(path, second.form);
    return { place, isContainer: place !== path };
  });
}

function firstUnmentioned(path: string, form: Form): string {
  for (let end = path.indexOf("/", 1); end > 0; end = path.indexOf("/", end + 1)) {
    const place = path.slice(0, end);
    if (testAt(form, place) === undefined) return place;
  }
  return path;
}

function isLeaf(test: Test): boolean {
  return test === "slot" || test === "name" || typeof test === "object";
}
