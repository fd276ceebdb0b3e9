// `npm run soak -- --seconds 60`: a Worker in real workerd under mixed faults; what it answers, and whether it grows.
// @ts-check
import { execFileSync } from "node:child_process";
import diagnostics from "node:diagnostics_channel";
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { faults, startEmulator } from "../emulator/index.js";
import { expectedOf } from "../tests/js/support/fault-table.js";
import { startWorkerd } from "../tests/js/support/workerd.js";

const TIMEOUT_MS = 5_000;
/** A call that takes longer than its deadline by this much is stuck. */
const SLACK_MS = 3_000;
/** How much of the run is warm-up, which the slope of the memory leaves out. */
const WARM_UP = 1 / 3;
/** A clock that jumps is shared by all calls of the client; and 120 pieces, each a turn of this busy loop, take seconds. */
const LEFT_OUT = new Set(["clock-ahead", "clock-behind", "chunked"]);
const GOOD = /** @type {const} */ ([
  ["viewer", "2_v378gn997yovtl3p8h77db9e224t6hg9"],
  ["account", "0062149710"],
]);
const USAGE = `Asks a Worker in workerd for a while, part of the calls with a random fault, and fails where one ends otherwise than it must.

Usage: npm run soak -- [--seconds 60] [--concurrency 64] [--faults 0.3] [--only qps,huge] [--plain] [--help]

  --faults N   the share of calls with a fault, from 0 to 1
  --only a,b   these faults only
  --plain      the same traffic without faults and without the package`;

const options = chosen();
const names = options.only ?? faults.map(({ name }) => name).filter((name) => !LEFT_OUT.has(name));

/** @type {Map<string, number>} */
const counts = new Map();
/** @type {Map<string, number>} */
const unexpected = new Map();
let stuck = 0;
let slowestMs = 0;
/** @type {{ minutes: number, kib: number }[]} */
const memory = [];

/** Miniflare does not tell which process is its workerd; Node tells which ones were started here. */
/** @type {import("node:child_process").ChildProcess[]} */
const children = [];
diagnostics.subscribe("child_process", (message) => {
  children.push(/** @type {{ process: import("node:child_process").ChildProcess }} */ (message).process);
});

const emulator = await startEmulator();
const worker = await startWorkerd(new URL("./soak-worker.js", import.meta.url), {
  bindings: {
    ...{ URL: emulator.url, APP_ID: emulator.appId, APP_SECRET: emulator.appSecret },
    ...{ TIMEOUT_MS: String(TIMEOUT_MS), PLAIN: options.plain ? "1" : "" },
  },
});
const origin = (await worker.ready).origin;
const started = Date.now();
const endsAt = started + options.seconds * 1_000;
let isStopped = false;
process.once("SIGINT", () => {
  isStopped = true;
});

sample();
const sampling = setInterval(sample, Math.min(1_000, options.seconds * 20));
const lanes = Array.from({ length: options.concurrency }, lane);
// Every lane ends by itself; one that does not within the time of the longest call is stuck.
let pending = lanes.length;
for (const ended of lanes) void ended.then(() => pending--);
const drained = Promise.all(lanes);
const remaining = endsAt - Date.now() + TIMEOUT_MS + SLACK_MS + 5_000;
/** @type {NodeJS.Timeout | undefined} */
let timer;
await Promise.race([drained, new Promise((resolve) => (timer = setTimeout(resolve, remaining)))]);
clearTimeout(timer);
stuck += pending;
sample();
clearInterval(sampling);
report();
await worker.dispose();
await emulator.close();
process.exit(stuck > 0 || unexpected.size > 0 ? 1 : 0);

/** Asks one thing after another until the time is over. */
async function lane() {
  while (Date.now() < endsAt && !isStopped) {
    const isFault = Math.random() < options.faults;
    const [lookUp, goodId] = pick(GOOD);
    const fault = pick(names);
    const id = isFault ? `fault:${fault}` : goodId;
    const wanted = isFault ? (expectedOf(fault, lookUp)?.outcome ?? "?") : `ok ${goodId}`;
    const begun = performance.now();
    const answer = await ask(lookUp, id);
    const ms = performance.now() - begun;
    slowestMs = Math.max(slowestMs, ms);
    if (ms > TIMEOUT_MS + SLACK_MS) stuck += 1;
    const kind = answer.split(" ")[0];
    count(counts, kind);
    const isExpected = isFault ? kind === wanted : answer === wanted;
    if (!isExpected) count(unexpected, `${lookUp} ${isFault ? fault : "good"}: ${answer} instead of ${wanted}`);
  }
}

/** @param {string} lookUp @param {string} id */
async function ask(lookUp, id) {
  try {
    const response = await fetch(`${origin}/?${new URLSearchParams({ lookUp, id })}`);
    const text = await response.text();
    return response.status === 200 ? text : `HTTP ${response.status} ${text.slice(0, 200)}`;
  } catch (error) {
    return `fetch: ${error}`;
  }
}

/** @template T @param {readonly T[]} list @returns {T} */
function pick(list) {
  return list[Math.floor(Math.random() * list.length)];
}

/** @param {Map<string, number>} map @param {string} key */
function count(map, key) {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** The resident memory of workerd now. */
function sample() {
  const pid = children.find(({ spawnfile }) => spawnfile?.includes("workerd"))?.pid;
  if (pid === undefined) return;
  const file = `/proc/${pid}/status`;
  const kib = existsSync(file)
    ? Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(file, "utf8"))?.[1])
    : Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }));
  if (Number.isFinite(kib)) memory.push({ minutes: (Date.now() - started) / 60_000, kib });
}

/** Least squares, in KiB a minute. @param {{ minutes: number, kib: number }[]} samples */
function slope(samples) {
  const n = samples.length;
  const meanX = samples.reduce((sum, { minutes }) => sum + minutes, 0) / n;
  const meanY = samples.reduce((sum, { kib }) => sum + kib, 0) / n;
  const xy = samples.reduce((sum, { minutes, kib }) => sum + (minutes - meanX) * (kib - meanY), 0);
  const xx = samples.reduce((sum, { minutes }) => sum + (minutes - meanX) ** 2, 0);
  return xy / xx;
}

function report() {
  const seconds = (Date.now() - started) / 1_000;
  const total = [...counts.values()].reduce((sum, number) => sum + number, 0);
  console.log(
    `${total} calls in ${seconds.toFixed(0)} s at concurrency ${options.concurrency}, ${Math.round(total / seconds)}/s`,
  );
  for (const [kind, number] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`  ${kind.padEnd(20)}${number}`);
  console.log(`slowest call       ${Math.round(slowestMs)} ms (deadline ${TIMEOUT_MS} ms)`);
  console.log(`stuck calls        ${stuck}`);
  console.log(`unexpected results ${[...unexpected.values()].reduce((sum, number) => sum + number, 0)}`);
  for (const [what, number] of unexpected) console.log(`  ${number} × ${what}`);
  const steady = memory.filter(({ minutes }) => minutes * 60 >= seconds * WARM_UP);
  if (steady.length < 3) return;
  const most = Math.max(...memory.map(({ kib }) => kib));
  const [first, last] = [steady[0].kib, steady[steady.length - 1].kib];
  const after = Math.round(seconds * WARM_UP);
  console.log(`workerd memory     ${first} KiB after ${after} s, ${last} KiB at the end, ${most} KiB at most`);
  const perMinute = slope(steady);
  const perCall = (perMinute / 60 / (total / seconds)) * 1024;
  console.log(`workerd slope      ${perMinute.toFixed(0)} KiB/min over the last ${Math.round(seconds - after)} s`);
  console.log(`                   ${perCall.toFixed(0)} bytes for each call`);
}

function chosen() {
  try {
    const string = (/** @type {string} */ value) => ({ type: /** @type {const} */ ("string"), default: value });
    const boolean = { type: /** @type {const} */ ("boolean"), default: false };
    const { values } = parseArgs({
      options: {
        ...{ seconds: string("60"), concurrency: string("64"), faults: string("0.3") },
        ...{ only: { type: "string" }, plain: boolean, help: boolean },
      },
    });
    const { only, plain, help } = values;
    const [seconds, concurrency, share] = [values.seconds, values.concurrency, values.faults].map(Number);
    const isValid = seconds > 0 && Number.isInteger(concurrency) && concurrency > 0 && share >= 0 && share <= 1;
    if (!isValid) throw new Error("these numbers are out of range");
    if (!help) return { seconds, concurrency, faults: plain ? 0 : share, only: only?.split(","), plain };
    console.log(USAGE);
    return process.exit(0);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return process.exit(2);
  }
}
