// Proves that dist/ is what src/ compiles to: compiles it anew beside, and compares the two file by file.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const anew = mkdtempSync(join(tmpdir(), "trilogue-dist-"));
try {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc, "-p", root, "--outDir", anew], { stdio: "inherit" });
  const stale = differences(join(root, "dist"), anew);
  for (const file of stale) console.error(`dist/${file} is not what src/ compiles to`);
  if (stale.length > 0) {
    console.error("run `npm run build` in runtime/typescript");
    process.exitCode = 1;
  }
} finally {
  rmSync(anew, { recursive: true });
}

/** The names of the files that only one folder has, or that differ. */
function differences(old, anew) {
  const before = contents(old);
  const after = contents(anew);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.filter((name) => before.get(name) !== after.get(name));
}

function contents(folder) {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
