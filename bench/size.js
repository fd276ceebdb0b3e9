// What a deployment carries: Worker bundles and what a page loads, wasm and JavaScript together, after gzip.
// @ts-check
import { gzipSync } from "node:zlib";
import { bundle } from "./lib/bundle.js";
import { AXIOS, ENTRIES, HAND_WRITTEN, OURS } from "./lib/workers.js";

/** @returns {Promise<import("./index.js").Measured[]>} */
export default async function size() {
  /** @type {Record<string, number[]>} */
  const rivals = {};
  for (const name of [OURS, AXIOS, HAND_WRITTEN[1]]) rivals[name] = [await sizeOf(ENTRIES[name])];
  const page = { "polyv-edge": [await sizeOf(new URL("workers/page.js", import.meta.url))] };
  return [
    { work: "a Worker's bundle, gzip", unit: "bytes", rivals },
    { work: "the parsers in a page, gzip", unit: "bytes", rivals: page },
  ];
}

/** @param {URL} entry */
async function sizeOf(entry) {
  const modules = await bundle(entry);
  return modules.reduce((sum, { contents }) => sum + gzipSync(Buffer.from(contents), { level: 9 }).length, 0);
}
