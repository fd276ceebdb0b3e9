// Nothing leaks: a long run of parsing, failing, and clients that nobody frees leaves wasm and heap as large as before.
// The short run takes seconds; MEMORY_TEST=full makes a million parses and a million clients.
// @ts-check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const IS_FULL = process.env.MEMORY_TEST === "full";
const [PARSES, CLIENTS] = IS_FULL ? [1_000_000, 1_000_000] : [100_000, 20_000];
const RUN = fileURLToPath(new URL("./support/leak-run.js", import.meta.url));
const WARM_UP = 3;

test(`${PARSES} rounds of parsing and ${CLIENTS} clients dropped without free leave no trace`, (context) => {
  const args = ["--expose-gc", RUN, String(PARSES), String(CLIENTS)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 3_600_000 });
  assert.equal(status, 0, stderr);
  /** @type {{ edge: number, browser: number, heapUsed: number, rss: number }[]} */
  const samples = JSON.parse(stdout);
  const kib = (/** @type {number} */ bytes) => `${Math.round(bytes / 1024)} KiB`;
  for (const { edge, browser, heapUsed, rss } of samples) {
    context.diagnostic(`wasm ${kib(edge)} and ${kib(browser)}, heap ${kib(heapUsed)}, process ${kib(rss)}`);
  }
  const steady = samples.slice(WARM_UP);
  // Wasm memory never shrinks, so what it holds is the most that was ever in use: the parsers free at once, while clients
  // live until the collector comes, which is not always after the same number of them. Memory grows in steps of some pages;
  // four of them are 19 bytes for each client after the warm-up, far less than any that is kept.
  for (const [name, slack] of /** @type {const} */ ([
    ["browser", 0],
    ["edge", 4 * 64 * 1024],
  ])) {
    const held = steady.map((sample) => sample[name]);
    assert.ok(Math.max(...held) - held[0] <= slack, `${name} grew from ${kib(held[0])} to ${kib(Math.max(...held))}`);
    assert.ok(held[0] <= 4 * 1024 * 1024, `${name} holds ${kib(held[0])}`);
  }
  const growth = steady[steady.length - 1].heapUsed - steady[0].heapUsed;
  assert.ok(growth < 1024 * 1024, `the heap grew by ${kib(growth)} after the warm-up`);
});
