// What careless callers and odd gateways do, and what must not come of it.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { PolyvClient, PolyvError, parseResponse } from "polyv-edge/edge";

const ACCOUNT = { appId: "app", appSecret: "secret" };
const ok = async () => Response.json({ code: 200, data: "ok" });

/** @param {unknown} error */
const isArgument = (error) => error instanceof PolyvError && error.kind === "invalid_argument";

test("a hook that is async and fails, fails alone", async () => {
  /** @type {unknown[]} */
  const unhandled = [];
  const listen = (/** @type {unknown} */ reason) => unhandled.push(reason);
  process.on("unhandledRejection", listen);
  const fail = async () => {
    throw new Error("metrics are down");
  };
  const client = new PolyvClient({ ...ACCOUNT, fetch: ok, onRequest: fail, onResponse: fail });
  assert.equal(await client.request({ path: "/x" }), "ok");
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off("unhandledRejection", listen);
  assert.deepEqual(unhandled, []);
});

test("a Date header from another age does not set the clock", async () => {
  const refusal = { code: 400, status: "error", message: "invalid timestamp.", data: "" };
  const fetch = async () => Response.json(refusal, { headers: { date: "Thu, 01 Jan 1970 00:00:10 GMT" } });
  const client = new PolyvClient({ ...ACCOUNT, fetch });
  for (let call = 0; call < 2; call++) {
    await assert.rejects(
      client.request({ path: "/x" }),
      (error) => error instanceof PolyvError && error.kind === "invalid_timestamp" && error.attempts === 1,
    );
  }
  assert.match(client.signedUrl({ path: "/x" }), /timestamp=\d{13}&/);
});

test("a NUL in a path brings in neither a timestamp nor parameters", () => {
  const client = new PolyvClient(ACCOUNT);
  const path = "/live/v3/x\u00001999999999999\0role";
  assert.throws(() => client.signedUrl({ path, timestamp: 1712054271000 }), isArgument);
});

test("a body of null is a body", async () => {
  /** @type {{ method?: string, body?: unknown }} */
  let sent = {};
  const fetch = async (/** @type {string} */ _, /** @type {any} */ init) => {
    sent = init;
    return ok();
  };
  await new PolyvClient({ ...ACCOUNT, fetch }).request({ path: "/x", json: null });
  assert.deepEqual([sent.method, sent.body], ["POST", "null"]);
});

test("every request names its method", async () => {
  let method = "";
  const fetch = async (/** @type {string} */ _, /** @type {any} */ init) => {
    method = init.method;
    return ok();
  };
  await new PolyvClient({ ...ACCOUNT, fetch }).request({ path: "/x" });
  assert.equal(method, "GET");
});

test("an empty description does not hide a message", () => {
  const answer = { code: 400, message: "channel not found.", error: { desc: "" } };
  assert.throws(
    () => parseResponse(answer),
    (error) => error instanceof PolyvError && error.kind === "not_found",
  );
});

test("a call whose turn comes at its deadline is not sent", async () => {
  let sent = 0;
  const fetch = async () => {
    sent++;
    return ok();
  };
  const client = new PolyvClient({ ...ACCOUNT, fetch, rateLimit: { calls: 1, windowMs: 100 } });
  const calls = [0, 1, 2].map(() => client.request({ path: "/x" }, { timeoutMs: 100 }).catch((error) => error.kind));
  const results = await Promise.all(calls);
  assert.equal(results[0], "ok");
  assert.equal(sent, results.filter((result) => result === "ok").length);
});

/** Bytes as POLYV sends them, with the length that HTTP announces. @param {(string | number[])[]} parts */
function answering(...parts) {
  const body = Buffer.concat(parts.map((part) => Buffer.from(/** @type {any} */ (part))));
  return async () => new Response(body, { headers: { "content-length": String(body.length) } });
}

test("what is not UTF-8 is refused however many bytes it has, and U+FFFD that was sent is kept", async () => {
  const [before, after] = ['{"code":200,"data":"', '"}'];
  const broken = [
    [before, [0xf0, 0x9f, 0x98], after],
    [[0xef, 0xbb, 0xbf], before, [0xff], "y", [0xe4, 0xbd], after],
  ];
  for (const parts of broken) {
    const client = new PolyvClient({ ...ACCOUNT, fetch: answering(...parts) });
    await assert.rejects(
      client.request({ path: "/x" }),
      (error) => error instanceof PolyvError && error.kind === "invalid_response" && /UTF-8/.test(error.message),
    );
  }
  const client = new PolyvClient({ ...ACCOUNT, fetch: answering([0xef, 0xbb, 0xbf], before, "\ufffd", after) });
  assert.equal(await client.request({ path: "/x" }), "\ufffd");
});

test("a limit of bytes counts bytes, whatever length was announced", async () => {
  const fetch = async () =>
    new Response(`{"code":200,"data":"${"保".repeat(900)}"}`, { headers: { "content-length": "5" } });
  const client = new PolyvClient({ ...ACCOUNT, fetch, maxBodyBytes: 1_000 });
  await assert.rejects(client.request({ path: "/x" }), /longer than maxBodyBytes/);
});

test("a call that is aborted where it was made is not sent", async () => {
  let sent = 0;
  const fetch = async () => {
    sent++;
    return ok();
  };
  const controller = new AbortController();
  const call = new PolyvClient({ ...ACCOUNT, fetch }).request({ path: "/x" }, { signal: controller.signal });
  controller.abort();
  await assert.rejects(
    call,
    (error) => error instanceof PolyvError && error.kind === "aborted" && error.attempts === 0,
  );
  assert.equal(sent, 0);
});

test("a signal that is another one each time it is read breaks nothing", async () => {
  let reads = 0;
  const options = {
    get signal() {
      return reads++ < 2 ? new AbortController().signal : undefined;
    },
  };
  assert.equal(await new PolyvClient({ ...ACCOUNT, fetch: ok }).request({ path: "/x" }, options), "ok");
});

test("a response whose parts throw later is a PolyvError, without what it throws", async () => {
  let reads = 0;
  const fetch = async () =>
    Object.defineProperty(new Response("gone", { status: 503 }), "headers", {
      get() {
        if (reads++ < 2) return new Headers();
        throw new Error("private");
      },
    });
  const client = new PolyvClient({ ...ACCOUNT, fetch, retries: 0 });
  await assert.rejects(
    client.request({ path: "/x" }),
    (error) => error instanceof PolyvError && !`${error.message}${error.cause}`.includes("private"),
  );
  assert.ok(reads > 2, "the part that throws was read");
});

test("an inherited field is no part of an answer", async () => {
  const polluted = /** @type {any} */ (Object.prototype);
  let deep = "1";
  for (let depth = 0; depth < 200; depth++) deep = `[${deep}]`;
  polluted.inherited = JSON.parse(deep);
  try {
    const client = new PolyvClient({
      ...ACCOUNT,
      fetch: async () => Response.json({ code: 200, data: "x".repeat(5_000) }),
    });
    const data = /** @type {string} */ (await client.request({ path: "/x" }));
    assert.equal(data.length, 5_000);
  } finally {
    delete polluted.inherited;
  }
});
