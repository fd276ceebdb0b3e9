// `npm test [-- --only a,b] [--skip a,b]`: runs every step, and says at the end what each one found.
import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { root, run, runAsScript, UserError } from "./lib/run.mjs";
import { ensureChrome, ensureNodeModules, ensureRust, ensureWasmBindgen, ensureWasmPack } from "./setup.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} [group] Several steps by one name.
 * @property {(() => Promise<unknown>)[]} needs Met before the step, each once in a run.
 * @property {string[][]} run Programs with their arguments.
 * @property {boolean} [tests] They are test runners: a run without a test counts as failed.
 */

/** A package of its own. */
const RUST_WORKER = "examples/rust-worker/src/lib.rs";
const DENY = ["--", "-D", "warnings"];
const WASM = ["--target", "wasm32-unknown-unknown"];
const WASM_PACK = ["wasm-pack", "test"];
const RUST_TESTS = [ensureRust, wasmPackOnPath];
/** What wrangler and Miniflare would otherwise ask the network for. */
Object.assign(process.env, { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" });

/** @type {Step[]} */
const STEPS = [
  { name: "fmt", group: "lint", needs: [ensureRust], run: [["cargo", "fmt", "--check", "--", RUST_WORKER]] },
  {
    name: "clippy",
    group: "lint",
    needs: [ensureRust],
    run: [
      ["cargo", "clippy", "--all-targets", ...DENY],
      ["cargo", "clippy", "--all-targets", ...WASM, ...DENY],
      ...["edge,npm", "browser,npm"].map((features) => {
        return ["cargo", "clippy", "--lib", ...WASM, "--no-default-features", "--features", features, ...DENY];
      }),
    ],
  },
  { name: "biome", group: "lint", needs: [ensureNodeModules], run: [["npx", "biome", "ci", "."]] },
  { name: "rust", needs: [ensureRust], run: [["cargo", "test"]], tests: true },
  { name: "build", needs: [build], run: [] },
  {
    name: "types",
    group: "lint",
    needs: [build],
    run: ["tsconfig.json", "www/tsconfig.json"].map((file) => ["npx", "tsc", "-p", file]),
  },
  { name: "wasm-node", group: "wasm", needs: RUST_TESTS, run: [[...WASM_PACK, "--node"]], tests: true },
  {
    name: "wasm-chrome",
    group: "wasm",
    needs: [...RUST_TESTS, ensureChrome],
    run: [[...WASM_PACK, "--headless", "--chrome"]],
    tests: true,
  },
  { name: "js", needs: [build, ensureChrome], run: [nodeTests("tests/js")], tests: true },
  { name: "ts-types", needs: [build], run: [nodeTests("tests/types")], tests: true },
  { name: "hosts", needs: [build, ensureChrome], run: [nodeTests("tests/hosts")], tests: true },
];

/** Node 20 does not expand patterns, so the files are named. @param {string} folder */
function nodeTests(folder) {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith(".test.js"));
  return [process.execPath, "--test", "--test-reporter=spec", ...files.map((file) => join(folder, file))];
}

/** wasm-pack takes the wasm-bindgen that it finds where its version is the crate's, and downloads nothing. */
async function wasmPackOnPath() {
  const folders = [await ensureWasmBindgen(), await ensureWasmPack()];
  process.env.PATH = [...folders, process.env.PATH].join(delimiter);
}

await runAsScript(import.meta.url, async () => {
  const { only, skip } = parseArgs({ options: { only: { type: "string" }, skip: { type: "string" } } }).values;
  const [wanted, unwanted] = [named(only), named(skip)];
  const chosen = STEPS.filter((step) => (only === undefined || wanted.has(step)) && !unwanted.has(step));
  /** @type {Map<Function, unknown>} */
  const met = new Map();
  const total = { passed: 0, failed: 0 };
  const lines = [];
  for (const step of chosen) {
    console.log(`\n== ${step.name}`);
    const { passed, failed, note } = await runStep(step, met);
    total.passed += passed;
    total.failed += failed;
    lines.push(`${step.name.padEnd(14)}${passed} passed, ${failed} failed${note}`);
  }
  console.log(`\n${lines.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
});

/** @param {string | undefined} names */
function named(names) {
  return new Set(
    (names?.split(",") ?? []).flatMap((name) => {
      const found = STEPS.filter((step) => step.name === name || step.group === name);
      const known = STEPS.map((step) => `${step.name}${step.group ? ` (${step.group})` : ""}`).join(", ");
      if (found.length === 0) throw new UserError(`no step is called "${name}". There are: ${known}.`);
      return found;
    }),
  );
}

/** A check without tests counts as one. @param {Step} step @param {Map<Function, unknown>} met */
async function runStep(step, met) {
  const found = { passed: 0, failed: 0, note: "" };
  let ok = true;
  try {
    for (const need of step.needs) {
      if (!met.has(need)) met.set(need, need());
      await met.get(need);
    }
    for (const [command, ...args] of step.run) {
      console.log(`$ ${[command, ...args].join(" ").replace(process.execPath, "node")}`);
      const { code, output } = await run(command, args);
      if (step.tests) count(output, found);
      if (code !== 0) ok = false;
    }
  } catch (error) {
    ok = false;
    console.error(error instanceof UserError ? `error: ${error.message}` : error);
  }
  if (!step.tests && ok) found.passed++;
  if (found.failed === 0 && (!ok || found.passed === 0)) found.failed++;
  return found;
}

/** Adds what a test runner says at its end. @param {string} output @param {{ passed: number, failed: number, note: string }} found */
function count(output, found) {
  let skipped = 0;
  for (const [, passed, failed] of output.matchAll(/^test result: .*?(\d+) passed; (\d+) failed/gm)) {
    found.passed += Number(passed);
    found.failed += Number(failed);
  }
  for (const [, what, number] of output.matchAll(/^\S+ (pass|fail|cancelled|skipped) (\d+)$/gm)) {
    if (what === "pass") found.passed += Number(number);
    else if (what === "skipped") skipped += Number(number);
    else found.failed += Number(number);
  }
  if (skipped > 0) found.note = `, ${skipped} skipped`;
}
