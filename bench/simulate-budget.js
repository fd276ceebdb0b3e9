// `node bench/simulate-budget.js [--isolates 10,100,1000,10000]`: how many isolates fare with one shared budget. The code
// is the package's own, the Durable Object's and the isolates'; time, network and traffic are simulated, with fixed seeds.
// @ts-check
import { PolyvBudget, sharedFetch } from "polyv-edge/limiter";
import { inVirtualTime } from "../tests/js/support/virtual-time.js";
import { readOptions, runAsScript, UserError } from "./lib/console.js";

/** Measured from here on: before, the budget is unused and everything is granted at once. */
const WARM_UP_MS = 20_000;
const MEASURED_MS = 40_000;

const USAGE = `Simulates isolates that share one budget.

Usage: node bench/simulate-budget.js [--isolates 10,100,1000,10000] [--help]`;

/**
 * @typedef {object} Scenario
 * @property {number} isolates
 * @property {number} load what callers ask for, as a part of the budget
 * @property {number} seed
 * @property {number} [calls] of the budget
 * @property {number} [windowMs] of the budget
 * @property {number} [durationMs]
 * @property {number} [lossRate] part of the answers of the object that never arrive
 * @property {number} [abortRate] part of the callers that give up within a second
 * @property {number} [restartEveryMs] the object loses its memory that often
 */
/** @typedef {{ at: number, waitedMs: number }} Sent */

/** @param {Scenario} scenario */
export function simulate(scenario) {
  return inVirtualTime((time) => run(scenario, time));
}

/** @param {Scenario} scenario @param {{ sleep: (ms: number) => Promise<void> }} time */
async function run(scenario, { sleep }) {
  const { isolates, load, seed, calls = 1_200, windowMs = 10_000 } = scenario;
  const { durationMs = WARM_UP_MS + MEASURED_MS, lossRate = 0, abortRate = 0, restartEveryMs } = scenario;
  const random = randomOf(seed);
  const storage = new Storage();
  let asks = 0;

  class SimulatedBudget extends PolyvBudget {
    static calls = calls;
    static windowMs = windowMs;
  }
  const start = () => new SimulatedBudget({ storage, blockConcurrencyWhile: (work) => work() });
  let object = start();

  const fetchers = Array.from({ length: isolates }, () => {
    const distanceMs = 2 + 70 * random() ** 2;
    const oneWay = () => sleep(distanceMs * (1 + random() ** 4));
    const budget = {
      /** @param {string} _url @param {{ body: string }} init */
      async fetch(_url, { body }) {
        await oneWay();
        asks++;
        const response = await object.fetch(/** @type {any} */ ({ json: async () => JSON.parse(body) }));
        await oneWay();
        if (random() < lossRate) await sleep(60_000);
        return response;
      },
    };
    return sharedFetch({ budget, fetch: async () => new Response() });
  });

  /** @type {Sent[]} */
  const sent = [];
  let refused = 0;
  const from = Date.now();
  const callOnce = async () => {
    const askedAt = Date.now();
    const controller = new AbortController();
    if (random() < abortRate) sleep(1_000 * random()).then(() => controller.abort());
    const fetch = fetchers[Math.floor(random() * isolates)];
    try {
      const { status } = await fetch("https://api.polyv.net/", /** @type {any} */ ({ signal: controller.signal }));
      if (status === 429) refused++;
      else sent.push({ at: Date.now(), waitedMs: Date.now() - askedAt });
    } catch {
      // Given up.
    }
  };

  let nextRestart = from + (restartEveryMs ?? Number.POSITIVE_INFINITY);
  const callsPerMs = (load * calls) / windowMs;
  while (Date.now() < from + durationMs) {
    await sleep(-Math.log(1 - random()) / callsPerMs);
    void callOnce();
    if (Date.now() < nextRestart) continue;
    nextRestart += restartEveryMs ?? 0;
    object = start();
  }
  await sleep(10_000);

  const measured = sent.filter(({ at }) => at >= from + WARM_UP_MS && at < from + durationMs);
  const waits = measured.map(({ waitedMs }) => waitedMs).sort((a, b) => a - b);
  const percentile = (/** @type {number} */ part) => waits[Math.floor(part * waits.length)] ?? 0;
  return {
    mostInAWindow: mostInAWindow(
      sent.map(({ at }) => at),
      windowMs,
    ),
    sent: sent.length,
    refused,
    asks,
    writes: storage.writes,
    budgetUsed: (measured.length * windowMs) / (calls * (durationMs - WARM_UP_MS)),
    waitP50: percentile(0.5),
    waitP99: percentile(0.99),
  };
}

/** A Durable Object's storage, as far as it is used. */
class Storage {
  writes = 0;
  #values = new Map();

  /** @param {string} key */
  async get(key) {
    return structuredClone(this.#values.get(key));
  }

  /** @param {string} key @param {unknown} value */
  async put(key, value) {
    this.writes++;
    this.#values.set(key, structuredClone(value));
  }
}

/** The most calls in any window [t, t + windowMs). @param {number[]} times @param {number} windowMs */
export function mostInAWindow(times, windowMs) {
  const sorted = [...times].sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < sorted.length; last++) {
    while (sorted[last] - sorted[first] >= windowMs) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). @param {number} seed */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let hash = Math.imul(state ^ (state >>> 15), 1 | state);
    hash = (hash + Math.imul(hash ^ (hash >>> 7), 61 | hash)) ^ hash;
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function main() {
  const values = readOptions(USAGE, { isolates: { type: "string", default: "10,100,1000,10000" } });
  const numbers = values.isolates.split(",").map(Number);
  if (!numbers.every((number) => Number.isInteger(number) && number > 0)) {
    throw new UserError("--isolates takes whole numbers with commas between them");
  }
  const head = ["isolates", "asked for", "most in a window", "sent", "refused", "wait p50", "wait p99"];
  print([...head, "calls per ask", "asks/s", "writes/s"]);
  print(Array.from({ length: 10 }, () => "---:"));
  const seconds = (WARM_UP_MS + MEASURED_MS) / 1_000;
  for (const load of [0.5, 0.9, 1.5]) {
    for (const isolates of numbers) {
      const result = await simulate({ isolates, load, seed: 1 });
      print([
        isolates.toLocaleString("en"),
        percent(load),
        `${result.mostInAWindow} of 1200`,
        percent(result.budgetUsed),
        percent(result.refused / (result.sent + result.refused)),
        `${Math.round(result.waitP50)} ms`,
        `${Math.round(result.waitP99)} ms`,
        (result.sent / result.asks).toFixed(1),
        (result.asks / seconds).toFixed(0),
        (result.writes / seconds).toFixed(1),
      ]);
    }
  }
}

/** @param {number} part */
const percent = (part) => `${Math.round(part * 100)} %`;

/** @param {string[]} cells */
const print = (cells) => process.stdout.write(`| ${cells.join(" | ")} |\n`);

await runAsScript(import.meta.url, main);
