// How generated code uses the compiled package. It is compiled by each version of TypeScript, and never run.
import {
  type Code,
  checkMaxItems,
  checkMaxLength,
  Fault,
  isObject,
  type Json,
  own,
  parseText,
  type Refusal,
  type Refused,
  readInteger,
  readJson,
  readList,
  readMap,
  readNullable,
  readText,
  readUrl,
  Secret,
  type Unknown,
  type Url,
} from "trilogue-runtime";

export interface TopUp {
  readonly token: Secret<string>;
  readonly data: Json;
  readonly callback: Url;
  readonly values?: readonly number[];
  readonly names: { readonly [key: string]: string | null };
}

export function readTopUp(value: unknown): TopUp | Fault {
  if (!isObject(value)) return new Fault("type", "an object");
  const token = readText(own(value, "token"));
  if (token instanceof Fault) return token.under("token");
  const tooLong = checkMaxLength(token, 10);
  if (tooLong) return tooLong.under("token");
  const data = readJson(own(value, "data"));
  if (data instanceof Fault) return data.under("data");
  const callback = readUrl(own(value, "callback"), ["https"]);
  if (callback instanceof Fault) return callback.under("callback");
  const names = readMap(own(value, "names"), (name) => readNullable(name, readText));
  if (names instanceof Fault) return names.under("names");
  const topUp = { token: new Secret(token), data, callback, names };
  const given = own(value, "values");
  if (given === undefined) return topUp;
  const values = readList(given, readInteger);
  if (values instanceof Fault) return values.under("values");
  return checkMaxItems(values, 3)?.under("values") ?? { ...topUp, values };
}

export function decodeTopUp(text: string | Uint8Array): { readonly ok: true; readonly topUp: TopUp } | Refused {
  const value = parseText(text);
  const topUp = value instanceof Fault ? value : readTopUp(value);
  return topUp instanceof Fault ? topUp.refuse("top_up") : { ok: true, topUp };
}

export function show(unknown: Unknown): Json | Refusal {
  const data = unknown.data();
  if (data.ok) return data.data;
  const code: Code = data.refusal.code;
  return code;
}

const text: string = readUrl("https://a.example", ["https"]) as Url;
// @ts-expect-error: a text is no URL before it was read as one
export const url: Url = text;
// @ts-expect-error: no such rule
export const fault: Fault = new Fault("nope", "nothing");
// @ts-expect-error: a secret is no text
export const shown: string = new Secret("a");
