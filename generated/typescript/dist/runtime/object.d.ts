/** An object that is plain data, whatever realm it comes from. Read its keys with {@link own}. */
export type PlainObject = {
    readonly [key: string]: unknown;
};
/**
 * Whether a value is an object of plain data, as `JSON.parse` and structured cloning make them: its prototype is `null`,
 * or an object that has no prototype itself. Arrays, instances of classes, dates and maps are none.
 */
export declare function isObject(value: unknown): value is PlainObject;
/**
 * The value of an object's own key, or `undefined` if it has none. `__proto__` and `constructor` are keys like others.
 * A getter that throws counts as absent.
 */
export declare function own(object: PlainObject, key: string): unknown;
/** The item of a list at an index. A getter that throws counts as a hole, which reads as `undefined`. */
export declare function at(list: readonly unknown[], index: number): unknown;
/** Gives an object an own key, also if the key is `__proto__`. */
export declare function setOwn(object: object, key: string, value: unknown): void;
/**
 * The own keys of an object that are not among the declared ones, in the order of their Unicode scalar values. A key
 * that holds `undefined` is absent.
 */
export declare function others(object: PlainObject, declared: readonly string[]): string[];
/**
 * An object as seen by who must not see some of its keys. Gives the object itself if it has none of them, else a copy of
 * it that holds the same values.
 */
export declare function without(object: PlainObject, keys: readonly string[]): PlainObject;
