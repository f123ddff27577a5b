// Opens pages of docs as HTML in Chromium, draws their diagrams with Mermaid, and finds nothing that acts. With a folder
// for images it also takes the pictures of the README. Called as: node docs.mjs CHROMIUM NODE_MODULES PAGES [IMAGES]
import assert from "node:assert/strict";
import { mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, packages, pages, images] = process.argv.slice(2);
const puppeteer = createRequire(join(packages, "package.json"))("puppeteer-core");
const mermaid = join(packages, "mermaid/dist/mermaid.min.js");

/** What a page may hold: what Markdown makes, and the few tags that the pages themselves use. */
const allowed = new Set(
  ("html head meta style body h1 h2 h3 p a code pre table thead tbody tr th td ul ol li blockquote details summary " +
    "em strong br").split(" "),
);

/** Draws the diagrams of the page that is open; gives how many there are and what is wrong with them. */
function draw() {
  const mermaid = globalThis.mermaid;
  mermaid.initialize({ startOnLoad: false, theme: "neutral", sequence: { mirrorActors: false } });
  return Promise.all(
    [...document.querySelectorAll("code.language-mermaid")].map(async (code, index) => {
      try {
        code.innerHTML = (await mermaid.render(`diagram${index}`, code.textContent)).svg;
        return null;
      } catch (error) {
        return String(error);
      }
    }),
  );
}

const pictures = {
  "portal/index.html": { file: "docs-overview.png", from: "h2:has(+ pre > .language-mermaid)", height: 1600 },
  "portal/widget-to-portal.html": { file: "docs-message.png", from: "#TopUpCredit", height: 1400 },
};

async function take(page, { file, from, height }) {
  const top = await page.evaluate((place) => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const found = document.querySelector(place);
    return found === null ? 0 : found.getBoundingClientRect().top + scrollY - 16;
  }, from);
  const clip = { x: 0, y: top, width: 1000, height };
  await page.screenshot({ path: join(images, file), clip, captureBeyondViewport: true, optimizeForSpeed: false });
}

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"];
const browser = await puppeteer.launch({ executablePath: chromium, args: quiet });
let diagrams = 0;
let count = 0;
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 1000 });
  const wrong = [];
  page.on("dialog", (dialog) => wrong.push(`a dialog: ${dialog.message()}`));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) wrong.push(`a request to ${request.url()}`);
  });
  for (const path of readdirSync(pages, { recursive: true }).filter((path) => path.endsWith(".html"))) {
    await page.goto(pathToFileURL(join(pages, path)).href);
    const tags = await page.evaluate(() => [...document.querySelectorAll("*")].map((tag) => tag.localName));
    assert.deepEqual(tags.filter((tag) => !allowed.has(tag)), [], path);
    const hasDiagrams = (await page.$("code.language-mermaid")) !== null;
    if (hasDiagrams) await page.addScriptTag({ path: mermaid });
    const drawn = hasDiagrams ? await page.evaluate(draw) : [];
    assert.deepEqual(drawn.filter((error) => error !== null), [], path);
    assert.deepEqual(wrong, [], path);
    diagrams += drawn.length;
    count += 1;
    if (images !== undefined && path in pictures) {
      mkdirSync(images, { recursive: true });
      await take(page, pictures[path]);
    }
  }
  assert.ok(diagrams > 0);
  console.log(`${count} pages with ${diagrams} diagrams in ${await browser.version()}`);
} finally {
  await browser.close();
}
