import { Fault } from "./refusal.js";
/** How deep values of recursive types may stand in one another, and lists and objects in any JSON. */
export const MAX_DEPTH = 64;
/** How many entries are read before what was read is remembered: more than honest messages have, and soon read. */
const PATIENCE = 65_536;
// Reading never waits, so one state is enough. It is as new whenever the outermost reading ends.
let running = 0;
let depth = 0;
let entries = 0;
let memory;
/**
 * Reads a value that may hold values of its own type. Faults: `depth` at the 65th inside one another, which is also how a
 * cycle ends; and those of the reader.
 */
export function readNested(value, read) {
    if (depth === MAX_DEPTH)
        return new Fault("depth", `at most ${MAX_DEPTH} levels`);
    depth++;
    countEntries(1);
    try {
        return readOnce(value, call, read, undefined);
    }
    finally {
        depth--;
    }
}
function call(value, read) {
    return read(value);
}
/** Takes how many entries of a container are being read inside {@link readOnce}. */
export function countEntries(count) {
    entries += count;
}
/**
 * Reads a container; if very many are read for one message, only once in each way. Structured cloning keeps objects that
 * are shared, so what a message of moderate size unfolds to has no bounds.
 *
 * @param read gives what is in the container
 * @param first what `read` takes beside the container, and `second` likewise
 */
export function readOnce(container, read, first, second) {
    running++;
    try {
        return entries > PATIENCE ? readOrRecall(container, read, first, second) : read(container, first, second);
    }
    finally {
        if (--running === 0) {
            entries = 0;
            memory = undefined;
        }
    }
}
function readOrRecall(container, read, first, second) {
    memory ??= new Map();
    const known = memory.get(container) ?? [];
    memory.set(container, known);
    const isSame = (one) => one.read === read && one.first === first && one.second === second;
    const found = known.find((one) => one.depth >= depth && isSame(one));
    if (found !== undefined)
        return found.result;
    const result = read(container, first, second);
    if (!(result instanceof Fault))
        known.push({ read, first, second, depth, result });
    return result;
}
