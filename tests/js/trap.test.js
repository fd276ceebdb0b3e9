// A trap in WebAssembly is a typed error, and the instance goes on working.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { PolyvClient, PolyvError, parseResponse } from "polyv-edge/edge";

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

test("the instance works after a hundred traps", () => {
  const client = new PolyvClient({ appId: "app", appSecret: "secret" });
  const before = client.signedUrl({ path: "/x", timestamp: 1621841869093 });
  for (let round = 0; round < 100; round++) {
    assert.throws(() => PolyvClient.prototype.signedUrl.call(/** @type {any} */ (BROKEN), { path: "/x" }), isInternal);
  }
  assert.equal(client.signedUrl({ path: "/x", timestamp: 1621841869093 }), before);
  assert.equal(parseResponse('{"code":200,"data":1}'), 1);
});
