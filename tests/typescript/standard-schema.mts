// A server that checks messages by a library for validators of any kind. The compiler reads it, then Node runs it.
import assert from "node:assert/strict";
import { sValidator } from "@hono/standard-validator";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { Hono } from "hono";
import { type PortalToWidget, schemaFromPortal } from "./portal/dist/portal/widget.js";
import { schema } from "./portal/dist/portal/widget-to-portal.js";

export const standard: StandardSchemaV1<unknown, PortalToWidget> = schemaFromPortal;

const server = new Hono().post(
  "/messages",
  sValidator("json", schemaFromPortal, (result, context) =>
    result.success ? undefined : context.json(result.error, 400),
  ),
  (context) => {
    const message = context.req.valid("json");
    switch (message.name) {
      case "portal.send.credit_top_up_success":
        return context.json({ amount: message.payload.amount });
      case "portal.send.access_token":
        return context.json({ token: message.payload, length: message.payload.reveal().length });
      default:
        return context.json({ kind: message.kind });
    }
  },
);

async function send(message: unknown): Promise<[number, unknown]> {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(message) };
  const response = await server.request("/messages", request);
  return [response.status, await response.json()];
}

const topUp = (amount: unknown) => ({ type: "portal.send.credit_top_up_success", message: { amount } });
assert.deepEqual(await send(topUp(500)), [200, { amount: 500 }]);
assert.deepEqual(await send(topUp("4321")), [
  400,
  [{ code: "type", message: "expected a number", path: ["message", "amount"] }],
]);
assert.deepEqual(await send({ type: "portal.send.access_token", message: "abc" }), [
  200,
  { token: "[redacted]", length: 3 },
]);
assert.deepEqual(await send({ type: "portal.send.nothing" }), [200, { kind: "unknown" }]);
assert.deepEqual(await send([]), [400, [{ code: "type", message: "expected an object", path: [] }]]);

const validate = schema["~standard"].validate;
assert.equal(validate({ type: "WIDGET_READY" }).issues, undefined);
assert.equal(validate({ type: "widget.request.top_up_credit", message: { min_value: "" } }).issues?.length, 1);
