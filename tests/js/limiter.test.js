// polyv-edge/limiter: many isolates, one limit; in mocked time, and real in workerd.
// @ts-check
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import fc from "fast-check";
import { PolyvClient } from "polyv-edge/edge";
import { PolyvBudget, sharedFetch } from "polyv-edge/limiter";
import { startEmulator } from "../../emulator/index.js";
import { errorOf, pause, untyped } from "./support/edge.js";
import { startIsolates } from "./support/isolates.js";
import { mockTime } from "./support/mock-time.js";
import { runs } from "./support/runs.js";

const REQUEST = { method: "GET", redirect: "manual" };
const never = () => new Promise(() => {});

/** @param {number} calls @param {number} windowMs */
function classOf(calls, windowMs) {
  return class extends PolyvBudget {
    static calls = calls;
    static windowMs = windowMs;
  };
}

/**
 * The object without a network: what it is asked, and what it answers when told to fail. `restart` gives it a new life
 * with what is in its storage.
 *
 * @param {number} calls @param {number} windowMs
 */
function budgetOf(calls, windowMs) {
  const Budget = classOf(calls, windowMs);
  const values = new Map();
  const storage = {
    get: async (/** @type {string} */ key) => structuredClone(values.get(key)),
    put: async (/** @type {string} */ key, /** @type {unknown} */ value) => {
      budget.writes++;
      values.set(key, structuredClone(value));
    },
  };
  /** @type {PolyvBudget} */
  let object;
  const budget = {
    writes: 0,
    asked: 0,
    /** @type {undefined | (() => Promise<unknown>)} */
    instead: undefined,
    restart: async () => {
      /** @type {unknown} */
      let loaded;
      const blockConcurrencyWhile = (/** @type {() => Promise<void>} */ work) => {
        loaded = work();
      };
      object = new Budget({ storage, blockConcurrencyWhile });
      await loaded;
    },
    /** @param {{ patienceMs: number, turn?: number }} question @returns {Promise<{ retryAfterMs: number, turn?: number }>} */
    ask: async (question) => untyped(await object.fetch(untyped({ json: async () => question }))).json(),
    /** Of the last question. @type {AbortSignal | undefined} */
    signal: undefined,
    /** @param {string} _url @param {{ body: string, signal: AbortSignal }} init */
    async fetch(_url, { body, signal }) {
      budget.asked++;
      budget.signal = signal;
      await budget.instead?.();
      return Response.json(await budget.ask(JSON.parse(body)));
    },
  };
  return budget;
}

/** One isolate's fetch, and when its calls left. @param {any} budget @param {object} [options] */
function isolateOf(budget, options) {
  /** @type {{ url: string, at: number }[]} */
  const sent = [];
  const fetch = sharedFetch({
    budget,
    fetch: async (url) => {
      sent.push({ url, at: Date.now() });
      return new Response("{}");
    },
    ...options,
  });
  return {
    sent,
    /** @param {string} [url] @param {AbortSignal} [signal] @returns {Promise<any>} */
    send: (url = "/", signal = undefined) => fetch(url, untyped({ ...REQUEST, signal })),
  };
}

/** @param {() => unknown} work @param {number} count */
const times = (count, work) => Array.from({ length: count }, work);
/** @param {Promise<Response>[]} calls */
const statuses = async (calls) => (await Promise.all(calls)).map(({ status }) => status);

/** @param {number[]} moments @param {number} windowMs */
function mostInAWindow(moments, windowMs) {
  const sorted = moments.toSorted((a, b) => a - b);
  let from = 0;
  return sorted.reduce((most, moment, index) => {
    while (sorted[from] + windowMs <= moment) from++;
    return Math.max(most, index - from + 1);
  }, 0);
}

describe("PolyvBudget", () => {
  const step = fc.record({
    waitMs: fc.nat(400),
    patienceMs: fc.nat(3_000),
    comesBack: fc.boolean(),
    restarts: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    clockBackMs: fc.constantFrom(0, 0, 0, 0, 700, 3_600_000),
  });

  test("no window holds more than the limit, restarts or not, and who comes back when told has a permit", (t) =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.array(step, { maxLength: 60 }), async (calls, steps) => {
        const windowMs = 1_000;
        let elapsed = 0;
        let clock = 1_700_000_000_000;
        t.mock.restoreAll();
        t.mock.method(Date, "now", () => clock);
        t.mock.method(performance, "now", () => clock);
        const budget = budgetOf(calls, windowMs);
        await budget.restart();
        /** @type {number[]} */
        const given = [];
        /** @type {number[]} */
        const turns = [];
        for (const { waitMs, patienceMs, comesBack, restarts, clockBackMs } of steps) {
          elapsed += waitMs;
          clock += waitMs - clockBackMs;
          if (restarts) await budget.restart();
          const { retryAfterMs, turn } = await budget.ask({ patienceMs, turn: comesBack ? turns.shift() : undefined });
          if (retryAfterMs === 0) given.push(elapsed);
          else if (retryAfterMs <= patienceMs) turns.push(Number(turn));
        }
        assert.ok(mostInAWindow(given, windowMs) <= calls);
        const { retryAfterMs, turn } = await budget.ask({ patienceMs: Number.POSITIVE_INFINITY });
        clock += retryAfterMs;
        if (retryAfterMs > 0) assert.equal((await budget.ask({ patienceMs: 0, turn })).retryAfterMs, 0);
      }),
      runs(500),
    ));

  test("who comes back before their turn waits for it", async (t) => {
    let clock = 0;
    t.mock.restoreAll();
    t.mock.method(performance, "now", () => clock);
    const budget = budgetOf(1, 1_000);
    await budget.restart();
    assert.equal((await budget.ask({ patienceMs: 0 })).retryAfterMs, 0);
    const first = await budget.ask({ patienceMs: 5_000 });
    const second = await budget.ask({ patienceMs: 5_000 });
    clock = 1_000;
    assert.deepEqual(await budget.ask({ patienceMs: 5_000, turn: second.turn }), { retryAfterMs: 1_000, turn: 2_000 });
    assert.equal((await budget.ask({ patienceMs: 0, turn: first.turn })).retryAfterMs, 0);
  });

  test("a clock that was set back shuts callers out for one window at most, also across a restart", async (t) => {
    for (const restarts of [false, true]) {
      t.mock.restoreAll();
      let clock = 1_700_000_000_000;
      t.mock.method(Date, "now", () => clock);
      t.mock.method(performance, "now", () => clock);
      const budget = budgetOf(5, 10_000);
      await budget.restart();
      for (let call = 0; call < 5; call++) await budget.ask({ patienceMs: 0 });
      clock -= 3_600_000;
      if (restarts) await budget.restart();
      const { retryAfterMs } = await budget.ask({ patienceMs: 0 });
      assert.ok(retryAfterMs > 0 && retryAfterMs <= 10_000, `${retryAfterMs}`);
      clock += 10_000;
      assert.equal((await budget.ask({ patienceMs: 0 })).retryAfterMs, 0);
    }
  });

  test("writes to storage once for many permits, and a restart forgets none of them", async () => {
    const budget = budgetOf(1_400, 12_000);
    await budget.restart();
    let given = 0;
    const ask = async () => {
      if ((await budget.ask({ patienceMs: 0 })).retryAfterMs === 0) given++;
    };
    for (let call = 0; call < 700 + 35; call++) await ask();
    assert.equal(budget.writes, 11);
    await budget.restart();
    for (let call = 0; call < 1_400; call++) await ask();
    assert.ok(given > 1_300 && given <= 1_400, `${given}`);
  });

  test("refuses a limit that is none", () => {
    const ctx = { storage: untyped({}), blockConcurrencyWhile() {} };
    for (const [calls, windowMs] of [
      ...[0, -1, 1.5, Number.NaN, "5", undefined].map((calls) => [calls, 1_000]),
      ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, "5", undefined].map((windowMs) => [5, windowMs]),
    ]) {
      const Budget = classOf(untyped(calls), untyped(windowMs));
      assert.throws(() => new Budget(ctx), { kind: "invalid_argument" }, `${calls} in ${windowMs}`);
    }
  });
});

describe("sharedFetch", () => {
  test("each call has a permit of its own, and who waits asks again when its turn has come", async (t) => {
    const pass = mockTime(t);
    const budget = budgetOf(2, 1_000);
    await budget.restart();
    const { send, sent } = isolateOf(budget, { maxWaitMs: 5_000 });
    const start = Date.now();
    const first = ["a", "b", "c", "d", "e", "f"].map((url) => send(url));
    await pass(999);
    // New ones do not overtake those who wait.
    const later = send("later");
    await pass(2_100);
    await Promise.all([...first, later]);
    assert.equal(sent.map(({ url }) => url).join(" "), "a b c d e f later");
    assert.ok(mostInAWindow(sent.map(({ at }) => at), 1_000) <= 2); // biome-ignore format: one thought
    assert.ok(sent[6].at - start < 3_100);
    assert.equal(budget.asked, 7 + 5);
  });

  test("a call whose turn comes too late is answered with 429 and not sent, the next without asking", async (t) => {
    const pass = mockTime(t);
    const budget = budgetOf(2, 10_000);
    await budget.restart();
    const { send, sent } = isolateOf(budget);
    assert.deepEqual(await statuses([send(), send(), send()]), [200, 200, 429]);
    await pass(1_000);
    const refused = await send();
    assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "9"]);
    assert.deepEqual([sent.length, budget.asked], [2, 3]);
    // From here on waiting could help.
    await pass(6_500);
    const last = send();
    await pass(2_600);
    assert.equal((await last).status, 200);
  });

  test("the client reads that as rate_limited with retryAfterMs", async () => {
    const budget = budgetOf(1, 10_000);
    await budget.restart();
    const { send } = isolateOf(budget);
    const client = new PolyvClient({
      appId: "a",
      appSecret: "not-a-real-secret",
      fetch: (url) => send(url),
      rateLimit: false,
      retries: 0,
    });
    await errorOf(client.getViewer({ viewerUnionId: "x" }), "invalid_response");
    const error = await errorOf(client.getViewer({ viewerUnionId: "x" }), "rate_limited");
    assert.deepEqual([error.retryAfterMs, error.httpStatus, error.retryable], [10_000, 429, true]);
  });

  test("the signal ends the wait with its reason, and its place goes to others", async (t) => {
    const pass = mockTime(t);
    const budget = budgetOf(1, 2_000);
    await budget.restart();
    const { send, sent } = isolateOf(budget);
    await assert.rejects(send("early", AbortSignal.abort(new Error("early"))), /early/);
    await send("a");
    const controller = new AbortController();
    const call = send("given up", controller.signal);
    await pass(100);
    controller.abort(new Error("enough"));
    await assert.rejects(call, /enough/);
    // A second after the turn of the one that left.
    await pass(2_900);
    assert.equal((await send("b")).status, 200);
    assert.deepEqual(
      sent.map(({ url }) => url),
      ["a", "b"],
    );
  });

  test("the signal ends the wait for an object that does not answer", async (t) => {
    const pass = mockTime(t);
    const budget = budgetOf(1, 1_000);
    await budget.restart();
    budget.instead = never;
    const { send, sent } = isolateOf(budget);
    const controller = new AbortController();
    const call = send("/", controller.signal);
    await pass(100);
    controller.abort(new Error("enough"));
    await assert.rejects(call, /enough/);
    assert.deepEqual([sent.length, budget.signal?.aborted], [0, true]);
  });

  test("a permit that was long on its way is not used, also where timers are late", async (t) => {
    mockTime(t);
    const budget = budgetOf(1, 1_000);
    await budget.restart();
    budget.instead = async () => {
      const at = Date.now() + 1_001;
      t.mock.method(performance, "now", () => at);
    };
    const { send, sent } = isolateOf(budget, { whenUnavailable: "refuse" });
    assert.equal((await send()).status, 429);
    assert.equal(sent.length, 0);
  });

  describe("while the object is unavailable", () => {
    /** @type {Record<string, () => Promise<unknown>>} */
    const failures = {
      throws: async () => {
        throw new Error("told to fail");
      },
      "takes more than a second": () => new Promise((resolve) => setTimeout(resolve, 1_100)),
      "never answers": never,
    };
    for (const [name, fail] of Object.entries(failures)) {
      test(`it ${name}: 12 calls in 10 seconds, and the object again after 5 seconds`, async (t) => {
        const pass = mockTime(t);
        const budget = budgetOf(100, 10_000);
        await budget.restart();
        const { send, sent } = isolateOf(budget);
        budget.instead = fail;
        const calls = times(40, () => send());
        await pass(1_000);
        const answers = await statuses(untyped(calls));
        assert.deepEqual([sent.length, answers.filter((status) => status === 429).length], [12, 28]);
        await pass(3_900);
        assert.equal(budget.asked, 40);
        budget.instead = undefined;
        await pass(1_100);
        const again = times(40, () => send());
        await pass(1_100);
        assert.deepEqual(await statuses(untyped(again)), Array(40).fill(200));
      });
    }

    test("an answer that is none, and a binding that throws, count as failures", async () => {
      const get = () => {
        throw new Error("told to fail");
      };
      for (const budget of [
        { fetch: async () => new Response("<html>", { status: 500 }) },
        { idFromName: () => "id", get },
      ]) {
        const { send, sent } = isolateOf(budget, { maxWaitMs: 1 });
        await Promise.all(times(13, () => send()));
        assert.equal(sent.length, 12);
      }
    });

    test("it fails for long: no window holds more than 12 of an isolate's calls", async (t) => {
      const pass = mockTime(t);
      const budget = budgetOf(100, 10_000);
      budget.instead = failures.throws;
      const { send, sent } = isolateOf(budget);
      for (let index = 0; index < 150; index++) {
        void send();
        await pass(200);
      }
      assert.ok(sent.length >= 36, `${sent.length}`);
      assert.equal(mostInAWindow(sent.map(({ at }) => at), 10_000), 12); // biome-ignore format: one thought
      assert.ok(budget.asked >= 5 && budget.asked <= 7, `${budget.asked}`);
    });

    test("whenUnavailable: another limit, or none at all", async (t) => {
      const pass = mockTime(t);
      const budget = budgetOf(100, 10_000);
      await budget.restart();
      budget.instead = failures.throws;
      const few = isolateOf(budget, { whenUnavailable: { calls: 3, windowMs: 2_000 } });
      const calls = times(5, () => few.send());
      await pass(100);
      assert.equal(few.sent.length, 3);
      await pass(2_000);
      assert.deepEqual(await statuses(untyped(calls)), Array(5).fill(200));

      const none = isolateOf(budget, { whenUnavailable: "refuse" });
      const refused = await none.send();
      assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "5"]);
      // Waiting helps once the object will be asked again before it ends.
      budget.instead = undefined;
      await pass(2_500);
      const call = none.send();
      await pass(2_600);
      assert.equal((await call).status, 200);
    });
  });

  test("refuses options that are wrong, by name", () => {
    const budget = budgetOf(1, 1_000);
    for (const [options, name] of [
      ...[undefined, null, {}, { budget: {} }, { budget: null }].map((options) => [options, "budget"]),
      ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31].map((ms) => [{ budget, maxWaitMs: ms }, "maxWaitMs"]),
      ...["wait", null, {}, { calls: 0, windowMs: 1 }, { calls: 1, windowMs: 0 }].map((whenUnavailable) => [
        ...[{ budget, whenUnavailable }, "whenUnavailable"],
      ]),
      [{ budget, slice: 5 }, "slice"],
      [{ budget, fetch: 5 }, "fetch"],
    ]) {
      const refused = { kind: "invalid_argument", message: new RegExp(String(name)) };
      assert.throws(() => sharedFetch(untyped(options)), refused, JSON.stringify(options));
    }
  });
});

describe("in workerd", () => {
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

  test("four isolates that ask for more than there is stay below POLYV's ceiling", async () => {
    const running = await startIsolates(4, emulator);
    isolates = running;
    const ends = Date.now() + 6_000;
    /** @type {{ kind: string, retryAfterMs?: number }[]} */
    const outcomes = [];
    await Promise.all(
      [0, 1, 2, 3].map(async (index) => {
        while (Date.now() < ends) outcomes.push(...(await running.ask(index, "/calls?n=20")));
      }),
    );
    assert.ok(outcomes.every(({ kind }) => kind === "ok" || kind === "rate_limited"));
    assert.ok(emulator.requests.every(({ status }) => status === 200));
    assert.ok(emulator.requests.length >= 100, `${emulator.requests.length} calls`);
  });

  test("an object that throws or hangs: 12 calls of each isolate", async () => {
    isolates = await startIsolates(2, emulator);
    for (const [index, mode] of ["throw", "hang"].entries()) {
      await isolates.ask(0, `/mode?is=${mode}`);
      const outcomes = await isolates.ask(index, "/calls?n=20");
      const refused = outcomes.filter(({ kind }) => kind === "rate_limited");
      assert.equal(outcomes.length - refused.length, 12);
      assert.ok(refused.every(({ retryAfterMs }) => Number(retryAfterMs) >= 1_000));
    }
  });

  test("requests of one isolate are independent: one that hangs up takes no other with it", async () => {
    isolates = await startIsolates(1, emulator);
    await isolates.ask(0, "/mode?is=hang");
    const controller = new AbortController();
    const first = fetch(`${isolates.url}calls?n=2`, { signal: controller.signal }).catch((error) => error.name);
    await pause(200);
    const second = isolates.ask(0, "/calls?n=3");
    controller.abort();
    assert.equal(await first, "AbortError");
    assert.ok((await second).every(({ kind }) => kind === "ok"));
  });

  test("takes a stub in place of the namespace", async () => {
    isolates = await startIsolates(1, emulator);
    const outcomes = await isolates.ask(0, "/calls?n=20&stub");
    assert.ok(outcomes.every(({ kind }) => kind === "ok"));
  });

  test("an object that restarts remembers what it gave", async () => {
    const persist = mkdtempSync(join(tmpdir(), "polyv-budget-"));
    try {
      isolates = await startIsolates(1, emulator, { persist });
      assert.ok((await isolates.ask(0, "/calls?n=50")).every(({ kind }) => kind === "ok"));
      await isolates.close();
      isolates = await startIsolates(1, emulator, { persist });
      await isolates.ask(0, "/calls?n=50");
      assert.ok(emulator.requests.every(({ status }) => status === 200));
    } finally {
      rmSync(persist, { recursive: true, force: true });
    }
  });
});
