// polyv-edge/limiter: many isolates, one limit. In mocked time; with real objects of workerd in scale.test.js.
// @ts-check
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import fc from "fast-check";
import { PolyvBudget, sharedFetch } from "polyv-edge/limiter";
import { errorOf, runs, untyped } from "./support/edge.js";
import { mockTime } from "./support/mock-time.js";

const never = () => new Promise(() => {});
const fails = async () => {
  throw new Error("told to fail");
};

/**
 * The object without a network: what it is asked, and what it answers when told to fail. `restart` gives it a new life
 * with what is in its storage.
 * @param {number} calls @param {number} windowMs
 */
function budgetOf(calls, windowMs) {
  class Budget extends PolyvBudget {
    static calls = calls;
    static windowMs = windowMs;
  }
  const values = new Map();
  const storage = {
    get: async (/** @type {string} */ key) => structuredClone(values.get(key)),
    put: async (/** @type {string} */ key, /** @type {unknown} */ value) => {
      budget.writes++;
      values.set(key, structuredClone(value));
    },
  };
  /** @type {Promise<void>} */
  let ready;
  const start = () => new Budget({ storage, blockConcurrencyWhile: (work) => (ready = work()) });
  let object = start();
  const budget = {
    ...{ writes: 0, asked: 0 },
    /** What it does in place of an answer. @type {undefined | (() => Promise<unknown>)} */
    instead: undefined,
    /** Of the last question. @type {AbortSignal | undefined} */
    signal: undefined,
    restart() {
      object = start();
    },
    /** @param {number} patienceMs @param {number} [turn] @returns {Promise<{ retryAfterMs: number, turn?: number }>} */
    async ask(patienceMs, turn) {
      await ready;
      return untyped(await object.fetch(untyped({ json: async () => ({ patienceMs, turn }) }))).json();
    },
    /** @param {string} _url @param {{ body: string, signal: AbortSignal }} init */
    async fetch(_url, { body, signal }) {
      budget.asked++;
      budget.signal = signal;
      const { patienceMs, turn } = JSON.parse(body);
      return (await budget.instead?.()) ?? Response.json(await budget.ask(patienceMs, turn));
    },
  };
  return budget;
}

/** One isolate's fetch, and when its calls left. @param {any} budget @param {object} [options] */
function isolateOf(budget, options) {
  /** @type {{ url: string, at: number }[]} */
  const sent = [];
  const fetch = async (/** @type {string} */ url) => {
    sent.push({ url, at: Date.now() });
    return new Response("{}");
  };
  const shared = sharedFetch(untyped({ budget, fetch, ...options }));
  /** @param {string} [url] @param {AbortSignal} [signal] @returns {Promise<any>} */
  const send = (url = "/", signal = undefined) => shared(url, untyped({ method: "GET", signal }));
  /** The statuses of so many calls at once. @param {number} count */
  const statuses = async (count) =>
    (await Promise.all(Array.from({ length: count }, () => send()))).map(({ status }) => status);
  return {
    sent,
    send,
    statuses,
    most: () =>
      mostInAWindow(
        sent.map(({ at }) => at),
        10_000,
      ),
  };
}

/** One isolate and its object, in time that a test lets pass. @param {import("node:test").TestContext} t @param {any} [options] */
function worldOf(t, { calls = 1, windowMs = 1_000, ...options } = {}) {
  const pass = mockTime(t);
  const budget = budgetOf(calls, windowMs);
  return { pass, budget, ...isolateOf(budget, options) };
}

/** @param {number[]} moments @param {number} windowMs */
function mostInAWindow(moments, windowMs) {
  const sorted = moments.toSorted((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + windowMs).length));
}

describe("PolyvBudget", () => {
  const step = fc.record({
    waitMs: fc.nat(400),
    patienceMs: fc.nat(3_000),
    comesBack: fc.boolean(),
    restarts: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    clockBackMs: fc.constantFrom(0, 0, 0, 0, 700, 3_600_000),
  });

  test("no window holds more than the limit, restarts and clocks set back or not; who comes back when told has a permit", (t) =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.array(step, { maxLength: 60 }), async (calls, steps) => {
        const windowMs = 1_000;
        let elapsed = 0;
        let clock = 1_700_000_000_000;
        t.mock.restoreAll();
        for (const host of [Date, performance]) t.mock.method(host, "now", () => clock);
        const budget = budgetOf(calls, windowMs);
        /** @type {number[]} */
        const given = [];
        /** @type {number[]} */
        const turns = [];
        for (const { waitMs, patienceMs, comesBack, restarts, clockBackMs } of steps) {
          elapsed += waitMs;
          clock += waitMs - clockBackMs;
          if (restarts) budget.restart();
          const { retryAfterMs, turn } = await budget.ask(patienceMs, comesBack ? turns.shift() : undefined);
          if (retryAfterMs === 0) given.push(elapsed);
          else if (retryAfterMs <= patienceMs) turns.push(Number(turn));
        }
        assert.ok(mostInAWindow(given, windowMs) <= calls);
        const { retryAfterMs, turn } = await budget.ask(Number.POSITIVE_INFINITY);
        clock += retryAfterMs;
        if (retryAfterMs > 0) assert.equal((await budget.ask(0, turn)).retryAfterMs, 0);
        // Also a clock that was set back lets callers in again: a window after the last turn that somebody waits for.
        clock += 2 * windowMs;
        assert.equal((await budget.ask(0)).retryAfterMs, 0);
      }),
      runs(500),
    ));

  test("who comes back before their turn waits for it, and has one place only", async (t) => {
    let clock = 0;
    t.mock.method(performance, "now", () => clock);
    const budget = budgetOf(2, 1_000);
    const permit = { retryAfterMs: 0 };
    for (let call = 0; call < 2; call++) assert.deepEqual(await budget.ask(0), permit);
    const [first, second, third] = [await budget.ask(5_000), await budget.ask(5_000), await budget.ask(5_000)];
    clock = 1_000;
    assert.deepEqual(await budget.ask(5_000, third.turn), { retryAfterMs: 1_000, turn: 2_000 });
    for (const { turn } of [first, second]) assert.deepEqual(await budget.ask(0, turn), permit);
    clock = 2_000;
    for (const turn of [third.turn, undefined]) assert.deepEqual(await budget.ask(0, turn), permit);
  });

  test("writes to storage once for many permits, and a restart forgets none of them", async () => {
    const budget = budgetOf(1_400, 12_000);
    let given = 0;
    const ask = async (/** @type {number} */ count) => {
      for (let call = 0; call < count; call++) given += Number((await budget.ask(0)).retryAfterMs === 0);
    };
    await ask(700 + 35);
    assert.equal(budget.writes, 11);
    budget.restart();
    await ask(1_400);
    assert.ok(given > 1_300 && given <= 1_400, `${given}`);
  });

  test("refuses a limit that is none", async () => {
    for (const wrong of untyped([0, -1, Number.NaN, Number.POSITIVE_INFINITY, "5", undefined])) {
      for (const limit of [{ calls: wrong }, { windowMs: wrong }, { calls: 1.5 }]) {
        const { calls, windowMs } = { calls: 5, windowMs: 1_000, ...limit };
        await errorOf(() => budgetOf(calls, windowMs), "invalid_argument");
      }
    }
  });
});

describe("sharedFetch", () => {
  test("each call has a permit of its own, and who waits asks again when its turn has come", async (t) => {
    const { pass, budget, send, sent } = worldOf(t, { calls: 2, maxWaitMs: 5_000 });
    const start = Date.now();
    const first = ["a", "b", "c", "d", "e", "f"].map((url) => send(url));
    await pass(999);
    // New ones do not overtake those who wait.
    const later = send("later");
    await pass(2_100);
    await Promise.all([...first, later]);
    assert.equal(sent.map(({ url }) => url).join(), "a,b,c,d,e,f,later");
    const moments = sent.map(({ at }) => at - start);
    assert.ok(mostInAWindow(moments, 1_000) <= 2 && moments[6] < 3_100);
    assert.equal(budget.asked, 7 + 5);
  });

  test("a call whose turn comes too late is answered with 429 and not sent, the next without asking", async (t) => {
    const { pass, budget, send, sent, statuses } = worldOf(t, { calls: 2, windowMs: 10_000 });
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

  test("the signal ends the wait, also for an object that does not answer, and its place goes to others", async (t) => {
    const { pass, budget, send, sent } = worldOf(t, { windowMs: 2_000 });
    await assert.rejects(send("early", AbortSignal.abort(new Error("early"))), /early/);
    const kept = new AbortController();
    await send("a", kept.signal);
    assert.equal(getEventListeners(kept.signal, "abort").length, 0, "nothing is left behind");
    for (const instead of [undefined, never]) {
      const controller = new AbortController();
      budget.instead = instead;
      const call = send("given up", controller.signal);
      await pass(100);
      controller.abort(new Error("enough"));
      await assert.rejects(call, /enough/);
    }
    assert.equal(budget.signal?.aborted, true);
    budget.instead = undefined;
    // A second after the turn of the one that left.
    await pass(2_800);
    await send("b");
    assert.equal(sent.map(({ url }) => url).join(), "a,b");
  });

  test("a permit that was long on its way is not used, also where timers are late", async (t) => {
    const { budget, statuses, sent } = worldOf(t, { whenUnavailable: "refuse" });
    budget.instead = async () => {
      const at = Date.now() + 1_001;
      t.mock.method(performance, "now", () => at);
    };
    assert.deepEqual(await statuses(1), [429]);
    assert.equal(sent.length, 0);
  });

  for (const [name, fail] of Object.entries({
    throws: fails,
    "takes more than a second": () => new Promise((resolve) => setTimeout(resolve, 1_100)),
    "never answers": never,
    "answers with something else": async () => new Response("<html>", { status: 500 }),
  })) {
    test(`an object that ${name}: 12 calls in 10 seconds, and the object again after 5 seconds`, async (t) => {
      const { pass, budget, statuses, sent } = worldOf(t, { calls: 100, windowMs: 10_000 });
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

  test("a binding that throws for long: no window holds more than 12 of an isolate's calls", async (t) => {
    const pass = mockTime(t);
    const get = t.mock.fn(() => {
      throw new Error("told to fail");
    });
    const { send, sent, most } = isolateOf({ idFromName: () => "id", get });
    for (let index = 0; index < 150; index++) {
      void send();
      await pass(200);
    }
    assert.deepEqual([sent.length >= 36, most()], [true, 12]);
    const asked = get.mock.callCount();
    assert.ok(asked >= 5 && asked <= 7, `${asked}`);
  });

  test("whenUnavailable: another limit, or none at all", async (t) => {
    const whenUnavailable = { calls: 3, windowMs: 2_000 };
    const { pass, budget, statuses, sent } = worldOf(t, { calls: 100, windowMs: 10_000, whenUnavailable });
    budget.instead = fails;
    const answers = statuses(5);
    await pass(100);
    assert.equal(sent.length, 3);
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

  test("refuses wrong options by their names", async () => {
    /** @type {Record<string, unknown[]>} */
    const wrong = {
      budget: [undefined, null, {}],
      maxWaitMs: [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31],
      whenUnavailable: ["wait", null, {}, { calls: 0, windowMs: 1 }, { calls: 1, windowMs: 0 }],
      ...{ slice: [5], fetch: [5] },
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        const options = { budget: { fetch: never }, [name]: value };
        const { message } = await errorOf(() => sharedFetch(untyped(options)), "invalid_argument");
        assert.match(message, new RegExp(name));
      }
    }
    for (const none of [undefined, null]) await errorOf(() => sharedFetch(untyped(none)), "invalid_argument");
  });
});
