// Short progress lines and endings that look the same in every script.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

// `npm test | head` closes the pipe early: finish the work, without a stack trace.
process.stdout.on("error", (error) => {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPIPE") throw error;
});

const colour = process.stdout.isTTY && !process.env.NO_COLOR;

/** @param {string} code @param {string} text */
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
/** @param {string} text */
export const bold = (text) => paint("1", text);
/** @param {string} text */
export const red = (text) => paint("31", text);
/** @param {string} text */
export const green = (text) => paint("32", text);
/** @param {string} text */
export const dim = (text) => paint("2", text);

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** A duration for people. @param {number} ms */
export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/**
 * Says what is about to happen, does it, and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  say(`${bold(">")} ${title}`);
  const from = performance.now();
  const result = await work();
  say(dim(`  done in ${duration(performance.now() - from)}`));
  return result;
}

/** An error whose message is all the user needs: printed without a stack. */
export class UserError extends Error {
  name = "UserError";
}

/** @param {unknown} error */
export function reportError(error) {
  const text = error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${red("error:")} ${text}\n`);
}

/**
 * Runs main when this file is what Node was asked to run; a failure becomes a message and exit code 1.
 * @param {string} moduleUrl
 * @param {() => Promise<unknown>} main
 */
export async function runAsScript(moduleUrl, main) {
  const script = process.argv[1];
  if (!script || realpathSync(script) !== fileURLToPath(moduleUrl)) return;
  try {
    await main();
  } catch (error) {
    reportError(error);
    process.exitCode = 1;
  }
}
