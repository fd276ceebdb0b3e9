// `npm test [-- --only a,b] [--skip a,b] [--list]`: runs every step, and says at the end what each one found.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { bold, dim, duration, green, red, reportError, runAsScript, say, UserError } from "./lib/log.mjs";
import { readOptions } from "./lib/options.mjs";
import { logDir } from "./lib/paths.mjs";
import { run, withoutProgress } from "./lib/proc.mjs";
import { steps } from "./lib/steps.mjs";
import { readSummary } from "./lib/summary.mjs";
import { ensureNode } from "./setup.mjs";

const TIMEOUT_MS = 30 * 60_000;
const USAGE = `Runs every test, and says at the end what each step found.

Usage: npm test -- [--only NAMES] [--skip NAMES] [--list] [--help]

  --only a,b   these steps or groups of steps only
  --skip a,b   all but these
  --list       the steps, with their groups`;

/** @typedef {import("./lib/steps.mjs").Step} Step */
/**
 * @typedef {object} Result
 * @property {Step} step
 * @property {boolean} ok
 * @property {number} ms
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} lines
 */

/** Each need is met once in a run; a need that failed fails every step that has it. @type {Map<Function, unknown>} */
const met = new Map();

await runAsScript(import.meta.url, async () => {
  ensureNode();
  const values = readOptions(USAGE, {
    ...{ only: { type: "string" }, skip: { type: "string" } },
    list: { type: "boolean", default: false },
  });
  if (values.list) {
    for (const { name, group, title } of steps) say(`${name.padEnd(14)}${(group ?? "").padEnd(8)}${title}`);
    return;
  }
  const chosen = choose(values.only, values.skip);
  mkdirSync(logDir, { recursive: true });
  /** @type {Result[]} */
  const results = [];
  for (const step of chosen) results.push(await runStep(step));
  report(results);
  if (results.some(({ ok }) => !ok)) process.exitCode = 1;
});

/** @param {string | undefined} only @param {string | undefined} skip @returns {Step[]} */
function choose(only, skip) {
  const known = new Set(steps.flatMap(({ name, group }) => (group ? [name, group] : [name])));
  /** @param {string | undefined} text */
  const names = (text) => {
    const list = text?.split(",").filter(Boolean) ?? [];
    const unknown = list.find((name) => !known.has(name));
    if (unknown) throw new UserError(`no step is called "${unknown}". There are: ${[...known].join(", ")}.`);
    return list;
  };
  const [wanted, unwanted] = [names(only), names(skip)];
  /** @param {Step} step @param {string[]} list */
  const isIn = (step, list) => list.includes(step.name) || (step.group !== undefined && list.includes(step.group));
  return steps.filter((step) => (only === undefined || isIn(step, wanted)) && !isIn(step, unwanted));
}

/** @param {Step} step @returns {Promise<Result>} */
async function runStep(step) {
  say(`\n${bold(`== ${step.name}: ${step.title}`)}`);
  const from = performance.now();
  /** @type {Result} */
  const result = { step, ok: true, ms: 0, passed: 0, failed: 0, skipped: 0, lines: [] };
  try {
    for (const need of step.needs) await meet(need);
    for (const command of (await step.commands?.()) ?? []) await runCommand(command, result);
    if (step.runsTests && result.ok && result.passed === 0) throw new UserError("no test ran");
  } catch (error) {
    result.ok = false;
    reportError(error);
  }
  // A check without a test runner counts as one; a runner that broke down before any test failed does too.
  if (result.ok && !step.runsTests) result.passed += 1;
  if (!result.ok && result.failed === 0) result.failed = 1;
  result.ms = performance.now() - from;
  say(`${result.ok ? green("ok") : red("FAILED")} ${step.name} ${dim(`(${duration(result.ms)})`)}`);
  return result;
}

/** @param {() => unknown} need */
async function meet(need) {
  if (!met.has(need)) met.set(need, Promise.resolve().then(need));
  await met.get(need);
}

/** @param {import("./lib/steps.mjs").Command} command @param {Result} result */
async function runCommand({ command, args, env, summaryFile }, result) {
  if (summaryFile) rmSync(summaryFile, { force: true });
  const show = result.step.runsTests ? "stream" : "quiet";
  const { code, output, logFile } = await run(command, args, {
    env,
    show,
    log: `test-${result.step.name}`,
    timeoutMs: TIMEOUT_MS,
  });
  const summary = summaryFile && existsSync(summaryFile) ? readFileSync(summaryFile, "utf8") : output;
  const counts = result.step.runsTests ? readSummary(summary) : { passed: 0, failed: 0, skipped: 0, lines: [] };
  result.passed += counts.passed;
  result.failed += counts.failed;
  result.skipped += counts.skipped;
  result.lines.push(...counts.lines);
  if (code === 0) return;
  result.ok = false;
  if (show === "quiet") say(withoutProgress(output));
  say(red(`exit code ${code}; full log: ${logFile}`));
}

/** @param {Result[]} results */
function report(results) {
  const width = Math.max(0, ...results.map(({ step }) => step.name.length)) + 2;
  for (const { step, lines } of results) {
    if (lines.length === 0) continue;
    say(`\n${bold(step.name)}`);
    for (const line of lines) say(line);
  }
  say("");
  for (const { step, ok, ms, passed, failed, skipped } of results) {
    const found = [`${passed} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])].join(", ");
    const state = ok ? green("ok    ") : red("FAILED");
    say(`${step.name.padEnd(width)}${state}  ${duration(ms).padStart(10)}  ${step.runsTests ? found : ""}`.trimEnd());
  }
  const left = steps.filter((step) => !results.some((result) => result.step === step));
  if (left.length > 0) say(dim(`not run: ${left.map(({ name }) => name).join(", ")}`));
  /** @param {"passed" | "failed"} key */
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  say("\nAll tests together, each check without tests counted as one:");
  say(`${sum("passed")} passed, ${sum("failed")} failed`);
}
