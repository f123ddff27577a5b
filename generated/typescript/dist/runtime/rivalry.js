import { isConstant, testAt } from "./forms.js";
import { find } from "./pointer.js";
import { Fault } from "./refusal.js";
/**
 * Leaves of the contestants those that no other beats.
 *
 * @returns them, in order; or a fault: `ambiguous` if two that no other beats clash, `tag` if none is left
 */
export function unbeaten(contestants, rivalry) {
    const lost = new Set();
    const clashes = [];
    for (const [order, first] of contestants.entries()) {
        for (const second of contestants.slice(order + 1)) {
            const outcome = rivalry(first, second);
            if (outcome === "first-loses" || outcome === "both-drop")
                lost.add(first);
            if (outcome === "second-loses" || outcome === "both-drop")
                lost.add(second);
            if (outcome === "clash")
                clashes.push([first, second]);
        }
    }
    if (clashes.some((pair) => !pair.some((contestant) => lost.has(contestant)))) {
        return new Fault("ambiguous", "the keys of one message");
    }
    const left = contestants.filter((contestant) => !lost.has(contestant));
    return left.length > 0 ? left : new Fault("tag", "a message of this direction");
}
/**
 * What a message says between two that it fits: by keys that one has and the other has nowhere, then by a key that must
 * be absent, then by what one has inside of a slot of the other, then by a constant in the place of a slot.
 */
export function rivalryOf(first, second, message) {
    const keys = byKeys(ownKeys(first, second, false), ownKeys(second, first, false), message);
    if (keys !== "neither")
        return keys;
    const absence = byAbsence(first.form, second.form);
    if (absence !== "neither")
        return absence;
    const inner = byKeys(ownKeys(first, second, true), ownKeys(second, first, true), message);
    if (inner !== "neither")
        return inner;
    if (hasConstantForSlot(first.form, second.form))
        return "second-loses";
    return hasConstantForSlot(second.form, first.form) ? "first-loses" : "neither";
}
/** The places of the slots of a form. */
export function slotsOf(form) {
    return form.filter(([, test]) => test === "slot" || test === "optional-slot").map(([path]) => path);
}
function isPresent({ place, isContainer }, message) {
    const found = find(message, place);
    return found !== undefined && !(isContainer && found === null);
}
function byKeys(firstKeys, secondKeys, message) {
    const hasFirst = firstKeys.some((key) => isPresent(key, message));
    const hasSecond = secondKeys.some((key) => isPresent(key, message));
    if (hasFirst && hasSecond)
        return "clash";
    if (hasFirst)
        return "second-loses";
    if (hasSecond)
        return "first-loses";
    if (firstKeys.length > 0)
        return secondKeys.length > 0 ? "both-drop" : "first-loses";
    return secondKeys.length > 0 ? "second-loses" : "neither";
}
/**
 * The one that says that a key must be absent wins over one that demands it: the key is absent, since both fit, so the
 * other cannot be meant.
 */
function byAbsence(first, second) {
    if (excludesLeaf(first, second))
        return "second-loses";
    return excludesLeaf(second, first) ? "first-loses" : "neither";
}
/** Whether the first form has a constant where the second has a slot. */
function hasConstantForSlot(first, second) {
    return first.some(([path, test]) => {
        const other = isConstant(test) ? testAt(second, path) : undefined;
        return other === "slot" || other === "optional-slot";
    });
}
/** Whether the first form demands that a key be absent which the second demands. */
function excludesLeaf(first, second) {
    return first.some(([path, test]) => test === "absent" && second.some(([place, other]) => place === path && isLeaf(other)));
}
/**
 * The places that the first demands and the second does not mention, inside of slots of the second or outside: the first
 * such on the way to each, so that a container that is there and lacks something counts.
 */
function ownKeys(first, second, areInner) {
    const demanded = first.form.filter(([path, test]) => isLeaf(test) && testAt(second.form, path) === undefined);
    const inner = demanded.filter(([path]) => second.slots.some((slot) => path.startsWith(`${slot}/`)) === areInner);
    return inner.map(([path]) => {
        const place = firstUnmentioned(path, second.form);
        return { place, isContainer: place !== path };
    });
}
function firstUnmentioned(path, form) {
    for (let end = path.indexOf("/", 1); end > 0; end = path.indexOf("/", end + 1)) {
        const place = path.slice(0, end);
        if (testAt(form, place) === undefined)
            return place;
    }
    return path;
}
function isLeaf(test) {
    return test === "slot" || test === "name" || typeof test === "object";
}
