// Runs npm as the user's shell would: quiet, without install scripts, and without asking the network for advice.
// @ts-check
import { runOrFail } from "../../../scripts/lib/proc.mjs";

const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

/** @param {string[]} args @param {{ cwd: string, log?: string }} options */
export async function npm(args, { cwd, log = "npm" }) {
  const { npm_execpath: cli } = process.env;
  const [command, first] = cli?.endsWith("npm-cli.js") ? [process.execPath, [cli]] : ["npm", []];
  await runOrFail(command, [...first, ...args, ...QUIET], { cwd, log, env: { NODE_OPTIONS: undefined } });
}
