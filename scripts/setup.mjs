// Makes a fresh clone ready: each function checks one need and installs only what is missing.
// Runs before node_modules exists, so it imports Node's standard library only.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { findChrome } from "./lib/chrome.mjs";
import { withLock } from "./lib/lock.mjs";
import { runAsScript, say, step, UserError } from "./lib/log.mjs";
import { root, targetDir, toolsDir } from "./lib/paths.mjs";
import { ask, failureText, isExecutable, onPath, run, runOrFail } from "./lib/proc.mjs";

const MIN_NODE_MAJOR = 20;
const WASM_TARGET = "wasm32-unknown-unknown";
const WASM_PACK_VERSION = "0.15.1";

/** Fails on a Node that is too old, before anything harder to read does. */
export function ensureNode() {
  if (Number.parseInt(process.versions.node, 10) < MIN_NODE_MAJOR) {
    throw new UserError(`Node ${MIN_NODE_MAJOR} or newer is needed; this is ${process.versions.node}.`);
  }
}

/** node_modules as package-lock.json says. */
export async function ensureNodeModules() {
  ensureNode();
  if (nodeModulesMatch()) return;
  await withLock(join(targetDir, ".npm.lock"), async () => {
    if (nodeModulesMatch()) return;
    await step("installing the development packages (npm ci)", async () => {
      const { npm_execpath: npmCli } = process.env;
      const [command, first] = npmCli?.endsWith("npm-cli.js") ? [process.execPath, [npmCli]] : ["npm", []];
      // None of the packages needs its install script; leaving them out makes every npm version behave alike.
      const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
      await runOrFail(command, [...first, ...args], { log: "npm-ci" });
    });
  });
}

/** Compares package-lock.json with the copy npm leaves in node_modules. */
function nodeModulesMatch() {
  const installedFile = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const found = installed[path];
    // An optional package is for another platform where it is missing.
    if (!found) return optional === true;
    return found.version === version && existsSync(join(root, path, "package.json"));
  });
}

/** Rust itself. */
export function ensureRust() {
  if (ask("cargo", ["--version"]) && ask("rustc", ["--version"])) return;
  throw new UserError(
    "Rust is needed: install it from https://rustup.rs, open a new shell, and run this command again.\n" +
      '(cargo was not found on PATH. If Rust is already installed: . "$HOME/.cargo/env")',
  );
}

/** The standard library for WebAssembly. */
export async function ensureWasmTarget() {
  ensureRust();
  const sysroot = ask("rustc", ["--print", "sysroot"]);
  if (sysroot && existsSync(join(sysroot, "lib", "rustlib", WASM_TARGET, "lib"))) return;
  requireRustup(`the Rust target ${WASM_TARGET}`);
  await step(`adding the Rust target ${WASM_TARGET}`, () => runOrFail("rustup", ["target", "add", WASM_TARGET]));
}

/** rustfmt and clippy, which a minimal toolchain leaves out. */
export async function ensureRustLinters() {
  ensureRust();
  for (const [component, command] of [
    ["rustfmt", "fmt"],
    ["clippy", "clippy"],
  ]) {
    if (ask("cargo", [command, "--version"])) continue;
    requireRustup(component);
    await step(`adding the Rust component ${component}`, () => runOrFail("rustup", ["component", "add", component]));
  }
}

/** @param {string} what */
function requireRustup(what) {
  if (ask("rustup", ["--version"])) return;
  throw new UserError(`${what} is missing and rustup was not found to add it. Install Rust from https://rustup.rs.`);
}

/**
 * The wasm-bindgen command, in exactly the version of the crate: the two refuse to work together otherwise.
 * @returns {Promise<string>} its path; wasm-bindgen-test-runner is in the same folder
 */
export async function ensureWasmBindgen() {
  return ensureCargoTool("wasm-bindgen-cli", lockedVersion("wasm-bindgen"), [
    "wasm-bindgen",
    "wasm-bindgen-test-runner",
  ]);
}

/** @returns {Promise<string>} the path of wasm-pack */
export async function ensureWasmPack() {
  return ensureCargoTool("wasm-pack", WASM_PACK_VERSION);
}

/** The version of a crate in Cargo.lock. @param {string} crate @returns {string} */
export function lockedVersion(crate) {
  const file = join(root, "Cargo.lock");
  if (!existsSync(file)) throw new UserError("Cargo.lock is missing: restore it, or run `cargo generate-lockfile`.");
  const found = readFileSync(file, "utf8")
    .split("[[package]]")
    .find((entry) => entry.includes(`\nname = "${crate}"\n`));
  const version = found?.match(/\nversion = "([^"]+)"/)?.[1];
  if (!version) throw new UserError(`Cargo.lock has no entry for ${crate}.`);
  return version;
}

/**
 * A program that cargo installs, in one exact version: from PATH, else from the cache, else installed into the cache.
 * @param {string} name The crate.
 * @param {string} version
 * @param {string[]} [programs] Its programs; the first one answers --version.
 * @returns {Promise<string>} the path of the first program
 */
export async function ensureCargoTool(name, version, programs = [name]) {
  const home = join(toolsDir(), `${name}-${version}`);
  const find = () => {
    const places = [...onPath(programs[0]).map((file) => dirname(file)), join(home, "bin")];
    const place = places.find((folder) => {
      const files = programs.map((program) => join(folder, exe(program)));
      return files.every(isExecutable) && reportedVersion(files[0]) === version;
    });
    return place && join(place, exe(programs[0]));
  };
  const found = find();
  if (found) return found;

  ensureRust();
  return withLock(`${home}.lock`, async () => {
    const meanwhile = find();
    if (meanwhile) return meanwhile;
    await step(`installing ${name} ${version} with cargo (once; a few minutes)`, () =>
      installTool(name, version, home),
    );
    const installed = find();
    if (installed) return installed;
    throw new UserError(`${name} ${version} was installed into ${home} but does not answer --version.`);
  });
}

/**
 * Builds into a folder of its own and renames it into place, so an interrupted run leaves no half a tool.
 * @param {string} name @param {string} version @param {string} home
 */
async function installTool(name, version, home) {
  mkdirSync(toolsDir(), { recursive: true });
  const unfinished = `.installing-${name}-${version}-`;
  // The lock is held, so what is there belongs to a run that was ended.
  for (const left of readdirSync(toolsDir()).filter((folder) => folder.startsWith(unfinished))) {
    rmSync(join(toolsDir(), left), { recursive: true, force: true });
  }
  const work = mkdtempSync(join(toolsDir(), unfinished));
  const prefix = join(work, "root");
  const args = ["install", name, "--version", version, "--root", prefix];
  /** @type {import("./lib/proc.mjs").RunOptions} */
  const options = {
    // Away from the project, whose toolchain settings are meant for the library.
    cwd: work,
    log: `install-${name}`,
    env: {
      CARGO_TARGET_DIR: join(work, "target"),
      CARGO_BUILD_TARGET: undefined,
      CARGO_ENCODED_RUSTFLAGS: undefined,
      RUSTFLAGS: undefined,
      // These tools work for milliseconds: less optimising makes the wait much shorter.
      CARGO_PROFILE_RELEASE_OPT_LEVEL: "1",
      CARGO_PROFILE_RELEASE_LTO: "off",
      CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16",
    },
  };
  try {
    let result = await run("cargo", [...args, "--locked"], options);
    if (result.code !== 0) {
      const reason = result.output.split("\n").find((line) => line.startsWith("error")) ?? `exit code ${result.code}`;
      say(`  with --locked it failed (${reason.trim()}); trying without, which lets cargo pick newer dependencies`);
      result = await run("cargo", args, options);
    }
    if (result.code !== 0) throw new UserError(failureText("cargo", args, result));
    rmSync(home, { recursive: true, force: true });
    renameSync(prefix, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} program */
const exe = (program) => (process.platform === "win32" ? `${program}.exe` : program);

/** @param {string} file */
const reportedVersion = (file) => ask(file, ["--version"])?.match(/\d+\.\d+\.\d+\S*/)?.[0];

/**
 * A Chrome or Chromium and the chromedriver of the same major version.
 * @returns {Promise<{ chrome: string, chromedriver: string }>}
 */
export async function ensureChrome() {
  const found = findChrome();
  if (found.pair) return found.pair;
  const apt = process.getuid?.() === 0 && existsSync("/etc/debian_version") && onPath("apt-get").length > 0;
  if (apt) {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await step("installing Chromium and its driver (apt-get)", async () => {
      await runOrFail("apt-get", ["update"], { env });
      await runOrFail("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"], { env });
    });
    const installed = findChrome();
    if (installed.pair) return installed.pair;
  }
  throw new UserError(
    `The browser tests need Chrome or Chromium and a chromedriver of the same major version.\n${found.report}\n` +
      "Install both (Debian: apt-get install chromium chromium-driver), or name them: CHROME_PATH=... CHROMEDRIVER=...",
  );
}

/** Everything, for `node scripts/setup.mjs`. */
async function main() {
  await ensureNodeModules();
  await ensureWasmTarget();
  await ensureRustLinters();
  await ensureWasmBindgen();
  await ensureWasmPack();
  await ensureChrome();
  say("everything is in place");
}

await runAsScript(import.meta.url, main);
