// `npm run bench [-- --quick] [--only sign,parse]`: the package against its peers, measured in turns, as one table.
// @ts-check
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "./lib/rounds.js";

/** @typedef {{ quick: boolean, say: (text: string) => void }} Options */
/**
 * One thing that was measured. The first of its rivals is polyv-edge; each has a figure for every round.
 * @typedef {{ work: string, unit: string, rivals: Record<string, readonly number[]> }} Measured
 */

const WORKS = ["sign", "parse", "page", "worker", "cold", "size"];
const USAGE = `Measures the package against its peers, in turns and in one run, and prints a table.

Usage: npm run bench -- [--quick] [--only NAMES] [--help]

  --quick      seconds instead of minutes, and figures that say little
  --only a,b   of ${WORKS.join(", ")}`;
/** A hang must not look like a slow machine. */
const TIMEOUT_MS = 240_000;
const here = fileURLToPath(new URL(".", import.meta.url));

const { only, quick, help, work } = readOptions();
if (help) console.log(USAGE);
else if (work) await measure(work);
else main(only?.split(",") ?? WORKS);

function readOptions() {
  try {
    const boolean = /** @type {const} */ ({ type: "boolean", default: false });
    const string = /** @type {const} */ ({ type: "string" });
    const { values } = parseArgs({ options: { only: string, quick: boolean, help: boolean, work: string } });
    const unknown = values.only?.split(",").find((name) => !WORKS.includes(name));
    if (unknown !== undefined) throw new Error(`nothing to measure is called "${unknown}"`);
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** @param {string[]} names */
function main(names) {
  if (!existsSync(new URL("node_modules", import.meta.url))) {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, stdio: ["ignore", "inherit", "inherit"] });
  }
  const measured = names.flatMap((name) => {
    console.error(`${name} …`);
    // A process for each: what one compiles or leaves behind does not reach the next.
    const args = [process.argv[1] ?? "", "--work", name, ...(quick ? ["--quick"] : [])];
    const output = execFileSync(process.execPath, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      timeout: TIMEOUT_MS,
    });
    return /** @type {Measured[]} */ (JSON.parse(output));
  });
  print(measured);
}

/** @param {string} name */
async function measure(name) {
  const { default: run } = await import(`./${name}.js`);
  const say = (/** @type {string} */ text) => console.error(`  ${text}`);
  console.log(JSON.stringify(await run({ quick, say })));
}

/** Markdown, so that it can be pasted. @param {Measured[]} measured */
function print(measured) {
  const rows = measured.flatMap(({ work, unit, rivals }) => {
    const [ours = []] = Object.values(rivals);
    return Object.entries(rivals).map(([name, values], index) => [
      index === 0 ? `${work}, ${unit}` : "",
      name,
      show(median(values)),
      // The median of what each round says for itself: both sides of a ratio saw the same noise.
      index === 0 ? "" : median(values.map((value, round) => value / (ours[round] ?? Number.NaN))).toFixed(2),
    ]);
  });
  const cells = [["", "", "median", "to polyv-edge"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, column) => (column < 2 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  for (const row of [cells[0] ?? [], rule, ...rows]) console.log(line(row));
}

/** Three digits that count. @param {number} value */
function show(value) {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return value.toPrecision(3);
}
