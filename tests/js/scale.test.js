// The Worker of docs/scale.md in real workerd: isolates that share one limit and one cache.
// @ts-check
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import { ACCOUNT, CHANNEL, pause, until, VIEWER } from "./support/edge.js";
import { startIsolates } from "./support/isolates.js";

/** @type {import("../../emulator/index.js").Emulator} */
let emulator;
/** @type {Awaited<ReturnType<typeof startIsolates>> | undefined} */
let isolates;
beforeEach(async () => {
  // The judge: 50 calls in 2 s, where the limit is 50 in 3 s.
  emulator = await startEmulator({ limit: { calls: 50, windowMs: 2_000, blockMs: 60_000 } });
});
afterEach(async () => {
  await isolates?.close();
  await emulator.close();
});

/** @param {number} count @param {{ persist?: string }} [options] */
async function start(count, options) {
  isolates = await startIsolates(count, emulator, options);
  return isolates;
}

/** @param {{ kind: string }[]} outcomes */
const isAllOk = (outcomes) => outcomes.every(({ kind }) => kind === "ok");

describe("the limit", () => {
  test("four isolates that ask for more than there is stay below POLYV's ceiling", async () => {
    const { ask } = await start(4);
    const ends = Date.now() + 6_000;
    /** @type {{ kind: string, retryAfterMs?: number }[]} */
    const outcomes = [];
    await Promise.all(
      [0, 1, 2, 3].map(async (index) => {
        while (Date.now() < ends) outcomes.push(...(await ask(index, "/calls?n=20")));
      }),
    );
    assert.ok(isAllOk(outcomes.filter(({ kind }) => kind !== "rate_limited")));
    assert.ok(emulator.requests.every(({ status }) => status === 200));
    assert.ok(emulator.requests.length >= 100, `${emulator.requests.length} calls`);
  });

  test("takes a stub too; an object that throws or hangs: 12 calls of each isolate", async () => {
    const { ask } = await start(2);
    assert.ok(isAllOk(await ask(0, "/calls?n=20&stub")));
    for (const [index, mode] of ["throw", "hang"].entries()) {
      await ask(0, `/mode?is=${mode}`);
      const outcomes = await ask(index, "/calls?n=20");
      const refused = outcomes.filter(({ kind }) => kind === "rate_limited");
      assert.equal(outcomes.length - refused.length, 12);
      assert.ok(refused.every(({ retryAfterMs }) => Number(retryAfterMs) >= 1_000));
    }
  });

  test("requests of one isolate are independent: one that hangs up takes no other with it", async () => {
    const { ask, url } = await start(1);
    await ask(0, "/mode?is=hang");
    const controller = new AbortController();
    const first = fetch(`${url}calls?n=2`, { signal: controller.signal }).catch((error) => error.name);
    await pause(200);
    const second = ask(0, "/calls?n=3");
    controller.abort();
    assert.equal(await first, "AbortError");
    assert.ok(isAllOk(await second));
  });

  test("an object that restarts remembers what it gave", async (t) => {
    const persist = mkdtempSync(join(tmpdir(), "polyv-budget-"));
    t.after(() => rmSync(persist, { recursive: true, force: true }));
    const { ask, close } = await start(1, { persist });
    assert.ok(isAllOk(await ask(0, "/calls?n=50")));
    await close();
    await (await start(1, { persist })).ask(0, "/calls?n=50");
    assert.ok(emulator.requests.every(({ status }) => status === 200));
  });
});

describe("the cache", () => {
  const paths = [`/api/viewers/${VIEWER}`, `/api/channels/${CHANNEL}/accounts/${ACCOUNT}`];
  const headers = { authorization: "Bearer let-me-in" };
  /** @param {string} path @param {RequestInit} [init] */
  const statusOf = async (path, init) =>
    (await fetch(new URL(path, isolates?.url), { headers, ...init }).catch(({ name }) => ({ status: name }))).status;
  /** @param {string} text */
  const sent = (text) => emulator.requests.filter(({ query }) => JSON.stringify(query).includes(text)).length;

  test("memory and the Cache API save calls; roles stay in the isolate", async () => {
    await start(1);
    for (const path of [...paths, ...paths, ...paths]) assert.equal(await statusOf(path), 200);
    assert.deepEqual([sent(VIEWER), sent(ACCOUNT)], [1, 1]);
    await statusOf("/forget");
    for (const path of paths) assert.equal(await statusOf(path), 200);
    assert.deepEqual([sent(VIEWER), sent(ACCOUNT)], [1, 2]);
    assert.equal(await statusOf(paths[0], { headers: {} }), 401);
  });

  test("requests at the same time share one call, and one that hangs up takes nobody with it", async () => {
    await start(1);
    const path = `/api/viewers/${encodeURIComponent(`fault:slow-200ms:9:${VIEWER}`)}`;
    assert.deepEqual(await Promise.all(Array.from({ length: 5 }, () => statusOf(path))), Array(5).fill(200));
    assert.equal(sent("slow-200ms"), 1);

    const slowPath = `/api/viewers/${encodeURIComponent(`fault:slow-headers:1:${VIEWER}`)}`;
    const controller = new AbortController();
    const first = statusOf(slowPath, { signal: controller.signal });
    await until(() => sent("slow-headers") === 1, "the first call");
    const second = statusOf(slowPath);
    await pause(100);
    controller.abort();
    assert.deepEqual([await first, await second], ["AbortError", 200]);
    assert.equal(sent("slow-headers"), 2);
  });
});
