// Wasm memory over a million calls of every kind: what the warm-up took is all that is ever taken.
// @ts-check
import { PolyvClient, PolyvError, parseViewer, publicViewer } from "polyv-edge/edge";
import { ACCOUNT, FIRST_TIMESTAMP, VIEWER_ID, VIEWER_PATH, viewerText } from "./lib/data.js";
import { makeRow, runWork } from "./lib/work.js";

/** @param {import("./lib/work.js").Options} options @returns {Promise<import("./lib/work.js").Result>} */
export async function memory({ quick, say }) {
  const bytes = await memoryOf();
  const calls = quick ? 20_000 : 1_000_000;
  const warmUp = calls / 100;
  const text = viewerText();
  const body = new TextEncoder().encode(text);
  const headers = { "content-length": String(body.length) };
  const client = new PolyvClient({
    ...ACCOUNT,
    rateLimit: false,
    fetch: async () => new Response(body, { headers }),
  });
  /** Of ten calls: six that sign, two that parse, one that fails, one that goes all the way. @param {number} index */
  const call = async (index) => {
    switch (index % 10) {
      case 0:
        return client.getViewer({ viewerUnionId: VIEWER_ID });
      case 1:
        return refused(() => parseViewer('{"code":400,"message":"invalid signature."}'));
      case 2:
        return publicViewer(parseViewer(text));
      case 3:
        return parseViewer(text);
      default:
        return client.signedUrl({
          path: VIEWER_PATH,
          query: { viewerUnionId: VIEWER_ID },
          timestamp: FIRST_TIMESTAMP + index,
        });
    }
  };

  const loaded = bytes();
  for (let index = 0; index < warmUp; index++) await call(index);
  const warm = bytes();
  for (let index = 0; index < calls; index++) {
    await call(index);
    if (index % (calls / 4) === 0)
      say(`${index.toLocaleString("en-US")} calls: ${bytes().toLocaleString("en-US")} bytes`);
  }
  const end = bytes();
  return {
    rows: [
      makeRow({
        work: `wasm memory after ${calls.toLocaleString("en-US")} calls`,
        ours: end,
        against: "after the warm-up",
        theirs: warm,
        target: 1,
        bound: "at most",
        unit: "bytes",
      }),
    ],
    figures: [
      {
        title: "Wasm memory, bytes",
        columns: [
          "loaded",
          `after ${warmUp.toLocaleString("en-US")} calls`,
          `after ${calls.toLocaleString("en-US")} more`,
        ],
        rows: [[loaded, warm, end]],
      },
    ],
    notes: [],
  };
}

/** The glue gives its exports, whose names are short, to whoever initialises it again. */
async function memoryOf() {
  const glue = /** @type {string} */ (import.meta.resolve("polyv-edge/edge")).replace(/[^/]+$/, "edge.glue.js");
  const { initSync } = await import(glue);
  const exports = /** @type {unknown[]} */ (Object.values(initSync()));
  const memory = exports.find((value) => value instanceof WebAssembly.Memory);
  if (!memory) throw new Error("the glue has no memory");
  return () => memory.buffer.byteLength;
}

/** @param {() => unknown} call */
function refused(call) {
  try {
    call();
  } catch (error) {
    if (error instanceof PolyvError) return error;
    throw error;
  }
  throw new Error("a refusal was taken for data");
}

await runWork(import.meta.url, memory);
