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
