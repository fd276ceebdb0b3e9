// How calls end that are not answered: deadlines, signals with their reasons, and clocks that step meanwhile.
// @ts-check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { client, emulator } from "./support/client.js";
import { answer, clientOf, errorOf, pause, scripted, until, untyped, VIEWER, VIEWER_DATA } from "./support/edge.js";

/** Where `polyv-edge` can be imported. */
const ROOT = new URL("../../", import.meta.url);
const viewerUnionId = VIEWER;
const never = () => new Promise(() => {});

describe("signals", () => {
  test("that have fired already, or fire where the call was made, send nothing", async () => {
    const fired = await errorOf(client.getViewer({ viewerUnionId }, { signal: AbortSignal.abort() }), "aborted");
    assert.equal(fired.attempts, 0);
    const controller = new AbortController();
    const call = client.getViewer({ viewerUnionId }, { signal: controller.signal });
    controller.abort();
    assert.equal((await errorOf(call, "aborted")).attempts, 0);
    assert.equal(emulator.requests.length, 0);
  });

  for (const fault of ["slow-headers", "slow-body"]) {
    test(`that fire during ${fault} end the call and its connection at once`, async () => {
      const controller = new AbortController();
      const call = client.getViewer({ viewerUnionId: `fault:${fault}` }, { signal: controller.signal });
      await until(() => emulator.requests.length === 1, "the request");
      await pause(50);
      controller.abort();
      const error = await errorOf(call, "aborted");
      assert.deepEqual([error.attempts, error.retryable], [1, false]);
      await until(() => emulator.requests[0].aborted, "the end of the connection");
    });
  }

  test("that fire while a call waits for another try, or for the rate limit, end it", async () => {
    const busy = () => new Response("", { status: 503, headers: { "retry-after": "5" } });
    const retrying = scripted(busy);
    const limited = scripted(() => Response.json(answer(VIEWER_DATA)), { rateLimit: { calls: 1, windowMs: 5_000 } });
    await limited.client.getViewer({ viewerUnionId });
    for (const { client, sent } of [retrying, limited]) {
      const controller = new AbortController();
      const call = client.getViewer({ viewerUnionId }, { signal: controller.signal });
      await pause(20);
      controller.abort();
      await errorOf(call, "aborted");
      assert.equal(sent.length, 1);
    }
  });

  test("leave their reason, as it is, as the error's cause", async () => {
    const reasons = [new Error("the user left"), "a text", { deep: 1 }, 0];
    for (const reason of reasons) {
      const before = await errorOf(
        client.getViewer({ viewerUnionId }, { signal: AbortSignal.abort(reason) }),
        "aborted",
      );
      assert.equal(before.cause, reason);
      const controller = new AbortController();
      const { client: stuck } = scripted(never);
      const call = stuck.getViewer({ viewerUnionId }, { signal: controller.signal });
      await pause(5);
      controller.abort(reason);
      assert.equal((await errorOf(call, "aborted")).cause, reason);
    }
    const plain = await errorOf(client.getViewer({ viewerUnionId }, { signal: AbortSignal.abort() }), "aborted");
    assert.equal(untyped(plain.cause).name, "AbortError");
  });

  test("that time out are a timeout, whichever library made them", async () => {
    const own = () => AbortSignal.abort(Object.assign(new Error("too slow"), { name: "TimeoutError" }));
    for (const signal of [AbortSignal.timeout(20), own(), AbortSignal.any?.([own()]) ?? own()]) {
      const { client } = scripted(never);
      const error = await errorOf(client.getViewer({ viewerUnionId }, { signal }), "timeout");
      assert.equal(untyped(error.cause).name, "TimeoutError");
    }
  });

  test("that never fire, or fire afterwards, change nothing", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    for (let call = 0; call < 3; call++) await client.getViewer({ viewerUnionId }, { signal });
    controller.abort();
    await pause(5);
    assert.equal(emulator.requests.length, 3);
  });
});

describe("deadlines", () => {
  for (const fault of ["slow-headers", "slow-body"]) {
    test(`cover ${fault}`, async () => {
      const started = performance.now();
      const call = { timeoutMs: 200, retries: 0 };
      const error = await errorOf(client.getViewer({ viewerUnionId: `fault:${fault}` }, call), "timeout");
      assert.ok(performance.now() - started >= 190);
      assert.deepEqual([error.attempts, error.retryable], [1, true]);
      await until(() => emulator.requests[0].aborted, "the end of the connection");
    });
  }

  test("of the client hold where the call has none", async () => {
    const hasty = clientOf(emulator, { timeoutMs: 100, retries: 0 });
    await errorOf(hasty.getViewer({ viewerUnionId: "fault:slow-headers" }), "timeout");
    assert.ok(await hasty.getViewer({ viewerUnionId: "fault:slow-200ms" }, { timeoutMs: 5_000 }));
  });

  test("hold a fetch that ignores its signal", async () => {
    const { client } = scripted(never, { timeoutMs: 50, retries: 0 });
    await errorOf(client.getViewer({ viewerUnionId }), "timeout");
  });

  test("hold whichever way the clock steps meanwhile", async (t) => {
    const { now } = Date;
    for (const step of [-3_600_000, 3_600_000]) {
      const { client } = scripted(never, { timeoutMs: 100, retries: 0 });
      const started = performance.now();
      const call = client.getViewer({ viewerUnionId });
      await pause(10);
      const mock = t.mock.method(Date, "now", () => now() + step);
      await errorOf(call, "timeout");
      mock.mock.restore();
      const elapsed = performance.now() - started;
      assert.ok(elapsed >= 90 && elapsed < 2_000, `${elapsed} ms`);
    }
  });

  test("and what the rate limit has counted outlive a clock that steps back", async (t) => {
    const { client, sent } = scripted(() => Response.json(answer(VIEWER_DATA)), {
      rateLimit: { calls: 2, windowMs: 50 },
    });
    await client.getViewers([VIEWER, VIEWER]);
    const { now } = Date;
    t.mock.method(Date, "now", () => now() - 3_600_000);
    await client.getViewers([VIEWER, VIEWER]);
    assert.equal(sent.length, 4);
  });

  test("leave no timer that keeps the process alive", () => {
    const script = `
      import { PolyvClient } from "polyv-edge/edge";
      const fetch = async () => Response.json({ code: 200, data: "ok" });
      const client = new PolyvClient({ appId: "a", appSecret: "b", timeoutMs: 60000, fetch });
      await client.request("GET /x");
      console.log("done");`;
    const args = ["--input-type=module", "-e", script];
    const { stdout, status } = spawnSync(process.execPath, args, { cwd: ROOT, timeout: 20_000, encoding: "utf8" });
    assert.deepEqual([stdout.trim(), status], ["done", 0]);
  });
});

describe("the host", () => {
  test("without timers, as a Worker's global scope, is told so, and counts for nothing", async (t) => {
    const { client, sent } = scripted(() => Response.json(answer(VIEWER_DATA)), {
      rateLimit: { calls: 1, windowMs: 60_000 },
    });
    const mock = t.mock.method(globalThis, "setTimeout", () => {
      throw new Error("not in global scope");
    });
    const error = await errorOf(client.getViewer({ viewerUnionId }), "invalid_argument");
    mock.mock.restore();
    assert.deepEqual([error.attempts, sent.length], [0, 0]);
    await client.getViewer({ viewerUnionId });
  });

  test("without randomness, as a Worker's global scope, is told so where a nonce needs it", async (t) => {
    const { client } = scripted(never, { nonce: true });
    t.mock.method(crypto, "randomUUID", () => {
      throw new Error("not in global scope");
    });
    await errorOf(() => client.signedUrl("GET /x"), "invalid_argument");
  });

  test("whose clock shows a time before 2001 sends nothing, and learns of its clock", async (t) => {
    const { client, sent } = scripted(never);
    t.mock.method(Date, "now", () => Date.UTC(2000, 0, 1));
    const error = await errorOf(client.getViewer({ viewerUnionId }), "invalid_timestamp");
    assert.match(error.message, /clock/);
    assert.deepEqual([error.attempts, sent.length], [0, 0]);
  });
});
