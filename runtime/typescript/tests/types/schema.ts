// A schema is what the interface asks for, and libraries find the message's type in it.
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type Refused, type StandardSchema, schemaOf } from "trilogue-runtime";

interface TopUp {
  readonly amount: number;
}

declare function decode(value: unknown): { readonly ok: true; readonly message: TopUp } | Refused;

const schema: StandardSchema<TopUp> = schemaOf(decode);
export const standard: StandardSchemaV1<unknown, TopUp> = schema;
export const output: StandardSchemaV1.InferOutput<typeof schema> = { amount: 5 };
export const input: StandardSchemaV1.InferInput<typeof schema> = "anything";

// @ts-expect-error: a schema of one message is none of another
export const other: StandardSchemaV1<unknown, { readonly token: string }> = schema;
