// What a call tells of itself: `onAttempt`, `onCall` and their `context`, `withResponse()`, and `withOptions()`.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { client, emulator } from "./support/client.js";
import {
  answer,
  clientOf,
  errorOf,
  GET_VIEWER,
  goodViewer,
  pause,
  scripted,
  untyped,
  VIEWER,
  VIEWER_DATA,
} from "./support/edge.js";

/** @typedef {import("polyv-edge/edge").AttemptEvent} AttemptEvent */
/** @typedef {import("polyv-edge/edge").CallEvent} CallEvent */

const viewerUnionId = VIEWER;
const REQUEST_ID = /^[0-9a-f-]{36}$/;

/** Hooks that remember what they were told. */
function recorder() {
  /** @type {AttemptEvent[]} */
  const attempts = [];
  /** @type {CallEvent[]} */
  const calls = [];
  const onAttempt = (/** @type {AttemptEvent} */ event) => attempts.push(event);
  const onCall = (/** @type {CallEvent} */ event) => calls.push(event);
  return { attempts, calls, hooks: { onAttempt, onCall } };
}

describe("hooks", () => {
  test("tell of every attempt and of the call, with its context as it is", async () => {
    const { attempts, calls, hooks } = recorder();
    const context = { trace: "t-1" };
    const id = `fault:status-500:1:fault:reset-headers:1:${VIEWER}`;
    await clientOf(emulator, hooks).getViewer({ viewerUnionId: id }, { context });
    const [{ requestId }] = calls;
    assert.match(requestId ?? "", REQUEST_ID);
    const base = { method: "GET", path: "/live/v4/user/viewer-record/get", context };
    assert.deepEqual(
      attempts.map(({ durationMs, ...event }) => event),
      [
        { ...base, attempt: 1, httpStatus: 500, kind: "server", requestId: undefined },
        { ...base, attempt: 2, httpStatus: undefined, kind: "network", requestId: undefined },
        { ...base, attempt: 3, httpStatus: 200, kind: undefined, requestId },
      ],
    );
    const [{ durationMs, ...call }] = calls;
    assert.deepEqual(call, { ...base, attempts: 3, httpStatus: 200, kind: undefined, requestId });
    assert.ok(attempts.every((event) => event.durationMs > 0 && event.durationMs < durationMs));
    assert.equal(attempts[0].context, context);
  });

  test("name the path as documented, whatever is asked for", async () => {
    const { attempts, calls, hooks } = recorder();
    const { client } = scripted(() => Response.json(answer([])), hooks);
    await client.listChannelAccounts({ channelId: 2149710 });
    await client.request("GET /live/v2/channelAccount/{channelId}/accounts", { params: { channelId: 1 } });
    const paths = new Set([...attempts, ...calls].map(({ path }) => path));
    assert.deepEqual([...paths], ["/live/v2/channelAccount/{channelId}/accounts"]);
  });

  test("tell of calls that never left, too", async () => {
    const { attempts, calls, hooks } = recorder();
    const client = clientOf(emulator, { ...hooks, rateLimit: { calls: 1, windowMs: 60_000 } });
    const context = "c";
    for (const call of [
      () => client.getViewer({ viewerUnionId: "" }, { context }),
      () => client.getViewer({ viewerUnionId }, { context, signal: AbortSignal.abort() }),
      () => client.request("GET /a b", { context }),
      () => client.getViewer({ viewerUnionId }, untyped({ context, retries: -1 })),
      () => client.listViewers({}, untyped({ context, nope: 1 })),
    ]) {
      const { kind } = await errorOf(call);
      const told = calls.pop();
      assert.deepEqual([told?.kind, told?.attempts, told?.context], [kind, 0, context]);
    }
    await client.getViewer({ viewerUnionId }, { context });
    await errorOf(client.getViewer({ viewerUnionId }), "rate_limited");
    client.dispose();
    await errorOf(client.getViewer({ viewerUnionId }), "invalid_argument");
    const told = calls.map(({ kind, attempts }) => `${kind} ${attempts}`);
    assert.deepEqual([attempts.length, ...told], [1, "undefined 1", "rate_limited 0", "invalid_argument 0"]);
  });

  test("tell of each call of a list and of a batch", async () => {
    const { calls, hooks } = recorder();
    const { client } = scripted(() => Response.json(answer({ contents: [VIEWER_DATA], totalPages: 3 })), hooks);
    for await (const _ of client.listViewers({}, { context: 5 }));
    await client.getViewers(["1_a", "1_b"], { context: 6 });
    assert.equal(calls.map(({ context }) => context).join(), "5,5,5,6,6");
  });

  test("that fail, at once or later, fail alone; that call their own client are welcome", async () => {
    let told = 0;
    const fail = () => {
      told += 1;
      throw new Error("metrics are down");
    };
    for (const hook of [fail, async () => fail()]) {
      assert.ok(await clientOf(emulator, { onAttempt: hook, onCall: hook }).getViewer({ viewerUnionId }));
    }
    /** @type {Promise<unknown>[]} */
    const inner = [];
    const nested = clientOf(emulator, {
      onAttempt: () => {
        if (inner.length < 2) inner.push(nested.getViewer({ viewerUnionId }));
      },
    });
    await nested.getViewer({ viewerUnionId });
    await Promise.all(inner);
    // An unhandled rejection would fail the test.
    await pause(5);
    assert.deepEqual([told, inner.length], [4, 2]);
  });
});

describe("withResponse()", () => {
  test("gives the data, and what is known of the exchange", async () => {
    const call = client.getViewer({ viewerUnionId: `fault:status-500:1:${VIEWER}` });
    const { data, httpStatus, requestId, attempts } = await call.withResponse();
    assert.deepEqual([data.viewerUnionId, httpStatus, attempts], [VIEWER, 200, 2]);
    assert.match(requestId ?? "", REQUEST_ID);
    assert.equal(await call, data);
    const page = await client.listViewers({ pageSize: 5 }).withResponse();
    assert.deepEqual([page.data.contents.length, page.attempts], [5, 1]);
    const query = { viewerUnionId };
    assert.equal((await client.request(GET_VIEWER, { query }).withResponse()).httpStatus, 200);
  });

  test("knows the requestId beside numbers that would lose digits too", async () => {
    const text = '{"code":200,"requestId":"rid","data":{"viewerUnionId":"2_v","id":653247040368672768}}';
    const call = scripted(() => new Response(text)).client.getViewer({ viewerUnionId });
    assert.equal((await call.withResponse()).requestId, "rid");
  });

  test("knows no requestId that shows the secret or the signature, is blank, or is no text", async () => {
    const appSecret = "s3cret-of-the-app";
    const signOf = (/** @type {string} */ url) => new URL(url).searchParams.get("sign");
    /** @type {((url: string) => unknown)[]} */
    const ids = [() => `x${appSecret.toUpperCase()}`, (url) => `${signOf(url)}.1`, () => " ", () => 7];
    for (const idOf of ids) {
      const { calls, hooks } = recorder();
      const fetch = async (/** @type {string} */ url) =>
        Response.json({ ...answer(VIEWER_DATA), requestId: idOf(url) });
      const call = scripted(goodViewer, { appSecret, fetch, ...hooks }).client.getViewer({ viewerUnionId });
      assert.equal((await call.withResponse()).requestId, undefined);
      assert.equal(calls[0].requestId, undefined);
    }
  });
});

describe("headers", () => {
  test("of the client and of the call go along, the call's own first, and show nowhere", async () => {
    const { attempts, calls, hooks } = recorder();
    const refusal = () => Response.json({ code: 400, message: "access forbidden" });
    const { client, sent } = scripted(refusal, { headers: { "X-Gateway": "key-1", "x-a": "a" }, ...hooks });
    const error = await errorOf(client.getViewer({ viewerUnionId }, { headers: { "x-gateway": "key-2" } }));
    assert.deepEqual({ ...sent[0].init.headers }, { "x-gateway": "key-2", "x-a": "a" });
    await errorOf(client.request("POST /x", { form: { a: 1 }, headers: { "x-b": "b" } }));
    const { "content-type": type, ...own } = sent[1].init.headers;
    assert.match(type, /^application\/x-www-form-urlencoded/);
    assert.deepEqual(own, { "x-gateway": "key-1", "x-a": "a", "x-b": "b" });
    assert.doesNotMatch(JSON.stringify([error, attempts, calls, client]), /key-/);
  });
});

describe("withOptions()", () => {
  test("keeps what it is not told, and changes what it is", async () => {
    const other = client.withOptions({ retries: 0, signatureMethod: "SHA256" });
    assert.equal((await errorOf(other.getViewer({ viewerUnionId: "fault:status-500" }), "server")).attempts, 1);
    assert.equal(emulator.requests[0].query.signatureMethod, "SHA256");
    assert.deepEqual([other.appId, other.baseUrl], [client.appId, client.baseUrl]);
    await errorOf(client.withOptions({ appId: "another" }).getViewer({ viewerUnionId }), "unauthorized");
    await errorOf(client.withOptions({ appSecret: "another" }).getViewer({ viewerUnionId }), "invalid_signature");
    assert.ok(await client.getViewer({ viewerUnionId }), "the first is as it was");
  });

  test("shares the budget of an address, which POLYV counts, between accounts", async () => {
    const { client, sent } = scripted(goodViewer, { rateLimit: { calls: 2, windowMs: 60_000 } });
    const other = client.withOptions({ appId: "b", appSecret: "c" });
    await client.getViewer({ viewerUnionId });
    await other.getViewer({ viewerUnionId });
    for (const full of [client, other, other.withOptions({ retries: 0 })]) {
      await errorOf(full.getViewer({ viewerUnionId }), "rate_limited");
    }
    await other.withOptions({ baseUrl: "https://gateway.example" }).getViewer({ viewerUnionId });
    await other.withOptions({ rateLimit: { calls: 1, windowMs: 60_000 } }).getViewer({ viewerUnionId });
    await other.withOptions({ rateLimit: false }).getViewer({ viewerUnionId });
    assert.equal(sent.length, 5);
  });

  test("shares the clock", async () => {
    const ahead = Date.now() + 600_000;
    const date = { date: new Date(ahead).toUTCString() };
    const refusal = () => Response.json({ code: 400, message: "invalid timestamp." }, { status: 400, headers: date });
    const { client, sent } = scripted([refusal, goodViewer]);
    await client.getViewer({ viewerUnionId });
    await client.withOptions({ appId: "b", appSecret: "c" }).getViewer({ viewerUnionId });
    const stamp = Number(new URL(sent[2].url).searchParams.get("timestamp"));
    assert.ok(Math.abs(stamp - ahead) < 30_000);
  });

  test("outlives the client that it came from, and ends on its own", async () => {
    const first = clientOf(emulator);
    const second = first.withOptions({ retries: 0 });
    first.dispose();
    assert.ok(await second.getViewer({ viewerUnionId }));
    second.dispose();
    await errorOf(second.getViewer({ viewerUnionId }), "invalid_argument");
  });
});
