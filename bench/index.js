// `npm run bench [-- --quick] [--only sign,parse] [--no-write]`: measures everything, prints a table, and writes
// docs/performance.md with its picture. A run of seconds or of a part is only printed: its figures would mislead.
// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dim, duration, readOptions, root, runAsScript, runOrFail, say, step, UserError } from "./lib/console.js";
import { machine } from "./lib/machine.js";
import { plot } from "./lib/plot.js";
import { report } from "./lib/report.js";
import { printTable } from "./lib/table.js";
import { resultsDir } from "./lib/work.js";

/** In the order of the report. Each is a script next to this one. */
const WORKS = ["sign", "parse", "page", "worker", "cold", "size", "memory"];
const USAGE = `Measures the package against its peers and limits, in turns and in one run, and rewrites docs/performance.md.

Usage: npm run bench -- [--quick] [--only NAMES] [--no-write] [--help]

  --quick      seconds instead of minutes; prints only
  --only a,b   of ${WORKS.join(", ")}; prints only
  --no-write   all of it, but prints only`;
/** No single work may take longer: a hang must not look like a slow machine. */
const TIMEOUT_MS = 240_000;

await runAsScript(import.meta.url, async () => {
  const values = readOptions(USAGE, {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    "no-write": { type: "boolean", default: false },
  });
  const works = choose(values.only);
  const from = performance.now();
  await runOrFail("npm", ["run", "build"]);
  /** @type {Record<string, import("./lib/work.js").Result>} */
  const results = {};
  for (const name of works) results[name] = await step(name, () => runOne(name, values.quick));
  const rows = Object.values(results).flatMap((result) => result.rows);
  printTable(rows);
  say(dim(`measured in ${duration(performance.now() - from)}`));
  if (values["no-write"] || values.quick || values.only !== undefined) return;
  writeFileSync(join(root, "docs", "img", "performance.svg"), plot(rows));
  writeFileSync(join(root, "docs", "performance.md"), report(results, machine()));
  say("written: docs/performance.md, docs/img/performance.svg");
});

/** @param {string | undefined} only */
function choose(only) {
  const names = only?.split(",").filter(Boolean) ?? WORKS;
  const unknown = names.find((name) => !WORKS.includes(name));
  if (unknown) throw new UserError(`nothing to measure is called "${unknown}". There are: ${WORKS.join(", ")}.`);
  return names;
}

/** @param {string} name @param {boolean} quick @returns {Promise<import("./lib/work.js").Result>} */
async function runOne(name, quick) {
  const script = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  await runOrFail(process.execPath, [script, ...(quick ? ["--quick"] : [])], {
    timeoutMs: TIMEOUT_MS,
  });
  return JSON.parse(readFileSync(join(resultsDir, `${name}.json`), "utf8"));
}
