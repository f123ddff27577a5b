import { isObject, own } from "./object.js";
import type { Code, Refusal, Refused } from "./refusal.js";

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
    readonly types?: { readonly input: unknown; readonly output: Message } | undefined;
  };
}

/** The message, or the one rule that it breaks. */
export type Validated<Message> =
  | { readonly value: Message; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] };

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
export function schemaOf<Message>(
  decode: (value: unknown) => { readonly ok: true; readonly message: Message } | Refused,
): StandardSchema<Message> {
  const validate = (value: unknown): Validated<Message> => {
    const read = decode(value);
    return read.ok ? { value: read.message } : { issues: [issue(read.refusal, value)] };
  };
  return { "~standard": { version: 1, vendor: "trilogue", validate } };
}

function issue({ code, path, expected }: Refusal, value: unknown): Issue {
  return { code, message: `expected ${expected}`, path: steps(path, value) };
}

/** The way that a JSON Pointer takes through a value, which alone knows an index from a key that is a number. */
function steps(pointer: string, value: unknown): (string | number)[] {
  const keys = pointer.split("/").slice(1);
  let place = value;
  return keys.map((escaped) => {
    const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    const step = Array.isArray(place) ? Number(key) : key;
    place = Array.isArray(place) ? place[Number(key)] : isObject(place) ? own(place, key) : undefined;
    return step;
  });
}
