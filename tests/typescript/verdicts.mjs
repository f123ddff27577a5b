// Reads { package, protocol, messages: [{ from, to, text, is_text }] } and prints one verdict a line.
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

function say(result) {
  if (!result.ok) {
    return { verdict: "refused", code: result.refusal.code, path: result.refusal.path };
  }
  const { message } = result;
  return message.kind === "unknown"
    ? { verdict: "unknown", name: message.unknown.name }
    : { verdict: "message", kind: message.kind, name: message.name };
}

function same(one, other) {
  return JSON.stringify(say(one)) === JSON.stringify(say(other));
}

/** What was read can be sent again, and reads the same. */
async function sendAgain(message, from, to) {
  const sent = (await role(from))[`encodeTo${pascal(to)}`](message);
  if (!sent.ok) throw new Error(`read but cannot be sent: ${JSON.stringify(sent)}`);
  return (await role(to))[`decodeFrom${pascal(from)}`](structuredClone(sent.value));
}

const lines = [];
for (const { from, to, text, is_text } of request.messages) {
  const receiver = await role(to);
  const decode = receiver[`decodeFrom${pascal(from)}`];
  const decodeText = receiver[`decodeTextFrom${pascal(from)}`];
  const result = decodeText(text);
  if (!same(result, decodeText(new TextEncoder().encode(text)))) throw new Error(`bytes and text differ: ${text}`);
  if (!is_text && !same(result, decode(JSON.parse(text)))) throw new Error(`value and text differ: ${text}`);
  if (result.ok && !same(result, await sendAgain(result.message, from, to))) {
    throw new Error(`sending changed it: ${text}`);
  }
  lines.push(JSON.stringify(say(result)));
}
process.stdout.write(lines.map((line) => `${line}\n`).join(""));
