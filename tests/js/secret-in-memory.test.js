// After dispose() the secret is nowhere in the WebAssembly's memory: searched byte by byte.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { PolyvClient } from "polyv-edge/edge";
import { answer, errorOf, pause, untyped, VIEWER_DATA } from "./support/edge.js";

// What initialises the wasm hands its exports out, the memory among them.
const { initSync } = await import(new URL("../../pkg/dist/edge.glue.js", import.meta.url).href);
const exported = /** @type {unknown[]} */ (Object.values(initSync()));
const memory = exported.find((value) => value instanceof WebAssembly.Memory) ?? assert.fail("no memory");

/** In how many places a text stands. @param {string} text */
function places(text) {
  const bytes = Buffer.from(untyped(memory).buffer);
  let count = 0;
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) count++;
  return count;
}

/** Each long enough to be one block of a hash and more, and of its own. */
const secrets = ["MD5", "SHA256"].flatMap((method) => [16, 32, 60, 100].map((length) => ({ method, length })));
for (const { method, length } of secrets) {
  test(`a secret of ${length} characters, ${method}`, async () => {
    const appSecret = `${method}-${length}-`.padEnd(length, "s3cr3tZ9");
    // Its parts are searched for too: a hash works in blocks.
    const parts = [appSecret.slice(0, 16), appSecret.slice(-16)];
    const ok = async () => Response.json(answer(VIEWER_DATA));
    const fetches = [
      ok,
      async () => new Response("", { status: 500 }),
      () => Promise.reject(new TypeError("fetch failed")),
    ];
    const options = /** @type {any} */ ({
      appId: "app",
      appSecret,
      signatureMethod: method,
      retries: 0,
      rateLimit: false,
    });
    const client = new PolyvClient({ ...options, fetch: ok });
    assert.ok(places(appSecret) > 0, "the search finds what is there");
    const others = fetches.map((fetch) => client.withOptions({ fetch, nonce: true }));
    for (const each of [client, ...others]) {
      await each.getViewer({ viewerUnionId: "1" }).catch(() => {});
      await each.request("POST /x", { form: { a: "x".repeat(500) } }).catch(() => {});
      await each.request("POST /x", { json: { a: 1 }, query: { b: "2" } }).catch(() => {});
      await each.request("POST /x", { form: { a: 1 }, files: { file: new Blob(["a"]) } }).catch(() => {});
      each.signedUrl("GET /x", { query: { a: 1 } });
      await each.getViewers(["1", "2", "3"]);
    }
    const controller = new AbortController();
    const stuck = client.withOptions({ fetch: () => new Promise(() => {}) });
    const call = stuck.getViewer({ viewerUnionId: "1" }, { signal: controller.signal });
    await pause(5);
    for (const each of [client, stuck, ...others]) each.dispose();
    controller.abort();
    await errorOf(call, "aborted");
    await errorOf(() => new PolyvClient({ ...options, appSecret: `${appSecret} ` }), "invalid_argument");
    for (const part of parts) assert.equal(places(part), 0, `${part} stands in memory`);
  });
}
