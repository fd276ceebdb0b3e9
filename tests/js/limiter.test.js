// polyv-edge/limiter: many isolates, one limit; in mocked time, and real in workerd.
// @ts-check
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import fc from "fast-check";
import { PolyvBudget, sharedFetch } from "polyv-edge/limiter";
import { startEmulator } from "../../emulator/index.js";
import { pause, untyped } from "./support/edge.js";
import { startIsolates } from "./support/isolates.js";
import { mockTime } from "./support/mock-time.js";
import { runs } from "./support/runs.js";

const never = () => new Promise(() => {});
const fails = async () => {
  throw new Error("told to fail");
};

/** @param {number} calls @param {number} windowMs */
const classOf = (calls, windowMs) =>
  class extends PolyvBudget {
    static calls = calls;
    static windowMs = windowMs;
  };

/**
 * The object without a network: what it is asked, and what it answers when told to fail. `restart` gives it a new life
 * with what is in its storage.
 *
 * @param {number} calls @param {number} windowMs
 */
async function budgetOf(calls, windowMs) {
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
    /** What it does in place of an answer. @type {undefined | (() => Promise<unknown>)} */
    instead: undefined,
    /** Of the last question. @type {AbortSignal | undefined} */
    signal: undefined,
    restart: () =>
      new Promise((resolve) => {
        const blockConcurrencyWhile = (/** @type {() => Promise<void>} */ work) => resolve(work());
        object = new Budget({ storage, blockConcurrencyWhile });
      }),
    /** @param {number} patienceMs @param {number} [turn] @returns {Promise<{ retryAfterMs: number, turn?: number }>} */
    ask: async (patienceMs, turn) =>
      untyped(await object.fetch(untyped({ json: async () => ({ patienceMs, turn }) }))).json(),
    /** @param {string} _url @param {{ body: string, signal: AbortSignal }} init */
    async fetch(_url, { body, signal }) {
      budget.asked++;
      budget.signal = signal;
      const { patienceMs, turn } = JSON.parse(body);
      return (await budget.instead?.()) ?? Response.json(await budget.ask(patienceMs, turn));
    },
  };
  await budget.restart();
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
  /** @param {string} [url] @param {AbortSignal} [signal] @returns {Promise<any>} */
  const send = (url = "/", signal = undefined) => fetch(url, untyped({ method: "GET", signal }));
  /** The statuses of so many calls at once. @param {number} count */
  const statuses = async (count) =>
    (await Promise.all(Array.from({ length: count }, () => send()))).map((r) => r.status);
  return { sent, send, statuses, urls: () => sent.map(({ url }) => url).join(" ") };
}

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
        for (const host of [Date, performance]) t.mock.method(host, "now", () => clock);
        const budget = await budgetOf(calls, windowMs);
        /** @type {number[]} */
        const given = [];
        /** @type {number[]} */
        const turns = [];
        for (const { waitMs, patienceMs, comesBack, restarts, clockBackMs } of steps) {
          elapsed += waitMs;
          clock += waitMs - clockBackMs;
          if (restarts) await budget.restart();
          const { retryAfterMs, turn } = await budget.ask(patienceMs, comesBack ? turns.shift() : undefined);
          if (retryAfterMs === 0) given.push(elapsed);
          else if (retryAfterMs <= patienceMs) turns.push(Number(turn));
        }
        assert.ok(mostInAWindow(given, windowMs) <= calls);
        const { retryAfterMs, turn } = await budget.ask(Number.POSITIVE_INFINITY);
        clock += retryAfterMs;
        if (retryAfterMs > 0) assert.equal((await budget.ask(0, turn)).retryAfterMs, 0);
      }),
      runs(500),
    ));

  test("who comes back before their turn waits for it", async (t) => {
    let clock = 0;
    t.mock.method(performance, "now", () => clock);
    const budget = await budgetOf(1, 1_000);
    assert.equal((await budget.ask(0)).retryAfterMs, 0);
    const first = await budget.ask(5_000);
    const second = await budget.ask(5_000);
    clock = 1_000;
    assert.deepEqual(await budget.ask(5_000, second.turn), { retryAfterMs: 1_000, turn: 2_000 });
    assert.equal((await budget.ask(0, first.turn)).retryAfterMs, 0);
  });

  for (const restarts of [false, true]) {
    test(`a clock that was set back shuts callers out for one window at most, restart: ${restarts}`, async (t) => {
      let clock = 1_700_000_000_000;
      for (const host of [Date, performance]) t.mock.method(host, "now", () => clock);
      const budget = await budgetOf(5, 10_000);
      for (let call = 0; call < 5; call++) await budget.ask(0);
      clock -= 3_600_000;
      if (restarts) await budget.restart();
      const { retryAfterMs } = await budget.ask(0);
      assert.ok(retryAfterMs > 0 && retryAfterMs <= 10_000, `${retryAfterMs}`);
      clock += 10_000;
      assert.equal((await budget.ask(0)).retryAfterMs, 0);
    });
  }

  test("writes to storage once for many permits, and a restart forgets none of them", async () => {
    const budget = await budgetOf(1_400, 12_000);
    let given = 0;
    const ask = async (/** @type {number} */ count) => {
      for (let call = 0; call < count; call++) given += Number((await budget.ask(0)).retryAfterMs === 0);
    };
    await ask(700 + 35);
    assert.equal(budget.writes, 11);
    await budget.restart();
    await ask(1_400);
    assert.ok(given > 1_300 && given <= 1_400, `${given}`);
  });

  test("refuses a limit that is none", () => {
    const ctx = { storage: untyped({}), blockConcurrencyWhile() {} };
    for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, "5", undefined]) {
      for (const [calls, windowMs] of [
        [wrong, 1_000],
        [1.5, 1_000],
        [5, wrong],
      ]) {
        const Budget = classOf(untyped(calls), untyped(windowMs));
        assert.throws(() => new Budget(ctx), { kind: "invalid_argument" }, `${calls} in ${windowMs}`);
      }
    }
  });
});

describe("sharedFetch", () => {
  test("each call has a permit of its own, and who waits asks again when its turn has come", async (t) => {
    const pass = mockTime(t);
    const budget = await budgetOf(2, 1_000);
    const { send, sent, urls } = isolateOf(budget, { maxWaitMs: 5_000 });
    const start = Date.now();
    const first = ["a", "b", "c", "d", "e", "f"].map((url) => send(url));
    await pass(999);
    // New ones do not overtake those who wait.
    const later = send("later");
    await pass(2_100);
    await Promise.all([...first, later]);
    assert.equal(urls(), "a b c d e f later");
    const moments = sent.map(({ at }) => at - start);
    assert.ok(mostInAWindow(moments, 1_000) <= 2 && moments[6] < 3_100);
    assert.equal(budget.asked, 7 + 5);
  });

  test("a call whose turn comes too late is answered with 429 and not sent, the next without asking", async (t) => {
    const pass = mockTime(t);
    const budget = await budgetOf(2, 10_000);
    const { send, sent, statuses } = isolateOf(budget);
    assert.deepEqual(await statuses(3), [200, 200, 429]);
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

  test("the signal ends the wait with its reason, and its place goes to others", async (t) => {
    const pass = mockTime(t);
    const { send, urls } = isolateOf(await budgetOf(1, 2_000));
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
    assert.equal(urls(), "a b");
  });

  test("the signal ends the wait for an object that does not answer", async (t) => {
    const pass = mockTime(t);
    const budget = await budgetOf(1, 1_000);
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
    const budget = await budgetOf(1, 1_000);
    budget.instead = async () => {
      const at = Date.now() + 1_001;
      t.mock.method(performance, "now", () => at);
    };
    const { statuses, sent } = isolateOf(budget, { whenUnavailable: "refuse" });
    assert.deepEqual(await statuses(1), [429]);
    assert.equal(sent.length, 0);
  });

  describe("while the object is unavailable", () => {
    for (const [name, fail] of Object.entries({
      throws: fails,
      "takes more than a second": () => new Promise((resolve) => setTimeout(resolve, 1_100)),
      "never answers": never,
      "answers with something else": async () => new Response("<html>", { status: 500 }),
    })) {
      test(`it ${name}: 12 calls in 10 seconds, and the object again after 5 seconds`, async (t) => {
        const pass = mockTime(t);
        const budget = await budgetOf(100, 10_000);
        const { statuses, sent } = isolateOf(budget);
        budget.instead = fail;
        const answers = statuses(40);
        await pass(1_000);
        assert.deepEqual([sent.length, (await answers).filter((status) => status === 429).length], [12, 28]);
        await pass(3_900);
        assert.equal(budget.asked, 40);
        budget.instead = undefined;
        await pass(1_100);
        const again = statuses(40);
        await pass(1_100);
        assert.deepEqual(await again, Array(40).fill(200));
      });
    }

    test("it fails for long, where it is bound: no window holds more than 12 of an isolate's calls", async (t) => {
      const pass = mockTime(t);
      const get = t.mock.fn(() => {
        throw new Error("told to fail");
      });
      const { send, sent } = isolateOf({ idFromName: () => "id", get });
      for (let index = 0; index < 150; index++) {
        void send();
        await pass(200);
      }
      assert.ok(sent.length >= 36, `${sent.length}`);
      assert.equal(
        mostInAWindow(
          sent.map(({ at }) => at),
          10_000,
        ),
        12,
      );
      const asked = get.mock.callCount();
      assert.ok(asked >= 5 && asked <= 7, `${asked}`);
    });

    test("whenUnavailable: another limit, or none at all", async (t) => {
      const pass = mockTime(t);
      const budget = await budgetOf(100, 10_000);
      budget.instead = fails;
      const few = isolateOf(budget, { whenUnavailable: { calls: 3, windowMs: 2_000 } });
      const answers = few.statuses(5);
      await pass(100);
      assert.equal(few.sent.length, 3);
      await pass(2_000);
      assert.deepEqual(await answers, Array(5).fill(200));

      const none = isolateOf(budget, { whenUnavailable: "refuse" });
      const refused = await none.send();
      assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "5"]);
      // Waiting helps once the object will be asked again before it ends.
      budget.instead = undefined;
      await pass(2_500);
      const call = none.statuses(1);
      await pass(2_600);
      assert.deepEqual(await call, [200]);
    });
  });

  const budget = { fetch: never };
  for (const [name, options] of /** @type {[string, unknown][]} */ ([
    ...[undefined, null, {}, { budget: {} }, { budget: null }].map((options) => ["budget", options]),
    ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31].map((ms) => ["maxWaitMs", { budget, maxWaitMs: ms }]),
    ...["wait", null, {}, { calls: 0, windowMs: 1 }, { calls: 1, windowMs: 0 }].map((whenUnavailable) => {
      return ["whenUnavailable", { budget, whenUnavailable }];
    }),
    ["slice", { budget, slice: 5 }],
    ["fetch", { budget, fetch: 5 }],
  ])) {
    test(`refuses a wrong ${name} by its name: ${JSON.stringify(options)}`, () => {
      const refused = { kind: "invalid_argument", message: new RegExp(name) };
      assert.throws(() => sharedFetch(untyped(options)), refused);
    });
  }
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
  /** @param {{ kind: string }[]} outcomes */
  const isAllOk = (outcomes) => outcomes.every(({ kind }) => kind === "ok");

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
    assert.ok(isAllOk(outcomes.filter(({ kind }) => kind !== "rate_limited")));
    assert.ok(emulator.requests.every(({ status }) => status === 200));
    assert.ok(emulator.requests.length >= 100, `${emulator.requests.length} calls`);
  });

  test("takes a stub too; an object that throws or hangs: 12 calls of each isolate", async () => {
    isolates = await startIsolates(2, emulator);
    assert.ok(isAllOk(await isolates.ask(0, "/calls?n=20&stub")));
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
    assert.ok(isAllOk(await second));
  });

  test("an object that restarts remembers what it gave", async (t) => {
    const persist = mkdtempSync(join(tmpdir(), "polyv-budget-"));
    t.after(() => rmSync(persist, { recursive: true, force: true }));
    isolates = await startIsolates(1, emulator, { persist });
    assert.ok(isAllOk(await isolates.ask(0, "/calls?n=50")));
    await isolates.close();
    isolates = await startIsolates(1, emulator, { persist });
    await isolates.ask(0, "/calls?n=50");
    assert.ok(emulator.requests.every(({ status }) => status === 200));
  });
});
