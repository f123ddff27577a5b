import { formAt, isConstant, isNameLike, isNameTest, namePath, testAt, } from "./forms.js";
import { kindOf } from "./kinds.js";
import { own } from "./object.js";
import { find, place } from "./pointer.js";
import { readText } from "./readers.js";
import { Fault } from "./refusal.js";
import { byAbsence, rivalryOf, unbeaten } from "./rivalry.js";
/**
 * Finds the forms that a message fits, from their marks and own keys alone. A *mark* is a constant, a name, or a key that
 * must be absent; an *own key* of a form against another is a constant or required slot at a place that the other does
 * not mention.
 *
 * Faults: `tag` or `type` when no form fits, `ambiguous` when own keys of two forms are present, `unicode` when the name
 * has a lone surrogate.
 */
export function tell(forms, message) {
    const fitting = fittingForms(forms, message);
    if (fitting instanceof Fault)
        return fitting;
    const left = fitting.length === 1 ? fitting : unbeaten(fitting, rivalry);
    if (left instanceof Fault)
        return left;
    const path = left.map((form) => namePath(formAt(forms, form))).find((found) => found !== undefined);
    if (path === undefined)
        return { forms: left, name: undefined };
    const name = find(message, path);
    const checked = typeof name === "string" ? readText(name) : name;
    return checked instanceof Fault ? place(checked, path) : { forms: left, name: checked };
    function rivalry(one, other) {
        const first = formAt(forms, one);
        const second = formAt(forms, other);
        const name = namePath(first);
        if (name !== undefined && name === namePath(second))
            return "neither";
        const outcome = rivalryOf(first, second, message);
        return outcome === "neither" ? byAbsence(first, second) : outcome;
    }
}
/** A wire name as text, for people: a number or bool as JSON has it. */
export function nameText(name) {
    return String(name);
}
/**
 * Checks a constant, and the containers on the way to it.
 *
 * @param keys the way to the constant: keys of objects, indexes of lists
 * @returns nothing; or a fault: `type` at a container of another kind, else `tag` at the constant
 */
export function checkConstant(message, keys, constant) {
    const [key = "", ...rest] = keys;
    const value = own(message, key);
    if (rest.length === 0)
        return value === constant ? undefined : new Fault("tag", "the constant").under(key);
    const container = typeof rest[0] === "number" ? "list" : "object";
    if (value !== undefined && kindOf(value) !== container)
        return wrongContainer(container).under(key);
    return checkConstant((value ?? {}), rest, constant)?.under(key);
}
function wrongContainer(container) {
    return new Fault("type", container === "list" ? "a list" : "an object");
}
function fittingForms(forms, message) {
    const fitting = [];
    const misses = [];
    for (const [index, form] of forms.entries()) {
        const found = miss(forms, form, message);
        if (found === undefined)
            fitting.push(index);
        else
            misses.push(found);
    }
    return fitting.length > 0 ? fitting : closest(misses);
}
function miss(forms, form, message) {
    let passed = 0;
    for (const node of form) {
        const fault = missAt(forms, form, node, find(message, node[0]));
        if (fault !== undefined)
            return { passed, path: node[0], fault };
        if (isMark(node[1]))
            passed++;
    }
    return undefined;
}
function missAt(forms, form, [path, test], value) {
    switch (test) {
        case "slot":
        case "optional-slot":
            return undefined;
        case "absent":
            return value === undefined ? undefined : wrongTag();
        case "object":
        case "list":
            if (value === undefined || kindOf(value) === test || !isMarked(form, path))
                return undefined;
            return wrongContainer(test);
        case "name":
            return isName(forms, form, path, value) ? undefined : wrongTag();
        default:
            if (isConstant(test) ? value === test.is : isName(forms, form, path, value))
                return undefined;
            return wrongTag();
    }
}
function wrongTag() {
    return new Fault("tag", "a tag of this direction");
}
function isMark(test) {
    return test === "absent" || isConstant(test) || isNameTest(test);
}
/** Whether a mark stands below the container. */
function isMarked(form, container) {
    return form.some(([path, test]) => isMark(test) && path.startsWith(`${container}/`));
}
/** Whether a value may be a name: it looks like one, and is no constant of another form at the same place. */
function isName(forms, form, path, value) {
    const test = testAt(form, path);
    if (!isNameLike(value, typeof test === "object" && "name" in test ? test.name : {}))
        return false;
    return forms.every((sibling) => {
        const taken = testAt(sibling, path);
        return !isConstant(taken) || taken.is !== value;
    });
}
function closest(misses) {
    const passed = Math.max(...misses.map((found) => found.passed));
    const nearest = misses.filter((found) => found.passed === passed);
    const [first] = nearest;
    if (first === undefined || nearest.some(({ path }) => path !== first.path)) {
        return new Fault("tag", "a message of this direction");
    }
    const isContainer = nearest.every(({ fault }) => fault.code === "type");
    return place(isContainer ? first.fault : wrongTag(), first.path);
}
