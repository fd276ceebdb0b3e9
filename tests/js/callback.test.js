// What does a callback of POLYV's tell? That it is POLYV's, signed.test.js holds.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyCallback } from "polyv-edge/edge";
import { signCallback } from "../../emulator/index.js";
import { SAMPLE_CALLBACKS } from "../../emulator/watch-samples.js";
import { errorOf, untyped } from "./support/edge.js";

const appSecret = "secret";
const now = 1_621_841_869_093;
const timestamp = String(now);
/** `printf 'secret1621841869093' | md5sum`, the derived vector of the callbacks' rule. */
const sign = "c0367c8b245a28b1ba720dc900ff0c81";
const options = { appSecret, now };

test("its fields tell what it is, and all of them are kept", () => {
  for (const [event, fields] of Object.entries(SAMPLE_CALLBACKS)) {
    const sent = { ...fields, brandNew: "字段", __proto__x: "1" };
    const got = verifyCallback(signCallback({ appSecret, fields: sent, timestamp: now }), options);
    assert.deepEqual(got, { ...sent, event, timestamp: now, fields: { ...sent, timestamp } }, event);
  }
});

test("the kinds are told apart in this order", () => {
  /** @type {[Record<string, string>, string][]} */
  const cases = [
    [{ status: "seminar_end", fileUrl: "u", format: "mp4" }, "stream"],
    [{ status: "success", fileUrl: "u", format: "mp4", vid: "v" }, "record"],
    [{ status: "success", vid: "v", remainDay: "1", fileId: "f" }, "playback"],
    [{ remainDay: "1", fileId: "f", status: "success" }, "ppt"],
    [{ fileId: "f", status: "error" }, "merge"],
    [{ status: "liveStart", fileUrl: "u" }, "unknown"],
    [{}, "unknown"],
  ];
  for (const [fields, event] of cases) {
    assert.equal(verifyCallback({ ...fields, timestamp, sign }, options).event, event);
  }
});

test("the event that a URL was given for decides, and its fields must be there", async () => {
  const merged = { fileId: "f", status: "error", timestamp, sign };
  assert.equal(verifyCallback(merged, { ...options, event: "playback" }).event, "playback");
  assert.equal(verifyCallback(merged, { ...options, event: "unknown" }).event, "unknown");
  await errorOf(() => verifyCallback(merged, { ...options, event: "record" }), "invalid_response");
  // What is not proven is not looked at.
  await errorOf(() => verifyCallback({ ...merged, sign: "" }, { ...options, event: "record" }), "unverified");
  for (const event of untyped(["live", "toString"])) {
    assert.match(
      (await errorOf(() => verifyCallback(merged, { ...options, event }), "invalid_argument")).message,
      /event/,
    );
  }
});

test("a sender cannot replace what was proven by parameters of the same names", () => {
  const sent = { event: "record", fields: "x", url: "https://ppt.example/?a=1", timestamp, sign };
  const { event, timestamp: at, fields } = verifyCallback(sent, options);
  const { sign: _, ...kept } = sent;
  assert.deepEqual([event, at, fields], ["unknown", now, kept]);
});
