import type { Code, Refused } from "./refusal.js";
/**
 * A decoder as libraries take it that work with validators of any kind: forms, routers, remote procedure calls.
 *
 * This is `StandardSchemaV1<unknown, Message>` of https://standardschema.dev, narrowed to what decoders do: the outcome
 * is never a promise, and each issue also says which rule is broken.
 */
export interface StandardSchema<Message> {
    readonly "~standard": {
        readonly version: 1;
        readonly vendor: "trilogue";
        readonly validate: (value: unknown) => Validated<Message>;
        /** For the compiler alone. */
        readonly types?: {
            readonly input: unknown;
            readonly output: Message;
        } | undefined;
    };
}
/** The message, or the one rule that it breaks. */
export type Validated<Message> = {
    readonly value: Message;
    readonly issues?: undefined;
} | {
    readonly issues: readonly Issue[];
};
/** Why a message was refused. Like a {@link Refusal}, it never holds the value itself. */
export interface Issue {
    /** The rule that is broken. */
    readonly code: Code;
    /** What would have fitted: `expected a whole number`. */
    readonly message: string;
    /** Where: keys of objects as text, indexes of lists as numbers. Empty for the whole message. */
    readonly path: readonly (string | number)[];
}
/** Takes a decoder. Gives it the interface that libraries take. */
export declare function schemaOf<Message>(decode: (value: unknown) => {
    readonly ok: true;
    readonly message: Message;
} | Refused): StandardSchema<Message>;
