// When a call is sent again, and how often. Every fault has its row in faults.test.js; waits, clocks and limits have
// tables of their own beside the rules, in src/attempt/tests.
// @ts-check
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, test } from "node:test";
import { client, emulator } from "./support/client.js";
import {
  ACCOUNT,
  CHANNEL,
  CREATE_VIEWER,
  clientOf,
  each,
  errorOf,
  GET_VIEWER,
  goodViewer,
  LIST_VIEWERS,
  scripted,
  UPDATE_ACCOUNT,
  untyped,
  VIEWER,
  withEmulator,
} from "./support/edge.js";

const viewerUnionId = VIEWER;

const sent = () => emulator.requests.length;
/** @param {string} url */
const stampOf = (url) => Number(new URL(url).searchParams.get("timestamp"));

describe("what is sent again", () => {
  test("lookups, lists, pages and batches, until they succeed", async () => {
    const viewer = await client.getViewer({ viewerUnionId: `fault:status-503-retry-after:1:${VIEWER}` });
    assert.equal(viewer.nickname, "2222");
    assert.ok(emulator.requests[1].at - emulator.requests[0].at >= 990, "as late as Retry-After says");
    await client.listViewers({ area: "fault:status-500:1:广东" });
    await client.getViewers(["fault:reset-headers:1:2_of_a_batch"]);
    const query = { area: "fault:status-500:1:广东省" };
    for await (const _ of client.paginate(LIST_VIEWERS, { query }));
    assert.equal(sent(), 8);
  });

  test("at once, where chance says so", async (t) => {
    t.mock.method(Math, "random", () => 0);
    const { client } = scripted([() => new Response("", { status: 500 }), goodViewer]);
    assert.equal((await client.getViewer({ viewerUnionId })).viewerUnionId, VIEWER);
  });

  for (const [ofClient, ofCall, expected] of [
    [undefined, undefined, 3],
    [0, undefined, 1],
    [4, 1, 2],
    [0, 3, 4],
  ]) {
    test(`${expected} times: retries is ${ofClient} for the client, ${ofCall} for the call`, async () => {
      const down = () => new Response("", { status: 500 });
      const options = { timeoutMs: 30_000, ...(ofClient !== undefined && { retries: ofClient }) };
      const { client, sent } = scripted(down, options);
      const error = await errorOf(client.getViewer({ viewerUnionId }, { retries: ofCall }), "server");
      assert.deepEqual([error.attempts, sent.length, error.retryable], [expected, expected, true]);
    });
  }

  test("request only where the caller says that it is idempotent, its body too", async () => {
    const query = { viewerUnionId: `fault:status-500:2:${VIEWER}` };
    await errorOf(client.request(GET_VIEWER, { query }), "server");
    assert.equal(sent(), 1);
    const json = { nickname: "fault:status-500:1:王", mobile: "1" };
    await client.request(CREATE_VIEWER, untyped({ json, idempotent: true }));
    const bodies = emulator.requests.slice(1).map(({ body }) => body);
    assert.deepEqual(bodies, [JSON.stringify(json), JSON.stringify(json)]);
  });

  test("each attempt is signed anew, with a timestamp and a nonce of its own, in a form too", async () => {
    const options = { nonce: true, retries: 3, timeoutMs: 20_000 };
    await clientOf(emulator, options).getViewer({ viewerUnionId: `fault:status-500:3:${VIEWER}` });
    const form = { account: `fault:status-500:1:${ACCOUNT}`, nickname: "x" };
    await clientOf(emulator, options).request(UPDATE_ACCOUNT, { form, idempotent: true });
    const all = emulator.requests.map(({ query, body }) => ({
      ...query,
      ...Object.fromEntries(new URLSearchParams(body)),
    }));
    for (const name of ["signatureNonce", "sign"]) assert.equal(new Set(all.map((one) => one[name])).size, 6, name);
    const stamps = all.slice(0, 4).map(({ timestamp }) => Number(timestamp));
    assert.ok(new Set(stamps).size > 1 && stamps.every((stamp, index) => index === 0 || stamp >= stamps[index - 1]));
  });
});

describe("a POST that was not said to be idempotent", () => {
  // Once where it may have done something, again where POLYV has refused it by rate.
  for (const [fault, times] of Object.entries({ "status-500": 1, "reset-body": 1, qps: 2, "status-429": 2 })) {
    test(`is sent ${times} time(s) where it ends as ${fault}`, async () => {
      const text = `fault:${fault}:1:`;
      const form = { account: ACCOUNT, nickname: `${text}新名` };
      const calls = [client.request(UPDATE_ACCOUNT, { form })];
      calls.push(client.request(CREATE_VIEWER, untyped({ json: { nickname: `${text}新王`, mobile: "1" } })));
      await Promise.all(calls.map((call) => (times === 2 ? call : errorOf(call))));
      assert.equal(sent(), 2 * times);
    });
  }

  test("is repeated where it certainly was not sent", async () => {
    const codes = { ECONNREFUSED: 2, ENOTFOUND: 2, EAI_AGAIN: 2, UND_ERR_CONNECT_TIMEOUT: 2, ConnectionRefused: 2 };
    await each(Object.entries({ ...codes, ECONNRESET: 1 }), async (times, code) => {
      const refused = () => Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code } }));
      const { client, sent } = scripted([refused, goodViewer]);
      await client.request("POST /x", { form: { a: 1 } }).catch((error) => assert.equal(error.kind, "network"));
      assert.equal(sent.length, times);
    });
  });

  test("goes to an address where nobody listens as often as may be, with the host's own fetch", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    await new Promise((resolve) => server.close(resolve));
    const lost = clientOf({ ...emulator, url: `http://127.0.0.1:${port}` }, { retries: 1 });
    const error = await errorOf(lost.request("POST /x", { form: { a: 1 } }), "network");
    assert.deepEqual([error.attempts, error.retryable, error.httpStatus], [2, true, undefined]);
    assert.equal(untyped(error.cause).code, "ECONNREFUSED");
  });
});

describe("a clock that is wrong", () => {
  for (const offset of [600_000, -86_400_000]) {
    test(`by ${-offset} ms: POLYV's answer corrects it once, the client remembers, and a given timestamp stays`, () =>
      withEmulator(
        async (shifted) => {
          const client = clientOf(shifted);
          assert.equal(
            await client.request(UPDATE_ACCOUNT, { form: { account: ACCOUNT, nickname: "新名" } }),
            "success",
          );
          await client.getChannelAccount({ channelId: CHANNEL, account: ACCOUNT });
          assert.deepEqual(
            shifted.requests.map(({ status }) => status),
            [400, 200, 200],
          );
          assert.ok(Math.abs(stampOf(client.signedUrl("GET /live/x")) - Date.now() - offset) < 5_000);
          assert.equal(stampOf(client.signedUrl("GET /x", { timestamp: 1712054271000 })), 1712054271000);
        },
        { now: () => Date.now() + offset },
      ));
  }
});

describe("the client's rate limit", () => {
  test("lets calls beyond it wait for their turn, so that POLYV never sees too many", () =>
    withEmulator(
      async (limited) => {
        const client = clientOf(limited, { rateLimit: { calls: 10, windowMs: 1_000 } });
        const ids = Array.from({ length: 30 }, (_, index) => `2_${index}`);
        const results = await client.getViewers(ids, { concurrency: 30 });
        for (const result of results) assert.equal(untyped(result).kind, "not_found");
        assert.equal(limited.requests.length, ids.length);
        const free = await clientOf(limited).getViewers(ids, { concurrency: 30 });
        assert.ok(free.some((result) => untyped(result).kind === "forbidden")); // Without it the server shuts it out.
      },
      // The server counts when calls arrive, the client when they leave: its window is longer by what the way may vary.
      { limit: { calls: 10, windowMs: 300, blockMs: 60_000 } },
    ));

  test("is 1400 calls in 12 s by default; false turns it off", async (t) => {
    const now = performance.now();
    t.mock.method(performance, "now", () => now);
    const { client: limited } = scripted(goodViewer, { rateLimit: undefined });
    for (let call = 0; call < 1_400; call++) await limited.request("GET /x");
    const error = await errorOf(limited.request("GET /x", { timeoutMs: 100 }), "rate_limited");
    assert.deepEqual([error.attempts, error.retryable], [0, true]);
    assert.ok(Number(error.retryAfterMs) > 0 && Number(error.retryAfterMs) <= 12_000);
    const { client: free } = scripted(goodViewer, { rateLimit: false });
    for (let call = 0; call < 1_500; call++) await free.request("GET /x", { timeoutMs: 100 });
  });
});
