// A small project per host: copied out of the repository, its tools installed, and the packed package with them.
// @ts-check
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "../../../scripts/lib/lock.mjs";
import { dim, duration, red, say } from "../../../scripts/lib/log.mjs";
import { run } from "../../../scripts/lib/proc.mjs";
import { npm } from "./npm.js";
import { hostsDir, keyOf, pack } from "./package.js";

const sources = fileURLToPath(new URL("..", import.meta.url));
const TIMEOUT_MS = 120_000;

/** A host this machine cannot have: no binary for the platform, or no network to get it from. */
export class Unavailable extends Error {
  name = "Unavailable";
}

/**
 * @typedef {object} Project
 * @property {string} dir
 * @property {(path: string) => string} path
 * @property {(args: string[], options?: RunOptions) => Promise<Ran>} node Runs a file of the project in Node.
 * @property {(command: string, args: string[], options?: RunOptions) => Promise<Ran>} run
 */
/** @typedef {{ env?: Record<string, string | undefined> }} RunOptions */
/** @typedef {{ code: number, output: string }} Ran */

/**
 * Makes target/hosts/<host> ready. What is installed there already and still fits is kept.
 * @param {string} host A folder of tests/hosts/.
 * @returns {Promise<Project>}
 */
export async function project(host) {
  const packed = await pack();
  const dir = join(hostsDir, host);
  await withLock(join(hostsDir, `.${host}.lock`), async () => {
    copySources(host, dir);
    await installTools(host, dir);
    await installPackage(dir, packed);
  });
  /** @type {Project["run"]} */
  const runHere = async (command, args, { env } = {}) => {
    const { code, output } = await run(command, args, {
      cwd: dir,
      env: { NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
      log: `host-${host}`,
      timeoutMs: TIMEOUT_MS,
    });
    return { code, output };
  };
  return {
    dir,
    path: (path) => join(dir, path),
    run: runHere,
    node: (args, options) => runHere(process.execPath, args, options),
  };
}

/** @param {string} host @param {string} dir */
function copySources(host, dir) {
  mkdirSync(dir, { recursive: true });
  for (const name of readdirSync(dir)) {
    if (name !== "node_modules" && !name.startsWith(".installed")) rmSync(join(dir, name), { recursive: true });
  }
  cpSync(join(sources, host), dir, { recursive: true });
  cpSync(join(sources, "shared"), join(dir, "shared"), { recursive: true });
  cpSync(join(sources, "../fixtures"), join(dir, "public"), { recursive: true });
}

/** @param {string} host @param {string} dir */
async function installTools(host, dir) {
  const manifest = readFileSync(join(dir, "package.json"), "utf8");
  const hasLock = existsSync(join(dir, "package-lock.json"));
  const lock = hasLock ? readFileSync(join(dir, "package-lock.json"), "utf8") : "";
  if (!JSON.parse(manifest).devDependencies) return;
  const key = keyOf([manifest, lock, process.platform, process.arch]);
  if (isStamped(dir, ".installed-tools", key)) return;
  say(dim(`# ${host}: npm install`));
  const from = performance.now();
  rmSync(join(dir, ".installed-package"), { force: true });
  try {
    const verb = hasLock ? ["ci"] : ["install", "--no-package-lock"];
    await npm([...verb, "--include=dev", "--prefer-offline"], { cwd: dir, log: `host-${host}-npm` });
  } catch (error) {
    rmSync(join(dir, "node_modules"), { recursive: true, force: true });
    throw new Unavailable(`npm could not install ${host}: ${error instanceof Error ? error.message : error}`);
  }
  writeFileSync(join(dir, ".installed-tools"), key);
  say(dim(`# ${host}: npm install took ${duration(performance.now() - from)}`));
}

/** @param {string} dir @param {import("./package.js").Packed} packed */
async function installPackage(dir, packed) {
  if (isStamped(dir, ".installed-package", packed.key)) return;
  const args = ["install", "--no-save", "--no-package-lock", "--offline", packed.file];
  await npm(args, { cwd: dir, log: "host-tarball" });
  writeFileSync(join(dir, ".installed-package"), packed.key);
}

/** @param {string} dir @param {string} name @param {string} key */
function isStamped(dir, name, key) {
  const file = join(dir, name);
  return existsSync(join(dir, "node_modules")) && existsSync(file) && readFileSync(file, "utf8") === key;
}

/**
 * For `before`: the project, or undefined where this machine cannot have the host. That is said aloud, and every test of
 * the host counts as skipped; on CI it is a failure, because there nobody reads what was skipped.
 * @template T
 * @param {string} host
 * @param {() => Promise<T>} make
 * @returns {Promise<T | undefined>}
 */
export async function orSkip(host, make) {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof Unavailable) || process.env.CI) throw error;
    say(red(`\n!!! HOST NOT TESTED: ${host}. ${error.message}\n`));
    return undefined;
  }
}
