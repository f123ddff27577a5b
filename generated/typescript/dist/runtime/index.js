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
export { requestOf } from "./answers.js";
export { checkMaxItems, checkMaximum, checkMaxLength, checkMinItems, checkMinimum, checkMinLength, checkPattern, checkUnexpected, } from "./checks.js";
export { echo, forward, nothing, spread, writeJsonText } from "./encoding.js";
export { ifPresent, optional, present, readObject, readOthers, required, writeOthers, } from "./fields.js";
export { readBase64, readDate, readDateTime, readUuid, } from "./formats.js";
export { readJson } from "./json.js";
export { isList, kindOf } from "./kinds.js";
export { readConstant, readEnum, readKnown, readListed, readScalar, sendingUnlisted, writeKnown } from "./listed.js";
export { readNested } from "./nesting.js";
export { isObject, others, own, setOwn, without } from "./object.js";
export { find, place } from "./pointer.js";
export { checkAtLeastOneOf, checkRequiredWhen, checkTogether } from "./presence.js";
export { readBoolean, readInteger, readList, readMap, readNullable, readNumber, readText, } from "./readers.js";
export { Fault } from "./refusal.js";
export { schemaOf } from "./schema.js";
export { Secret } from "./secret.js";
export { settle } from "./settling.js";
export { checkConstant, nameText, tell, undeclaredName } from "./telling.js";
export { parseText, readJsonText } from "./text.js";
export { item, optionalItem, readItems, restItems } from "./tuples.js";
export { noMember, readUnion, writeUnion } from "./unions.js";
export { Unknown } from "./unknown.js";
export { Unread, writeUnread } from "./unread.js";
export { readUrl } from "./url.js";
