// What a call survives: hosts, gateways and callers that throw, hang or go away in odd places.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createHandler, PolyvClient, parseViewer, redactViewer } from "polyv-edge/edge";
import { errorOf, untyped } from "./support/edge.js";

const VIEWER = { viewerUnionId: "2_v" };
const ACCOUNT = {
  appId: "app",
  appSecret: "0123456789abcdef0123456789abcdef",
  rateLimit: /** @type {const} */ (false),
};
/** @param {object} [options] */
const clientWith = (options) => new PolyvClient({ ...ACCOUNT, ...options });
/** @param {unknown} data */
const answer = (data) => Response.json({ code: 200, data });
const throwing = () => {
  throw new Error("x");
};

describe("what throws where wasm is under way", () => {
  test("a host's fetch, thousands of times: the instance goes on, and each call is sent once", async (t) => {
    const client = clientWith();
    const mocked = t.mock.method(globalThis, "fetch", throwing);
    for (let round = 0; round < 3_000; round++) {
      const { retryable, attempts } = await errorOf(client.getViewer(VIEWER), "network");
      assert.deepEqual([retryable, attempts], [false, 1]);
    }
    mocked.mock.restore();
    assert.deepEqual({ ...(await clientWith({ fetch: async () => answer(VIEWER) }).getViewer(VIEWER)) }, VIEWER);
  });

  test("an object that is parsed or redacted, thousands of times", async () => {
    const odd = {
      items: () => ({ ...VIEWER, labels: new Proxy([{ id: 1 }], { get: throwing }) }),
      keys: () => new Proxy({ viewerUnionId: 1 }, { ownKeys: throwing }),
      unusable: () =>
        Object.defineProperty({ ...VIEWER, createTime: "soon" }, "unusable", { get: throwing, enumerable: true }),
    };
    for (const make of Object.values(odd)) {
      for (let round = 0; round < 1_500; round++) {
        await errorOf(() => parseViewer({ code: 200, data: make() }), "invalid_argument");
      }
    }
    for (let round = 0; round < 1_500; round++) {
      await errorOf(() => redactViewer(untyped({ ...VIEWER, mobile: Symbol("x") })), "invalid_argument");
    }
    assert.equal(parseViewer({ code: 200, data: VIEWER }).viewerUnionId, "2_v");
  });
});

describe("a caller's own fetch", () => {
  test("that has read the body is a fault of its own, not of the connection", async () => {
    let sent = 0;
    const fetch = async () => {
      sent++;
      const response = answer(VIEWER);
      await response.text();
      return response;
    };
    const error = await errorOf(clientWith({ fetch }).getViewer(VIEWER), "network");
    assert.deepEqual([error.retryable, sent], [false, 1]);
  });

  test("that ignores the signal has its body let go of when the deadline ends", async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      pull: (controller) =>
        new Promise((resolve) => setTimeout(resolve, 20)).then(() => controller.enqueue(new Uint8Array(1))),
      cancel: () => {
        isCancelled = true;
      },
    });
    const client = clientWith({ fetch: async () => new Response(body), timeoutMs: 60, retries: 0 });
    await errorOf(client.getViewer(VIEWER), "timeout");
    await new Promise((resolve) => setTimeout(resolve, 40));
    assert.ok(isCancelled);
  });

  test("that aborts and fails at once leaves nothing unhandled", async () => {
    /** @type {unknown[]} */
    const unhandled = [];
    const listen = (/** @type {unknown} */ reason) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const controller = new AbortController();
    const fetch = async () => {
      controller.abort();
      throw new Error("x");
    };
    await errorOf(clientWith({ fetch }).getViewer(VIEWER, { signal: controller.signal }), "aborted");
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off("unhandledRejection", listen);
    assert.deepEqual(unhandled, []);
  });

  test("whose response throws in the middle ends the call at once", async () => {
    const headers = { get: (/** @type {string} */ name) => (name === "content-type" ? throwing() : null) };
    const response = { status: 200, headers, arrayBuffer: async () => new ArrayBuffer(0) };
    const client = clientWith({ fetch: async () => response });
    await errorOf(client.request(untyped("GET /live/v3/x"), untyped({ as: "text" })), "network");
  });

  test("whose message shows a gateway's token, a query or a form shows none of them in the cause", async () => {
    const fetch = async (/** @type {string} */ url, /** @type {any} */ init) => {
      throw new Error(`${init.headers.authorization} ${encodeURIComponent(url)} ${init.body ?? ""} end`);
    };
    const client = clientWith({ fetch, headers: new Headers({ authorization: "Bearer gateway-token" }) });
    const route = /** @type {const} */ ("POST /live/v3/private");
    const { cause } = await errorOf(client.request(route, { form: { name: "wang-fang" } }), "network");
    const shown = `${/** @type {Error} */ (cause).message} ${/** @type {Error} */ (cause).stack}`;
    for (const secret of ["gateway-token", "wang-fang", "timestamp", ACCOUNT.appSecret]) {
      assert.ok(!shown.includes(secret), secret);
    }
    assert.match(shown, /end/);
  });
});

describe("what is told of a call", () => {
  test("an attempt that was aborted is no success", async () => {
    const controller = new AbortController();
    /** @type {unknown[]} */
    const kinds = [];
    const fetch = () => new Promise(() => setTimeout(() => controller.abort(), 5));
    const client = clientWith({ fetch, onAttempt: (/** @type {any} */ { kind }) => kinds.push(kind) });
    await errorOf(client.getViewer(VIEWER, { signal: controller.signal }), "aborted");
    assert.deepEqual(kinds, ["aborted"]);
  });

  test("the requestId, beside numbers that would lose digits too", async () => {
    const text = '{"code":200,"requestId":"rid","data":{"viewerUnionId":"2_v","id":653247040368672768}}';
    const call = clientWith({ fetch: async () => new Response(text) }).getViewer(VIEWER);
    assert.equal((await call.withResponse()).requestId, "rid");
  });

  test("a list that was refused before anything was asked", async () => {
    /** @type {unknown[]} */
    const calls = [];
    const client = clientWith({ onCall: (/** @type {any} */ { kind, attempts }) => calls.push([kind, attempts]) });
    await errorOf(client.listViewers({}, untyped({ nope: 1 })), "invalid_argument");
    assert.deepEqual(calls, [["invalid_argument", 0]]);
  });
});

test("a nonce that the host can't make gives back what was reserved for the call", async (t) => {
  const client = clientWith({
    nonce: true,
    rateLimit: { calls: 1, windowMs: 60_000 },
    fetch: async () => answer(VIEWER),
  });
  const mocked = t.mock.method(crypto, "randomUUID", throwing);
  for (let round = 0; round < 3; round++) await errorOf(client.getViewer(VIEWER), "invalid_argument");
  mocked.mock.restore();
  assert.equal((await client.getViewer(VIEWER)).viewerUnionId, "2_v");
});

test("a list that does not come in pages is invalid_response, and not an empty one", async () => {
  const client = clientWith({ fetch: async () => answer([VIEWER]) });
  await errorOf(async () => {
    for await (const _ of client.paginate(untyped("GET /live/v3/x"))) assert.fail("nothing to see");
  }, "invalid_response");
});

test("a client can't be made past the checks of its constructor", async () => {
  const Made = /** @type {any} */ (PolyvClient);
  for (const key of [null, {}, Symbol("derived")])
    await errorOf(() => new Made({ appId: "x" }, key, {}), "invalid_argument");
});

test("what could not be used stays behind with any redaction, in labels too; one that is async is waited for", async () => {
  const data = { ...VIEWER, createTime: {}, labels: [{ id: "1", label: { secret: 1 } }] };
  const client = clientWith({ fetch: async () => answer(data) });
  const authorize = () => true;
  for (const redact of [/** @type {const} */ (false), { viewer: async (/** @type {any} */ viewer) => viewer }]) {
    const response = await createHandler({ client, authorize, redact })(new Request("https://w/api/viewers/2_v"));
    const body = await response.text();
    assert.equal(JSON.parse(body).data.viewerUnionId, "2_v");
    assert.ok(!body.includes("unusable") && !body.includes("secret"), body);
  }
});
