// Uses the package for a long time and tells how much memory it holds: `node --expose-gc leak-run.js <parses> <clients>`.
// Prints one JSON line.
// @ts-check
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";

const { PolyvClient, PolyvError } = edge;
const gc = /** @type {() => void} */ (globalThis.gc);
if (!gc) throw new Error("start it with node --expose-gc");
const [parses, clients] = process.argv.slice(2).map(Number);
const ROUNDS = 10;

/** The memory of both wasm files: the glue hands its exports to whoever initialises it a second time. */
async function memories() {
  const bytesOf = async (/** @type {string} */ name) => {
    const { initSync } = await import(new URL(`../../../pkg/dist/${name}.glue.js`, import.meta.url).href);
    return initSync().memory.buffer.byteLength;
  };
  return { edge: await bytesOf("edge"), browser: await bytesOf("browser") };
}

const viewer = JSON.stringify({
  ...{ code: 200, status: "success", success: true },
  data: {
    ...{ viewerUnionId: 5, source: "WX", latestAuthTime: 1, createTime: 1, nickname: "观众" },
    labels: [{ id: 1282, label: "老客户" }],
  },
});
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
    try {
      parseChannelAccount(refused[n % refused.length]);
    } catch (error) {
      if (!(error instanceof PolyvError)) throw error;
    }
  }
}

/** Makes clients and drops them, none freed by hand; some have made a call, some a batch, some an iteration. @param {number} count */
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
    try {
      new PolyvClient({ appId: "", appSecret: "x" });
    } catch {
      // A constructor that fails must leave nothing behind either.
    }
    // Finalizers run in turns of the event loop, which a loop without a pause never ends.
    if (n % 500 === 499) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
}

/** @type {{ edge: number, browser: number, heapUsed: number, rss: number }[]} */
const samples = [];
for (let round = 0; round < ROUNDS; round++) {
  parse(parses / ROUNDS);
  await dropClients(clients / ROUNDS);
  for (let turn = 0; turn < 5; turn++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, rss } = process.memoryUsage();
  samples.push({ ...(await memories()), heapUsed, rss });
}
console.log(JSON.stringify(samples));
