// What a deployment carries: Worker bundles and what a page loads, after gzip.
// @ts-check
import { brotliCompressSync, gzipSync } from "node:zlib";
import { bundle } from "./lib/bundle.js";
import { makeRow, runWork } from "./lib/work.js";
import { AXIOS, ENTRIES, HAND_WRITTEN, OURS } from "./lib/workers.js";

const PAGE = "polyv-edge in a page";

/** @returns {Promise<import("./lib/work.js").Result>} */
export async function size() {
  /** @type {Record<string, Awaited<ReturnType<typeof sizesOf>>>} */
  const sizes = {};
  for (const name of [OURS, AXIOS, HAND_WRITTEN[1]]) sizes[name] = sizesOf(await bundle(ENTRIES[name]));
  const page = await bundle(new URL("workers/page.js", import.meta.url));
  sizes[PAGE] = sizesOf(page);

  /** @param {string} work @param {string} name @param {number} limit */
  const row = (work, name, limit) =>
    makeRow({
      work,
      ours: sizes[name].gzip,
      against: `${limit} kB`,
      theirs: limit * 1000,
      target: 1,
      bound: "at most",
      unit: "bytes",
    });
  const rows = [
    row("a Worker bundle with polyv-edge/edge, gzip", OURS, 40),
    makeRow({
      work: "a Worker bundle with polyv-edge/edge, gzip",
      ours: sizes[OURS].gzip,
      against: AXIOS,
      theirs: sizes[AXIOS].gzip,
      target: 1,
      bound: "at most",
      unit: "bytes",
    }),
    row("a page's polyv-edge, wasm and JavaScript, gzip", PAGE, 14),
  ];
  return {
    rows,
    figures: [
      {
        title: "Bundles (esbuild, minified), wasm and JavaScript together, bytes",
        columns: ["", "raw", "gzip", "brotli", "of the gzip, wasm"],
        rows: Object.entries(sizes).map(([name, { raw, gzip, brotli, wasm }]) => [name, raw, gzip, brotli, wasm]),
      },
    ],
    notes: ["The aims are 30 kB for the Worker and 10 kB for the page. The official SDK states 85 kB."],
  };
}

/** @param {import("./lib/bundle.js").Module[]} modules */
function sizesOf(modules) {
  const sizes = { raw: 0, gzip: 0, brotli: 0, wasm: 0 };
  for (const { type, contents } of modules) {
    const bytes = Buffer.from(/** @type {string} */ (contents));
    const gzip = gzipSync(bytes, { level: 9 }).length;
    sizes.raw += bytes.length;
    sizes.gzip += gzip;
    sizes.brotli += brotliCompressSync(bytes).length;
    if (type === "CompiledWasm") sizes.wasm += gzip;
  }
  return sizes;
}

await runWork(import.meta.url, size);
