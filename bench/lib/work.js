// A piece of work is a script of its own, in its own process: what one measurement compiles or leaves behind does not
// reach the next. It writes what it found to target/bench/<name>.json.
// @ts-check
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { reportError, say, targetDir } from "./console.js";

export const resultsDir = join(targetDir, "bench");

/**
 * A target and what was reached.
 * @typedef {object} Row
 * @property {string} work
 * @property {number} ours
 * @property {string} against Who or what the target is measured by.
 * @property {number} theirs
 * @property {number} ratio
 * @property {number} target
 * @property {"at most" | "at least"} bound
 * @property {string} unit
 */

/**
 * Every figure behind the rows.
 * @typedef {object} Figures
 * @property {string} title
 * @property {string[]} columns
 * @property {(string | number)[][]} rows
 */

/**
 * @typedef {object} Result
 * @property {Row[]} rows
 * @property {Figures[]} figures
 * @property {string[]} notes
 */

/** @typedef {{ quick: boolean, say: (text: string) => void }} Options */

/**
 * Runs the work when its file is what Node was asked to run.
 * @param {string} moduleUrl
 * @param {(options: Options) => Promise<Result>} work
 */
export async function runWork(moduleUrl, work) {
  const file = fileURLToPath(moduleUrl);
  if (!process.argv[1] || realpathSync(process.argv[1]) !== file) return;
  try {
    const result = await work({ quick: process.argv.includes("--quick"), say });
    mkdirSync(resultsDir, { recursive: true });
    writeFileSync(join(resultsDir, `${basename(file, ".js")}.json`), JSON.stringify(result));
  } catch (error) {
    reportError(error);
    process.exitCode = 1;
  }
}

/** @param {Row} row */
export const isMet = ({ ratio, target, bound }) => (bound === "at most" ? ratio <= target : ratio >= target);

/**
 * @param {Omit<Row, "ratio"> & { ratio?: number }} row
 * @returns {Row}
 */
export function makeRow(row) {
  return { ...row, ratio: row.ratio ?? row.ours / row.theirs };
}

/** A number as people read it: three digits that count. @param {string | number} value */
export function show(value) {
  if (typeof value === "string") return value;
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return value.toPrecision(3).replace(/e.*/, "");
}
