// What a call survives: hosts, gateways and callers that throw, hang or go away in odd places.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createHandler, PolyvClient, parseViewer, redactViewer } from "polyv-edge/edge";
import { answer, errorOf, pause, scripted, until, untyped } from "./support/edge.js";

const VIEWER = { viewerUnionId: "2_v" };
const good = () => Response.json(answer(VIEWER));
const throwing = () => {
  throw new Error("x");
};

describe("what throws where wasm is under way", () => {
  test("a host's fetch, thousands of times: the instance goes on, and each call is sent once", async (t) => {
    const client = new PolyvClient({ appId: "app", appSecret: "secret", rateLimit: false });
    const mocked = t.mock.method(globalThis, "fetch", throwing);
    for (let round = 1; round <= 3_000; round++) {
      const { retryable, attempts } = await errorOf(client.getViewer(VIEWER), "network");
      assert.deepEqual([retryable, attempts, mocked.mock.callCount()], [false, 1, round]);
    }
    mocked.mock.mockImplementation(async () => good());
    assert.deepEqual({ ...(await client.getViewer(VIEWER)) }, VIEWER);
  });

  test("an object that is parsed or redacted, thousands of times", async () => {
    const parse = (/** @type {object} */ data) => parseViewer({ code: 200, data });
    const unusable = { get: throwing, enumerable: true };
    for (const use of [
      () => parse({ ...VIEWER, labels: new Proxy([{ id: 1 }], { get: throwing }) }),
      () => parse(new Proxy({ viewerUnionId: 1 }, { ownKeys: throwing })),
      () => parse(Object.defineProperty({ ...VIEWER, createTime: "soon" }, "unusable", unusable)),
      () => redactViewer(untyped({ ...VIEWER, mobile: Symbol("x") })),
    ]) {
      for (let round = 0; round < 1_500; round++) await errorOf(use, "invalid_argument");
    }
    assert.equal(parse(VIEWER).viewerUnionId, "2_v");
  });
});

describe("a caller's own fetch", () => {
  test("that has read the body is a fault of its own, not of the connection", async () => {
    const { client } = scripted(async () => {
      const response = good();
      await response.text();
      return response;
    });
    const error = await errorOf(client.getViewer(VIEWER), "network");
    assert.deepEqual([error.retryable, error.attempts], [false, 1]);
  });

  const encoded = { "content-encoding": "gzip", "content-length": "5" };
  for (const [
    kind,
    why,
    init,
    options,
    piece = new Uint8Array(4),
  ] of /** @type {[string, string, ResponseInit, object, unknown?][]} */ ([
    ["network", "a piece of it is no bytes", {}, { retries: 0 }, null],
    ["timeout", "the deadline ends, which it ignores", {}, { timeoutMs: 60, retries: 0 }],
    ["invalid_response", "it redirects", { status: 302 }, {}],
    ["invalid_response", "it grows beyond maxBodyBytes", { headers: encoded }, { maxBodyBytes: 5 }],
  ])) {
    test(`has its body let go of where ${why}`, async (t) => {
      const cancel = t.mock.fn();
      let pieces = 0;
      const pull = (/** @type {ReadableStreamDefaultController} */ body) =>
        pieces++ < 2 ? body.enqueue(piece) : new Promise(() => {});
      const body = new ReadableStream({ pull, cancel });
      const { client } = scripted(() => new Response(body, init), options);
      await errorOf(client.getViewer(VIEWER), kind);
      await until(() => cancel.mock.callCount() === 1, "the body is let go of");
    });
  }

  test("that aborts and fails at once ends the call as aborted, which its attempt was", async () => {
    const controller = new AbortController();
    /** @type {unknown[]} */
    const kinds = [];
    const abort = () => {
      controller.abort();
      throwing();
    };
    const { client } = scripted(abort, { onAttempt: ({ kind }) => kinds.push(kind) });
    await errorOf(client.getViewer(VIEWER, { signal: controller.signal }), "aborted");
    // An unhandled rejection would fail the test.
    await pause(10);
    assert.deepEqual(kinds, ["aborted"]);
  });

  test("whose response throws in the middle ends the call at once", async () => {
    const headers = { get: (/** @type {string} */ name) => (name === "content-type" ? throwing() : null) };
    const { client } = scripted(() => ({ status: 200, headers, arrayBuffer: async () => new ArrayBuffer(0) }));
    await errorOf(client.request("GET /x", { as: "text" }), "network");
  });
});

test("a client can't be made past the checks of its constructor", async () => {
  const Made = /** @type {any} */ (PolyvClient);
  for (const key of [null, {}, Symbol("derived")])
    await errorOf(() => new Made({ appId: "x" }, key, {}), "invalid_argument");
});

test("what could not be used stays behind with any redaction, in labels too; one that is async is waited for", async () => {
  const data = { ...VIEWER, createTime: {}, labels: [{ id: "1", label: { secret: 1 } }] };
  const { client } = scripted(() => Response.json(answer(data)));
  const authorize = () => true;
  for (const redact of [/** @type {const} */ (false), { viewer: async (/** @type {any} */ viewer) => viewer }]) {
    const response = await createHandler({ client, authorize, redact })(new Request("https://w/api/viewers/2_v"));
    const body = await response.text();
    assert.equal(JSON.parse(body).data.viewerUnionId, "2_v");
    assert.ok(!body.includes("unusable") && !body.includes("secret"), body);
  }
});
