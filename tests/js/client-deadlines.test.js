// How calls end that are not answered: deadlines, signals with their reasons, and clocks that step meanwhile.
// @ts-check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { client, emulator } from "./support/client.js";
import { clientOf, errorOf, goodViewer, pause, scripted, until, untyped, VIEWER } from "./support/edge.js";

/** Where `polyv-edge` can be imported. */
const ROOT = new URL("../../", import.meta.url);
const viewerUnionId = VIEWER;
const never = () => new Promise(() => {});

for (const fault of ["slow-headers", "slow-body"]) {
  test(`a signal or a deadline that ends during ${fault} ends the call and its connection`, async () => {
    const controller = new AbortController();
    const id = { viewerUnionId: `fault:${fault}` };
    const aborted = errorOf(client.getViewer(id, { signal: controller.signal }), "aborted");
    await until(() => emulator.requests.length === 1, "the request");
    const started = performance.now();
    const timeout = await errorOf(client.getViewer(id, { timeoutMs: 200, retries: 0 }), "timeout");
    assert.ok(performance.now() - started >= 190);
    controller.abort();
    const { attempts, retryable } = await aborted;
    assert.deepEqual([attempts, retryable, timeout.attempts, timeout.retryable], [1, false, 1, true]);
    await until(() => emulator.requests.every((request) => request.aborted), "the end of the connections");
    assert.equal(emulator.requests.length, 2);
  });
}

describe("signals", () => {
  test("that have fired already, or fire where the call was made, send nothing", async () => {
    const controller = new AbortController();
    const calls = [AbortSignal.abort(), controller.signal].map((signal) =>
      client.getViewer({ viewerUnionId }, { signal }),
    );
    controller.abort();
    for (const call of calls) assert.equal((await errorOf(call, "aborted")).attempts, 0);
    assert.equal(emulator.requests.length, 0);
  });

  test("that fire while a call waits for another try, or for the rate limit, end it", async () => {
    const retrying = scripted(() => new Response("", { status: 503, headers: { "retry-after": "5" } }));
    const limited = scripted(goodViewer, { rateLimit: { calls: 1, windowMs: 5_000 } });
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
    for (const reason of [new Error("the user left"), "a text", { deep: 1 }, 0]) {
      const controller = new AbortController();
      const { client: stuck } = scripted(never);
      const calls = [
        errorOf(client.getViewer({ viewerUnionId }, { signal: AbortSignal.abort(reason) }), "aborted"),
        errorOf(stuck.getViewer({ viewerUnionId }, { signal: controller.signal }), "aborted"),
      ];
      await pause(5);
      controller.abort(reason);
      for (const { cause } of await Promise.all(calls)) assert.equal(cause, reason);
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
});

describe("deadlines", () => {
  test("of the client hold where the call has none", async () => {
    const hasty = clientOf(emulator, { timeoutMs: 100, retries: 0 });
    await errorOf(hasty.getViewer({ viewerUnionId: "fault:slow-headers" }), "timeout");
    // What timers cannot count would end at once.
    for (const timeoutMs of [5_000, 1e12]) {
      assert.ok(await hasty.getViewer({ viewerUnionId: "fault:slow-200ms" }, { timeoutMs }));
    }
  });

  for (const step of [-3_600_000, 0, 3_600_000]) {
    test(`hold a fetch that ignores its signal, while the clock steps by ${step} ms`, async (t) => {
      const { client } = scripted(never, { timeoutMs: 100, retries: 0 });
      const started = performance.now();
      const call = client.getViewer({ viewerUnionId });
      await pause(10);
      const { now } = Date;
      t.mock.method(Date, "now", () => now() + step);
      await errorOf(call, "timeout");
      const elapsed = performance.now() - started;
      assert.ok(elapsed >= 90 && elapsed < 2_000, `${elapsed} ms`);
    });
  }

  test("leave time for another attempt where the clock steps ahead meanwhile", async (t) => {
    const down = () => {
      const { now } = Date;
      t.mock.method(Date, "now", () => now() + 1e9);
      return new Response("", { status: 503 });
    };
    assert.ok(await scripted([down, goodViewer]).client.getViewer({ viewerUnionId }));
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

describe("a Worker's global scope, which lacks", () => {
  for (const [what, object, method, options] of /** @type {[string, any, string, object][]} */ ([
    ["timers", globalThis, "setTimeout", {}],
    ["randomness", crypto, "randomUUID", { nonce: true }],
  ])) {
    test(`${what}, is told so; the call counts for nothing`, async (t) => {
      const { client, sent } = scripted(goodViewer, { rateLimit: { calls: 1, windowMs: 60_000 }, ...options });
      const mock = t.mock.method(object, method, () => {
        throw new Error("not in global scope");
      });
      for (let round = 0; round < 3; round++) {
        assert.equal((await errorOf(client.getViewer({ viewerUnionId }), "invalid_argument")).attempts, 0);
      }
      if (what === "randomness") await errorOf(() => client.signedUrl("GET /x"), "invalid_argument");
      mock.mock.restore();
      assert.equal(sent.length, 0);
      await client.getViewer({ viewerUnionId });
    });
  }
});
