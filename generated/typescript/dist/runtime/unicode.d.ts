/** Whether the text is well-formed Unicode, that is, has no surrogate without its other half. */
export declare function isWellFormed(text: string): boolean;
/** How many Unicode scalar values a well-formed text has. */
export declare function scalarLength(text: string): number;
/** Compares two texts by their Unicode scalar values, for `sort`. JavaScript's own order is that of UTF-16 units. */
export declare function byScalarValue(left: string, right: string): number;
