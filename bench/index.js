// `npm run bench [-- --quick] [--only own,sign] [--runs 5]`: the package beside its peers and its floor, as one table.
// @ts-check
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "./lib/rounds.js";

/** @typedef {{ quick: boolean }} Options */
/**
 * One thing that was measured: figures of each rival, for every round. The first is polyv-edge's.
 * @typedef {object} Measured
 * @property {string} work @property {string} unit @property {Record<string, number[]>} rivals
 * @property {string} [floor] The one that none can be below: what is above it is their own.
 * @property {(figures: number[], name: string) => number} [pick] The figure of a run.
 */
/** @typedef {Measured & { picked: Record<string, number[]> }} Run With the picked figures, one a run. */

const WORKS = ["own", "request", "handler", "size", "sign", "parse", "memory", "cold"];
const USAGE = `Measures the package beside its peers, in turns and in one run, and prints a table.

Usage: npm run bench -- [--quick] [--only NAMES] [--runs N] [--help]

  --quick      seconds instead of minutes, and figures that say little
  --only a,b   of ${WORKS.join(", ")}
  --runs N     the median of so many runs`;
/** A hang must not look like a slow machine. */
const TIMEOUT_MS = 400_000;

const { only, quick, help, work, runs } = readOptions();
if (help) console.log(USAGE);
else if (work) await measure(work);
else main(only?.split(",") ?? WORKS);

function readOptions() {
  try {
    const boolean = /** @type {const} */ ({ type: "boolean", default: false });
    const string = /** @type {const} */ ({ type: "string" });
    const { values } = parseArgs({
      options: { only: string, work: string, runs: { ...string, default: "1" }, quick: boolean, help: boolean },
    });
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
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd, stdio: ["ignore", "inherit", "inherit"] });
  }
  /** @type {Record<string, Run>} */
  const all = {};
  for (let run = 0; run < Number(runs); run++) {
    for (const measured of names.flatMap(inItsOwnProcess)) {
      all[measured.work] ??= measured;
      for (const [name, figures] of Object.entries(measured.picked)) {
        if (run > 0) all[measured.work].picked[name].push(...figures);
      }
    }
  }
  print(Object.values(all));
}

/** What one compiles or leaves behind does not reach the next. @param {string} name @returns {Run[]} */
function inItsOwnProcess(name) {
  console.error(`${name} …`);
  const args = [process.argv[1], "--work", name, ...(quick ? ["--quick"] : [])];
  const stdio = /** @type {["ignore", "pipe", "inherit"]} */ (["ignore", "pipe", "inherit"]);
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", stdio, timeout: TIMEOUT_MS }));
}

/** @param {string} name */
async function measure(name) {
  const { default: run } = await import(`./${name}.js`);
  const found = (await run({ quick })).map((/** @type {Measured} */ measured) => {
    const { rivals, pick = median } = measured;
    const picked = Object.entries(rivals).map(([name, figures]) => [name, [pick(figures, name)]]);
    return { ...measured, picked: Object.fromEntries(picked) };
  });
  console.log(JSON.stringify(found));
}

/** Markdown, so that it can be pasted. @param {Run[]} measured */
function print(measured) {
  const rows = measured.flatMap(({ work, unit, rivals, floor, picked }) => {
    const least = floor === undefined ? 0 : median(picked[floor]);
    const [ours] = Object.keys(rivals);
    const above = (/** @type {string} */ name) => median(picked[name]) - least;
    return Object.keys(rivals).map((name, index) => {
      const spread = picked[name].length > 1 ? picked[name] : rivals[name];
      const isRatio = index > 0 && above(name) !== 0;
      return [
        index === 0 ? [work, unit].filter(Boolean).join(", ") : "",
        name,
        show(median(picked[name])),
        spread.length > 1 ? `${show(Math.min(...spread))} to ${show(Math.max(...spread))}` : "",
        floor === undefined || name === floor ? "" : show(above(name)),
        isRatio ? (above(ours) / above(name)).toFixed(2) : "",
      ];
    });
  });
  const head = ["", "", runs === "1" ? "figure" : "median", "spread", "above the floor", "polyv-edge to it"];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, at) => (at < 2 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(" | ")} |`;
  const rule = widths.map((width, at) => (at < 2 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  for (const row of [head, rule, ...rows]) console.log(line(row));
}

/** Three digits that count. @param {number} value */
function show(value) {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return value.toPrecision(3);
}
