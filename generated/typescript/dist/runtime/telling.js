import { formAt, isConstant, isNameLike, isNameTest, namePath, testAt, } from "./forms.js";
import { kindOf, notOfKinds } from "./kinds.js";
import { own } from "./object.js";
import { find, place } from "./pointer.js";
import { readText } from "./readers.js";
import { Fault } from "./refusal.js";
import { rivalryOf, slotsOf, unbeaten } from "./rivalry.js";
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
        return rivalryOf(side(first), side(second), message);
    }
}
/** Payloads are looked at only among messages of one name. */
function side(form) {
    return { form, slots: slotsOf(form) };
}
/** The fault of a message that was told and is none that is declared: at its name, or as a whole if it has none. */
export function undeclaredName(forms, told) {
    if (told.name === undefined)
        return new Fault("tag", "a message of this direction");
    const path = told.forms.map((form) => namePath(formAt(forms, form))).find((found) => found !== undefined);
    return place(new Fault("name", "a declared name"), path ?? "");
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
        return notOfKinds([container]).under(key);
    return checkConstant((value ?? {}), rest, constant)?.under(key);
}
function fittingForms(forms, message) {
    const fitting = [];
    for (let index = 0; index < forms.length; index++) {
        if (missed(forms, formAt(forms, index), message) === undefined)
            fitting.push(index);
    }
    return fitting.length > 0 ? fitting : closest(forms, message);
}
/** The first place of a form that a message does not have as it is demanded. */
function missed(forms, form, message) {
    for (const node of form) {
        const test = node[1];
        if (test === "slot" || test === "optional-slot")
            continue;
        if (!passes(forms, form, node, find(message, node[0])))
            return node;
    }
    return undefined;
}
function passes(forms, form, node, value) {
    const test = node[1];
    if (test === "absent")
        return value === undefined;
    if (test === "object" || test === "list") {
        return value === undefined || kindOf(value) === test || !isDemanded(form, node[0]);
    }
    return isConstant(test) ? value === test.is : isName(forms, node, value);
}
function isMark(test) {
    return test === "absent" || isConstant(test) || isNameTest(test);
}
/** Whether telling looks at the kind of a container: the message itself, or one with a mark below it. */
function isDemanded(form, container) {
    return container === "" || form.some(([path, test]) => isMark(test) && path.startsWith(`${container}/`));
}
/** Whether a value may be a name: it looks like one, and is no constant of another form at the same place. */
function isName(forms, [path, test], value) {
    const isLike = typeof test === "object" && "name" in test ? isNameLike(value, test.name) : typeof value === "string";
    if (!isLike)
        return false;
    for (const sibling of forms) {
        const taken = testAt(sibling, path);
        if (isConstant(taken) && taken.is === value)
            return false;
    }
    return true;
}
/** The fault that the forms with the most marks passed agree on. */
function closest(forms, message) {
    const misses = forms.flatMap((form) => {
        const node = missed(forms, form, message);
        const before = node === undefined ? [] : form.slice(0, form.indexOf(node));
        return node === undefined ? [] : [{ node, passed: before.filter(([, test]) => isMark(test)).length }];
    });
    const most = Math.max(...misses.map(({ passed }) => passed));
    const nearest = misses.filter(({ passed }) => passed === most).map(({ node }) => node);
    const [first] = nearest;
    if (first === undefined || nearest.some(([path]) => path !== first[0])) {
        return new Fault("tag", "a message of this direction");
    }
    const containers = nearest.filter(([, test]) => test === "object" || test === "list");
    if (containers.length < nearest.length)
        return place(new Fault("tag", "a tag of this direction"), first[0]);
    return place(notOfKinds(containers.map(([, test]) => test)), first[0]);
}
