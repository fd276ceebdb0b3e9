// Is a callback POLYV's? MD5("secret" + "1621841869093") is the derived vector of the callbacks' rule.
// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { PolyvError, verifyCallback } from "polyv-edge/edge";

const SECRET = "secret";
const timestamp = "1621841869093";
const sign = createHash("md5")
  .update(SECRET + timestamp)
  .digest("hex");

test("a callback is POLYV's if its sign is the MD5 of secret and timestamp, in either case", () => {
  assert.equal(verifyCallback({ timestamp, sign }, SECRET), true);
  assert.equal(verifyCallback({ timestamp, sign: sign.toUpperCase() }, SECRET), true);
});

test("the query may be text, URLSearchParams, or a URL's", () => {
  const query = `channelId=1&status=live&timestamp=${timestamp}&sign=${sign}`;
  assert.equal(verifyCallback(query, SECRET), true);
  assert.equal(verifyCallback(`?${query}`, SECRET), true);
  assert.equal(verifyCallback(new URLSearchParams(query), SECRET), true);
  assert.equal(verifyCallback(new URL(`https://x.example/?${query}`).searchParams, SECRET), true);
});

test("anything else is refused", () => {
  const wrong = [
    { timestamp, sign: sign.slice(1) },
    { timestamp, sign: `${sign}0` },
    { timestamp, sign: sign.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")) },
    { timestamp: "1621841869094", sign },
    { timestamp: "", sign: createHash("md5").update(SECRET).digest("hex") },
    { timestamp },
    { sign },
    {},
  ];
  for (const query of wrong) assert.equal(verifyCallback(query, SECRET), false, JSON.stringify(query));
  assert.equal(verifyCallback({ timestamp, sign }, "another"), false);
  for (const query of [undefined, null, 5]) assert.equal(verifyCallback(/** @type {any} */ (query), SECRET), false);
});

test("maxAgeMs refuses what is old, or far ahead", () => {
  const signed = (/** @type {string} */ at) => ({
    timestamp: at,
    sign: createHash("md5")
      .update(SECRET + at)
      .digest("hex"),
  });
  const now = Date.now();
  assert.equal(verifyCallback(signed(String(now - 1000)), SECRET, { maxAgeMs: 60_000 }), true);
  assert.equal(
    verifyCallback(signed(String(Math.floor(now / 1000))), SECRET, { maxAgeMs: 60_000 }),
    true,
    "in seconds",
  );
  assert.equal(verifyCallback(signed(String(now - 61_000)), SECRET, { maxAgeMs: 60_000 }), false);
  assert.equal(verifyCallback(signed(String(now + 61_000)), SECRET, { maxAgeMs: 60_000 }), false);
  assert.equal(verifyCallback(signed("yesterday"), SECRET, { maxAgeMs: 60_000 }), false);
});

test("without a secret there is nothing to compare with", () => {
  for (const secret of ["", " ", undefined, 5]) {
    assert.throws(
      () => verifyCallback({ timestamp, sign }, /** @type {any} */ (secret)),
      (error) => error instanceof PolyvError && error.kind === "invalid_argument",
    );
  }
});
