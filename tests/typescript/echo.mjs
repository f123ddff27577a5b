// An answer that brings back its request, whole. Called as: node echo.mjs FOLDER REQUEST ANSWER
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, request, answer] = process.argv.slice(2);
const { encodeFrameToHost } = await import(pathToFileURL(join(folder, "echo/dist/echo/widget.js")));
const sent = encodeFrameToHost({
  kind: "ok",
  name: "size",
  id: "8",
  payload: { width: 3 },
  request: JSON.parse(request),
});
assert.ok(sent.ok, JSON.stringify(sent));
assert.deepEqual(sent.value, JSON.parse(answer));
