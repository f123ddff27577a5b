import type { Fault } from "./refusal.js";
/** The value at a JSON Pointer; `undefined` if a container on the way is no object or list, or does not have the key. */
export declare function find(message: unknown, path: string): unknown;
/** Takes the place of the value in which a fault was found. Gives the same fault as seen from where the place starts. */
export declare function place(fault: Fault, path: string): Fault;
/** The place of a key in the object at a place. Unlike a fault's, it has the whole key. */
export declare function placeOf(path: string, key: string): string;
