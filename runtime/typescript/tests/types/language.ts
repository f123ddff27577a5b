// How generated code uses what reads the whole language. It is compiled by each version of TypeScript, and never run.
import {
  type Base64,
  type CalendarDate,
  type DateTime,
  type Encoded,
  Fault,
  type Form,
  forward,
  isList,
  item,
  type Member,
  type OpenRequests,
  optionalItem,
  type PlainObject,
  type Rival,
  readBase64,
  readConstant,
  readDate,
  readDateTime,
  readEnum,
  readInteger,
  readItems,
  readKnown,
  readMap,
  readNested,
  readNumber,
  readText,
  readUnion,
  readUuid,
  requestOf,
  restItems,
  sendingUnlisted,
  settle,
  tell,
  Unknown,
  Unread,
  type Uuid,
  writeKnown,
} from "trilogue-runtime";

export type Colour = "red" | "green";
export type Size = 1 | 2 | (number & {});
export type Mode = "card" | (string & {});

export function readColour(value: unknown): Colour | Fault {
  return readEnum(value, ["red", "green"]);
}

export function readSize(value: unknown): Size | Fault {
  return readKnown(value, [1, 2]);
}

export function writeMode(value: unknown): Mode | Fault {
  return writeKnown(value, ["card"]);
}

export function readOne(value: unknown): 1 | Fault {
  return readConstant(value, 1);
}

// @ts-expect-error: another value is not listed
export const wrong: (value: unknown) => "red" | Fault = (value) => readEnum(value, ["red", "green"]);

export type Pair = readonly [text: string, count?: number];
export type Row = readonly [text: string, ...counts: number[]];

export function readPair(value: unknown): Pair | Fault {
  const list = readItems(value, 1, 2);
  if (list instanceof Fault) return list;
  const text = item(list, 0, readText);
  if (text instanceof Fault) return text;
  const count = optionalItem(list, 1, readInteger);
  if (count instanceof Fault) return count;
  return count === undefined ? [text] : [text, count];
}

export function readRow(value: unknown): Row | Fault {
  const list = readItems(value, 1);
  if (list instanceof Fault) return list;
  const text = item(list, 0, readText);
  if (text instanceof Fault) return text;
  const counts = restItems(list, 1, readInteger);
  return counts instanceof Fault ? counts : [text, ...counts];
}

export interface Folder {
  readonly [name: string]: Folder | number;
}

const members: readonly Member<Folder | number>[] = [
  { kinds: ["number"], read: readNumber },
  { kinds: ["object"], required: ["name"], constants: [["type", "folder"]], read: readFolder },
];

function readEntry(value: unknown): Folder | number | Fault {
  return readUnion(value, members);
}

function readEntries(value: unknown): Folder | Fault {
  return readMap(value, readEntry, readUuid);
}

export function readFolder(value: unknown): Folder | Fault {
  return readNested(value, readEntries);
}

export const formats: readonly [Uuid | Fault, DateTime | Fault, CalendarDate | Fault, Base64 | Fault] = [
  readUuid(""),
  readDateTime(""),
  readDate(""),
  readBase64(""),
];

const forms = [
  [
    ["", "list"],
    ["/0", { name: { prefix: "app.", kinds: ["text"] } }],
    ["/1", { is: null }],
  ],
] as const satisfies readonly Form[];

const rivals: readonly Rival[] = [{ form: 0, marks: { at: "/2", kinds: ["object"], required: ["id"], is: 1 } }];

export function decode(value: unknown): string | number | boolean | undefined | Fault {
  const told = tell(forms, value);
  if (told instanceof Fault) return told;
  const chosen = settle(forms, rivals, value);
  return chosen instanceof Fault ? chosen : told.name;
}

export function decodeAnswer(value: PlainObject, open: OpenRequests): string | Unread | Fault {
  return requestOf(open, value, "/id") ?? new Unread(value, "/value");
}

export function readContacts(answer: Unread): readonly string[] | string {
  const read = answer.read(readPair, "contacts");
  return read.ok ? [read.value[0]] : read.refusal.path;
}

export const sent: Encoded<readonly unknown[]> = sendingUnlisted(true, () =>
  forward(new Unknown("later", []), () => undefined, isList, "a list"),
);
// @ts-expect-error: a list is no object
export const posted: Encoded = sent;
