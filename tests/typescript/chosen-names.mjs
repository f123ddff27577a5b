// Names that are chosen at run time: what is sent under them, and what is read. Called as: node chosen-names.mjs FOLDER
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const load = (name, role) => import(pathToFileURL(join(folder, name, "dist", name, `${role}.js`)));
const outcome = (sent) => (sent.ok ? sent.value : sent.refusal.code);
const read = (result) => (result.ok ? [result.message.kind, result.message.name] : result.refusal.code);

// A name outside of the message, and a name that tells messages of one form.
const widget = await load("bound-outside", "widget");
const { bindAppFromWidget, bindFrameFromWidget } = await load("bound-outside", "host");
const close = (wireName) => ({ kind: "request", name: "close", wireName, id: "1" });
const measure = (wireName) => ({ kind: "request", name: "measure", wireName, payload: 3, id: "1" });
for (const encode of [widget.encodeAppToHost, widget.encodeFrameToHost]) {
  assert.ok(encode(close("/c")).ok);
  assert.ok(encode(close("close")).ok);
  assert.ok(encode(measure("/measure")).ok);
  for (const name of ["/measure", "fixed"]) assert.equal(outcome(encode(close(name))), "ambiguous", name);
}

const app = bindAppFromWidget({ measure: "/m", close: ["/c", "/m", "fixed"] });
assert.deepEqual(read(app.decodeApp("/c", '{"id":"1"}')), ["request", "close"]);
assert.deepEqual(read(app.decodeApp("/m", '{"data":3,"id":"1"}')), ["request", "measure"]);
assert.deepEqual(read(app.decodeApp("fixed", '{"data":3,"id":"1"}')), ["request", "fixed"]);
const frame = bindFrameFromWidget({ measure: "/m", close: ["/c", "/m", "fixed"] });
assert.deepEqual(read(frame.decodeFrame({ type: "/c", id: "1" })), ["request", "close"]);
assert.deepEqual(read(frame.decodeFrame({ type: "/m", data: 3, id: "1" })), ["request", "measure"]);
assert.deepEqual(read(frame.decodeFrame({ type: "fixed", data: 3, id: "1" })), ["request", "fixed"]);

// Names at places of their own: that of an event is none of a request.
const { encodeToHost } = await load("bound-names", "widget");
const { bindFromWidget } = await load("bound-names", "host");
const contacts = (wireName) => ({ kind: "request", name: "contacts", wireName, id: "1", payload: { page: 2 } });
const rung = { type: "service-request", id: "1", path: "rung", body: { page: 2 } };
assert.deepEqual(outcome(encodeToHost(contacts("rung"))), rung);
for (const name of ["button", "/fixed"]) assert.equal(outcome(encodeToHost(contacts(name))), "ambiguous", name);
const { decode } = bindFromWidget({ contacts: "rung", button: "/fixed" });
assert.deepEqual(read(decode(rung)), ["request", "contacts"]);
assert.deepEqual(read(decode({ type: "rung", data: "x" })), ["event", "rung"]);
assert.deepEqual(read(decode({ type: "service-request", id: "1", path: "/fixed" })), ["request", "/fixed"]);

// Chosen names and open requests at once.
const both = bindFrameFromWidget({ measure: "/m" });
const open = new Map([["1", "count"], ["2", "size"]]);
assert.deepEqual(read(both.decodeAnswerFrame({ type: "/m", data: 3, id: "1" }, open)), ["request", "measure"]);
assert.equal(read(both.decodeAnswerFrame({ done: 7.5, id: "1" }, open)), "integer");
assert.deepEqual(read(both.decodeAnswerFrame({ done: 7.5, id: "2" }, open)), ["ok", null]);
assert.equal(read(both.decodeAnswerFrame({ done: 7.5, id: "3" }, open)), "unmatched");
