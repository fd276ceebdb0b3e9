// A key leaves nothing behind in WebAssembly's memory: not as text, and not as a hash's last block.
// @ts-check
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { verifyCallback } from "polyv-edge/edge";
import { directWatchUrl, verifyExternal } from "polyv-edge/watch";
import { pkgDir } from "../hosts/support/files.js";
import { errorOf } from "./support/edge.js";

test("a key that was used is nowhere in the memory, nor a half of it", async () => {
  // The glue hands its exports to whoever initialises it a second time.
  const { initSync } = await import(pathToFileURL(join(pkgDir, "dist/edge.glue.js")).href);
  const memory = Object.values(initSync()).find((value) => value instanceof WebAssembly.Memory) ?? assert.fail();
  const key = "kQ7vR2xW9zT4mB6nL8pD3sF5";
  for (let round = 0; round < 50; round++) {
    directWatchUrl({ channelId: "1", key, viewerId: "a", nickname: "n" });
    await errorOf(() => verifyExternal("userid=a&ts=1498547407000&token=x", { key }), "unverified");
    await errorOf(() => verifyCallback("timestamp=1498547407000&sign=x", { appSecret: key }), "unverified");
  }
  const bytes = Buffer.from(memory.buffer);
  for (const part of [key, key.slice(0, 12), key.slice(12)]) assert.equal(bytes.indexOf(part), -1, part);
});
