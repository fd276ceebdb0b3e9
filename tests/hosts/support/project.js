// A small project per host: copied out of the repository, its tools installed, and the packed package with them.
// @ts-check
import * as fs from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { environment, listFiles, npm, run } from "./files.js";
import { hostsDir, keyOf, pack } from "./package.js";

const sources = fileURLToPath(new URL("..", import.meta.url));

/** A host this machine cannot have: no binary for the platform, or no network to get it from. */
export class Unavailable extends Error {
  name = "Unavailable";
}

/**
 * @typedef {object} Project
 * @property {string} dir
 * @property {(path: string) => string} path
 * @property {(args: string[], options?: RunOptions) => Promise<Ran>} node Runs a file of the project in Node.
 * @property {(command: string, options?: RunOptions) => Promise<Ran>} shell Runs a line as it is typed after `npx`.
 * @property {(command: string, args: string[], options?: RunOptions) => Promise<Ran>} run
 */
/** @typedef {{ env?: Record<string, string | undefined> }} RunOptions */
/** @typedef {{ code: number, output: string }} Ran */

/**
 * Makes target/hosts/<host> ready. What is installed there already and still fits is kept. One test file owns a host.
 * @param {string} host A folder of tests/hosts/, where it needs more than shared/ and the package.
 * @param {Pick<import("../table.js").Row, "as" | "tools">} [options]
 * @returns {Promise<Project>}
 */
export async function project(host, { as = host, tools } = {}) {
  const packed = await pack();
  const dir = join(hostsDir, as);
  copySources(host, dir);
  fs.writeFileSync(join(dir, "package.json"), JSON.stringify({ type: "module", dependencies: tools }));
  // A lock file is of the versions that the table names first.
  if (as !== host) fs.rmSync(join(dir, "package-lock.json"), { force: true });
  if (tools) await installTools(as, dir);
  await installPackage(dir, packed, !!tools);
  /** @type {Project["run"]} */
  const runHere = (command, args, { env } = {}) => run(command, args, { cwd: dir, env: environment(dir, env) });
  return {
    dir,
    path: (path) => join(dir, path),
    run: runHere,
    node: (args, options) => runHere(process.execPath, args, options),
    shell: (command, options) => runHere("sh", ["-c", command], options),
  };
}

/** @param {string} host @param {string} dir */
function copySources(host, dir) {
  fs.mkdirSync(dir, { recursive: true });
  for (const name of fs.readdirSync(dir)) {
    if (name !== "node_modules" && !name.startsWith(".installed")) fs.rmSync(join(dir, name), { recursive: true });
  }
  // What tools prepared in an earlier run would hide what they do the first time.
  for (const name of [".vite", ".cache"]) fs.rmSync(join(dir, "node_modules", name), { recursive: true, force: true });
  if (fs.existsSync(join(sources, host))) fs.cpSync(join(sources, host), dir, { recursive: true });
  fs.cpSync(join(sources, "shared"), join(dir, "shared"), { recursive: true });
  const sample = (/** @type {string} */ name) => {
    return JSON.stringify(fs.readFileSync(join(sources, `../fixtures/${name}.json`), "utf8"));
  };
  const samples = `export const viewer = ${sample("viewer")};\nexport const account = ${sample("channel-account")};\n`;
  fs.writeFileSync(join(dir, "shared/samples.js"), samples);
}

/** @param {string} host @param {string} dir */
async function installTools(host, dir) {
  const manifest = fs.readFileSync(join(dir, "package.json"), "utf8");
  const hasLock = fs.existsSync(join(dir, "package-lock.json"));
  const lock = hasLock ? fs.readFileSync(join(dir, "package-lock.json"), "utf8") : "";
  const key = keyOf(manifest, lock, process.platform, process.arch);
  if (isStamped(dir, ".installed-tools", key)) return;
  console.log(`# ${host}: npm install`);
  fs.rmSync(join(dir, ".installed-package"), { force: true });
  try {
    await npm([...(hasLock ? ["ci"] : ["install", "--no-package-lock"]), "--prefer-offline"], dir);
    linkPrograms(join(dir, "node_modules"));
  } catch (error) {
    fs.rmSync(join(dir, "node_modules"), { recursive: true, force: true });
    throw new Unavailable(`npm could not install ${host}: ${error instanceof Error ? error.message : error}`);
  }
  fs.writeFileSync(join(dir, ".installed-tools"), key);
}

/** What these packages bring as a command counts on an install script; the program is in a package beside it. @param {string} modules */
function linkPrograms(modules) {
  for (const [scope, program] of Object.entries({ "@oven": "bun", "@deno": "deno" })) {
    const isProgram = new RegExp(`^[^/]+/(bin/)?${program}(\\.exe)?$`);
    const file = listFiles(join(modules, scope)).find((name) => isProgram.test(name));
    if (!file) continue;
    fs.chmodSync(join(modules, scope, file), 0o755);
    fs.rmSync(join(modules, ".bin", program), { force: true });
    fs.symlinkSync(join(modules, scope, file), join(modules, ".bin", program));
  }
}

/**
 * Where there are tools, the package is unpacked beside them: npm would ask the registry for all those that another
 * platform needs, to lay out the whole folder anew.
 * @param {string} dir @param {import("./package.js").Packed} packed @param {boolean} hasTools
 */
async function installPackage(dir, packed, hasTools) {
  if (isStamped(dir, ".installed-package", packed.key)) return;
  const place = join(dir, "node_modules/polyv-edge");
  fs.rmSync(place, { recursive: true, force: true });
  if (hasTools) {
    fs.mkdirSync(place);
    const { code, output } = await run("tar", ["-xzf", packed.file, "--strip-components=1", "-C", place]);
    if (code !== 0) throw new Error(`the package could not be unpacked: ${output}`);
  } else {
    await npm(["install", "--no-save", "--no-package-lock", "--offline", packed.file], dir);
  }
  fs.writeFileSync(join(dir, ".installed-package"), packed.key);
}

/** @param {string} dir @param {string} name @param {string} key */
function isStamped(dir, name, key) {
  const file = join(dir, name);
  return fs.existsSync(join(dir, "node_modules")) && fs.existsSync(file) && fs.readFileSync(file, "utf8") === key;
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
    console.log(`\n!!! HOST NOT TESTED: ${host}. ${error.message}\n`);
    return undefined;
  }
}
