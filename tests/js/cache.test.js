// polyv-edge/cache: what is kept, for how long, for whom; and that no caller can harm another.
// @ts-check
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { cached, workersCache } from "polyv-edge/cache";
import { PolyvError } from "polyv-edge/edge";
import { startEmulator } from "../../emulator/index.js";
import { ACCOUNT, CHANNEL, clientOf, errorOf, pause, until, untyped, VIEWER, withEmulator } from "./support/edge.js";
import { startIsolates } from "./support/isolates.js";
import { mockTime } from "./support/mock-time.js";
import { runs } from "./support/runs.js";

const SECRET = "cache-secret-never-real";
const ROUTE = "GET /live/v3/channel/basic/get";

/**
 * A client that counts its calls and answers with their number, or fails as it is told.
 * @param {() => Promise<unknown>} [before]
 */
function clientThatCounts(before = async () => {}) {
  /** @param {any} first @param {any} [options] */
  async function call(first, options) {
    client.calls.push({ first, options });
    const number = client.calls.length;
    await before();
    if (client.error) throw client.error;
    return { number, labels: [{ id: "1" }] };
  }
  const client = {
    appId: "app",
    baseUrl: "https://api.polyv.net",
    /** @type {any[]} */
    calls: [],
    /** @type {PolyvError | undefined} */
    error: undefined,
    getViewer: call,
    listViewers: call,
    getChannelAccount: call,
    listChannelAccounts: call,
    request: call,
  };
  return client;
}

/** @param {object} client @param {Partial<import("polyv-edge/cache").CacheOptions>} [options] */
const cacheOf = (client, options) => cached(untyped(client), { ttlMs: 1_000, ...options });
/** @param {Promise<any>} answer */
const numberOf = async (answer) => (await answer).number;
const failure = (/** @type {any} */ kind) => new PolyvError(kind, "told to fail");
const never = () => new Promise(() => {});
const sleep = (/** @type {number} */ ms) => () => new Promise((resolve) => setTimeout(resolve, ms));
const a = { viewerUnionId: "a" };
const b = { viewerUnionId: "b" };

/** A store that keeps for ever what it is given. */
function storeInMemory() {
  /** @type {Map<string, any>} */
  const entries = new Map();
  return {
    entries,
    get: async (/** @type {string} */ key) => entries.get(key),
    put: async (/** @type {string} */ key, /** @type {unknown} */ entry) => void entries.set(key, entry),
    delete: async (/** @type {string} */ key) => void entries.delete(key),
  };
}

describe("what is kept", () => {
  test("an answer for its time, and none from a time that is yet to come, by a clock that was set back", async (t) => {
    const pass = mockTime(t);
    const cache = cacheOf(clientThatCounts());
    for (const [ms, number] of [
      [0, 1],
      [999, 1],
      [1, 2],
    ]) {
      await pass(ms);
      assert.equal(await numberOf(cache.getViewer(a)), number);
    }
    t.mock.method(Date, "now", () => 1_600_000_000_000);
    assert.equal(await numberOf(cache.getViewer(a)), 3);
  });

  test("each call for itself: lookups, and requests that may be repeated", async () => {
    const client = clientThatCounts();
    const cache = cacheOf(client);
    const idempotent = true;
    const calls = [
      () => cache.getViewer({ viewerUnionId: '1","2' }),
      () => cache.getViewer({ viewerUnionId: "1" }),
      () => cache.getViewer({ viewerUnionId: "__proto__" }),
      () => cache.getViewer(a, untyped({ headers: { "x-tenant": "1" } })),
      () => cache.getViewer(a, untyped({ headers: { "x-tenant": "2" } })),
      () => cache.getChannelAccount({ channelId: "1", account: "2" }),
      () => cache.getChannelAccount({ channelId: "1", account: "02" }),
      () => cache.getChannelAccount(untyped({ channelId: "1", account: 2 })),
      () => cache.listChannelAccounts({ channelId: "1" }),
      () => cache.listViewers(),
      () => cache.listViewers({ pageNumber: 2 }),
      () => cache.request(ROUTE, { idempotent, query: { channelId: "1" } }),
      () => cache.request(ROUTE, { idempotent, query: { channelId: 1 } }),
      () => cache.request(ROUTE, { idempotent, params: { channelId: "1" } }),
      () => cache.request(`${ROUTE}-more`, { idempotent, query: { channelId: "1" } }),
      () => cache.request("POST /live/v3/channel/search", { idempotent, json: { ids: ["1", "2"] } }),
    ];
    for (const call of [...calls, ...calls]) await call();
    assert.equal(client.calls.length, calls.length);
    assert.deepEqual(client.calls.at(-1).first, "POST /live/v3/channel/search");
    assert.deepEqual(client.calls.at(-1).options.json, { ids: ["1", "2"] });
    // 1 and "1" are the same channel.
    await cache.getChannelAccount({ channelId: 1, account: "2" });
    assert.equal(client.calls.length, calls.length);
  });

  test("no other request, and none that JSON cannot tell from another", async () => {
    const client = clientThatCounts();
    const cache = cacheOf(client);
    const calls = [
      () => cache.request(ROUTE),
      () => cache.request(ROUTE, { query: { channelId: "1" } }),
      () => cache.request(ROUTE, { idempotent: true, as: "bytes" }),
      () => cache.request(ROUTE, { idempotent: true, files: { file: new Blob(["a"]) } }),
      () => cache.request(ROUTE, { idempotent: true, query: { channelId: 1n } }),
      () => cache.request(ROUTE, { idempotent: true, query: { channelId: Number.NaN } }),
    ];
    for (const call of [...calls, ...calls]) await call();
    assert.equal(client.calls.length, 2 * calls.length);
    assert.equal(client.calls.at(-3).options.files.file.size, 1);
  });

  test("what was asked for, whatever the caller does to its object meanwhile", async () => {
    const client = clientThatCounts();
    const cache = cacheOf(client, { store: storeInMemory() });
    const params = { viewerUnionId: "a" };
    const call = cache.getViewer(params);
    params.viewerUnionId = "b";
    await call;
    assert.deepEqual(client.calls[0].first, a);
  });

  test("at most maxEntries, the one used longest ago goes first", async () => {
    const client = clientThatCounts();
    const cache = cacheOf(client, { maxEntries: 2 });
    for (const viewerUnionId of ["a", "b", "a", "c", "a"]) await cache.getViewer({ viewerUnionId });
    assert.equal(client.calls.length, 3);
    await cache.getViewer(b);
    assert.equal(client.calls.length, 4);
  });

  test("nothing that is very long", async () => {
    const cache = cacheOf({ getViewer: async () => ({ text: "x".repeat(40_000), at: performance.now() }) });
    assert.notDeepEqual(await cache.getViewer(a), await cache.getViewer(a));
  });

  test("each caller has an object of its own", async () => {
    const cache = cacheOf(clientThatCounts());
    const [first, second] = await Promise.all([cache.getViewer(a), cache.getViewer(a)]);
    untyped(first).labels[0].id = "changed";
    untyped(second).extra = "changed";
    assert.deepEqual(await cache.getViewer(a), { number: 1, labels: [{ id: "1" }] });
  });

  test("all of an answer: unknown fields, nothing at all, and what stands beside a list", async () => {
    const unusable = [{ row: 1, field: "account", value: null }];
    const list = Object.defineProperty([{ account: "1" }], "unusable", { value: unusable });
    const client = {
      getViewer: async () => JSON.parse('{"__proto__":{"a":1},"new":[null,1.5,""]}'),
      request: async () => undefined,
      listChannelAccounts: async () => list,
    };
    const cache = cacheOf(client);
    for (let index = 0; index < 2; index++) {
      assert.equal(JSON.stringify(await cache.getViewer(a)), '{"__proto__":{"a":1},"new":[null,1.5,""]}');
      assert.equal(await cache.request(ROUTE, { idempotent: true }), undefined);
      const accounts = await cache.listChannelAccounts({ channelId: "1" });
      assert.deepEqual([accounts, untyped(accounts).unusable], [list, unusable]);
      assert.deepEqual(Object.keys(accounts), ["0"]);
    }
  });

  test("no error", async () => {
    const client = clientThatCounts();
    const cache = cacheOf(client);
    for (const kind of ["not_found", "forbidden", "network", "rate_limited", "server"]) {
      client.error = failure(kind);
      await errorOf(cache.getViewer(a), kind);
    }
    client.error = undefined;
    assert.equal(await numberOf(cache.getViewer(a)), 6);
  });
});

test("what the client refuses, the client explains, also where an answer is kept", () =>
  withEmulator(async (emulator) => {
    const cache = cached(clientOf(emulator), { ttlMs: 60_000 });
    for (const params of [undefined, {}, { viewerUnionId: 5 }, { viewerUnionId: { toString: () => "a" } }]) {
      await errorOf(cache.getViewer(untyped(params)), "invalid_argument");
    }
    await errorOf(cache.getChannelAccount(untyped({ channelId: 1, account: 2 })), "invalid_argument");
    assert.equal(emulator.requests.length, 0);
    const viewer = { viewerUnionId: VIEWER };
    await cache.getViewer(viewer);
    const odd = [{ signal: {} }, { signal: "soon" }, { timeoutMs: Number.NaN }, { timeoutMs: "5" }, 5];
    for (const options of odd) await errorOf(cache.getViewer(viewer, untyped(options)), "invalid_argument");
    await errorOf(cache.getViewer(viewer, { signal: AbortSignal.abort() }), "aborted");
    assert.equal(emulator.requests.length, 1);
  }));

describe("callers at the same time", () => {
  test("share one call, and its error", async () => {
    const client = clientThatCounts();
    const cache = cacheOf(client);
    const numbers = await Promise.all(Array.from({ length: 20 }, () => numberOf(cache.getViewer(a))));
    assert.deepEqual([new Set(numbers).size, client.calls.length], [1, 1]);
    client.error = failure("not_found");
    const errors = await Promise.all([errorOf(cache.getViewer(b)), errorOf(cache.getViewer(b))]);
    assert.equal(client.calls.length, 2);
    assert.notEqual(errors[0], errors[1]);
    assert.deepEqual(errors[0].toJSON(), errors[1].toJSON());
  });

  test("one that gives up leaves the others alone, even the first", async (t) => {
    const pass = mockTime(t);
    const client = clientThatCounts(sleep(100));
    const cache = cacheOf(client);
    const controller = new AbortController();
    const first = errorOf(cache.getViewer(a, { signal: controller.signal }), "aborted");
    const late = new AbortController();
    const second = errorOf(cache.getViewer(a, { signal: late.signal }), "timeout");
    const { signal } = new AbortController();
    const others = [cache.getViewer(a), cache.getViewer(a, { signal })];
    controller.abort();
    late.abort(new DOMException("too late", "TimeoutError"));
    await Promise.all([first, second]);
    await pass(100);
    assert.deepEqual(await Promise.all(others.map(numberOf)), [1, 1]);
    assert.equal(client.calls[0].options.signal, undefined);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  test("on other terms there is another call, and each deadline is its own", async (t) => {
    const pass = mockTime(t);
    const client = clientThatCounts(sleep(1_000));
    const cache = cacheOf(client);
    const patient = cache.getViewer(a);
    const hasty = errorOf(cache.getViewer(a, { timeoutMs: 50 }), "timeout");
    await pass(50);
    await hasty;
    await pass(950);
    assert.equal(await numberOf(patient), 1);
    assert.equal(client.calls[1].options.timeoutMs, 50);
  });

  test("a call that never ends, as one of a request that has died, holds up others for 2 seconds only", async (t) => {
    const pass = mockTime(t);
    const client = clientThatCounts(async () => client.calls.length === 1 && never());
    const cache = cacheOf(client);
    void cache.getViewer(a);
    const others = Array.from({ length: 10 }, () => numberOf(cache.getViewer(a)));
    await pass(1_999);
    assert.equal(client.calls.length, 1);
    await pass(1);
    assert.deepEqual(new Set(await Promise.all(others)), new Set([2]));
    assert.equal(client.calls.length, 2);
  });
});

describe("staleIfErrorMs", () => {
  const passing = ["network", "timeout", "server", "rate_limited"];
  const final = ["not_found", "forbidden", "unauthorized", "invalid_signature", "invalid_response", "validation"];
  for (const kind of [...passing, ...final]) {
    const isPassing = passing.includes(kind);
    const then = isPassing ? "an older answer, up to its age" : "the error, and the older answer is gone";
    test(`${kind}: ${then}`, async (t) => {
      const pass = mockTime(t);
      const client = clientThatCounts();
      const cache = cacheOf(client, { staleIfErrorMs: 5_000, ...(!isPassing && { store: storeInMemory() }) });
      await cache.getViewer(a);
      await pass(4_999);
      client.error = failure(kind);
      if (isPassing) {
        assert.equal(await numberOf(cache.getViewer(a)), 1);
        await pass(1);
      }
      await errorOf(cache.getViewer(a), kind);
      client.error = failure("network");
      await errorOf(cache.getViewer(a), "network");
    });
  }

  test("a caller out of time gets the older answer, one that gave up does not", async (t) => {
    const pass = mockTime(t);
    const client = clientThatCounts(async () => client.calls.length > 1 && never());
    const cache = cacheOf(client, { staleIfErrorMs: 60_000 });
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

test("whatever happens, an answer is that of its id, and no older than allowed", (t) => {
  const step = fc.record({
    wait: fc.nat(600),
    id: fc.constantFrom("a", "b", "c"),
    fails: fc.constantFrom(undefined, undefined, "network", "not_found"),
  });
  mockTime(t);
  return fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), async (steps, hasStore) => {
      /** @type {PolyvError | undefined} */
      let error;
      const client = {
        /** @param {{ viewerUnionId: string }} params */
        async getViewer({ viewerUnionId }) {
          if (error) throw error;
          return { viewerUnionId, givenAt: Date.now() };
        },
      };
      const store = hasStore ? storeInMemory() : undefined;
      const cache = cacheOf(client, { maxEntries: 2, staleIfErrorMs: 2_000, store });
      for (const { wait, id, fails } of steps) {
        t.mock.timers.tick(wait + 1);
        error = fails && failure(fails);
        const answer = untyped(await cache.getViewer({ viewerUnionId: id }).catch(() => undefined));
        if (!answer) continue;
        assert.equal(answer.viewerUnionId, id);
        assert.ok(Date.now() - answer.givenAt < (fails ? 2_000 : 1_000));
      }
    }),
    runs(50),
  );
});

describe("a store", () => {
  test("serves other isolates for the rest of the time", async (t) => {
    const pass = mockTime(t);
    const store = storeInMemory();
    const client = clientThatCounts();
    await cacheOf(client, { store }).getViewer(a);
    await pass(600);
    const other = cacheOf(client, { store });
    assert.equal(await numberOf(other.getViewer(a)), 1);
    await pass(400);
    assert.equal(await numberOf(other.getViewer(a)), 2);
  });

  test("gets viewers, and neither roles nor requests", async () => {
    const store = storeInMemory();
    const cache = cacheOf(clientThatCounts(), { store });
    await cache.getChannelAccount({ channelId: "1", account: "2" });
    await cache.listChannelAccounts({ channelId: "1" });
    await cache.request("GET /live/v4/user/viewer-record/get", { idempotent: true, query: a });
    assert.equal(store.entries.size, 0);
    await cache.getViewer(a);
    await cache.listViewers();
    assert.equal(store.entries.size, 2);
  });

  test("keeps accounts and base URLs apart", async () => {
    const store = storeInMemory();
    const client = clientThatCounts();
    for (const other of [{}, { appId: "other" }, { baseUrl: "https://gateway.example" }]) {
      await cacheOf({ ...client, ...other }, { store }).getViewer(a);
    }
    assert.equal(client.calls.length, 3);
  });

  for (const [name, fail] of Object.entries({
    rejects: () => Promise.reject(new Error("told to fail")),
    throws: () => {
      throw new Error("told to fail");
    },
    "never answers": never,
  })) {
    test(`that ${name} is as good as none`, async (t) => {
      const pass = mockTime(t);
      const cache = cacheOf(clientThatCounts(), { store: untyped({ get: fail, put: fail, delete: fail }) });
      const first = numberOf(cache.getViewer(a));
      await pass(1_000);
      assert.equal(await first, 1);
    });
  }
});

describe("workersCache", () => {
  /** A Cache API in memory. */
  function memoryCache() {
    /** @type {Map<string, { body: Uint8Array<ArrayBuffer>, cacheControl: string | null }>} */
    const entries = new Map();
    return {
      entries,
      /** @param {string} url */
      match: async (url) => entries.has(url) && untyped(new Response(entries.get(url)?.body.slice())),
      /** @param {string} url @param {Response} response */
      async put(url, response) {
        const body = new Uint8Array(await response.arrayBuffer());
        entries.set(url, { body, cacheControl: response.headers.get("cache-control") });
      },
      /** @param {string} url */
      delete: async (url) => entries.delete(url),
    };
  }
  /** One isolate. @param {object} client @param {any} cache @param {{ secret?: string, ttlMs?: number }} [options] */
  const isolateOf = (client, cache, { secret = SECRET, ...options } = {}) =>
    cacheOf(client, { store: workersCache({ secret, cache }), ...options });

  test("writes neither ids nor data in clear text, and says how long to keep them", async () => {
    const cache = memoryCache();
    const client = clientThatCounts();
    const viewer = { viewerUnionId: "2_recognisable" };
    await isolateOf(client, cache, { ttlMs: 1_500 }).getViewer(viewer);
    const [[url, { body, cacheControl }]] = cache.entries;
    assert.match(url, /^https:\/\/polyv-edge\.invalid\/[0-9a-f]{64}$/);
    assert.doesNotMatch(new TextDecoder().decode(body), /recognisable|labels|number/);
    assert.equal(cacheControl, "max-age=2");
    assert.equal(await numberOf(isolateOf(client, cache).getViewer(viewer)), 1);
  });

  test("with another secret there is nothing to find", async () => {
    const cache = memoryCache();
    const client = clientThatCounts();
    await isolateOf(client, cache).getViewer(a);
    assert.equal(await numberOf(isolateOf(client, cache, { secret: `${SECRET}!` }).getViewer(a)), 2);
    assert.equal(cache.entries.size, 2);
  });

  test("what was changed or moved to another key is no answer", async () => {
    const cache = memoryCache();
    const client = clientThatCounts();
    for (const id of [a, b]) await isolateOf(client, cache).getViewer(id);
    const [[first], [, second]] = cache.entries;
    cache.entries.set(first, second);
    assert.equal(await numberOf(isolateOf(client, cache).getViewer(a)), 3);
    second.body[20] ^= 1;
    assert.equal(await numberOf(isolateOf(client, cache).getViewer(b)), 4);
  });
});

const ttlMs = 1_000;
for (const [name, options] of /** @type {[string, unknown][]} */ ([
  ...[undefined, null, {}, ...[0, Number.POSITIVE_INFINITY, "1"].map((ttlMs) => ({ ttlMs }))].map((options) => {
    return ["ttlMs", options];
  }),
  ...[0, 1.5].map((maxEntries) => ["maxEntries", { ttlMs, maxEntries }]),
  ["staleIfErrorMs", { ttlMs, staleIfErrorMs: 999 }],
  ...[{}, null].map((store) => ["store", { ttlMs, store }]),
  ["ttl", { ttlMs, ttl: 5 }],
])) {
  test(`refuses a wrong ${name} by its name: ${JSON.stringify(options)}`, () => {
    const refused = { kind: "invalid_argument", message: new RegExp(name) };
    assert.throws(() => cached(untyped(clientThatCounts()), untyped(options)), refused);
  });
}

test("refuses what is no client, and a secret that is none", () => {
  assert.throws(() => cached(untyped({}), { ttlMs }), { kind: "invalid_argument" });
  for (const options of [undefined, null, {}, { secret: "short" }, { secret: SECRET, key: "x" }]) {
    assert.throws(() => workersCache(untyped(options)), { kind: "invalid_argument" });
  }
});

describe("in workerd, with a shared limit", () => {
  /** @type {import("../../emulator/index.js").Emulator} */
  let emulator;
  /** @type {Awaited<ReturnType<typeof startIsolates>>} */
  let isolates;
  before(async () => {
    emulator = await startEmulator();
    isolates = await startIsolates(1, emulator);
  });
  after(async () => {
    await isolates.close();
    await emulator.close();
  });
  const headers = { authorization: "Bearer let-me-in" };
  /** @param {string} path @param {RequestInit} [init] */
  const get = (path, init) => fetch(new URL(path, isolates.url), { headers, ...init });
  /** @param {string} text */
  const sent = (text) => emulator.requests.filter((request) => JSON.stringify(request.query).includes(text)).length;

  test("memory and the Cache API save calls; roles stay in the isolate", async () => {
    for (const path of [`/api/viewers/${VIEWER}`, `/api/channels/${CHANNEL}/accounts/${ACCOUNT}`]) {
      for (let index = 0; index < 3; index++) assert.equal((await get(path)).status, 200);
    }
    assert.deepEqual([sent(VIEWER), sent(ACCOUNT)], [1, 1]);
    await get("/forget");
    for (const path of [`/api/viewers/${VIEWER}`, `/api/channels/${CHANNEL}/accounts/${ACCOUNT}`]) {
      assert.equal((await get(path)).status, 200);
    }
    assert.deepEqual([sent(VIEWER), sent(ACCOUNT)], [1, 2]);
    assert.equal((await get(`/api/viewers/${VIEWER}`, { headers: {} })).status, 401);
  });

  test("requests at the same time share one call, and one that hangs up takes nobody with it", async () => {
    const path = `/api/viewers/${encodeURIComponent(`fault:slow-200ms:9:${VIEWER}`)}`;
    const together = await Promise.all(Array.from({ length: 5 }, () => get(path)));
    assert.ok(together.every(({ status }) => status === 200));
    assert.equal(sent("slow-200ms"), 1);

    const slowPath = `/api/viewers/${encodeURIComponent(`fault:slow-headers:1:${VIEWER}`)}`;
    const controller = new AbortController();
    const first = get(slowPath, { signal: controller.signal }).catch((error) => error.name);
    await until(() => sent("slow-headers") === 1, "the first call");
    const second = get(slowPath);
    await pause(100);
    controller.abort();
    assert.equal(await first, "AbortError");
    assert.equal((await second).status, 200);
    assert.equal(sent("slow-headers"), 2);
  });
});
