// When a call is sent again, and when not. Waits, clocks and limits have tables of their own beside the rules.
// @ts-check
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, test } from "node:test";
import { client, emulator } from "./support/client.js";
import {
  ACCOUNT,
  answer,
  CHANNEL,
  CREATE_PATH,
  clientOf,
  each,
  errorOf,
  scripted,
  UPDATE_PATH,
  untyped,
  VIEWER,
  VIEWER_DATA,
  VIEWER_PATH,
  withEmulator,
} from "./support/edge.js";

const viewerUnionId = VIEWER;
/** @type {`GET /${string}`} */
const GET_VIEWER = `GET ${VIEWER_PATH}`;
/** @type {`POST /${string}`} */
const UPDATE = `POST ${UPDATE_PATH}`;
/** @type {`POST /${string}`} */
const CREATE = `POST ${CREATE_PATH}`;

const good = () => Response.json(answer(VIEWER_DATA));
const sent = () => emulator.requests.length;

describe("what is sent again", () => {
  const passing = ["qps", "undefined-error", "system-error", "status-500", "status-502-html", "status-429"];
  for (const fault of [...passing, "reset-headers", "reset-body", "wrong-length"]) {
    test(`a lookup after ${fault}, until it succeeds`, async () => {
      const viewer = await client.getViewer({ viewerUnionId: `fault:${fault}:1:${VIEWER}` });
      assert.deepEqual([viewer.nickname, sent()], ["2222", 2]);
    });
  }

  test("lists, pages and batches, like single lookups", async () => {
    await client.listViewers({ area: "fault:status-500:1:广东" });
    await client.getViewers(["fault:reset-headers:1:2_of_a_batch"]);
    for await (const _ of client.paginate("GET /live/v4/user/viewer-record/list", {
      query: { area: "fault:status-500:1:广东省" },
    }));
    assert.equal(sent(), 6);
  });

  test("a lookup that takes too long, in the half of its time", async () => {
    await client.getViewer({ viewerUnionId: `fault:slow-headers:1:${VIEWER}` }, { timeoutMs: 2_000 });
    assert.equal(sent(), 2);
  });

  test("twice by default, or as the client or the call says; the error tells how often", async () => {
    const down = () => new Response("", { status: 500 });
    for (const [ofClient, ofCall, expected] of [
      [undefined, undefined, 3],
      [0, undefined, 1],
      [4, 1, 2],
      [0, 3, 4],
    ]) {
      const { client, sent } = scripted(down, {
        timeoutMs: 30_000,
        ...(ofClient !== undefined && { retries: ofClient }),
      });
      const call = client.getViewer({ viewerUnionId }, ofCall === undefined ? undefined : { retries: ofCall });
      const error = await errorOf(call, "server");
      assert.deepEqual([error.attempts, sent.length, error.retryable], [expected, expected, true]);
    }
  });

  test("request only where the caller says that it is idempotent, its body too", async () => {
    const query = { viewerUnionId: `fault:status-500:2:${VIEWER}` };
    await errorOf(client.request(GET_VIEWER, { query }), "server");
    assert.equal(sent(), 1);
    const json = { nickname: "fault:status-500:1:王", mobile: "1" };
    await client.request(CREATE, untyped({ json, idempotent: true }));
    assert.deepEqual(
      emulator.requests.slice(1).map(({ body }) => body),
      [JSON.stringify(json), JSON.stringify(json)],
    );
  });

  test("each attempt is signed anew, with a timestamp and a nonce of its own, in a form too", async () => {
    const options = { nonce: true, retries: 3, timeoutMs: 20_000 };
    await clientOf(emulator, options).getViewer({ viewerUnionId: `fault:status-500:3:${VIEWER}` });
    const form = { account: `fault:status-500:1:${ACCOUNT}`, nickname: "x" };
    await clientOf(emulator, options).request(UPDATE, { form, idempotent: true });
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
  const final = ["status-500", "undefined-error", "reset-headers", "reset-body", "wrong-length", "slow-headers"];
  for (const fault of final) {
    test(`is sent once where it may have done something: ${fault}`, async () => {
      const text = `fault:${fault}`;
      const hasty = clientOf(emulator, { timeoutMs: 1_000 });
      const form = await errorOf(hasty.request(UPDATE, { form: { account: text } }));
      const json = await errorOf(hasty.request(CREATE, untyped({ json: { nickname: text, mobile: "1" } })));
      assert.deepEqual([form.attempts, json.attempts, sent()], [1, 1, 2]);
    });
  }

  test("is repeated where POLYV has refused it by rate", async () => {
    for (const fault of ["qps", "status-429"]) {
      const form = { account: `fault:${fault}:1:${ACCOUNT}`, nickname: "新名" };
      assert.equal(await client.request(UPDATE, { form }), "success");
    }
    assert.equal(sent(), 4);
  });

  test("is repeated where it certainly was not sent", async () => {
    const codes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ConnectionRefused"];
    await each(
      codes.map((code) => [code, code]),
      async (code) => {
        const refuse = () => Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code } }));
        const { client, sent } = scripted([refuse, good]);
        await client.request("POST /x", { form: { a: 1 } });
        assert.equal(sent.length, 2);
      },
    );
    const { client: broken, sent: once } = scripted([
      () => Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } })),
      good,
    ]);
    await errorOf(broken.request("POST /x", { form: { a: 1 } }), "network");
    assert.equal(once.length, 1);
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

describe("what is not sent again", () => {
  const refusals = [
    "unauthorized",
    "invalid-signature",
    "signature-zh",
    "forbidden",
    "not-found",
    "conflict",
    "validation",
  ];
  for (const fault of [...refusals, "body-parse", "blocked", "html-200", "truncated", "redirect", "huge"]) {
    test(`${fault}: it would be as wrong the second time`, async () => {
      const query = { viewerUnionId: `fault:${fault}` };
      const call = client.request(GET_VIEWER, { query, idempotent: true, retries: 5 });
      const error = await errorOf(call);
      assert.deepEqual([error.attempts, error.retryable, sent()], [1, false, 1]);
    });
  }
});

describe("a wait", () => {
  test("is as long as Retry-After says", async () => {
    const started = performance.now();
    await client.getViewer({ viewerUnionId: `fault:status-503-retry-after:1:${VIEWER}` });
    assert.ok(performance.now() - started >= 990);
    assert.equal(sent(), 2);
  });

  test("that would reach beyond the deadline is not begun: the call ends, and says when to come back", async () => {
    const error = await errorOf(client.getViewer({ viewerUnionId: "fault:status-503-retry-after-hour" }), "server");
    assert.deepEqual([error.attempts, error.retryAfterMs, error.retryable], [1, 3_600_000, true]);
  });

  test("spreads calls that failed together", async () => {
    const fast = clientOf(emulator, { retries: 1, timeoutMs: 20_000 });
    await fast.getViewers(
      Array.from({ length: 30 }, (_, index) => `fault:status-500:1:fault:number-id:1:${index}`),
      { concurrency: 30 },
    );
    const second = emulator.requests.slice(30).map(({ at }) => at);
    assert.equal(second.length, 30);
    assert.ok(Math.max(...second) - Math.min(...second) > 50, "spread over up to 200 ms");
  });
});

describe("a clock that is wrong", () => {
  for (const [name, offset] of Object.entries({ ahead: 600_000, behind: -600_000, "a day off": 86_400_000 })) {
    test(`POLYV's is ${name}: one correction, remembered by the client`, () =>
      withEmulator(
        async (shifted) => {
          const client = clientOf(shifted);
          assert.equal(await client.request(UPDATE, { form: { account: ACCOUNT, nickname: "新名" } }), "success");
          assert.deepEqual(
            shifted.requests.map(({ status }) => status),
            [400, 200],
            "a refused timestamp has done nothing",
          );
          await client.getChannelAccount({ channelId: CHANNEL, account: ACCOUNT });
          assert.equal(shifted.requests.length, 3, "the next call is right at once");
          const { timestamp } = Object.fromEntries(new URL(client.signedUrl("GET /live/x")).searchParams);
          assert.ok(Math.abs(Number(timestamp) - Date.now() - offset) < 5_000, "signedUrl knows it too");
        },
        { now: () => Date.now() + offset },
      ));
  }

  const refusal = (/** @type {string | undefined} */ date) => () =>
    Response.json(
      { code: 400, message: "invalid timestamp." },
      { status: 400, headers: date === undefined ? {} : { date } },
    );
  const dates = [undefined, "yesterday", "", "Thu, 01 Jan 1970 00:00:10 GMT", "Fri, 01 Jan 2050 00:00:00 GMT"];
  for (const date of dates) {
    test(`a Date of ${date} corrects nothing, in this call or the next`, async () => {
      const { client, sent } = scripted(refusal(date));
      for (let call = 0; call < 2; call++) {
        const error = await errorOf(client.getViewer({ viewerUnionId }), "invalid_timestamp");
        assert.equal(error.attempts, 1);
      }
      for (const url of [...sent.map(({ url }) => url), client.signedUrl("GET /x")]) {
        const stamp = Number(new URL(url).searchParams.get("timestamp"));
        assert.ok(Math.abs(stamp - Date.now()) < 60_000, `${stamp}`);
      }
    });
  }

  test("a correction that did not help is not kept", async () => {
    const { client } = scripted(() => refusal(new Date(Date.now() + 600_000).toUTCString())());
    assert.equal((await errorOf(client.getViewer({ viewerUnionId }), "invalid_timestamp")).attempts, 2);
    const stamp = Number(new URL(client.signedUrl("GET /x")).searchParams.get("timestamp"));
    assert.ok(Math.abs(stamp - Date.now()) < 60_000);
  });

  test("a timestamp that the caller gives is signed as given", () =>
    withEmulator(
      async (shifted) => {
        const client = clientOf(shifted);
        await client.getViewer({ viewerUnionId });
        const url = new URL(client.signedUrl("GET /x", { timestamp: 1712054271000 }));
        assert.equal(url.searchParams.get("timestamp"), "1712054271000");
      },
      { now: () => Date.now() + 600_000 },
    ));
});

describe("the client's rate limit", () => {
  test("lets calls beyond it wait for their turn, so that POLYV never sees too many", () =>
    withEmulator(
      async (limited) => {
        const client = clientOf(limited, { rateLimit: { calls: 10, windowMs: 500 } });
        const ids = Array.from({ length: 30 }, (_, index) => `2_${index}`);
        const results = await client.getViewers(ids, { concurrency: 30 });
        for (const result of results) assert.equal(untyped(result).kind, "not_found");
        // Ten that leave together travel on connections of their own: the first to leave need not arrive first.
        const turns = limited.requests.map(({ query }) => Math.floor(Number(query.viewerUnionId.slice(2)) / 10));
        assert.deepEqual(turns, [...turns].sort());
        assert.equal(turns.length, ids.length);
        const free = await clientOf(limited).getViewers(ids, { concurrency: 30 });
        assert.ok(
          free.some((result) => untyped(result).kind === "forbidden"),
          "without it the server shuts the client out",
        );
      },
      // The server counts when calls arrive, the client when they leave: its window is longer by what the way may vary.
      { limit: { calls: 10, windowMs: 300, blockMs: 60_000 } },
    ));

  test("refuses at once what could not leave before the deadline, and takes nothing for it", async () => {
    const { client, sent } = scripted(good, { rateLimit: { calls: 2, windowMs: 300 } });
    await client.getViewers([VIEWER, VIEWER]);
    for (let call = 0; call < 5; call++) {
      const error = await errorOf(client.getViewer({ viewerUnionId }, { timeoutMs: 100 }), "rate_limited");
      assert.deepEqual([error.attempts, error.retryable], [0, true]);
      const { retryAfterMs = 0 } = error;
      assert.ok(retryAfterMs > 0 && retryAfterMs <= 300, `${retryAfterMs} ms`);
    }
    await client.getViewers([VIEWER, VIEWER], { timeoutMs: 450 });
    assert.equal(sent.length, 4);
  });

  test("gets back what was reserved for callers who leave", async () => {
    const { client, sent } = scripted(good, { rateLimit: { calls: 2, windowMs: 600 } });
    await client.getViewers([VIEWER, VIEWER]);
    const controller = new AbortController();
    const calls = Array.from({ length: 40 }, () => client.getViewer({ viewerUnionId }, { signal: controller.signal }));
    const results = Promise.allSettled(calls);
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    await results;
    await client.getViewer({ viewerUnionId }, { timeoutMs: 900 });
    assert.equal(sent.length, 3);
  });

  test("counts retries", async () => {
    const limited = clientOf(emulator, { rateLimit: { calls: 1, windowMs: 200 } });
    const started = performance.now();
    await limited.getViewer({ viewerUnionId: `fault:reset-headers:2:${VIEWER}` });
    assert.equal(sent(), 3);
    assert.ok(performance.now() - started >= 398);
  });

  test("is 1400 calls in 12 s by default; false turns it off", async () => {
    const { client: limited } = scripted(good, { rateLimit: undefined });
    for (let call = 0; call < 1_400; call++) await limited.request("GET /x");
    const error = await errorOf(limited.request("GET /x", { timeoutMs: 100 }), "rate_limited");
    assert.equal(error.attempts, 0);
    const { client: free } = scripted(good, { rateLimit: false });
    for (let call = 0; call < 1_500; call++) await free.request("GET /x", { timeoutMs: 100 });
  });
});
