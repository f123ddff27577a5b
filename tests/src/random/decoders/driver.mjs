// Reads the cases in the file that is given, a line of JSON each, and prints what the generated TypeScript says of each.
import { readFileSync } from "node:fs";
import { remade } from "./remake.mjs";

const kebab = (text) => text.replace(/(?!^)([A-Z])/g, "-$1").toLowerCase();
const camel = (text) => text.replace(/(^|[-_])([a-z])/g, (_, __, letter) => letter.toUpperCase());
const modules = new Map();

async function module(protocol, direction) {
  const file = `./dist/${protocol}/${kebab(direction)}.js`;
  if (!modules.has(file)) modules.set(file, await import(file));
  return modules.get(file);
}

const why = (refusal) => `${refusal.code} at \`${refusal.path}\` of ${JSON.stringify(refusal.name ?? "")}`;
const nameOf = (name) => (name === null || name === undefined ? "" : String(name));

function table(open) {
  const only = open.find(([id]) => id === null);
  return only ? only[1] : new Map(open);
}

/** What is sent, as text; nothing is the empty one. */
const textOf = (value) => (value === undefined ? "" : JSON.stringify(value));

function say(result, send) {
  if (!result.ok) return { verdict: "refused", why: why(result.refusal) };
  const { message } = result;
  if (message.kind === "unknown") return { verdict: "unknown", name: nameOf(message.unknown.name) };
  const sent = send(message);
  const said = { verdict: "message", kind: message.kind, name: nameOf(message.wireName ?? message.name), answers: message.name === null ? message.answers ?? "" : "" };
  return sent.ok ? { ...said, sent: textOf(sent.value) } : { ...said, unsent: why(sent.refusal) };
}

/** What is sent for another message, made of one that was read, if it may be sent. */
function madeOf(result, send, text) {
  if (!result.ok || result.message.kind === "unknown") return undefined;
  const sent = send(remade(result.message, text));
  return sent.ok ? textOf(sent.value) : undefined;
}

/** A value that JSON.parse reads as the text is, if the text holds nothing that a value cannot show. */
function asValue(text) {
  if (text === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

async function verdict({ protocol, direction, channel, name, open, text }) {
  const code = await module(protocol, direction);
  const suffix = camel(channel);
  const front = name === null ? [] : [name];
  const decode = (value) =>
    open && code[`decodeAnswer${suffix}`]
      ? code[`decodeAnswer${suffix}`](...front, value, table(open))
      : code[`decode${suffix}`](...front, value);
  const send = (message) => code[`encode${suffix}`](message, { unlisted: true });
  const ofText = say(code[`decodeText${suffix}`](...front, text), send);
  const made = madeOf(code[`decodeText${suffix}`](...front, text), send, text);
  if (made !== undefined) ofText.made = made;
  const value = asValue(text);
  if (value === undefined) return ofText;
  // What a value cannot show is the text's matter.
  if (/^(json|duplicate-key) /.test(ofText.why ?? "")) return ofText;
  const ofValue = say(decode(value.value), send);
  if (made !== undefined) ofValue.made = made;
  if (open || JSON.stringify(ofText) === JSON.stringify(ofValue)) return ofValue;
  return { broken: "text and value differ", ofText, ofValue };
}

const lines = [];
for (const line of readFileSync(process.argv[2], "utf8").split("\n")) {
  if (line === "") continue;
  try {
    lines.push(JSON.stringify(await verdict(JSON.parse(line))));
  } catch (error) {
    lines.push(JSON.stringify({ broken: String(error?.stack ?? error) }));
  }
}
process.stdout.write(lines.map((line) => `${line}\n`).join(""));
