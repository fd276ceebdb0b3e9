// A whole request through a Worker in workerd at 16 connections: the processor time that it takes.
// @ts-check
import assert from "node:assert/strict";
import { startEmulator } from "../emulator/index.js";
import { VIEWER_ID } from "./lib/data.js";
import { load } from "./lib/load.js";
import { takeTurns } from "./lib/rounds.js";
import { bundleWorker, NAMES, startWorkerd, withWorkers } from "./lib/workerd.js";

const CONNECTIONS = 16;

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function request({ quick }) {
  const [ms, rounds] = quick ? [500, 2] : [2_000, 8];
  for (const name of NAMES.slice(0, -1)) await checkSignature(name);
  return withWorkers(async (workers) => {
    /** @type {Record<string, { cpuMs: number, requests: number }>} */
    const pools = Object.fromEntries(NAMES.map((name) => [name, { cpuMs: 0, requests: 0 }]));
    const rivals = NAMES.map((name) => [
      name,
      async () => {
        const { url, cpuMs } = workers[name];
        const from = cpuMs();
        const requests = await load({ port: Number(url.port), ms, connections: CONNECTIONS });
        const spent = cpuMs() - from;
        pools[name].cpuMs += spent;
        pools[name].requests += requests;
        return (spent / requests) * 1000;
      },
    ]);
    for (const name of NAMES) await load({ port: Number(workers[name].url.port), ms, connections: CONNECTIONS });
    const found = await takeTurns(Object.fromEntries(rivals), rounds, 0);
    const pooled = (/** @type {readonly number[]} */ _, /** @type {string} */ name) =>
      (pools[name].cpuMs / pools[name].requests) * 1000;
    return [{ work: "whole request, workerd", unit: "µs", floor: "pass-through", pick: pooled, rivals: found }];
  });
}

/** A signature that POLYV would refuse is not worth measuring. @param {import("./lib/workerd.js").Name} name */
async function checkSignature(name) {
  const emulator = await startEmulator();
  const { appId, appSecret, url: baseUrl } = emulator;
  const { url, close } = await startWorkerd(await bundleWorker(name), { appId, appSecret, baseUrl });
  try {
    const { viewerUnionId } = /** @type {any} */ (await (await fetch(new URL(VIEWER_ID, url))).json());
    assert.equal(viewerUnionId, VIEWER_ID, `${name} does not get the viewer`);
  } finally {
    await close();
    await emulator.close();
  }
}
