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

/** What the keys of a message say between two forms that it fits, and then a constant in the place of a slot. */
export function rivalryOf(first: Form, second: Form, message: unknown): Rivalry {
  const firstKeys = ownKeys(first, second);
  const secondKeys = ownKeys(second, first);
  const hasFirst = firstKeys.some((path) => find(message, path) !== undefined);
  const hasSecond = secondKeys.some((path) => find(message, path) !== undefined);
  if (hasFirst && hasSecond) return "clash";
  if (hasFirst) return "second-loses";
  if (hasSecond) return "first-loses";
  if (firstKeys.length > 0) return secondKeys.length > 0 ? "both-drop" : "first-loses";
  if (secondKeys.length > 0 || hasConstantForSlot(first, second)) return "second-loses";
  return hasConstantForSlot(second, first) ? "first-loses" : "neither";
}

/**
 * Between two forms that nothing else decides, the one that says that a key must be absent wins over one that demands
 * it: the key is absent, since both fit, so the other cannot be meant.
 */
export function byAbsence(first: Form, second: Form): Rivalry {
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

/** The places that the first form demands and the second does not mention. */
function ownKeys(first: Form, second: Form): readonly string[] {
  const demanded = first.filter(([path, test]) => isLeaf(test) && testAt(second, path) === undefined);
  return demanded.map(([path]) => path);
}

function isLeaf(test: Test): boolean {
  return test === "slot" || test === "name" || typeof test === "object";
}
