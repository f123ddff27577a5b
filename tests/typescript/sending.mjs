// What may be sent and what must not, by the package of the portal. Called as: node sending.mjs PACKAGE
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(folder, "dist", `${path}.js`)));
const { encodeToWidget, namesToWidget: names, decodeFromWidget } = await load("portal/portal");
const { decodeFromPortal, encodeToPortal } = await load("portal/widget");
const { Secret, Unknown } = await load("runtime/index");

const event = (name, payload) => ({ kind: "event", name, ...(payload !== undefined && { payload }) });
const outcome = (sent) => (sent.ok ? sent.value : `${sent.refusal.code} ${sent.refusal.path}`);
const nested = (depth) => (depth === 0 ? [] : [nested(depth - 1)]);

const cases = [
  [event(names.accessToken, new Secret("e30")), { type: names.accessToken, message: "e30" }],
  [event(names.accessToken, "e30"), "type /message"],
  [event(names.accessToken, new Secret("\ud800")), "unicode /message"],
  [event(names.accessToken), "missing /message"],
  [event(names.removeToken), { type: names.removeToken }],
  [event(names.removeToken, "ignored"), { type: names.removeToken }],
  [event(names.appInfo, { theme: { dark: true } }), { type: names.appInfo, message: { theme: { dark: true } } }],
  [event(names.appInfo, null), { type: names.appInfo, message: null }],
  [event(names.appInfo, { theme: undefined }), { type: names.appInfo, message: {} }],
  [event(names.appInfo, { at: new Date(0) }), "type /message/at"],
  [event(names.appInfo, nested(64)), `depth /message${"/0".repeat(64)}`],
  [event(names.linkMessage, "😀".repeat(2048)), { type: names.linkMessage, message: "😀".repeat(2048) }],
  [event(names.linkMessage, "x".repeat(2049)), "max-length /message"],
  [event(names.creditTopUpSuccess, { amount: Number.NaN }), "type /message/amount"],
  [event(names.creditTopUpSuccess, {}), "missing /message/amount"],
  [event(names.creditTopUpSuccess, { amount: 1, more: 2 }), { type: names.creditTopUpSuccess, message: { amount: 1 } }],
  [
    event(names.subscribedDetail, { subscription_id: "s", extra: { status: "active" } }),
    { type: names.subscribedDetail, message: { subscription_id: "s", status: "active" } },
  ],
  [
    event(names.subscribedDetail, { subscription_id: "s", extra: { subscription_id: "t" } }),
    "unexpected /message/subscription_id",
  ],
  [event(names.subscribedDetail, { subscription_id: "s" }), "type /message"],
  [event("portal.send.nothing"), "name /type"],
  [
    { kind: "ok", name: null },
    { type: "portal.response.ok", message: "" },
  ],
  [
    { kind: "error", name: null, error: "busy" },
    { type: "portal.response.error", message: "busy" },
  ],
  [{ kind: "error", name: null }, "missing /message"],
  [
    { kind: "unknown", name: null, unknown: new Unknown("later", { type: "later", x: [1] }) },
    { type: "later", x: [1] },
  ],
  [{ kind: "unknown", name: null, unknown: new Unknown("x", { type: names.removeToken }) }, "name /type"],
  [{ kind: "unknown", name: null, unknown: new Unknown("x", { type: "portal.response.ok" }) }, "name /type"],
  [{ kind: "unknown", name: null, unknown: new Unknown("x", { type: 1 }) }, "tag /type"],
];
for (const [message, expected] of cases) {
  assert.deepEqual(outcome(encodeToWidget(message)), expected, JSON.stringify(message));
}

const request = (payload) => ({ kind: "request", name: "widget.request.top_up_credit", ...(payload && { payload }) });
assert.deepEqual(outcome(encodeToPortal(request())), { type: "widget.request.top_up_credit" });
assert.deepEqual(outcome(encodeToPortal(request({ min_value: undefined }))), {
  type: "widget.request.top_up_credit",
  message: {},
});
assert.equal(outcome(encodeToPortal(request({ min_value: -1 }))), "minimum /message/min_value");
assert.equal(outcome(encodeToPortal(request({ callback_url: "http://a.example" }))), "format /message/callback_url");
assert.equal(outcome(encodeToPortal(request({ quick_values: [1, "2"] }))), "type /message/quick_values/1");

const payload = { subscription_id: "s", __proto__: null, status: ["active"] };
const read = decodeFromPortal({ type: names.subscribedDetail, message: payload });
assert.deepEqual(read.message.payload, { subscription_id: "s", extra: { status: ["active"] } });
payload.status.push("changed");
assert.deepEqual(read.message.payload.extra.status, ["active"], "what was read is a copy");

const token = decodeFromPortal({ type: names.accessToken, message: "e30" }).message;
assert.equal(token.payload.reveal(), "e30");
assert.ok(!JSON.stringify(token).includes("e30") && !`${token.payload}`.includes("e30"), "a secret does not show");
const later = decodeFromWidget({ type: "later", token: "e30" }).message;
assert.ok(!JSON.stringify(later).includes("e30"), "an unknown message does not show its data");
console.log(`${cases.length} messages are sent or refused as they should`);
