// A Worker that asks POLYV for a viewer, in workerd at 16 connections: requests per second, and processor time for each.
// @ts-check
import assert from "node:assert/strict";
import { startEmulator } from "../emulator/index.js";
import { bundle } from "./lib/bundle.js";
import { cpuSeconds, startAnswerer, workerdPids } from "./lib/children.js";
import { VIEWER_ID } from "./lib/data.js";
import { load } from "./lib/load.js";
import { takeTurns } from "./lib/rounds.js";
import { ratio } from "./lib/stats.js";
import { makeRow, runWork } from "./lib/work.js";
import { startWorkerd } from "./lib/workerd.js";
import { AXIOS, ENTRIES, HAND_WRITTEN, OURS, PASS_THROUGH } from "./lib/workers.js";

const CONNECTIONS = 16;

/** @typedef {Awaited<ReturnType<typeof startWorkerd>> & { pid: number | undefined, cpu: number[] }} Running */

/** @param {import("./lib/work.js").Options} options @returns {Promise<import("./lib/work.js").Result>} */
export async function worker({ quick, say }) {
  const ms = quick ? 500 : 2_500;
  const rounds = quick ? 2 : 6;
  const answerer = await startAnswerer();
  /** @type {Record<string, Running>} */
  const running = {};
  try {
    for (const [name, entry] of Object.entries(ENTRIES)) {
      say(`starting ${name}`);
      const modules = await bundle(entry);
      if (name !== PASS_THROUGH) await checkAgainstEmulator(name, modules);
      const before = workerdPids();
      const started = await startWorkerd(modules, answerer.url);
      const pid = workerdPids()?.find((pid) => !before?.includes(pid));
      running[name] = { ...started, pid, cpu: [] };
    }
    const rivals = Object.fromEntries(
      Object.entries(running).map(([name, started]) => [name, () => requestsPerSecond(started, ms)]),
    );
    await takeTurns(rivals, 1);
    for (const { cpu } of Object.values(running)) cpu.length = 0;
    const found = await takeTurns(rivals, rounds, (round) => say(`round ${round} of ${rounds}`));
    return makeResult(found, running, ms);
  } finally {
    await Promise.all(Object.values(running).map(({ close }) => close()));
    await answerer.close();
  }
}

/** A signature that POLYV would refuse is not worth measuring. */
/** @param {string} name @param {import("./lib/bundle.js").Module[]} modules */
async function checkAgainstEmulator(name, modules) {
  const emulator = await startEmulator();
  const { port, close } = await startWorkerd(modules, emulator.url, emulator);
  try {
    const response = await fetch(`http://127.0.0.1:${port}/${VIEWER_ID}`);
    const { viewerUnionId } = /** @type {{ viewerUnionId?: string }} */ (await response.json());
    assert.equal(viewerUnionId, VIEWER_ID, `${name} does not get the viewer`);
  } finally {
    await close();
    await emulator.close();
  }
}

/** @param {Running} running @param {number} ms */
async function requestsPerSecond({ port, pid, cpu }, ms) {
  const from = pid === undefined ? 0 : cpuSeconds(pid);
  const { requests, seconds } = await load({
    port,
    ms,
    connections: CONNECTIONS,
    path: (index) => `/2_viewer${index}`,
  });
  if (pid !== undefined) cpu.push(((cpuSeconds(pid) - from) / requests) * 1e6);
  return requests / seconds;
}

/**
 * @param {Awaited<ReturnType<typeof takeTurns>>} found
 * @param {Record<string, Running>} running
 * @param {number} ms
 * @returns {import("./lib/work.js").Result}
 */
function makeResult(found, running, ms) {
  const byHand = HAND_WRITTEN.reduce((a, b) => (found[a].median >= found[b].median ? a : b));
  /** @param {string} against @param {number} target */
  const row = (against, target) =>
    makeRow({
      work: "a Worker asking for a viewer",
      ours: found[OURS].median,
      against,
      theirs: found[against].median,
      ratio: ratio(found[OURS].values, found[against].values),
      target,
      bound: "at least",
      unit: "requests/s",
    });
  const rows = [row(AXIOS, 2), row(byHand, 1.1), row(PASS_THROUGH, 0.75)];
  const hasCpu = Object.values(running).every(({ cpu }) => cpu.length > 0);
  /** @param {string} name */
  const cpuOf = (name) => running[name].cpu.toSorted((a, b) => a - b)[running[name].cpu.length >> 1];
  if (hasCpu) {
    rows.push(
      makeRow({
        work: "processor time of one request",
        ours: cpuOf(OURS),
        against: byHand,
        theirs: cpuOf(byHand),
        ratio: ratio(running[OURS].cpu, running[byHand].cpu),
        target: 0.9,
        bound: "at most",
        unit: "µs",
      }),
    );
  }
  const figures = [
    {
      title: `A Worker in workerd, ${CONNECTIONS} connections, rounds of ${ms / 1000} s`,
      columns: ["", "requests/s, median", "lowest", "highest", "processor µs per request"],
      rows: Object.entries(found).map(([name, { median, min, max }]) => [
        name,
        ...[median, min, max].map(Math.round),
        hasCpu ? Math.round(cpuOf(name)) : "not measured",
      ]),
    },
  ];
  const notes = [
    "POLYV is played by a process that answers every request with the sample viewer and does nothing else " +
      "(`bench/answerer.js`), the same for all: the emulator's own work would weigh on the fast Workers most. Each Worker " +
      "that signs gets one viewer from the emulator first, so its signature is right.",
    "The client's `rateLimit` is off, because POLYV's ceiling of 150 calls a second is far below what is measured.",
  ];
  return { rows, figures, notes };
}

await runWork(import.meta.url, worker);
