// polyv-edge/cache: what is kept, for how long, for whom; and that no caller can harm another. In mocked time; what workerd
// and its Cache API make of it, scale.test.js shows.
// @ts-check
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { cached, workersCache } from "polyv-edge/cache";
import { PolyvError } from "polyv-edge/edge";
import { answer, errorOf, scripted, untyped, VIEWER_DATA } from "./support/edge.js";
import { mockTime } from "./support/mock-time.js";

/** @typedef {Partial<import("polyv-edge/cache").CacheOptions>} Options */

const SECRET = "cache-secret-never-real";
const ROUTE = "GET /live/v3/channel/basic/get";
const a = { viewerUnionId: "a" };
const b = { viewerUnionId: "b" };
const failure = (/** @type {any} */ kind) => new PolyvError(kind, "told to fail");
const never = () => new Promise(() => {});
const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** @param {Promise<any>} answer */
const numberOf = async (answer) => (await answer).number;

/** A store that keeps for ever what it is given, and a Cache API. */
class Memory extends Map {
  put = this.set;
  match = async (/** @type {string} */ url) => this.get(url)?.clone();
}

/** @param {object} client @param {Options} [options] @returns {any} */
const cacheOf = (client, options) => cached(untyped(client), { ttlMs: 1_000, ...options });

/**
 * A cache, in time that a test lets pass, in front of a client that answers with the number of the call, after `work`, or
 * fails as it is told.
 * @param {import("node:test").TestContext} t @param {Options} [options] @param {(number: number) => unknown} [work]
 */
function worldOf(t, options, work = () => {}) {
  /** @param {any} first @param {any} [options] */
  async function call(first, options) {
    const number = client.calls.push({ first, options });
    await work(number);
    if (client.fails) throw failure(client.fails);
    return { number, text: "x".repeat(first?.viewerUnionId === "long" ? 40_000 : 1) };
  }
  const client = untyped({ appId: "app", baseUrl: "https://api.polyv.net", calls: [], fails: undefined });
  for (const name of ["getViewer", "listViewers", "getChannelAccount", "listChannelAccounts", "request"]) {
    client[name] = call;
  }
  return { pass: mockTime(t), client, cache: cacheOf(client, options) };
}

/**
 * What comes one after the other: who is asked for, with the number of the call whose answer that is, or the error; how many
 * milliseconds pass; how POLYV fails from here on.
 * @type {[title: string, course: string, options?: Options][]}
 */
const COURSES = [
  ["keeps an answer for its time", "a=1 +999 a=1 +1 a=2"],
  ["keeps none from a time that is yet to come, by a clock that was set back", "a=1 -5000 a=2"],
  ["keeps maxEntries; the one used longest ago goes first", "a=1 b=2 a=1 c=3 a=1 b=4", { maxEntries: 2 }],
  ["keeps nothing that is very long", "long=1 long=2"],
  ["keeps no error", "!not_found a=not_found !network a=network !none a=3"],
  ["asks a store, for the rest of the time", "a=1 b=2 +600 a=1 +400 a=3", stored()],
  ["gives an older answer of a store's, too", "a=1 b=2 +4999 !network a=1 +1 a=network", stored()],
];
for (const kind of ["network", "timeout", "server", "rate_limited"]) {
  COURSES.push([`gives an older answer for ${kind}`, `a=1 +4999 !${kind} a=1 +1 a=${kind}`, { staleIfErrorMs: 5_000 }]);
}
for (const kind of ["not_found", "forbidden", "unauthorized", "invalid_signature", "invalid_response", "validation"]) {
  COURSES.push([`forgets it after ${kind}`, `a=1 b=2 +4999 !${kind} a=${kind} !network a=network`, stored()]);
}

/** Of two answers, a store alone holds the older. */
function stored() {
  return { maxEntries: 1, staleIfErrorMs: 5_000, store: untyped(new Memory()) };
}

for (const [title, course, options] of COURSES) {
  test(title, async (t) => {
    const { client, cache } = worldOf(t, options);
    for (const step of course.split(" ")) {
      const [viewerUnionId, expected] = step.split("=");
      if (step.startsWith("!")) client.fails = step === "!none" ? undefined : step.slice(1);
      else if (expected === undefined) t.mock.timers.setTime(Date.now() + Number(step));
      else {
        const given = await numberOf(cache.getViewer({ viewerUnionId })).catch(({ kind }) => kind);
        assert.equal(String(given), expected);
      }
    }
  });
}

describe("what is kept", () => {
  const idempotent = true;
  /** @type {Record<string, [string, ...any[]][]>} */
  const calls = {
    "is each call for itself: lookups, and requests that may be repeated": [
      ["getViewer", { viewerUnionId: '1","2' }],
      ["getViewer", { viewerUnionId: "1" }],
      ["getViewer", { viewerUnionId: "__proto__" }],
      ["getViewer", a, { headers: { "x-tenant": "1" } }],
      ["getViewer", a, { headers: { "x-tenant": "2" } }],
      ["getChannelAccount", { channelId: "1", account: "2" }],
      ["getChannelAccount", { channelId: "1", account: "02" }],
      ["getChannelAccount", { channelId: "1", account: 2 }],
      ["listChannelAccounts", { channelId: "1" }],
      ["listViewers"],
      ["listViewers", { channelId: "1" }],
      ["request", ROUTE, { idempotent, query: { channelId: "1" } }],
      ["request", ROUTE, { idempotent, query: { channelId: 1 } }],
      ["request", ROUTE, { idempotent, params: { channelId: "1" } }],
      ["request", `${ROUTE}-more`, { idempotent, query: { channelId: "1" } }],
      ["request", ROUTE, { idempotent, json: { ids: ["1", "2"] } }],
    ],
    "is no other request, and none that JSON cannot tell from another": [
      ["request", ROUTE],
      ["request", ROUTE, { query: { channelId: "1" } }],
      ["request", ROUTE, { idempotent, as: "bytes" }],
      ["request", ROUTE, { idempotent, query: { channelId: 1n } }],
      ["request", ROUTE, { idempotent, query: { channelId: Number.NaN } }],
      ["request", ROUTE, { idempotent, files: { file: new Blob(["a"]) } }],
    ],
  };
  for (const [title, all] of Object.entries(calls)) {
    test(title, async (t) => {
      const { client, cache } = worldOf(t);
      for (const [name, ...args] of [...all, ...all]) await cache[name](...args);
      const isKept = title.startsWith("is each");
      assert.equal(client.calls.length, isKept ? all.length : 2 * all.length);
      for (const [index, [, first, options]] of all.entries()) {
        assert.deepEqual(client.calls[index].first, first);
        for (const name in options) assert.deepEqual(client.calls[index].options[name], options[name]);
      }
    });
  }

  test("is one channel, whether 1 or its text, as the caller's object was when it asked", async (t) => {
    const { client, cache } = worldOf(t, { store: untyped(new Memory()) });
    /** @type {any} */
    const params = { channelId: 1, account: "2" };
    const asked = cache.getChannelAccount(params);
    params.account = "3";
    await asked;
    await cache.getChannelAccount({ channelId: "1", account: "2" });
    assert.deepEqual(
      client.calls.map((/** @type {any} */ { first }) => first),
      [{ channelId: "1", account: "2" }],
    );
  });

  test("is all of an answer, for each caller anew: unknown fields, nothing, and what stands beside a list", async () => {
    const unusable = [{ row: 1, field: "account", value: null }];
    const list = Object.defineProperty([{ account: "1" }], "unusable", { value: unusable });
    const text = '{"__proto__":{"a":1},"new":[null,1.5,""]}';
    const cache = cacheOf({
      getViewer: async () => JSON.parse(text),
      request: async () => undefined,
      listChannelAccounts: async () => list,
    });
    for (let round = 0; round < 3; round++) {
      for (const viewer of await Promise.all([cache.getViewer(a), cache.getViewer(a)])) {
        assert.equal(JSON.stringify(viewer), text);
        viewer.new[0] = "changed";
      }
      assert.equal(await cache.request(ROUTE, { idempotent }), undefined);
      const accounts = await cache.listChannelAccounts({ channelId: "1" });
      assert.deepEqual([accounts, accounts.unusable, Object.keys(accounts)], [list, unusable, ["0"]]);
    }
  });

  test("hides no refusal of the client's own", async () => {
    const { client, sent } = scripted(() => Response.json(answer(VIEWER_DATA)));
    const cache = cacheOf(client);
    for (const params of [undefined, {}, { viewerUnionId: 5 }, { viewerUnionId: { toString: () => "a" } }]) {
      await errorOf(cache.getViewer(params), "invalid_argument");
    }
    await errorOf(cache.getChannelAccount({ channelId: 1, account: 2 }), "invalid_argument");
    assert.equal(sent.length, 0);
    await cache.getViewer(a);
    for (const options of [{ signal: {} }, { signal: "soon" }, { timeoutMs: Number.NaN }, { timeoutMs: "5" }, 5]) {
      await errorOf(cache.getViewer(a, options), "invalid_argument");
    }
    await errorOf(cache.getViewer(a, { signal: AbortSignal.abort() }), "aborted");
    assert.equal(sent.length, 1);
  });
});

describe("callers at the same time", () => {
  test("share one call, and its error", async (t) => {
    const { client, cache } = worldOf(t);
    const numbers = await Promise.all(Array.from({ length: 20 }, () => numberOf(cache.getViewer(a))));
    assert.deepEqual([new Set(numbers).size, client.calls.length], [1, 1]);
    client.fails = "not_found";
    const [first, second] = await Promise.all([errorOf(cache.getViewer(b)), errorOf(cache.getViewer(b))]);
    assert.equal(client.calls.length, 2);
    assert.notEqual(first, second);
    assert.deepEqual(first.toJSON(), second.toJSON());
  });

  test("may give up, even the first: the others wait on, and nothing of it is left", async (t) => {
    const { pass, client, cache } = worldOf(t, {}, () => sleep(100));
    const giveUp = async (/** @type {string} */ kind) => {
      const controller = new AbortController();
      const call = errorOf(cache.getViewer(a, { signal: controller.signal }), kind);
      controller.abort(kind === "timeout" ? new DOMException("too late", "TimeoutError") : undefined);
      await call;
      return new WeakRef(controller.signal.reason);
    };
    const left = [await giveUp("aborted"), await giveUp("timeout")];
    const { signal } = new AbortController();
    const others = [cache.getViewer(a), cache.getViewer(a, { signal })];
    await pass(50);
    setFlagsFromString("--expose-gc");
    runInNewContext("gc")();
    for (const reason of left) assert.equal(reason.deref(), undefined);
    await pass(50);
    assert.deepEqual(await Promise.all(others.map(numberOf)), [1, 1]);
    assert.equal(client.calls[0].options.signal, undefined);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  test("on other terms make another call, and each deadline is its own", async (t) => {
    const { pass, client, cache } = worldOf(t, {}, () => sleep(1_000));
    const patient = cache.getViewer(a);
    const hasty = errorOf(cache.getViewer(a, { timeoutMs: 50 }), "timeout");
    await pass(50);
    await hasty;
    await pass(950);
    assert.equal(await numberOf(patient), 1);
    assert.equal(client.calls[1].options.timeoutMs, 50);
  });

  test("wait 2 seconds for a call that may have died with its request; its late end takes nothing from the next", async (t) => {
    const { pass, client, cache } = worldOf(t, {}, async (number) => {
      await sleep(number === 1 ? 3_000 : 1_500);
      if (number === 1) throw failure("network");
    });
    const first = errorOf(cache.getViewer(a), "network");
    const others = Array.from({ length: 10 }, () => numberOf(cache.getViewer(a)));
    await pass(1_999);
    assert.equal(client.calls.length, 1);
    await pass(1_001);
    await first;
    others.push(numberOf(cache.getViewer(a)));
    await pass(500);
    assert.deepEqual(new Set(await Promise.all(others)), new Set([2]));
    assert.equal(client.calls.length, 2);
  });

  test("get an older answer where they are out of time, and none where they gave up", async (t) => {
    const { pass, cache } = worldOf(t, { staleIfErrorMs: 60_000 }, (number) => number > 1 && never());
    await cache.getViewer(a);
    await pass(1_000);
    const late = cache.getViewer(a, { timeoutMs: 100 });
    await pass(100);
    assert.equal(await numberOf(late), 1);
    const controller = new AbortController();
    const call = errorOf(cache.getViewer(a, { signal: controller.signal }), "aborted");
    controller.abort();
    await call;
  });
});

describe("a store", () => {
  test("gets viewers, and neither roles nor requests; accounts and base URLs stay apart", async (t) => {
    const store = untyped(new Memory());
    const { client, cache } = worldOf(t, { store });
    await cache.getChannelAccount({ channelId: "1", account: "2" });
    await cache.listChannelAccounts({ channelId: "1" });
    await cache.request("GET /live/v4/user/viewer-record/get", { idempotent: true, query: a });
    assert.equal(store.size, 0);
    await cache.listViewers();
    for (const other of [{}, { appId: "other" }, { baseUrl: "https://gateway.example" }]) {
      await cacheOf({ ...client, ...other }, { store }).getViewer(a);
    }
    assert.deepEqual([store.size, client.calls.length], [4, 7]);
  });

  const fail = () => {
    throw new Error("told to fail");
  };
  for (const [name, work] of Object.entries({ rejects: async () => fail(), throws: fail, "never answers": never })) {
    test(`that ${name} is as good as none`, async (t) => {
      const { pass, cache } = worldOf(t, { store: untyped({ get: work, put: work, delete: work }) });
      const first = numberOf(cache.getViewer(a));
      await pass(1_000);
      assert.equal(await first, 1);
    });
  }
});

describe("workersCache", () => {
  /** What an isolate is answered. @param {object} client @param {any} cache */
  const ask = (client, cache, params = a, { secret = SECRET, ...options } = /** @type {any} */ ({})) =>
    numberOf(cacheOf(client, { store: workersCache({ secret, cache }), ...options }).getViewer(params));

  test("writes neither ids nor data in clear text, and says how long to keep them", async (t) => {
    const { client } = worldOf(t);
    const cache = new Memory();
    const viewer = { viewerUnionId: "2_recognisable" };
    await ask(client, cache, viewer, { ttlMs: 1_500 });
    const [[url, response]] = cache;
    assert.match(url, /^https:\/\/polyv-edge\.invalid\/[0-9a-f]{64}$/);
    const written = `${Buffer.from(url.slice(-64), "hex")} ${await response.clone().text()}`;
    assert.doesNotMatch(written, /recognisable|number/);
    assert.equal(response.headers.get("cache-control"), "max-age=2");
    assert.equal(await ask(client, cache, viewer), 1);
  });

  test("gives nothing for another secret, nor what was moved to another key, or changed", async (t) => {
    const { client } = worldOf(t);
    const cache = new Memory();
    await ask(client, cache, a);
    await ask(client, cache, b);
    assert.equal(await ask(client, cache, a, { secret: `${SECRET}!` }), 3);
    const [[first], [second, response]] = cache;
    cache.set(first, response.clone());
    assert.equal(await ask(client, cache, a), 4);
    const bytes = new Uint8Array(await response.arrayBuffer());
    bytes[20] ^= 1;
    cache.set(second, new Response(bytes));
    assert.equal(await ask(client, cache, b), 5);
  });
});

test("wrong options are refused by their names, and so is what is no client", async (t) => {
  const { client } = worldOf(t);
  const wrong = { ttlMs: [undefined, 0, Number.POSITIVE_INFINITY, "1"], maxEntries: [0, 1.5], store: [{}, null] };
  for (const [name, values] of Object.entries({ ...wrong, staleIfErrorMs: [999], ttl: [5] })) {
    for (const value of values) {
      const { message } = await errorOf(() => cacheOf(client, { [name]: value }), "invalid_argument");
      assert.match(message, new RegExp(`\\b${name}\\b`));
    }
  }
  for (const none of [undefined, null]) await errorOf(() => cached(client, untyped(none)), "invalid_argument");
  await errorOf(() => cacheOf({}), "invalid_argument");
  for (const options of [undefined, null, {}, { secret: "short" }, { secret: SECRET, key: "x" }]) {
    await errorOf(() => workersCache(untyped(options)), "invalid_argument");
  }
});
