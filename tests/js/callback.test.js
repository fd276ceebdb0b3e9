// Is a callback POLYV's, and what does it tell? MD5("secret" + "1621841869093") is the derived vector of the callbacks' rule.
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
const sign = "c0367c8b245a28b1ba720dc900ff0c81";
const options = { appSecret, now };

test("the documented signature is accepted, in either case", () => {
  assert.equal(verifyCallback({ timestamp, sign }, options).timestamp, now);
  assert.equal(verifyCallback({ timestamp, sign: sign.toUpperCase() }, options).timestamp, now);
});

test("it may come as a request, a URL, a query or an object", () => {
  const query = `channelId=1&status=live&timestamp=${timestamp}&sign=${sign}`;
  const url = `https://edge.example/callback?${query}`;
  const forms = [
    ...[new Request(url), new URL(url), url, `/callback?${query}#part`, query, `?${query}`, new URLSearchParams(query)],
    ...[{ channelId: "1", status: ["live"], timestamp, sign, none: undefined }],
  ];
  for (const form of forms) {
    const { event, channelId, fields } = verifyCallback(form, options);
    assert.deepEqual([event, channelId], ["stream", "1"]);
    assert.deepEqual(fields, { channelId: "1", status: "live", timestamp });
  }
});

test("an object that has a url of its own is no request", () => {
  const { fields } = verifyCallback({ url: "https://ppt.example/?a=1", remainDay: "3", timestamp, sign }, options);
  assert.equal(fields.url, "https://ppt.example/?a=1");
});

for (const [what, signed, more] of /** @type {[string, unknown, object?][]} */ ([
  ["cut short", { timestamp, sign: sign.slice(1) }],
  ["too long", { timestamp, sign: `${sign}0` }],
  ["of another time", { timestamp: "1621841869094", sign }],
  // md5 of the secret alone, and of ten digits: both the secret's, neither with a time in milliseconds.
  ["of no time", { timestamp: "", sign: "5ebe2294ecd0e0f08eab7690d2a6ee69" }],
  ["of seconds", signCallback({ appSecret, fields: {}, timestamp: 1_621_841_869 })],
  ["missing", { timestamp }],
  ["without its time", { sign }],
  ["nowhere", ""],
  ["of another secret", { timestamp, sign }, { appSecret: "another" }],
  ["beside a parameter that is given twice", `timestamp=${timestamp}&sign=${sign}&status=live&status=end`],
  ["beside a list", { timestamp, sign, status: ["live", "end"] }],
  ["beside what is no text", { timestamp, sign, status: { live: true } }],
])) {
  test(`a signature ${what} is unverified, whatever its age may be`, async () => {
    for (const maxAgeMs of [undefined, Number.POSITIVE_INFINITY]) {
      await errorOf(() => verifyCallback(untyped(signed), { ...options, maxAgeMs, ...more }), "unverified");
    }
  });
}

test("more than five minutes off is unverified, unless maxAgeMs says otherwise", async () => {
  const at = (/** @type {number} */ offset, more = {}) =>
    verifyCallback({ timestamp, sign }, { appSecret, now: now + offset, ...more }).timestamp;
  for (const [offset, more] of /** @type {[number, object?][]} */ ([
    [300_000],
    [-300_000],
    [400_000, { maxAgeMs: 400_000 }],
    [10 * 365 * 86_400_000, { maxAgeMs: Number.POSITIVE_INFINITY }],
  ])) {
    assert.equal(at(offset, more), now);
  }
  for (const offset of [300_001, -300_001]) await errorOf(() => at(offset), "unverified");
  await errorOf(() => at(1, { maxAgeMs: 0 }), "unverified");
  const fresh = signCallback({ appSecret, fields: {} });
  assert.ok(verifyCallback(fresh, { appSecret }).timestamp > now, "by the host's clock");
  await errorOf(() => verifyCallback({ timestamp, sign }, { appSecret }), "unverified");
});

for (const [event, fields] of Object.entries(SAMPLE_CALLBACKS)) {
  test(`a ${event} callback is known by its fields, and keeps all of them`, () => {
    const sent = { ...fields, brandNew: "字段", __proto__x: "1" };
    const got = verifyCallback(signCallback({ appSecret, fields: sent, timestamp: now }), options);
    assert.equal(got.event, event);
    assert.deepEqual(got.fields, { ...sent, timestamp });
    assert.deepEqual(got, { ...sent, event, timestamp: now, fields: got.fields });
  });
}

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
});

test("a sender cannot replace what was proven by parameters of the same names", () => {
  const sent = { event: "record", fields: "x", fileUrl: "u", timestamp, sign };
  const got = verifyCallback(sent, options);
  assert.deepEqual([got.event, got.timestamp, got.fields.event], ["unknown", now, "record"]);
});

test("the signature is in nothing that could be logged", async () => {
  assert.doesNotMatch(JSON.stringify(verifyCallback({ timestamp, sign, status: "live" }, options)), /c0367c8b/);
  const error = await errorOf(() => verifyCallback({ timestamp, sign }, { appSecret: "another-secret", now }));
  assert.doesNotMatch(`${error.stack}${JSON.stringify(error)}`, /c0367c8b|another-secret/);
});

for (const [name, wrong] of /** @type {[string, unknown][]} */ ([
  ...[undefined, "", "a b", 5].map((appSecret) => ["appSecret", { appSecret }]),
  ...["live", "toString"].map((event) => ["event", { event }]),
  ...[-1, "1", Number.NaN].map((maxAgeMs) => ["maxAgeMs", { maxAgeMs }]),
  ["now", { now: new Date() }],
  ["secret", { secret: "x" }],
])) {
  test(`a wrong option is named: ${JSON.stringify(wrong)}`, async () => {
    const call = () => verifyCallback({ timestamp, sign }, untyped({ ...options, ...Object(wrong) }));
    assert.match((await errorOf(call, "invalid_argument")).message, new RegExp(name));
  });
}

test("without options, or without anything that is signed, there is nothing to verify", async () => {
  for (const one of [undefined, null, "secret"]) {
    await errorOf(() => verifyCallback({ timestamp, sign }, untyped(one)), "invalid_argument");
  }
  for (const signed of [undefined, null, 5, () => {}]) {
    await errorOf(() => verifyCallback(untyped(signed), options), "invalid_argument");
  }
});
