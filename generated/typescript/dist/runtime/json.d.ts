import { Fault } from "./refusal.js";
/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | {
    readonly [key: string]: Json;
};
/**
 * Reads any JSON value into a new one. Own keys that hold `undefined` are left out.
 *
 * Faults: `type` at whatever is no plain data, holes in lists included; `unicode` at a text with a lone surrogate, or at
 * the key that has one; `depth` at the 65th list or object of a nest, which is also how a cycle ends. Of several, the
 * first in the order of the keys' Unicode scalar values is given.
 */
export declare function readJson(value: unknown): Json | Fault;
