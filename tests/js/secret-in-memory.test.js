// After dispose() the secret is nowhere in the WebAssembly's memory, and a key that was used never: searched byte by byte.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { PolyvClient, verifyCallback } from "polyv-edge/edge";
import { directWatchUrl, verifyExternal } from "polyv-edge/watch";
import { answer, errorOf, pause, untyped, VIEWER_DATA } from "./support/edge.js";

// What initialises the wasm hands its exports out, the memory among them.
const { initSync } = await import(new URL("../../pkg/dist/edge.glue.js", import.meta.url).href);
const exported = /** @type {unknown[]} */ (Object.values(initSync()));
const memory = exported.find((value) => value instanceof WebAssembly.Memory) ?? assert.fail("no memory");

/** Whether a text, or a block of it as a hash takes it, stands in memory. @param {string} text */
function stands(text) {
  const bytes = Buffer.from(untyped(memory).buffer);
  return [text, text.slice(0, 16), text.slice(-16)].some((part) => bytes.includes(part));
}

for (const signatureMethod of /** @type {const} */ (["MD5", "SHA256"])) {
  for (const length of [16, 32, 60, 100]) {
    test(`a secret of ${length} characters, ${signatureMethod}`, async () => {
      const appSecret = `${signatureMethod}-${length}-`.padEnd(length, "s3cr3tZ9");
      const account = { appId: "app", appSecret, signatureMethod };
      const ok = async () => Response.json(answer(VIEWER_DATA));
      const client = new PolyvClient({ ...account, retries: 0, rateLimit: false, fetch: ok });
      assert.ok(stands(appSecret), "the search finds what is there");
      const fetches = [ok, async () => new Response("", { status: 500 }), () => Promise.reject(new TypeError("x"))];
      const all = [client, ...fetches.map((fetch) => client.withOptions({ fetch, nonce: true }))];
      for (const each of all) {
        for (const parts of [
          { form: { a: "x".repeat(500) } },
          { json: { a: 1 }, query: { b: "2" } },
          { form: { a: 1 }, files: { file: new Blob(["a"]) } },
        ]) {
          await each.request("POST /x", parts).catch(() => {});
        }
        each.signedUrl("GET /x", { query: { a: 1 } });
        await each.getViewers(["1", "2", "3"]);
      }
      const controller = new AbortController();
      const stuck = client.withOptions({ fetch: () => new Promise(() => {}) });
      const call = stuck.getViewer({ viewerUnionId: "1" }, { signal: controller.signal });
      await pause(5);
      for (const each of [stuck, ...all]) each.dispose();
      controller.abort();
      await errorOf(call, "aborted");
      await errorOf(() => new PolyvClient({ ...account, appSecret: `${appSecret} ` }), "invalid_argument");
      assert.ok(!stands(appSecret));
    });
  }
}

test("a key of watch links and callbacks", async () => {
  const key = "kQ7vR2xW9zT4mB6nL8pD3sF5";
  for (let round = 0; round < 50; round++) {
    directWatchUrl({ channelId: "1", key, viewerId: "a", nickname: "n" });
    await errorOf(() => verifyExternal("userid=a&ts=1498547407000&token=x", { key }), "unverified");
    await errorOf(() => verifyCallback("timestamp=1498547407000&sign=x", { appSecret: key }), "unverified");
  }
  assert.ok(!stands(key));
});
