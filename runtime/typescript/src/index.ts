/**
 * What generated TypeScript calls: readers of plain data, checks of limits, the rules for text, URLs and JSON, and the
 * refusals that come of them.
 *
 * ```ts
 * import { Fault, isObject, own, parseText, readNumber } from "./index.js";
 *
 * const value = parseText('{"amount":"5"}');
 * const amount = isObject(value) ? readNumber(own(value, "amount")) : new Fault("type", "an object");
 * amount instanceof Fault && amount.under("amount").refuse("top_up");
 * // { ok: false, refusal: { code: "type", path: "/amount", name: "top_up", expected: "a number" } }
 * ```
 *
 * No function here throws, whatever data it is given; only a `Proxy`, which cannot come over any pipe, may throw what
 * its traps throw. Importing this module runs nothing.
 *
 * @module
 */

export { type Id, type OpenRequests, requestOf, type Way } from "./answers.js";
export {
  checkMaxItems,
  checkMaximum,
  checkMaxLength,
  checkMinItems,
  checkMinimum,
  checkMinLength,
  checkPattern,
  checkUnexpected,
} from "./checks.js";
export { type Encoded, echo, forward, nothing, spread, writeJsonText } from "./encoding.js";
export {
  ifPresent,
  optional,
  present,
  readObject,
  readOthers,
  required,
  writeOthers,
} from "./fields.js";
export {
  type Base64,
  type CalendarDate,
  type DateTime,
  readBase64,
  readDate,
  readDateTime,
  readUuid,
  type Uuid,
} from "./formats.js";
export type { Constant, Form, Name, NameTest, Node, Test } from "./forms.js";
export { type Json, readJson } from "./json.js";
export { isList, type JsonKind, kindOf } from "./kinds.js";
export { readConstant, readEnum, readKnown, readListed, readScalar, sendingUnlisted, writeKnown } from "./listed.js";
export { readNested } from "./nesting.js";
export { isObject, others, own, type PlainObject, setOwn, without } from "./object.js";
export { find, place } from "./pointer.js";
export { checkAtLeastOneOf, checkRequiredWhen, checkTogether } from "./presence.js";
export {
  type Reader,
  readBoolean,
  readInteger,
  readList,
  readMap,
  readNullable,
  readNumber,
  readText,
} from "./readers.js";
export { type Code, Fault, type Refusal, type Refused } from "./refusal.js";
export { type Issue, type StandardSchema, schemaOf, type Validated } from "./schema.js";
export { Secret } from "./secret.js";
export { type Marks, type Rival, settle } from "./settling.js";
export { checkConstant, nameText, type Told, tell, undeclaredName } from "./telling.js";
export { parseText, readJsonText } from "./text.js";
export { item, optionalItem, readItems, restItems } from "./tuples.js";
export { type Member, noMember, readUnion, type WrittenMember, writeUnion } from "./unions.js";
export { Unknown } from "./unknown.js";
export { Unread, writeUnread } from "./unread.js";
export { readUrl, type Url } from "./url.js";
