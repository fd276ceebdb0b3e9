// Options on the command line: `--help` explains them, and one that nobody knows is no stack trace.
import { parseArgs } from "node:util";
import { say, UserError } from "./log.mjs";

/**
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} O
 * @param {string} usage What `--help` prints.
 * @param {O} [options] As `parseArgs` takes them.
 */
export function readOptions(usage, options) {
  if (process.argv.includes("--help") || process.argv.includes("-h")) {
    say(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ options: /** @type {O} */ (options ?? {}) }).values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}
