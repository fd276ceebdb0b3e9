// A trap in WebAssembly is a typed error, and the instance goes on working.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { PolyvClient, PolyvError, parseResponse } from "polyv-edge/edge";
import { batch } from "../../src/js/batch.js";
import { pages } from "../../src/js/pages.js";

// Not part of the package's interface: what takes a call's steps.
const { Sending } = await import(new URL("../../pkg/dist/edge.glue.js", import.meta.url).href);

// A handle to memory that does not exist: every use of it is a real trap.
const BROKEN = { __wbg_ptr: 0xfffffff0 };

/** @param {unknown} error */
function isInternal(error) {
  assert.ok(error instanceof PolyvError);
  assert.equal(error.kind, "internal");
  assert.ok(error.cause instanceof WebAssembly.RuntimeError);
  return true;
}

test("a trap in a method that answers at once throws a PolyvError of kind internal", () => {
  assert.throws(() => PolyvClient.prototype.signedUrl.call(/** @type {any} */ (BROKEN), { path: "/x" }), isInternal);
});

test("a trap in a method that promises rejects with one, and never throws", async () => {
  const promise = PolyvClient.prototype.getViewer.call(/** @type {any} */ (BROKEN), { viewerUnionId: "x" });
  await assert.rejects(promise, isInternal);
});

test("a trap after a call has waited rejects with one too", async (t) => {
  const { step } = Sending.prototype;
  let steps = 0;
  t.mock.method(
    Sending.prototype,
    "step",
    /** @this {object} @param {unknown} outcome */ function (outcome) {
      return step.call(steps++ === 0 ? this : BROKEN, outcome);
    },
  );
  const client = new PolyvClient({
    appId: "app",
    appSecret: "secret",
    fetch: async () => Response.json({ code: 200 }),
  });
  await assert.rejects(client.request({ path: "/x" }), isInternal);
  assert.equal(steps, 2);
});

test("a trap in one look-up of many is its result, and the others go on", async (t) => {
  const { step } = Sending.prototype;
  let steps = 0;
  t.mock.method(
    Sending.prototype,
    "step",
    /** @this {object} @param {unknown} outcome */ function (outcome) {
      return step.call(steps++ === 0 ? BROKEN : this, outcome);
    },
  );
  const fetch = async () => Response.json({ code: 404, message: "未知用户信息" });
  const results = await new PolyvClient({ appId: "app", appSecret: "secret", fetch }).getViewers(["1_a", "1_b"]);
  assert.deepEqual(
    results.map((result) => /** @type {PolyvError} */ (result).kind),
    ["internal", "not_found"],
  );
});

test("a trap before a look-up of many promises anything is its result, and the iteration ends", async () => {
  const results = batch(2, 1, (index) => {
    if (index === 0) throw new WebAssembly.RuntimeError("unreachable");
    return Promise.resolve(index);
  });
  const seen = [];
  for await (const { result } of results) seen.push(/** @type {any} */ (result).kind ?? result);
  assert.deepEqual(seen, ["internal", 1]);
});

test("a trap before a page is promised fails the list", async () => {
  const list = pages(() => {
    throw new WebAssembly.RuntimeError("unreachable");
  }, 1);
  await assert.rejects(list, { name: "PolyvError", kind: "internal" });
});

test("the instance works after a hundred traps", () => {
  const client = new PolyvClient({ appId: "app", appSecret: "secret" });
  const before = client.signedUrl({ path: "/x", timestamp: 1621841869093 });
  for (let round = 0; round < 100; round++) {
    assert.throws(() => PolyvClient.prototype.signedUrl.call(/** @type {any} */ (BROKEN), { path: "/x" }), isInternal);
  }
  assert.equal(client.signedUrl({ path: "/x", timestamp: 1621841869093 }), before);
  assert.equal(parseResponse('{"code":200,"data":1}'), 1);
});
