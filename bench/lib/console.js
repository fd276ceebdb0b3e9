// What the commands of this folder share: progress lines, errors for people, options, and other programs.
// @ts-check
import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
export const targetDir = join(root, "target");

/** @param {string} code */
const painted = (code) => (/** @type {string} */ text) =>
  process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text;
export const bold = painted("1");
export const red = painted("31");
export const green = painted("32");
export const dim = painted("2");

/** @param {string} text */
export const say = (text) => console.log(text);

/** A duration for people. @param {number} ms */
export function duration(ms) {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** Says what is about to happen, does it, and says how long it took. @template T @param {string} title @param {() => T} work */
export async function step(title, work) {
  say(`${bold(">")} ${title}`);
  const from = performance.now();
  const result = await work();
  say(dim(`  done in ${duration(performance.now() - from)}`));
  return result;
}

/** An error whose message says all: printed without a stack. */
export class UserError extends Error {}

/** @param {unknown} error */
export function reportError(error) {
  const text = error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${red("error:")} ${text}\n`);
}

/** Runs main where this file is what Node was asked to run. @param {string} moduleUrl @param {() => Promise<unknown>} main */
export async function runAsScript(moduleUrl, main) {
  if (!process.argv[1] || realpathSync(process.argv[1]) !== fileURLToPath(moduleUrl)) return;
  try {
    await main();
  } catch (error) {
    reportError(error);
    process.exitCode = 1;
  }
}

/**
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} O
 * @param {string} usage What `--help` prints. @param {O} options As `parseArgs` takes them.
 */
export function readOptions(usage, options) {
  if (process.argv.includes("--help")) {
    say(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/**
 * Runs a program to its end, its output on the screen.
 * @param {string} command @param {string[]} args @param {{ env?: Record<string, string>, timeoutMs?: number }} [options]
 */
export function runOrFail(command, args, { env, timeoutMs } = {}) {
  const options = {
    cwd: root,
    env: { ...process.env, ...env },
    timeout: timeoutMs,
    stdio: /** @type {const} */ ("inherit"),
  };
  const { status, signal } = spawnSync(command, args, options);
  if (status !== 0) throw new UserError(`${command} ${args.join(" ")} failed (${signal ?? `exit code ${status}`})`);
}
