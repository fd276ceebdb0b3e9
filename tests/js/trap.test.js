// A trap in WebAssembly, should a bug ever cause one, is a typed error, and the instance goes on working. The traps are real
// ones of another module, which pass through the package's own where it asks the host for something.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { PolyvError, parseResponse, redactViewer } from "polyv-edge/edge";
import { answer, scripted, untyped, VIEWER_DATA } from "./support/edge.js";

/** A module of one function, exported as `t`, whose body is `unreachable`. */
const MODULE = [
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0],
  ...[7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11],
];
const { t: trap } = untyped(new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(MODULE))).exports);
const TIME = 1621841869093;

/** @param {unknown} error */
function isInternal(error) {
  assert.ok(error instanceof PolyvError, `${error}`);
  assert.equal(error.kind, "internal");
  assert.ok(error.cause instanceof WebAssembly.RuntimeError);
  return true;
}

/**
 * The first `times` failures of a `fetch` are looked at by a host whose regular expressions trap: within a call's step.
 * @param {import("node:test").TestContext} t @param {number} times
 */
function failing(t, times = 1) {
  let left = times;
  return () => {
    if (left-- > 0) {
      const mock = t.mock.method(RegExp.prototype, "test", () => {
        mock.mock.restore();
        trap();
      });
    }
    return Promise.reject(new TypeError("fetch failed"));
  };
}

test("a trap in a function that answers at once, or where a call is sent, is a PolyvError of kind internal", async () => {
  const trapping = new Proxy({}, { getPrototypeOf: trap, get: trap });
  assert.throws(() => parseResponse(trapping), isInternal);
  const { client } = scripted([]);
  await assert.rejects(client.withOptions({ fetch: trap }).request("GET /x"), isInternal);
});

test("a trap in one lookup of many is its result, and the others go on", async (t) => {
  const { client } = scripted([failing(t), () => Response.json(answer(VIEWER_DATA))], { retries: 0 });
  const results = await client.getViewers(["1_a", "1_b"], { concurrency: 1 });
  assert.ok(isInternal(results[0]));
  assert.deepEqual(results[1], VIEWER_DATA);
});

test("a trap before a call begins is its result", async (t) => {
  const { client } = scripted(() => Response.json(answer(VIEWER_DATA)));
  // The host watches over each handle; those of calls that have ended are used again.
  t.mock.method(FinalizationRegistry.prototype, "register", trap);
  const results = await client.getViewers(Array(66).fill("1_a"), { concurrency: 66 });
  assert.ok(isInternal(results.at(-1)));
});

test("a trap ends a list, awaited or iterated", async (t) => {
  const { client } = scripted(failing(t, 2), { retries: 0 });
  await assert.rejects(client.listViewers(), isInternal);
  await assert.rejects(async () => {
    for await (const _ of client.listViewers()) assert.fail();
  }, isInternal);
});

test("the instance works after a hundred traps, with the budget and the clock that it had", async (t) => {
  const { client } = scripted(failing(t, 100), { retries: 0, rateLimit: { calls: 101, windowMs: 60_000 } });
  const before = client.signedUrl("GET /x", { timestamp: TIME });
  for (let round = 0; round < 100; round++) await assert.rejects(client.request("GET /x"), isInternal);
  assert.equal(client.signedUrl("GET /x", { timestamp: TIME }), before);
  await assert.rejects(client.request("GET /x"), { kind: "network" });
  await assert.rejects(client.request("GET /x"), { kind: "rate_limited" });
  assert.equal(parseResponse('{"code":200,"data":1}'), 1);
  assert.deepEqual(redactViewer(VIEWER_DATA), VIEWER_DATA);
});
