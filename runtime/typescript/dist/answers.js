import { find, place } from "./pointer.js";
import { readText } from "./readers.js";
import { Fault } from "./refusal.js";
/**
 * Finds the request that an answer is for.
 *
 * @param open the requests that wait
 * @param message the answer
 * @param path where answers have the id, as a JSON Pointer, if they have one; or the ways in which they are joined to
 *   their requests
 * @returns the name of the request; `undefined` if the answer brings no id or something that is none, and more than one
 *   waits; or the fault `unmatched`, at the id, if no such request waits
 */
export function requestOf(open, message, path) {
    if (typeof open === "string")
        return open;
    if (typeof path === "object")
        return requestByWay(open, message, path);
    const id = path === undefined ? undefined : find(message, path);
    if (isId(id))
        return open.get(id) ?? notOpen(path ?? "");
    const only = id === undefined ? onlyOf(open) : undefined;
    if (only !== undefined)
        return only;
    return path === undefined ? notOpen("") : undefined;
}
function requestByWay(open, message, ways) {
    let named;
    for (const { places, requests } of ways) {
        const place = places.find((path) => isId(find(message, path)));
        if (place === undefined)
            continue;
        const request = open.get(find(message, place));
        if (request !== undefined && requests.includes(request))
            return request;
        named ??= place;
    }
    if (named !== undefined)
        return notOpen(named);
    return onlyOf(open) ?? notOpen(ways.flatMap(({ places }) => places)[0] ?? "");
}
/** The request that an answer without an id is for. */
function onlyOf(open) {
    const [first] = open.values();
    return open.get(null) ?? (open.size === 1 ? first : undefined);
}
function isId(value) {
    return typeof value === "number" || !(readText(value) instanceof Fault);
}
function notOpen(path) {
    return place(new Fault("unmatched", "the id of a request that waits"), path);
}
