// Reads { package, protocol, channels, messages: [{ from, to, text, is_text, outside, open, channel }] } and prints the verdicts of all pipes, a message a line.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const request = JSON.parse(readFileSync(0, "utf8"));
const pascal = (role) => role.replace(/(^|[-_])([a-z])/g, (_, __, letter) => letter.toUpperCase());
const roles = new Map();

/** The module of a role: what a program in that role imports. */
async function role(name) {
  if (!roles.has(name)) {
    const file = `${request.package}/dist/${request.protocol}/${name.replaceAll("_", "-")}.js`;
    roles.set(name, await import(pathToFileURL(file)));
  }
  return roles.get(name);
}

/** The requests that wait, as decoders take them: by id, or the one that there is. */
function waiting(open) {
  return open.length === 1 && open[0][0] === null ? open[0][1] : new Map(open);
}

/** Whether functions with this word in their names are for the pipe that is called after a channel. */
function isOf(word, channel) {
  return word === pascal(channel) || word === `Channel${pascal(channel)}`;
}

/** What one pipe of a direction decodes and encodes with. A name that stands outside comes first. */
async function pipes({ from, to, outside, open, channel }) {
  const [sender, receiver] = [await role(from), await role(to)];
  const [end, start] = [`From${pascal(from)}`, `To${pascal(to)}`];
  const place = (word) => request.channels.findIndex((name) => isOf(word, name));
  const every = Object.keys(receiver)
    .filter((name) => name.startsWith("decodeText") && name.endsWith(end))
    .map((name) => name.slice("decodeText".length, -end.length))
    .sort((one, other) => place(one) - place(other));
  const chosen = every.filter((word) => channel !== null && isOf(word, channel));
  const words = chosen.length > 0 ? chosen : every;
  const all = words.map((word) => ({
    decode: receiver[`decode${word}${end}`],
    decodeText: receiver[`decodeText${word}${end}`],
    decodeAnswer: receiver[`decodeAnswer${word}${end}`],
    encode: sender[`encode${word}${start}`],
  }));
  const named = all.filter(({ decodeText }) => (decodeText.length > 1) === (outside !== null));
  if (open !== null) {
    return named.map(({ decode, decodeAnswer, encode }) => ({
      // Where every answer says its name there is but one way to decode.
      decode: (value) => (decodeAnswer ?? decode)(value, waiting(open)),
      encode,
    }));
  }
  if (outside === null) return named;
  return named.slice(0, 1).map(({ decode, decodeText, encode }) => ({
    decode: (value) => decode(outside, value),
    decodeText: (text) => decodeText(outside, text),
    encode: (message) => {
      const sent = encode(message, { unlisted: true });
      return sent.ok ? { ...sent, value: sent.value } : sent;
    },
  }));
}

function say(result) {
  if (!result.ok) {
    return { verdict: "refused", code: result.refusal.code, path: result.refusal.path };
  }
  const { message } = result;
  const name = message.wireName ?? message.name;
  return message.kind === "unknown"
    ? { verdict: "unknown", name: message.unknown.name }
    : { verdict: "message", kind: message.kind, name: typeof name === "number" || typeof name === "boolean" ? String(name) : name };
}

function same(one, other) {
  return JSON.stringify(say(one)) === JSON.stringify(say(other));
}

/** What was read can be sent again, and reads the same. */
function sendAgain(message, { encode, decode }) {
  const sent = encode(message, { unlisted: true });
  if (!sent.ok) throw new Error(`read but cannot be sent: ${JSON.stringify(message)} ${JSON.stringify(sent)}`);
  return decode(structuredClone(sent.value));
}

/** What a pipe says of a message, whichever way it comes. */
function read(pipe, text, isText) {
  if (pipe.decodeText === undefined) {
    const result = pipe.decode(text === "" ? undefined : JSON.parse(text));
    if (result.ok && !same(result, sendAgain(result.message, pipe))) throw new Error(`sending changed it: ${text}`);
    return result;
  }
  const result = pipe.decodeText(text);
  if (!same(result, pipe.decodeText(new TextEncoder().encode(text)))) throw new Error(`bytes and text differ: ${text}`);
  if (!isText && !same(result, pipe.decode(JSON.parse(text)))) throw new Error(`value and text differ: ${text}`);
  if (result.ok && !same(result, sendAgain(result.message, pipe))) throw new Error(`sending changed it: ${text}`);
  return result;
}

const lines = [];
for (const message of request.messages) {
  const results = (await pipes(message)).map((pipe) => read(pipe, message.text, message.is_text));
  lines.push(JSON.stringify(results.map(say)));
}
process.stdout.write(lines.map((line) => `${line}\n`).join(""));
