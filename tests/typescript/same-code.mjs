// Holds the JavaScript and the declarations that the generator wrote against those that a compiler emitted from the
// same sources. Called as: node same-code.mjs NODE_MODULES WRITTEN EMITTED
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, written, emitted] = process.argv.slice(2);
const ts = createRequire(join(packages, "package.json"))("typescript-5");
const printer = ts.createPrinter({ removeComments: true });

/** The code without layout and comments; what it imports first, name by name, since declarations import only types. */
function canonical(file) {
  const text = readFileSync(file, "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const imports = [];
  const code = [];
  for (const node of source.statements) {
    const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
    if (bindings !== undefined && ts.isNamedImports(bindings)) {
      for (const { name } of bindings.elements) imports.push(`${name.text} from ${node.moduleSpecifier.text}`);
    } else {
      code.push(words(printer.printNode(ts.EmitHint.Unspecified, node, source)));
    }
  }
  // A compiler marks a file without exports as a module.
  return [...imports.sort(), ...code.filter((statement) => statement !== "export { } ;")].join("\n");
}

/** The tokens of a piece of code. */
function words(code) {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, code);
  const tokens = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const text = token === ts.SyntaxKind.StringLiteral ? JSON.stringify(scanner.getTokenValue()) : scanner.getTokenText();
    const closes = token === ts.SyntaxKind.CloseBraceToken || token === ts.SyntaxKind.CloseBracketToken;
    if ((closes || token === ts.SyntaxKind.CloseParenToken) && tokens.at(-1) === ",") tokens.pop();
    tokens.push(text);
  }
  return tokens.join(" ");
}

let count = 0;
for (const file of readdirSync(emitted, { recursive: true })) {
  if (!/\.(js|d\.ts)$/.test(file)) continue;
  assert.equal(canonical(join(written, file)), canonical(join(emitted, file)), file);
  count += 1;
}
assert.ok(count > 0, "nothing was emitted");
console.log(`${count} files are the same code`);
