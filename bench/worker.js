// A Worker that asks POLYV for a viewer, in workerd at 16 connections: requests per second, and processor time for each.
// @ts-check
import assert from "node:assert/strict";
import { startEmulator } from "../emulator/index.js";
import { bundle } from "./lib/bundle.js";
import { cpuSeconds, startAnswerer, workerdPids } from "./lib/children.js";
import { VIEWER_ID } from "./lib/data.js";
import { load } from "./lib/load.js";
import { takeTurns } from "./lib/rounds.js";
import { startWorkerd } from "./lib/workerd.js";
import { ENTRIES, PASS_THROUGH } from "./lib/workers.js";

const CONNECTIONS = 16;

/** @typedef {Awaited<ReturnType<typeof startWorkerd>> & { pid: number | undefined, cpu: number[] }} Running */

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function worker({ quick, say }) {
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
    const measured = [{ work: "a Worker", unit: "requests/s", rivals: await takeTurns(rivals, rounds, say) }];
    const cpu = Object.fromEntries(Object.entries(running).map(([name, { cpu }]) => [name, cpu]));
    if (Object.values(cpu).every(({ length }) => length > 0)) {
      measured.push({ work: "processor time of a request", unit: "µs", rivals: cpu });
    }
    return measured;
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
