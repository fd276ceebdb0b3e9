// What `npm test` runs, in this order: one entry per step. A new step is one more entry.
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "../build.mjs";
import {
  ensureChrome,
  ensureNodeModules,
  ensureRust,
  ensureRustLinters,
  ensureWasmBindgen,
  ensureWasmPack,
  ensureWasmTarget,
} from "../setup.mjs";
import { listFiles } from "./files.mjs";
import { UserError } from "./log.mjs";
import { logDir, root, targetDir } from "./paths.mjs";
import { pathWith } from "./proc.mjs";

/**
 * @typedef {object} Command
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string | undefined>} [env]
 * @property {string} [summaryFile] Where the summary lines of a test runner are, if not in its output.
 */

/**
 * @typedef {object} Step
 * @property {string} name For --only and --skip.
 * @property {string} [group] Several steps by one name.
 * @property {string} title
 * @property {Array<() => unknown>} needs Made ready before the step; each is done once in a run.
 * @property {() => Command[] | Promise<Command[]>} [commands] Run one after the other, all of them.
 * @property {boolean} [runsTests] Its commands are test runners: a run without a single test counts as failed.
 */

const FEATURES = ["edge", "browser"];
const WASM = ["--target", "wasm32-unknown-unknown", "--no-default-features"];
const DENY = ["--", "-D", "warnings"];
const needsBuild = () => build();

/** @type {Step[]} */
export const steps = [
  {
    name: "fmt",
    group: "lint",
    title: "Rust formatting",
    needs: [ensureRustLinters],
    commands: () => [cargo("fmt", "--all", "--check", "--", "--color=never")],
  },
  {
    name: "clippy",
    group: "lint",
    title: "Rust lints, native",
    needs: [ensureRustLinters],
    commands: () => [cargo("clippy", "--all-targets", ...DENY)],
  },
  {
    name: "clippy-wasm",
    group: "lint",
    title: "Rust lints, wasm: the client for Rust and both builds",
    needs: [ensureRustLinters, ensureWasmTarget],
    commands: () =>
      ["fetch", ...FEATURES].map((feature) => {
        const args = ["--all-targets", ...WASM, "--features", feature, ...DENY];
        return { ...cargo("clippy", ...args), env: { CARGO_TARGET_DIR: join(targetDir, `wasm-${feature}`) } };
      }),
  },
  {
    name: "biome",
    group: "lint",
    title: "JavaScript formatting and lints",
    needs: [ensureNodeModules],
    commands: () => [nodeTool("@biomejs/biome/bin/biome", "ci", "--colors=off", ".")],
  },
  {
    name: "rust",
    title: "Rust tests, native",
    needs: [ensureRust],
    commands: () => [cargo("test")],
    runsTests: true,
  },
  { name: "build", title: "the npm package", needs: [needsBuild] },
  {
    name: "types",
    group: "lint",
    title: "JavaScript and TypeScript types",
    needs: [ensureNodeModules, needsBuild],
    commands: () =>
      ["tsconfig.json", "www/tsconfig.json"]
        .filter((file) => existsSync(join(root, file)))
        .map((file) => nodeTool("typescript/bin/tsc", "-p", file)),
  },
  {
    name: "wasm-node",
    group: "wasm",
    title: "Rust tests in WebAssembly, in Node",
    needs: [ensureWasmTarget],
    commands: () => Promise.all(FEATURES.map((feature) => wasmPack(feature, "--node"))),
    runsTests: true,
  },
  {
    name: "wasm-chrome",
    group: "wasm",
    title: "Rust tests in WebAssembly, in Chrome",
    needs: [ensureWasmTarget],
    commands: async () => {
      const { chrome, chromedriver } = await ensureChrome();
      writeWebdriverConfig(chrome);
      return [await wasmPack("browser", "--headless", "--chrome", "--chromedriver", chromedriver)];
    },
    runsTests: true,
  },
  {
    name: "js",
    title: "JavaScript tests, in Node",
    needs: [ensureNodeModules, needsBuild, ensureChrome],
    commands: () => [nodeTests("js", "tests/js")],
    runsTests: true,
  },
  {
    name: "ts-types",
    title: "The package's types, as TypeScript projects see them",
    needs: [ensureNodeModules, needsBuild],
    commands: () => [nodeTests("ts-types", "tests/types")],
    runsTests: true,
  },
  {
    name: "hosts",
    title: "The packed package in every host",
    needs: [ensureNodeModules, needsBuild, ensureChrome],
    commands: () => [nodeTests("hosts", "tests/hosts")],
    runsTests: true,
  },
];

/** @param {string} verb @param {...string} args @returns {Command} */
function cargo(verb, ...args) {
  // On CI a Cargo.lock that does not fit Cargo.toml is a mistake; at a desk cargo may update it.
  const locked = process.env.CI && verb !== "fmt" ? ["--locked"] : [];
  return { command: "cargo", args: [verb, ...locked, ...args] };
}

/** @param {string} file @param {...string} args @returns {Command} */
function nodeTool(file, ...args) {
  return { command: process.execPath, args: [join(root, "node_modules", file), ...args] };
}

/**
 * `node --test` over every *.test.js of a folder. Node 20 does not expand patterns, so the files are named here.
 * @param {string} name @param {string} folder @returns {Command}
 */
export function nodeTests(name, folder) {
  const files = listFiles(join(root, folder)).filter((file) => file.endsWith(".test.js"));
  if (files.length === 0) throw new UserError(`${folder} has no *.test.js file.`);
  const summaryFile = join(logDir, `${name}.tap`);
  // Readable for people on the screen; the summary is taken from the form made for programs.
  const reporters = [
    ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...["--test-reporter=tap", `--test-reporter-destination=${summaryFile}`],
  ];
  const paths = files.map((file) => join(folder, file));
  return { command: process.execPath, args: ["--test", ...reporters, ...paths], env: NO_NETWORK, summaryFile };
}

/** What wrangler and Miniflare would otherwise ask the network for. */
const NO_NETWORK = { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" };

/** @param {string} feature @param {...string} args @returns {Promise<Command>} */
async function wasmPack(feature, ...args) {
  const [wasmPackFile, wasmBindgen] = [await ensureWasmPack(), await ensureWasmBindgen()];
  return {
    command: wasmPackFile,
    // Neither the doc examples nor what is natively tested: they want other features.
    args: ["test", ...args, "--", "--lib", "--test", "*", "--no-default-features", "--features", feature],
    // wasm-pack takes the wasm-bindgen it finds on PATH where its version is the crate's, so it downloads nothing.
    env: { PATH: pathWith(dirname(wasmBindgen)), CARGO_TARGET_DIR: join(targetDir, `wasm-${feature}`) },
  };
}

/** wasm-bindgen-test-runner reads this file for what Chrome should be started with. @param {string} chrome */
function writeWebdriverConfig(chrome) {
  const args = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
  // Chrome's sandbox refuses to run as root, which containers usually are.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  const config = { "goog:chromeOptions": { args, binary: chrome } };
  writeFileSync(join(root, "webdriver.json"), `${JSON.stringify(config, null, 2)}\n`);
}
