// What a million calls leave behind, in Node: of the heap, and of the wasm's memory, which never shrinks.
// @ts-check
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ACCOUNT, VIEWER_ID, viewerText } from "./lib/data.js";
import { fetchStub } from "./lib/stub.js";
import { watched } from "./lib/wasm.js";

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function memory({ quick }) {
  const { PolyvClient } = await import("polyv-edge/edge");
  const fetch = fetchStub(new TextEncoder().encode(viewerText()));
  const client = new PolyvClient({ ...ACCOUNT, fetch, rateLimit: false });
  const calls = quick ? 20_000 : 1_000_000;
  // The first ones compile.
  await run(calls / 20);
  const from = used();
  await run(calls);
  const to = used();
  const grown = (/** @type {"heap" | "wasm"} */ what) => [to[what] - from[what]];
  return [
    {
      work: `left by ${calls.toLocaleString("en")} calls`,
      unit: "bytes",
      rivals: { heap: grown("heap"), wasm: grown("wasm") },
    },
  ];

  /** @param {number} calls */
  async function run(calls) {
    for (let index = 0; index < calls; index++) await client.getViewer({ viewerUnionId: VIEWER_ID });
  }
}

function used() {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  collect();
  collect();
  return { heap: process.memoryUsage().heapUsed, wasm: watched.bytes() };
}
