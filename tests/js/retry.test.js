// When a call is sent again, and when not: safety, signatures, waiting, clocks, hooks, and the client's own rate limit.
// @ts-check
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import {
  ACCOUNT,
  CHANNEL,
  CREATE_PATH,
  clientOf,
  errorOf,
  pause,
  UPDATE_PATH,
  until,
  untyped,
  VIEWER,
  VIEWER_PATH,
  withEmulator,
} from "./support/edge.js";

/** @typedef {import("polyv-edge/edge").RequestEvent} RequestEvent */
/** @typedef {import("polyv-edge/edge").ResponseEvent} ResponseEvent */

/** @type {import("./support/edge.js").Emulator} */
let emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const sent = () => emulator.requests.length;

describe("what is sent again", () => {
  const passing = ["qps", "undefined-error", "system-error", "status-500", "status-502-html", "status-429"];
  for (const fault of [...passing, "reset-headers", "reset-body", "wrong-length"]) {
    test(`a look-up after ${fault}, until it succeeds`, async () => {
      const client = clientOf(emulator);
      const viewer = await client.getViewer({ viewerUnionId: `fault:${fault}:1:${VIEWER}` });
      assert.equal(viewer.nickname, "2222");
      assert.equal(sent(), 2);
      const account = await client.getChannelAccount({ channelId: CHANNEL, account: `fault:${fault}:1:${ACCOUNT}` });
      assert.equal(account.account, ACCOUNT);
      assert.equal(sent(), 4);
    });
  }

  test("a look-up that takes too long, in the half of its time", async () => {
    const started = Date.now();
    await clientOf(emulator).getViewer({ viewerUnionId: `fault:slow-headers:1:${VIEWER}` }, { timeoutMs: 1_000 });
    assert.equal(sent(), 2);
    assert.ok(Date.now() - started >= 490);
  });

  test("lists and batches, like single look-ups", async () => {
    const client = clientOf(emulator);
    await client.listViewers({ area: `fault:status-500:1:${"广东"}` });
    await client.getViewers([`fault:reset-headers:1:${VIEWER}`]);
    assert.equal(sent(), 4);
  });

  test("twice by default, then the last error tells how often", async () => {
    const error = await errorOf(clientOf(emulator).getViewer({ viewerUnionId: "fault:status-500" }), "server");
    assert.deepEqual([error.attempts, sent(), error.retryable], [3, 3, true]);
  });

  for (const retries of [0, 1, 4]) {
    test(`retries: ${retries}, of the client or of the call`, async () => {
      const viewerUnionId = "fault:reset-headers";
      const patient = clientOf(emulator, { retries, timeoutMs: 30_000 });
      const error = await errorOf(patient.getViewer({ viewerUnionId }), "network");
      assert.deepEqual([error.attempts, sent()], [retries + 1, retries + 1]);
      const other = clientOf(emulator, { timeoutMs: 30_000 });
      assert.equal((await errorOf(other.getViewer({ viewerUnionId }, { retries }))).attempts, retries + 1);
    });
  }

  test("request, only where the caller says that it is idempotent", async () => {
    const client = clientOf(emulator);
    const request = { path: VIEWER_PATH, query: { viewerUnionId: `fault:status-500:1:${VIEWER}` } };
    await errorOf(client.request(request), "server");
    assert.equal(sent(), 1);
    const again = {
      path: VIEWER_PATH,
      query: { viewerUnionId: `fault:status-502-html:1:${VIEWER}` },
      idempotent: true,
    };
    assert.equal(untyped(await client.request(again)).viewerUnionId, VIEWER);
    assert.equal(sent(), 3);
  });

  for (const fault of ["status-500", "qps", "reset-headers", "reset-body"]) {
    test(`a POST never on its own account, after ${fault}`, async () => {
      const client = clientOf(emulator);
      const text = `fault:${fault}`;
      const form = await errorOf(client.request({ path: UPDATE_PATH, form: { account: text } }));
      const json = await errorOf(client.request({ path: CREATE_PATH, json: { nickname: text, mobile: "1" } }));
      assert.deepEqual([form.attempts, json.attempts, sent()], [1, 1, 2]);
    });
  }

  test("an idempotent POST sends its body again", async () => {
    const json = { nickname: "fault:status-500:1:王", mobile: "1" };
    await clientOf(emulator).request({ path: CREATE_PATH, json, idempotent: true });
    assert.deepEqual(
      emulator.requests.map(({ body }) => body),
      [JSON.stringify(json), JSON.stringify(json)],
    );
  });

  const final = [
    "unauthorized",
    "invalid-signature",
    "signature-zh",
    "forbidden",
    "not-found",
    "conflict",
    "validation",
  ];
  for (const fault of [...final, "body-parse", "blocked", "html-200", "truncated", "redirect", "huge"]) {
    test(`not after ${fault}: it would be as wrong the second time`, async () => {
      const client = clientOf(emulator, { retries: 5 });
      const error = await errorOf(client.getViewer({ viewerUnionId: `fault:${fault}` }));
      await errorOf(
        client.request({ path: VIEWER_PATH, query: { viewerUnionId: `fault:${fault}` }, idempotent: true }),
      );
      assert.deepEqual([error.attempts, error.retryable, sent()], [1, false, 2]);
    });
  }
});

describe("each attempt is signed anew", () => {
  test("with a timestamp, a nonce and a signature of its own", async () => {
    const client = clientOf(emulator, { nonce: true, retries: 3, timeoutMs: 20_000 });
    await client.getViewer({ viewerUnionId: `fault:status-500:3:${VIEWER}` });
    const queries = emulator.requests.map(({ query }) => query);
    assert.equal(queries.length, 4);
    for (const name of ["signatureNonce", "sign"]) {
      assert.equal(new Set(queries.map((query) => query[name])).size, 4, name);
    }
    for (const { query, at } of emulator.requests) {
      const age = at - Number(query.timestamp);
      assert.ok(age >= -5 && age < 500, `signed ${age} ms before it arrived`);
    }
    const stamps = queries.map(({ timestamp }) => Number(timestamp));
    assert.deepEqual(stamps, stamps.toSorted?.((a, b) => a - b) ?? stamps);
    assert.ok(new Set(stamps).size > 1);
  });

  test("in a form, too", async () => {
    const form = { account: `fault:status-500:1:${ACCOUNT}`, nickname: "x" };
    await clientOf(emulator, { nonce: true }).request({ path: UPDATE_PATH, form, idempotent: true });
    const signs = emulator.requests.map(({ body }) => new URLSearchParams(body).get("sign"));
    assert.equal(new Set(signs).size, 2);
  });
});

describe("waiting", () => {
  test("Retry-After is honoured", async () => {
    const started = Date.now();
    await clientOf(emulator).getViewer({ viewerUnionId: `fault:status-503-retry-after:1:${VIEWER}` });
    const elapsed = Date.now() - started;
    assert.ok(elapsed >= 990 && elapsed < 1_800, `${elapsed} ms`);
    assert.equal(sent(), 2);
  });

  test("where Retry-After is beyond the deadline the call ends at once, and says when to come back", async () => {
    const started = Date.now();
    const call = clientOf(emulator).getViewer({ viewerUnionId: "fault:status-503-retry-after-hour" });
    const error = await errorOf(call, "server");
    assert.ok(Date.now() - started < 500);
    assert.deepEqual([error.attempts, error.retryAfterMs, error.retryable], [1, 3_600_000, true]);
  });

  test("an abort during the wait ends the call at once", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const viewerUnionId = "fault:status-503-retry-after";
    const call = clientOf(emulator).getViewer({ viewerUnionId }, { signal });
    await until(() => emulator.requests[0]?.status === 503, "the answer");
    await pause(100);
    const fired = Date.now();
    controller.abort();
    const error = await errorOf(call, "aborted");
    assert.ok(Date.now() - fired < 100);
    assert.deepEqual([error.attempts, sent()], [1, 1]);
    assert.match(error.endpoint ?? "", /viewer-record\/get$/);
  });

  test("no wait reaches beyond the deadline", async () => {
    const started = Date.now();
    const call = clientOf(emulator, { retries: 10 }).getViewer({ viewerUnionId: "fault:qps" }, { timeoutMs: 700 });
    const error = await errorOf(call, "rate_limited");
    assert.ok(Date.now() - started < 900);
    assert.ok(error.attempts >= 1 && error.attempts === sent());
  });

  test("calls that failed together do not come back together", async () => {
    const client = clientOf(emulator, { retries: 1, timeoutMs: 20_000 });
    const ids = Array.from({ length: 30 }, (_, index) => `fault:status-500:1:fault:number-id:1:${index}`);
    await client.getViewers(ids, { concurrency: 30 });
    const second = emulator.requests.slice(30).map(({ at }) => at);
    assert.equal(second.length, 30);
    assert.ok(Math.max(...second) - Math.min(...second) > 80, "spread over up to 200 ms");
  });
});

describe("a clock that is wrong", () => {
  for (const [name, offset] of Object.entries({ ahead: 600_000, behind: -600_000 })) {
    test(`POLYV's is ten minutes ${name}: one correction, remembered by the client`, () =>
      withEmulator(
        async (shifted) => {
          const client = clientOf(shifted);
          assert.equal((await client.getViewer({ viewerUnionId: VIEWER })).nickname, "2222");
          assert.deepEqual(
            shifted.requests.map(({ status }) => status),
            [400, 200],
          );
          await client.getChannelAccount({ channelId: CHANNEL, account: ACCOUNT });
          await client.listViewers();
          assert.equal(shifted.requests.length, 4, "the next calls are right at once");
          const { timestamp } = Object.fromEntries(new URL(client.signedUrl({ path: "/live/x" })).searchParams);
          assert.ok(Math.abs(Number(timestamp) - Date.now() - offset) < 2_500, "signedUrl knows it too");
        },
        { now: () => Date.now() + offset },
      ));
  }

  test("a call that is not idempotent is corrected too: a refused timestamp has done nothing", () =>
    withEmulator(
      async (shifted) => {
        const form = { account: ACCOUNT, nickname: "新名" };
        assert.equal(await clientOf(shifted).request({ path: UPDATE_PATH, form }), "success");
        assert.equal(shifted.requests.length, 2);
      },
      { now: () => Date.now() - 600_000 },
    ));

  test("many first calls at once are all corrected", () =>
    withEmulator(
      async (shifted) => {
        const client = clientOf(shifted);
        const calls = Array.from({ length: 20 }, () => client.getViewer({ viewerUnionId: VIEWER }));
        const results = await Promise.allSettled(calls);
        assert.deepEqual(
          results.filter(({ status }) => status === "rejected").map((result) => untyped(result).reason.kind),
          [],
        );
      },
      { now: () => Date.now() + 600_000 },
    ));

  test("a clock that moves later is followed", async () => {
    let offset = 600_000;
    await withEmulator(
      async (shifted) => {
        const client = clientOf(shifted);
        await client.getViewer({ viewerUnionId: VIEWER });
        offset = -600_000;
        await client.getViewer({ viewerUnionId: VIEWER });
        offset = 0;
        await client.getViewer({ viewerUnionId: VIEWER });
        assert.equal(shifted.requests.length, 6);
      },
      { now: () => Date.now() + offset },
    );
  });

  test("a refusal that goes on is tried once more and no further", async () => {
    const error = await errorOf(
      clientOf(emulator, { retries: 5 }).getViewer({ viewerUnionId: "fault:invalid-timestamp" }),
      "invalid_timestamp",
    );
    assert.equal(sent(), error.attempts);
    assert.equal(sent(), 1, "the Date header shows the same clock, so another try says nothing new");
    let at = 0;
    const drifting = clientOf(emulator, {
      retries: 5,
      fetch: async () => {
        at += 600_000;
        const date = new Date(Date.now() + at).toUTCString();
        return Response.json({ code: 400, message: "invalid timestamp." }, { status: 400, headers: { date } });
      },
    });
    const last = await errorOf(drifting.getViewer({ viewerUnionId: VIEWER }), "invalid_timestamp");
    assert.equal(last.attempts, 2);
  });

  test("without a Date header, or with one that is none, nothing is corrected", async () => {
    for (const date of [undefined, "yesterday", ""]) {
      /** @type {Record<string, string>} */
      const headers = date === undefined ? {} : { date };
      const fetch = async () => Response.json({ code: 400, message: "invalid timestamp." }, { status: 400, headers });
      const error = await errorOf(
        clientOf(emulator, { fetch }).getViewer({ viewerUnionId: VIEWER }),
        "invalid_timestamp",
      );
      assert.deepEqual([error.attempts, error.retryable], [1, false]);
    }
  });

  test("retries: 0 corrects nothing in this call, but the next one is right", () =>
    withEmulator(
      async (shifted) => {
        const client = clientOf(shifted, { retries: 0 });
        const error = await errorOf(client.getViewer({ viewerUnionId: VIEWER }), "invalid_timestamp");
        assert.equal(error.retryable, true);
        await client.getViewer({ viewerUnionId: VIEWER });
        assert.equal(shifted.requests.length, 2);
      },
      { now: () => Date.now() + 600_000 },
    ));
});

describe("hooks", () => {
  test("tell of each attempt before and after it, without query or credential", async () => {
    /** @type {(RequestEvent | ResponseEvent)[]} */
    const events = [];
    const client = clientOf(emulator, {
      onRequest: (event) => events.push(event),
      onResponse: (event) => events.push(event),
    });
    await client.getViewer({ viewerUnionId: `fault:status-500:1:fault:reset-headers:1:${VIEWER}` });
    const shape = events.map((event) => ({ ...event, durationMs: typeof (/** @type {any} */ (event).durationMs) }));
    const base = { method: "GET", path: VIEWER_PATH };
    const before = { ...base, durationMs: "undefined" };
    const after = { ...base, durationMs: "number" };
    const { requestId } = /** @type {ResponseEvent} */ (events[5]);
    assert.match(requestId ?? "", /^[0-9a-f-]{36}$/);
    assert.deepEqual(shape, [
      { ...before, attempt: 1 },
      { ...after, attempt: 1, status: 500, kind: "server", requestId: undefined },
      { ...before, attempt: 2 },
      { ...after, attempt: 2, status: undefined, kind: "network", requestId: undefined },
      { ...before, attempt: 3 },
      { ...after, attempt: 3, status: 200, kind: undefined, requestId },
    ]);
  });

  test("give the duration of the attempt, and the request's id of a refusal", async () => {
    /** @type {ResponseEvent[]} */
    const events = [];
    const client = clientOf(emulator, { onResponse: (event) => events.push(event) });
    await client.getViewer({ viewerUnionId: "fault:slow-200ms" });
    const error = await errorOf(client.getViewer({ viewerUnionId: "2_nobody" }), "not_found");
    assert.ok(events[0].durationMs >= 190 && events[0].durationMs < 1_000);
    assert.deepEqual([events[1].requestId, events[1].kind, events[1].status], [error.requestId, "not_found", 400]);
  });

  test("that throw break nothing, and refused arguments trigger none", async () => {
    let calls = 0;
    const fail = () => {
      calls += 1;
      throw new Error("a fault in the caller's metrics");
    };
    const client = clientOf(emulator, { onRequest: fail, onResponse: fail });
    assert.equal((await client.getViewer({ viewerUnionId: VIEWER })).viewerUnionId, VIEWER);
    assert.equal(calls, 2);
    await errorOf(client.getViewer({ viewerUnionId: "" }), "invalid_argument");
    assert.equal(calls, 2);
  });

  test("that call the same client are welcome", async () => {
    /** @type {Promise<unknown>[]} */
    const inner = [];
    const client = clientOf(emulator, {
      onResponse: () => {
        if (inner.length < 3) inner.push(client.getViewer({ viewerUnionId: VIEWER }));
      },
    });
    await client.getViewer({ viewerUnionId: VIEWER });
    await until(() => inner.length === 3, "three inner calls");
    assert.equal((await Promise.all(inner)).length, 3);
  });
});

describe("the client's rate limit", () => {
  /** @param {number[]} times @param {number} calls The shortest time in which `calls` + 1 of them lie. */
  function shortest(times, calls) {
    let gap = Number.POSITIVE_INFINITY;
    for (let first = 0; first + calls < times.length; first++) gap = Math.min(gap, times[first + calls] - times[first]);
    return gap;
  }

  test("calls beyond it wait, in order, and no window holds more", () =>
    withEmulator(
      async (limited) => {
        /** @type {number[]} */
        const starts = [];
        const client = clientOf(limited, {
          rateLimit: { calls: 10, windowMs: 500 },
          onRequest: () => starts.push(Date.now()),
        });
        const results = await client.getViewers(Array(40).fill(VIEWER), { concurrency: 40 });
        for (const result of results) assert.ok(!(result instanceof Error), String(result));
        assert.equal(starts.length, 40);
        // The client plans moments; a busy event loop sends a call somewhat after its own.
        assert.ok(shortest(starts, 10) >= 400, `11 calls in ${shortest(starts, 10)} ms`);
        assert.ok(starts[39] - starts[0] < 3 * 500 + 600, "no slower than it must be");
      },
      // The server counts when calls arrive, the client when they leave: its window is longer by what the way may vary.
      { limit: { calls: 10, windowMs: 300, blockMs: 60_000 } },
    ));

  test("the same calls without it are shut out by the server", () =>
    withEmulator(
      async (limited) => {
        const results = await clientOf(limited).getViewers(Array(40).fill(VIEWER), { concurrency: 40 });
        const refused = results.filter((result) => result instanceof Error);
        assert.equal(refused.length, 30);
        for (const error of refused) assert.equal(untyped(error).kind, "forbidden");
      },
      { limit: { calls: 10, windowMs: 300, blockMs: 60_000 } },
    ));

  test("waiting calls go in the order in which they were made", async () => {
    const client = clientOf(emulator, { rateLimit: { calls: 1, windowMs: 40 } });
    const ids = ["2_a", "2_b", "2_c", "2_d", "2_e"];
    await Promise.allSettled(ids.map((viewerUnionId) => client.getViewer({ viewerUnionId })));
    assert.deepEqual(
      emulator.requests.map(({ query }) => query.viewerUnionId),
      ids,
    );
  });

  test("where it leaves no room before the deadline the call ends at once with rate_limited", async () => {
    const client = clientOf(emulator, { rateLimit: { calls: 2, windowMs: 5_000 } });
    await client.getViewers([VIEWER, VIEWER]);
    const started = Date.now();
    const error = await errorOf(client.getViewer({ viewerUnionId: VIEWER }, { timeoutMs: 1_000 }), "rate_limited");
    assert.ok(Date.now() - started < 200);
    assert.deepEqual([error.attempts, error.retryable, sent()], [0, true, 2]);
    const { retryAfterMs = 0 } = error;
    assert.ok(retryAfterMs > 4_000 && retryAfterMs <= 5_000, `${retryAfterMs} ms`);
    assert.match(error.endpoint ?? "", /viewer-record\/get$/);
  });

  test("a call that could not wait has taken nothing from the budget", async () => {
    const client = clientOf(emulator, { rateLimit: { calls: 1, windowMs: 400 } });
    await client.getViewer({ viewerUnionId: VIEWER });
    for (let call = 0; call < 5; call++) {
      await errorOf(client.getViewer({ viewerUnionId: VIEWER }, { timeoutMs: 50 }), "rate_limited");
    }
    const started = Date.now();
    await client.getViewer({ viewerUnionId: VIEWER });
    assert.ok(Date.now() - started < 600);
  });

  test("retries count against it", async () => {
    const client = clientOf(emulator, { rateLimit: { calls: 1, windowMs: 300 } });
    const started = Date.now();
    await client.getViewer({ viewerUnionId: `fault:reset-headers:2:${VIEWER}` });
    assert.equal(sent(), 3);
    assert.ok(Date.now() - started >= 598);
  });

  test("an abort ends the waiting at once", async () => {
    const controller = new AbortController();
    const client = clientOf(emulator, { rateLimit: { calls: 1, windowMs: 5_000 } });
    await client.getViewer({ viewerUnionId: VIEWER });
    const call = client.getViewer({ viewerUnionId: VIEWER }, { signal: controller.signal });
    await pause(50);
    const fired = Date.now();
    controller.abort();
    assert.equal((await errorOf(call, "aborted")).attempts, 0);
    assert.ok(Date.now() - fired < 100);
    assert.equal(sent(), 1);
  });

  test("the default is 1400 calls in 12 s, and false turns it off", async () => {
    const fetch = async () => Response.json({ code: 200, data: "ok" });
    const options = { appId: "a", appSecret: "b", fetch };
    const { PolyvClient } = await import("polyv-edge/edge");
    const limited = new PolyvClient(options);
    for (let call = 0; call < 1_400; call++) await limited.request({ path: "/x" });
    const error = await errorOf(limited.request({ path: "/x" }, { timeoutMs: 100 }), "rate_limited");
    assert.equal(error.attempts, 0);
    const free = new PolyvClient({ ...options, rateLimit: false });
    for (let call = 0; call < 1_500; call++) await free.request({ path: "/x" }, { timeoutMs: 100 });
  });
});
