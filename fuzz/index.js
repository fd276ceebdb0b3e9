// `npm run fuzz [-- --seconds 60] [--target envelope] [--short]`: runs the fuzzers one after the other, with figures.

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runAsScript, say, step, UserError } from "../scripts/lib/log.mjs";
import { readOptions } from "../scripts/lib/options.mjs";
import { root, targetDir } from "../scripts/lib/paths.mjs";
import { ask, failureText, pathWith, run, runOrFail } from "../scripts/lib/proc.mjs";
import { ensureCargoTool } from "../scripts/setup.mjs";

const CARGO_FUZZ_VERSION = "0.13.2";
const TARGETS = ["envelope", "models", "url"];
const SECONDS = 60;
const SHORT_SECONDS = 10;

const USAGE = `Feeds the parsers and the signer with what a fuzzer invents.

Usage: npm run fuzz -- [--seconds N] [--target NAME] [--short] [--help]

  --seconds N     for each target (default ${SECONDS})
  --target NAME   one of ${TARGETS.join(", ")}; may be given more than once
  --short         ${SHORT_SECONDS} seconds for each target, as npm test does`;

const work = join(targetDir, "fuzz");
const folder = join(root, "fuzz");

await runAsScript(import.meta.url, async () => {
  const values = readOptions(USAGE, {
    seconds: { type: "string" },
    target: { type: "string", multiple: true },
    short: { type: "boolean", default: false },
  });
  const seconds = Number(values.seconds ?? (values.short ? SHORT_SECONDS : SECONDS));
  if (!Number.isInteger(seconds) || seconds < 1) throw new UserError("--seconds must be a whole number from 1.");
  const unknown = values.target?.find((target) => !TARGETS.includes(target));
  if (unknown !== undefined) throw new UserError(`no fuzzer is called "${unknown}". There are: ${TARGETS.join(", ")}.`);
  await fuzz(values.target ?? TARGETS, seconds, values.short);
});

/** @param {string[]} targets @param {number} seconds @param {boolean} isShort */
async function fuzz(targets, seconds, isShort) {
  const options = await prepare();
  await step("building the fuzzers", () =>
    runOrFail("cargo", ["fuzz", "build", ...options.cargo], { env: options.env, log: "fuzz-build" }),
  );
  const dictionary = writeDictionary();
  const failed = [];
  for (const target of targets) {
    const corpus = join(work, "corpus", target);
    mkdirSync(corpus, { recursive: true });
    // What is found grows in target/; the seeds in the repository stay as they are.
    cpSync(join(folder, "seeds", target), corpus, { recursive: true });
    const fixtures = target === "url" ? [] : [join(root, "tests", "fixtures")];
    const artifacts = join(work, "artifacts", target);
    mkdirSync(artifacts, { recursive: true });
    const limits = [`-max_total_time=${seconds}`, "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"];
    // As part of the tests it takes the same way each time; new ground is for the long runs.
    if (isShort) limits.push("-seed=1");
    const args = ["fuzz", "run", ...options.cargo, target, corpus, ...fixtures, "--"];
    const result = await run("cargo", [...args, ...limits, `-dict=${dictionary}`, `-artifact_prefix=${artifacts}/`], {
      env: options.env,
      log: `fuzz-${target}`,
      timeoutMs: (seconds + 120) * 1000,
    });
    if (result.code === 0) say(figures(target, result.output));
    else failed.push(failureText("cargo fuzz run", [target], result));
  }
  if (failed.length > 0) throw new UserError(`${failed.join("\n\n")}\nThe inputs are in ${join(work, "artifacts")}`);
}

/** What every call of cargo-fuzz needs. */
async function prepare() {
  const program = await ensureCargoTool("cargo-fuzz", CARGO_FUZZ_VERSION);
  const host = ask("rustc", ["-vV"])?.match(/^host: (.+)$/m)?.[1];
  if (!host) throw new UserError("rustc does not say which platform it is for: `rustc -vV` failed.");
  return {
    // No sanitizer: the crate forbids unsafe code, and without one the fuzzers are several times as fast.
    cargo: ["--fuzz-dir", folder, "--target-dir", work, "--target", host, "--sanitizer", "none"],
    // cargo-fuzz uses compiler flags that stable Rust keeps behind this variable; no nightly is needed.
    env: { PATH: pathWith(dirname(program)), RUSTC_BOOTSTRAP: "1", CARGO_TARGET_DIR: undefined },
  };
}

/** POLYV's field names, which chance does not find. */
function writeDictionary() {
  const models = join(root, "src", "model");
  const sources = readdirSync(models).map((file) => readFileSync(join(models, file), "utf8"));
  const envelope = ["code", "status", "message", "data", "error", "desc", "requestId", "success", "200"];
  const declared = sources.flatMap((source) => [...source.matchAll(/ "(\w+)": /g)].map(([, name]) => name));
  const file = join(work, "names.dict");
  writeFileSync(file, [...new Set([...envelope, ...declared])].map((name) => `"\\"${name}\\""\n`).join(""));
  return file;
}

/** @param {string} target @param {string} output Of libFuzzer. */
function figures(target, output) {
  const last = [...output.matchAll(/^#\d+\s+DONE\s+cov: (\d+) ft: (\d+) corp: (\d+)/gm)].at(-1);
  /** @param {string} name */
  const stat = (name) => Number(output.match(new RegExp(`^stat::${name}:\\s+(\\d+)`, "m"))?.[1]);
  const [, coverage, features, inputs] = last ?? [];
  if (coverage === undefined) throw new UserError(`${target} ended without figures:\n${output.slice(-2000)}`);
  const runs = stat("number_of_executed_units").toLocaleString("en");
  const speed = stat("average_exec_per_sec").toLocaleString("en");
  const memory = stat("peak_rss_mb");
  return (
    `${target.padEnd(10)}${runs} inputs (${speed}/s), none failed; ` +
    `coverage ${coverage} edges, ${features} features; corpus ${inputs}; ${memory} MB at most`
  );
}
