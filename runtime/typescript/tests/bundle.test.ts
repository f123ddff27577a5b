import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { expect, it } from "vitest";

const entry = "virtual:entry";

/** What is left of a module that imports the runtime. */
async function bundle(code: string): Promise<string> {
  const runtime = fileURLToPath(new URL("../dist/index.js", import.meta.url));
  const load = {
    name: "entry",
    resolveId: (id: string) => (id === entry ? id : id === "runtime" ? runtime : null),
    load: (id: string) => (id === entry ? code : null),
  };
  const build = await rolldown({ input: entry, plugins: [load] });
  const { output } = await build.generate({ format: "esm", minify: true });
  return output[0].code;
}

it("nothing is left where nothing is used, so importing runs nothing", async () => {
  expect(await bundle('import * as runtime from "runtime";')).toBe("");
});

it("only what is used is left", async () => {
  const code = await bundle('import { readNumber } from "runtime"; globalThis.read = readNumber;');
  expect(code).toContain("a number");
  expect(code).not.toMatch(/JSON|redacted|scheme|true or false|unicode/);
});
