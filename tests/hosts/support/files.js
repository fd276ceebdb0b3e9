// Where the project's files are, and how the tests run programs.
// @ts-check
import { execFile } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { delimiter, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[/\\]$/, "");
export const pkgDir = join(root, "pkg");
export const targetDir = join(root, "target");

/** Nobody is told of a test, and nothing is looked up. */
const QUIET = {
  ...{ NO_COLOR: "1", DO_NOT_TRACK: "1", DENO_NO_UPDATE_CHECK: "1", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
  ...{ WRANGLER_SEND_METRICS: "false", NEXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1" },
  ...{ NUXT_TELEMETRY_DISABLED: "1" },
};

/** Every file below a folder, sorted, with forward slashes. @param {string} folder */
export function listFiles(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).map(String);
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return files.map((name) => name.split(sep).join("/")).sort();
}

/**
 * What a host's programs find around them: the project's commands, then this repository's; nothing of this test runner.
 * @param {string} dir @param {Record<string, string | undefined>} [env] Added.
 */
export function environment(dir, env) {
  const places = [dir, root].map((folder) => join(folder, "node_modules/.bin"));
  const none = { NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined, NODE_ENV: undefined, FORCE_COLOR: undefined };
  return { ...process.env, PATH: [...places, process.env.PATH].join(delimiter), ...none, ...QUIET, ...env };
}

/**
 * Runs a program to its end; a failing exit code is returned, not thrown.
 * @param {string} command @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeout?: number }} [options] env: added to this process's.
 * @returns {Promise<{ code: number, output: string }>} output: both streams
 */
export function run(command, args, { cwd = root, env, timeout = 180_000 } = {}) {
  const options = {
    cwd,
    env: { ...process.env, NODE_OPTIONS: undefined, ...env },
    timeout,
    maxBuffer: 2 ** 26,
  };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === "number" ? error.code : 1) : 0;
      resolve({ code, output: `${stdout}${stderr}${error && typeof error.code !== "number" ? error.message : ""}` });
    });
  });
}

/** Runs npm quietly, without install scripts. @param {string[]} args @param {string} cwd */
export async function npm(args, cwd) {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const { code, output } = await run("npm", [...args, ...quiet], { cwd });
  if (code !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${output}`);
}
