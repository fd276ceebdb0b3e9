// Nothing leaks: a long run of parsing, failing, and clients that nobody frees leaves wasm and heap as large as before.
// The short run takes seconds; MEMORY_TEST=full makes a million parses and a million clients.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { pause } from "./support/edge.js";

const { PolyvClient, PolyvError } = edge;
const [PARSES, CLIENTS] = process.env.MEMORY_TEST === "full" ? [1_000_000, 1_000_000] : [100_000, 20_000];
const [ROUNDS, WARM_UP] = [10, 3];
setFlagsFromString("--expose-gc");
const gc = /** @type {() => void} */ (runInNewContext("gc"));

// The glue hands its exports to whoever initialises it a second time.
const [edgeMemory, browserMemory] = await Promise.all(
  ["edge", "browser"].map(async (name) => {
    const { initSync } = await import(new URL(`../../pkg/dist/${name}.glue.js`, import.meta.url).href);
    const exported = Object.values(initSync());
    return /** @type {any} */ (exported.find((value) => value instanceof WebAssembly.Memory));
  }),
);

const data = {
  ...{ viewerUnionId: 5, source: "WX", latestAuthTime: 1, createTime: 1, nickname: "观众" },
  labels: [{ id: 1282, label: "老客户" }],
};
const viewer = JSON.stringify({ code: 200, status: "success", success: true, data });
const account = JSON.stringify({ code: 200, data: { account: "0062149710", channelId: 2149710, sort: "6" } });
const refused = [
  ...['{"code":400,"message":"invalid signature."}', '{"code":400,"error":{"code":20001,"desc":"x"},"requestId":"r"}'],
  ...["<html>", "[]", '{"code":200,"data":{"account":1}}', '{"code":200,"data":null}', new Uint8Array([0xff])],
];

/** @param {number} count */
function parse(count) {
  for (let n = 0; n < count; n++) {
    const { parseViewer, parseChannelAccount } = n % 2 ? edge : browser;
    edge.redactViewer(parseViewer(viewer));
    edge.redactChannelAccount(parseChannelAccount(account));
    assert.throws(() => parseChannelAccount(refused[n % refused.length]), PolyvError);
  }
}

/** Makes clients and drops them; some have made a call, some a batch, some an iteration. @param {number} count */
async function dropClients(count) {
  for (let n = 0; n < count; n++) {
    const client = new PolyvClient({
      ...{ appId: "app", appSecret: `secret-${n}-${"x".repeat(100)}`, retries: 0, nonce: n % 2 === 0 },
      fetch: async () => new Response(n % 3 ? viewer : "<html>"),
    });
    client.signedUrl("GET /live/x", { query: { n } });
    if (n % 8 === 0) await client.getViewer({ viewerUnionId: "x" }).catch(() => {});
    if (n % 40 === 0) await client.getViewers(["x", ""]);
    if (n % 40 === 20) await client.listViewers().catch(() => {});
    if (n % 40 === 30) client.dispose();
    // A constructor that fails must leave nothing behind either.
    assert.throws(() => new PolyvClient({ appId: "", appSecret: "x" }), PolyvError);
    // Finalizers run in turns of the event loop, which a loop without a pause never ends.
    if (n % 500 === 499) {
      gc();
      await pause(0);
    }
  }
}

test(`${PARSES} rounds of parsing and ${CLIENTS} clients dropped without free leave no trace`, async (context) => {
  const samples = [];
  for (let round = 0; round < ROUNDS; round++) {
    parse(PARSES / ROUNDS);
    await dropClients(CLIENTS / ROUNDS);
    for (let turn = 0; turn < 5; turn++) {
      gc();
      await pause(20);
    }
    const [edge, browser] = [edgeMemory, browserMemory].map(({ buffer }) => buffer.byteLength);
    samples.push({ edge, browser, heap: process.memoryUsage().heapUsed });
  }
  context.diagnostic(JSON.stringify(samples));
  // Wasm memory never shrinks, so what it holds is the most that was ever in use: the parsers free at once, while
  // clients live until the collector comes, which is not always after the same number of them. Memory grows in steps of
  // some pages; four are 19 bytes for each client after the warm-up, far less than any that is kept.
  const slack = { browser: 0, edge: 4 * 64 * 1024, heap: 1024 * 1024 };
  const [first, ...steady] = samples.slice(WARM_UP);
  for (const name of /** @type {const} */ (["browser", "edge", "heap"])) {
    const last = name === "heap" ? steady.slice(-1) : steady;
    assert.ok(Math.max(...last.map((sample) => sample[name])) - first[name] <= slack[name], `${name} grew`);
    assert.ok(name === "heap" || first[name] <= 4 * 1024 * 1024, `${name} holds ${first[name]} bytes`);
  }
});
