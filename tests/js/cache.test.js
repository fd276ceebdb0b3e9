// polyv-edge/cache: what is kept, for how long, for whom; and that no caller can harm another.
// @ts-check
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { cached, workersCache } from "polyv-edge/cache";
import { createHandler, PolyvError } from "polyv-edge/edge";
import { startEmulator } from "../../emulator/index.js";
import { ACCOUNT, CHANNEL, clientOf, errorOf, pause, until, untyped, VIEWER, withEmulator } from "./support/edge.js";
import { runs } from "./support/runs.js";
import { inVirtualTime } from "./support/virtual-time.js";
import { startWorkerd } from "./support/workerd.js";

const SECRET = "cache-secret-never-real";

/**
 * A client that counts its calls and answers with their number, or fails as it is told.
 * @param {(call: any, params: any) => Promise<void>} [before]
 */
function clientThatCounts(before = async () => {}) {
  const client = {
    /** @type {any[]} */
    calls: [],
    /** @type {PolyvError | undefined} */
    error: undefined,
    /** @param {any} params @param {any} [call] */
    async getViewer(params, call) {
      client.calls.push({ ...params, call });
      const number = client.calls.length;
      await before(call, params);
      if (client.error) throw client.error;
      return { ...params, number, labels: [{ id: "1" }] };
    },
    /** @param {any} params @param {any} [call] */
    async getChannelAccount(params, call) {
      return { ...(await client.getViewer(params, call)), passwd: "never-shared" };
    },
  };
  return client;
}

/** @param {ReturnType<typeof clientThatCounts>} client @param {Partial<import("polyv-edge/cache").CacheOptions>} [options] */
const cacheOf = (client, options) => cached(untyped(client), { ttlMs: 1_000, ...options });
/** @param {Promise<any>} viewer */
const numberOf = async (viewer) => (await viewer).number;
const a = { viewerUnionId: "a" };
const failure = (/** @type {any} */ kind) => new PolyvError(kind, "told to fail");

/** A Cache API in memory. */
function memoryCache() {
  /** @type {Map<string, { body: Uint8Array, cacheControl: string | null }>} */
  const entries = new Map();
  return {
    entries,
    /** @param {string} url */
    async match(url) {
      const entry = entries.get(url);
      return entry && new Response(entry.body.slice());
    },
    /** @param {string} url @param {Response} response */
    async put(url, response) {
      const body = new Uint8Array(await response.arrayBuffer());
      entries.set(url, { body, cacheControl: response.headers.get("cache-control") });
    },
    /** @param {string} url */
    delete: async (url) => entries.delete(url),
  };
}

describe("what is kept", () => {
  test("an answer for its time, each id for itself", () =>
    inVirtualTime(async ({ sleep }) => {
      const client = clientThatCounts();
      const cache = cacheOf(client);
      assert.equal(await numberOf(cache.getViewer(a)), 1);
      await sleep(999);
      assert.equal(await numberOf(cache.getViewer(a)), 1);
      assert.equal(await numberOf(cache.getViewer({ viewerUnionId: "b" })), 2);
      await sleep(1);
      assert.equal(await numberOf(cache.getViewer(a)), 3);
    }));

  test("the two look-ups, and ids that would run together, stay apart", async () => {
    const client = clientThatCounts();
    const cache = cacheOf(client);
    const lookUps = [
      () => cache.getViewer({ viewerUnionId: '1","2' }),
      () => cache.getViewer({ viewerUnionId: "1" }),
      () => cache.getChannelAccount({ channelId: "1", account: "2" }),
      () => cache.getChannelAccount({ channelId: "12", account: "" }),
      () => cache.getChannelAccount({ channelId: '1","2', account: "2" }),
      () => cache.getChannelAccount({ channelId: "1", account: "02" }),
      () => cache.getViewer({ viewerUnionId: "__proto__" }),
    ];
    for (const lookUp of [...lookUps, ...lookUps]) await lookUp();
    assert.equal(client.calls.length, lookUps.length);
    // 1 and "1" are the same channel.
    await cache.getChannelAccount({ channelId: 1, account: "2" });
    assert.equal(client.calls.length, lookUps.length);
  });

  test("at most maxEntries, the one used longest ago goes first", async () => {
    const client = clientThatCounts();
    const cache = cacheOf(client, { maxEntries: 2 });
    for (const viewerUnionId of ["a", "b", "a", "c", "a"]) await cache.getViewer({ viewerUnionId });
    assert.equal(client.calls.length, 3);
    await cache.getViewer({ viewerUnionId: "b" });
    assert.equal(client.calls.length, 4);
  });

  test("nothing that is very long", async () => {
    const client = clientThatCounts();
    const cache = cacheOf(client);
    const viewerUnionId = "x".repeat(40_000);
    for (let index = 0; index < 2; index++) await cache.getViewer({ viewerUnionId });
    assert.equal(client.calls.length, 2);
  });

  test("each caller has an object of its own", async () => {
    const cache = cacheOf(clientThatCounts());
    const [first, second] = await Promise.all([cache.getViewer(a), cache.getViewer(a)]);
    untyped(first).labels[0].id = "changed";
    untyped(second).extra = "changed";
    assert.deepEqual(await cache.getViewer(a), { viewerUnionId: "a", number: 1, labels: [{ id: "1" }] });
  });

  test("an answer is the same with and without a cache, unknown fields and all", () =>
    withEmulator(async (emulator) => {
      const client = clientOf(emulator);
      const cache = cached(client, { ttlMs: 1_000 });
      for (const viewerUnionId of [VIEWER, `fault:number-id:9:${VIEWER}`, `fault:proto-keys:9:${VIEWER}`]) {
        const plain = await client.getViewer({ viewerUnionId });
        for (let index = 0; index < 2; index++) {
          const answer = await cache.getViewer({ viewerUnionId });
          assert.deepEqual(Object.entries(answer), Object.entries(plain));
        }
      }
    }));

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

  test("what the client refuses, the client explains", () =>
    withEmulator(async (emulator) => {
      const cache = cached(clientOf(emulator), { ttlMs: 1_000 });
      for (const params of [undefined, {}, { viewerUnionId: 5 }, { viewerUnionId: { toString: () => "a" } }]) {
        await errorOf(cache.getViewer(untyped(params)), "invalid_argument");
      }
      await errorOf(cache.getChannelAccount(untyped({ channelId: 1, account: 2 })), "invalid_argument");
      assert.equal(emulator.requests.length, 0);
    }));
});

describe("callers at the same time", () => {
  const slow = () => clientThatCounts(() => pause(100));

  test("share one call, and its error", async () => {
    const client = slow();
    const cache = cacheOf(client);
    const numbers = await Promise.all(Array.from({ length: 20 }, () => numberOf(cache.getViewer(a))));
    assert.deepEqual([new Set(numbers).size, client.calls.length], [1, 1]);
    client.error = failure("not_found");
    const b = { viewerUnionId: "b" };
    const errors = await Promise.all([errorOf(cache.getViewer(b)), errorOf(cache.getViewer(b))]);
    assert.equal(client.calls.length, 2);
    assert.notEqual(errors[0], errors[1]);
    assert.deepEqual(errors[0].toJSON(), errors[1].toJSON());
  });

  test("one that gives up leaves the others alone, even the first", async () => {
    const client = slow();
    const cache = cacheOf(client);
    const controller = new AbortController();
    const first = errorOf(cache.getViewer(a, { signal: controller.signal }), "aborted");
    const others = [cache.getViewer(a), cache.getViewer(a, { signal: new AbortController().signal })];
    const started = Date.now();
    controller.abort();
    await first;
    assert.ok(Date.now() - started < 50);
    assert.deepEqual(await Promise.all(others.map(numberOf)), [1, 1]);
    assert.equal(client.calls[0].call.signal, undefined);
  });

  test("one that came with an aborted signal is told so by the client, and sends nothing", () =>
    withEmulator(async (emulator) => {
      const cache = cached(clientOf(emulator), { ttlMs: 1_000 });
      await errorOf(cache.getViewer({ viewerUnionId: VIEWER }, { signal: AbortSignal.abort() }), "aborted");
      assert.equal(emulator.requests.length, 0);
    }));

  test("with other terms there is another call, and each deadline is its own", () =>
    inVirtualTime(async ({ sleep }) => {
      const client = clientThatCounts(() => sleep(1_000));
      const cache = cacheOf(client);
      const patient = cache.getViewer(a);
      const started = Date.now();
      await errorOf(cache.getViewer(a, { timeoutMs: 50 }), "timeout");
      assert.equal(Date.now() - started, 50);
      assert.equal(await numberOf(patient), 1);
      assert.equal(client.calls[1].call.timeoutMs, 50);
    }));

  test("a call that never ends, as one of a request that has died, holds up others for 2 seconds only", () =>
    inVirtualTime(async () => {
      const client = clientThatCounts(() => (client.calls.length === 1 ? new Promise(() => {}) : Promise.resolve()));
      const cache = cacheOf(client);
      void cache.getViewer(a);
      const started = Date.now();
      const numbers = await Promise.all(Array.from({ length: 10 }, () => numberOf(cache.getViewer(a))));
      assert.equal(Date.now() - started, 2_000);
      assert.deepEqual(new Set(numbers), new Set([2]));
      assert.equal(client.calls.length, 2);
    }));
});

describe("staleIfErrorMs", () => {
  const PASSING = ["network", "timeout", "server", "rate_limited"];
  const FINAL = ["not_found", "forbidden", "unauthorized", "invalid_signature", "invalid_response", "validation"];

  for (const kind of PASSING) {
    test(`${kind}: an older answer, up to its age`, () =>
      inVirtualTime(async ({ sleep }) => {
        const client = clientThatCounts();
        const cache = cacheOf(client, { staleIfErrorMs: 5_000 });
        await cache.getViewer(a);
        client.error = failure(kind);
        await sleep(4_999);
        assert.equal(await numberOf(cache.getViewer(a)), 1);
        assert.equal(client.calls.length, 2);
        await sleep(1);
        await errorOf(cache.getViewer(a), kind);
      }));
  }

  for (const kind of FINAL) {
    test(`${kind}: the error, and the older answer is gone`, () =>
      inVirtualTime(async ({ sleep }) => {
        const client = clientThatCounts();
        const store = workersCache({ secret: SECRET, cache: memoryCache() });
        const cache = cacheOf(client, { staleIfErrorMs: 60_000, store });
        await cache.getViewer(a);
        await sleep(1_000);
        client.error = failure(kind);
        await errorOf(cache.getViewer(a), kind);
        client.error = failure("network");
        await errorOf(cache.getViewer(a), "network");
      }));
  }

  test("a caller out of time gets the older answer, one that gave up does not", () =>
    inVirtualTime(async ({ sleep }) => {
      const client = clientThatCounts(() => sleep(client.calls.length === 1 ? 0 : 60_000));
      const cache = cacheOf(client, { staleIfErrorMs: 60_000 });
      await cache.getViewer(a);
      await sleep(2_000);
      assert.equal(await numberOf(cache.getViewer(a, { timeoutMs: 100 })), 1);
      const controller = new AbortController();
      const call = errorOf(cache.getViewer(a, { signal: controller.signal }), "aborted");
      controller.abort();
      await call;
    }));

  test("without it, errors are errors", () =>
    inVirtualTime(async ({ sleep }) => {
      const client = clientThatCounts();
      const cache = cacheOf(client);
      await cache.getViewer(a);
      await sleep(1_000);
      client.error = failure("network");
      await errorOf(cache.getViewer(a), "network");
    }));
});

test("whatever happens, an answer is that of its id, and no older than allowed", () => {
  const step = fc.record({
    wait: fc.nat(600),
    id: fc.constantFrom("a", "b", "c"),
    fails: fc.constantFrom(undefined, undefined, "network", "not_found"),
  });
  return fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, hasStore) =>
      inVirtualTime(async ({ sleep }) => {
        const client = clientThatCounts();
        /** @type {number[]} */
        const givenAt = [];
        const getViewer = client.getViewer;
        client.getViewer = (params, call) => {
          givenAt[client.calls.length + 1] = Date.now();
          return getViewer(params, call);
        };
        const store = hasStore ? storeInMemory() : undefined;
        const cache = cacheOf(client, { maxEntries: 2, staleIfErrorMs: 2_000, store });
        for (const { wait, id, fails } of steps) {
          await sleep(wait + 1);
          client.error = fails && failure(fails);
          const answer = untyped(await cache.getViewer({ viewerUnionId: id }).catch(() => undefined));
          if (!answer) continue;
          assert.equal(answer.viewerUnionId, id);
          assert.ok(Date.now() - givenAt[answer.number] < (fails ? 2_000 : 1_000));
        }
      }),
    ),
    runs(50),
  );
});

/** A store that keeps for ever what it is given. */
function storeInMemory() {
  /** @type {Map<string, import("polyv-edge/cache").CacheEntry>} */
  const entries = new Map();
  return {
    entries,
    get: async (/** @type {string} */ key) => entries.get(key),
    put: async (/** @type {string} */ key, /** @type {any} */ entry) => void entries.set(key, entry),
    delete: async (/** @type {string} */ key) => void entries.delete(key),
  };
}

describe("a store", () => {
  test("serves other isolates for the rest of the time", () =>
    inVirtualTime(async ({ sleep }) => {
      const store = storeInMemory();
      const client = clientThatCounts();
      await cacheOf(client, { store }).getViewer(a);
      await sleep(600);
      const other = cacheOf(client, { store });
      assert.equal(await numberOf(other.getViewer(a)), 1);
      await sleep(400);
      assert.equal(await numberOf(other.getViewer(a)), 2);
    }));

  test("never sees a role", async () => {
    const store = storeInMemory();
    const client = clientThatCounts();
    const cache = cacheOf(client, { store });
    const account = { channelId: "1", account: "2" };
    assert.equal((await cache.getChannelAccount(account)).passwd, "never-shared");
    await cache.getChannelAccount(account);
    assert.equal(client.calls.length, 1);
    assert.equal(store.entries.size, 0);
  });

  for (const [name, fail] of Object.entries({
    rejects: () => Promise.reject(new Error("told to fail")),
    throws: () => {
      throw new Error("told to fail");
    },
    "never answers": () => new Promise(() => {}),
  })) {
    test(`that ${name} is as good as none`, () =>
      inVirtualTime(async () => {
        const client = clientThatCounts();
        const cache = cacheOf(client, { store: untyped({ get: fail, put: fail, delete: fail }) });
        assert.equal(await numberOf(cache.getViewer(a)), 1);
        assert.equal(await numberOf(cache.getViewer(a)), 1);
        client.error = failure("not_found");
        await errorOf(cache.getViewer({ viewerUnionId: "b" }), "not_found");
      }));
  }
});

describe("workersCache", () => {
  test("writes neither ids nor data in clear text, and says how long to keep them", async () => {
    const cache = memoryCache();
    const client = clientThatCounts();
    const store = workersCache({ secret: SECRET, cache });
    const viewer = { viewerUnionId: "2_recognisable" };
    await cacheOf(client, { ttlMs: 1_500, store }).getViewer(viewer);
    const [[url, { body, cacheControl }]] = cache.entries;
    assert.match(url, /^https:\/\/polyv-edge\.invalid\/[0-9a-f]{64}$/);
    assert.doesNotMatch(new TextDecoder().decode(body), /recognisable|labels|number/);
    assert.equal(cacheControl, "max-age=2");
    assert.equal(await numberOf(cacheOf(client, { store }).getViewer(viewer)), 1);
  });

  test("with another secret there is nothing to find", async () => {
    const cache = memoryCache();
    const client = clientThatCounts();
    await cacheOf(client, { store: workersCache({ secret: SECRET, cache }) }).getViewer(a);
    const other = cacheOf(client, { store: workersCache({ secret: `${SECRET}!`, cache }) });
    assert.equal(await numberOf(other.getViewer(a)), 2);
    assert.equal(cache.entries.size, 2);
  });

  test("what was changed or moved to another key is no answer", async () => {
    const cache = memoryCache();
    const client = clientThatCounts();
    const fresh = () => cacheOf(client, { store: workersCache({ secret: SECRET, cache }) });
    await fresh().getViewer(a);
    await fresh().getViewer({ viewerUnionId: "b" });
    const [[first], [second, other]] = cache.entries;
    cache.entries.set(first, other);
    assert.deepEqual(await fresh().getViewer(a), { viewerUnionId: "a", number: 3, labels: [{ id: "1" }] });
    const entry = cache.entries.get(second);
    if (entry) entry.body[20] ^= 1;
    assert.equal(await numberOf(fresh().getViewer({ viewerUnionId: "b" })), 4);
  });
});

describe("authorisation", () => {
  test("createHandler asks it before a cached answer, each time", () =>
    withEmulator(async (emulator) => {
      const handle = createHandler({
        client: cached(clientOf(emulator), { ttlMs: 60_000 }),
        authorize: (request) => request.headers.get("authorization") === "Bearer let-me-in",
      });
      const url = `https://edge.example/api/viewers/${VIEWER}`;
      const ask = (/** @type {string} */ authorization) => handle(new Request(url, { headers: { authorization } }));
      assert.equal((await ask("Bearer let-me-in")).status, 200);
      const refused = await ask("Bearer guess");
      assert.equal(refused.status, 401);
      assert.doesNotMatch(await refused.text(), /2222/);
      assert.equal((await ask("Bearer let-me-in")).status, 200);
      assert.equal(emulator.requests.length, 1);
    }));

  test("two clients never share answers", async () => {
    const clients = [clientThatCounts(), clientThatCounts()];
    for (const client of clients) await cacheOf(client).getViewer(a);
    assert.deepEqual(
      clients.map(({ calls }) => calls.length),
      [1, 1],
    );
  });
});

test("refuses options that are wrong", () => {
  const client = untyped(clientThatCounts());
  const ttlMs = 1_000;
  for (const options of [
    ...[undefined, {}, { ttlMs: 0 }, { ttlMs: Number.POSITIVE_INFINITY }, { ttlMs: "1" }, { ttlMs, maxEntries: 0 }],
    ...[
      { ttlMs, maxEntries: 1.5 },
      { ttlMs, staleIfErrorMs: 999 },
      { ttlMs, store: {} },
      { ttlMs, store: null },
    ],
  ]) {
    assert.throws(() => cached(client, untyped(options)), { kind: "invalid_argument" }, JSON.stringify(options));
  }
  assert.throws(() => cached(untyped({}), { ttlMs }), { kind: "invalid_argument" });
  for (const options of [undefined, {}, { secret: "short" }]) {
    assert.throws(() => workersCache(untyped(options)), { kind: "invalid_argument" });
  }
});

describe("in workerd", () => {
  /** @type {import("../../emulator/index.js").Emulator} */
  let emulator;
  /** @type {Awaited<ReturnType<typeof startWorkerd>>} */
  let worker;
  let url = "";
  before(async () => {
    emulator = await startEmulator();
    worker = await startWorkerd(new URL("./support/cache-worker.js", import.meta.url), {
      bindings: {
        APP_ID: emulator.appId,
        APP_SECRET: emulator.appSecret,
        EMULATOR: emulator.url,
        CACHE_SECRET: SECRET,
      },
    });
    url = String(await worker.ready);
  });
  after(async () => {
    await worker.dispose();
    await emulator.close();
  });
  const headers = { authorization: "Bearer let-me-in" };
  /** @param {string} path @param {RequestInit} [init] */
  const get = (path, init) => fetch(new URL(path, url), { headers, ...init });
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
    const path = `/api/viewers/fault:slow-200ms:9:${VIEWER}`;
    const together = await Promise.all(Array.from({ length: 5 }, () => get(path)));
    assert.ok(together.every(({ status }) => status === 200));
    assert.equal(sent("slow-200ms"), 1);

    const slowPath = "/api/viewers/fault:slow-headers:1:2_v378gn997yovtl3p8h77db9e224t6hg9";
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
