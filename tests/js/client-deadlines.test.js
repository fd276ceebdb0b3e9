// How calls end that are not answered: deadlines, signals, and addresses where nobody listens.
// @ts-check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { PolyvClient } from "polyv-edge/edge";
import { client, emulator } from "./support/client.js";
import { clientOf, errorOf, pause, until, VIEWER, VIEWER_PATH, withEmulator } from "./support/edge.js";

/** Where `polyv-edge` can be imported. */
const ROOT = new URL("../../", import.meta.url);

describe("signals and deadlines", () => {
  test("a signal that has fired already sends nothing", async () => {
    const error = await errorOf(
      client.getViewer({ viewerUnionId: VIEWER }, { signal: AbortSignal.abort() }),
      "aborted",
    );
    assert.equal(error.attempts, 0);
    assert.equal(emulator.requests.length, 0);
  });

  for (const fault of ["slow-headers", "slow-body"]) {
    test(`a signal that fires during ${fault} ends the call and its connection at once`, async () => {
      const controller = new AbortController();
      const call = client.getViewer({ viewerUnionId: `fault:${fault}` }, { signal: controller.signal });
      await until(() => emulator.requests.length === 1, "the request");
      await pause(100);
      const fired = Date.now();
      controller.abort(new Error("the caller's own reason"));
      const error = await errorOf(call, "aborted");
      assert.ok(Date.now() - fired < 500);
      assert.equal(error.attempts, 1);
      assert.equal(error.retryable, false);
      await until(() => emulator.requests[0].aborted, "the end of the connection");
    });
  }

  test("a signal that never fires, or fires afterwards, changes nothing and keeps no listener", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (/** @type {any[]} */ ...args) => {
      listeners += 1;
      return Reflect.apply(addEventListener, signal, args);
    };
    signal.removeEventListener = (/** @type {any[]} */ ...args) => {
      listeners -= 1;
      return Reflect.apply(removeEventListener, signal, args);
    };
    for (let call = 0; call < 5; call++) await client.getViewer({ viewerUnionId: VIEWER }, { signal });
    controller.abort();
    assert.equal(listeners, 0);
  });

  for (const fault of ["slow-headers", "slow-body"]) {
    test(`the deadline covers ${fault}`, async () => {
      const started = Date.now();
      const call = { timeoutMs: 400, retries: 0 };
      const error = await errorOf(client.getViewer({ viewerUnionId: `fault:${fault}` }, call), "timeout");
      const elapsed = Date.now() - started;
      assert.ok(elapsed >= 390 && elapsed < 900, `${elapsed} ms`);
      assert.deepEqual([error.attempts, error.retryable], [1, true]);
      await until(() => emulator.requests[0].aborted, "the end of the connection");
    });
  }

  test("the client's own deadline holds where the call has none", async () => {
    const hasty = clientOf(emulator, { timeoutMs: 300, retries: 0 });
    const started = Date.now();
    await errorOf(hasty.request({ path: VIEWER_PATH, query: { viewerUnionId: "fault:slow-headers" } }), "timeout");
    assert.ok(Date.now() - started < 800);
    assert.ok(await hasty.getViewer({ viewerUnionId: "fault:slow-200ms" }, { timeoutMs: 5_000 }));
  });

  test("a fetch that ignores the signal still cannot hold a call beyond its deadline", async () => {
    const stuck = clientOf(emulator, { fetch: () => new Promise(() => {}), timeoutMs: 100, retries: 0 });
    await errorOf(stuck.getViewer({ viewerUnionId: VIEWER }), "timeout");
  });

  test("no timer keeps the process alive after a call", () => {
    const script = `
      import { PolyvClient } from "polyv-edge/edge";
      const fetch = async () => Response.json({ code: 200, data: "ok" });
      const client = new PolyvClient({ appId: "a", appSecret: "b", timeoutMs: 60000, fetch });
      await client.request({ path: "/x" });
      console.log("done");`;
    const { stdout, status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: ROOT,
      timeout: 20_000,
      encoding: "utf8",
    });
    assert.deepEqual([stdout.trim(), status], ["done", 0]);
  });
});

test("an address where nobody listens is a network error, told without a URL", async () => {
  const { url, appId, appSecret } = await withEmulator(async (gone) => gone);
  const lost = new PolyvClient({ appId, appSecret, baseUrl: url, retries: 0 });
  const error = await errorOf(lost.getViewer({ viewerUnionId: VIEWER }), "network");
  assert.equal(error.message, "the connection to POLYV failed (ECONNREFUSED)");
  assert.deepEqual([error.attempts, error.retryable, error.httpStatus], [1, true, undefined]);
});
