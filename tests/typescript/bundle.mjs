// What ends up in a program that imports one role, and that importing does nothing.
// Called as: node bundle.mjs NODE_MODULES PACKAGE
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [packages, dist] = process.argv.slice(2);
const { build } = await import(createRequire(join(packages, "package.json")).resolve("rolldown"));
const folder = mkdtempSync(join(tmpdir(), "bundle-"));

async function bundle(code) {
  const entry = join(folder, "entry.js");
  writeFileSync(entry, code);
  const { output } = await build({ input: entry, write: false, logLevel: "silent", output: { minify: true } });
  return output[0].code;
}

const role = (name) => JSON.stringify(join(dist, `dist/portal/${name}.js`));
try {
  const unused = await bundle(`import ${role("widget")}; import { decodeFromPortal } from ${role("widget")};`);
  assert.equal(unused.replace(/\/\/.*|\s/g, ""), "", "importing a role does something");

  const widget = await bundle(`export { decodeFromPortal, encodeToPortal } from ${role("widget")};`);
  assert.match(widget, /portal\.send\.credit_top_up_success/);
  assert.match(widget, /widget\.request\.top_up_credit/);
  assert.doesNotMatch(widget, /"redirect"|`redirect`/, "a widget bundles what only an embedder sends");

  const receiver = await bundle(`export { decodeFromPortal } from ${role("widget")};`);
  assert.doesNotMatch(receiver, /widget\.request/, "a program that only receives bundles what it would send");

  const validator = await bundle(`export { schemaFromPortal } from ${role("widget")};`);
  assert.match(validator, /~standard/);
  assert.doesNotMatch(widget + receiver, /~standard/, "a program without a validator bundles one");

  const sender = await bundle(`export { encodeToWidget } from ${role("portal")};`);
  assert.doesNotMatch(sender, /widget\.request/, "a program that only sends bundles what it would receive");

  const sizes = { widget, receiver, validator, sender };
  for (const [name, code] of Object.entries(sizes)) {
    console.log(`${name}: ${code.length} B, ${gzipSync(code, { level: 9 }).length} B gzipped`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
