// Sends the portal's vectors between two pages of different origins in Chromium, and holds the verdicts of the
// generated package against them. Called as: node vectors.mjs CHROMIUM NODE_MODULES
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const [chromium, packages] = process.argv.slice(2);
const puppeteer = createRequire(join(packages, "package.json"))("puppeteer-core");
const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../../generated/typescript");
const types = { ".html": "text/html", ".js": "text/javascript" };

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  try {
    const file = join(path === "/vectors.html" ? here : root, path);
    response.setHeader("content-type", types[extname(path)] ?? "text/plain");
    response.end(await readFile(file));
  } catch {
    response.statusCode = 404;
    response.end();
  }
});
await new Promise((resolve) => server.listen(0, resolve));
const { port } = server.address();

const vectors = readFileSync(join(here, "../vectors/portal.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line));

function hold(vector, verdict) {
  assert.equal(verdict.verdict, vector.expect, vector.id);
  if (verdict.verdict === "refused") {
    assert.ok(vector.code.includes(verdict.code), `${vector.id}: ${verdict.code}`);
    if (vector.path !== undefined) assert.equal(verdict.path, vector.path, vector.id);
  } else if (verdict.verdict === "message") {
    assert.equal(verdict.name, vector.name, vector.id);
    if (vector.kind !== null) assert.equal(verdict.kind, vector.kind, vector.id);
  }
}

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"];
const browser = await puppeteer.launch({ executablePath: chromium, args: quiet });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/vectors.html`);
  await page.waitForFunction("globalThis.runVectors !== undefined");
  const inner = `http://localhost:${port}`;
  const { verdicts, strange } = await page.evaluate((...input) => globalThis.runVectors(...input), vectors, inner);
  assert.equal(verdicts.length, vectors.length);
  for (const [index, vector] of vectors.entries()) hold(vector, verdicts[index]);
  for (const { code, got } of strange) assert.equal(got.code, code, JSON.stringify(got));
  console.log(`${verdicts.length} vectors and ${strange.length} strange values in ${await browser.version()}`);
} finally {
  await browser.close();
  server.close();
}
