// Makes a fresh clone ready: each function checks one need and installs only what is missing.
// Runs before node_modules exists, so it imports Node's standard library only.
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ask, root, runOrFail, targetDir, UserError } from "./lib/run.mjs";

const WASM_TARGET = "wasm32-unknown-unknown";
const WASM_PACK = "0.15.1";
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
/** These tools work for milliseconds: less optimising makes the wait for them much shorter. */
const QUICK = { CARGO_PROFILE_RELEASE_OPT_LEVEL: "1" };
const say = (/** @type {string} */ text) => process.stdout.write(`> ${text}\n`);

/** node_modules as package-lock.json says. */
export async function ensureNodeModules() {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new UserError(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(root, file), "utf8")).packages;
  if (existsSync(join(root, "node_modules/.package-lock.json"))) {
    const installed = read("node_modules/.package-lock.json");
    const missing = Object.entries(read("package-lock.json")).find(
      ([path, { version, optional }]) => path && (installed[path] ? installed[path].version !== version : !optional),
    );
    if (!missing) return;
  }
  say("installing the development packages");
  // None of them needs its install script.
  await runOrFail("npm", ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"]);
}

/** The toolchain that rust-toolchain.toml names. */
export async function ensureRust() {
  // A question to rustc must not download a toolchain in silence: what is missing is installed here, for all to see.
  process.env.RUSTUP_AUTO_INSTALL = "0";
  if (!ask("rustc", ["--version"])) {
    if (!ask("rustup", ["--version"])) {
      throw new UserError("Rust is needed: install it from https://rustup.rs, open a new shell, and try again.");
    }
    say("installing the Rust toolchain");
    await runOrFail("rustup", ["toolchain", "install"]);
  }
  if (!existsSync(join(ask("rustc", ["--print", "sysroot"]) ?? "", "lib/rustlib", WASM_TARGET))) {
    await runOrFail("rustup", ["target", "add", WASM_TARGET]);
  }
  if (!ask("cargo", ["fmt", "--version"]) || !ask("cargo", ["clippy", "--version"])) {
    await runOrFail("rustup", ["component", "add", "rustfmt", "clippy"]);
  }
}

/** The folder of wasm-bindgen and its test runner, in the version of the crate: the two refuse to work together otherwise. */
export function ensureWasmBindgen() {
  const version = lockedVersion("Cargo.lock", "wasm-bindgen");
  const source = "tools/wasm-bindgen";
  if (lockedVersion(`${source}/Cargo.lock`, "wasm-bindgen-cli") !== version) {
    throw new UserError(`Cargo.lock has wasm-bindgen ${version}, ${source} another: set that version there too.`);
  }
  return ensureTool("wasm-bindgen", version, ["--path", source]);
}

/** The folder of wasm-pack. */
export const ensureWasmPack = () => ensureTool("wasm-pack", WASM_PACK, [`wasm-pack@${WASM_PACK}`]);

/** A program that cargo compiles, for every clone. @param {string} name @param {string} version @param {string[]} what */
export async function ensureTool(name, version, what) {
  const { POLYV_EDGE_TOOLS, XDG_CACHE_HOME } = process.env;
  const tools = POLYV_EDGE_TOOLS || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "polyv-edge");
  const home = join(tools, `${name}-${version}`);
  const bin = join(home, "bin");
  if (ask(join(bin, name), ["--version"])?.split(" ").pop() === version) return bin;
  await ensureRust();
  say(`compiling ${name} ${version}, once: a few minutes`);
  const folders = ["--root", home, "--target-dir", join(targetDir, "tools")];
  await runOrFail("cargo", ["install", "--locked", "--force", ...folders, ...what], { env: QUICK });
  return bin;
}

/** @param {string} lock @param {string} crate */
function lockedVersion(lock, crate) {
  const text = readFileSync(join(root, lock), "utf8");
  const version = text.match(`\nname = "${crate}"\nversion = "([^"]+)"`)?.[1];
  if (!version) throw new UserError(`${lock} has no entry for ${crate}.`);
  return version;
}

/** Chrome or Chromium for the tests, as CHROME_PATH, and the chromedriver that belongs to it. */
export async function ensureChrome() {
  if (findChrome()) return;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    say("installing Chromium and its driver");
    await runOrFail("apt-get", ["-qq", "update"]);
    await runOrFail("apt-get", ["-qq", "install", "-y", "--no-install-recommends", "chromium", "chromium-driver"]);
    if (findChrome()) return;
  }
  throw new UserError(
    "The browser tests need Chrome or Chromium, and on PATH a chromedriver of the same major version.\n" +
      "Install both (Debian: apt-get install chromium chromium-driver); CHROME_PATH names a browser that is not on PATH.",
  );
}

function findChrome() {
  const chrome = [process.env.CHROME_PATH, ...BROWSERS.map(onPath), MAC_CHROME].find((file) => file && major(file));
  if (!chrome || major(chrome) !== major("chromedriver")) return false;
  process.env.CHROME_PATH = chrome;
  return true;
}

const major = (/** @type {string} */ file) => ask(file, ["--version"])?.match(/(\d+)\.\d+\.\d+/)?.[1];

const onPath = (/** @type {string} */ name) => ask("sh", ["-c", 'command -v "$0"', name]);
