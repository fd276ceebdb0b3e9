// Links to the watch page, and POLYV's own call: against the known vectors, and against node:crypto over random inputs.
// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import { directWatchUrl, externalAnswer, externalWatchUrl, verifyExternal } from "polyv-edge/watch";
import { signExternal } from "../../emulator/index.js";
import { errorOf, untyped } from "./support/edge.js";

const link = { channelId: "1965681", key: "secretkey", viewerId: "1b448be323", timestamp: 1_498_547_407_000 };
const direct = { ...link, nickname: "王芳" };
const VECTOR = "88bb01c648141e12588ce55e809f5c28";
/** @param {string} text */
const md5 = (text) => createHash("md5").update(text).digest("hex");
/** @param {string} url */
const queryOf = (url) => Object.fromEntries(new URL(url).searchParams);

describe("a link", () => {
  test("holds the known signature, and the time of now where none is given", () => {
    assert.equal(queryOf(directWatchUrl(direct)).sign, VECTOR);
    const url = `https://live.polyv.cn/watch/1965681?userid=1b448be323&ts=1498547407000&sign=${VECTOR}`;
    assert.equal(externalWatchUrl(link), url);
    const { ts } = queryOf(directWatchUrl({ ...direct, timestamp: undefined }));
    assert.ok(Math.abs(Date.now() - Number(ts)) < 5_000);
  });

  test("is what another implementation makes, over random inputs", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((name) => name.trim() !== "");
    const optional = fc.option(fc.string({ unit: "grapheme", minLength: 1 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.record({
          channelId: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String),
          key: fc.stringMatching(/^[!#-&(-_a-~]{1,40}$/),
          viewerId: fc.stringMatching(/^[A-Za-z0-9_]{1,64}$/),
          timestamp: fc.integer({ min: 1e12, max: 9_999_999_999_999 }),
          ...{ nickname: text, avatar: optional, vid: optional, param4: optional, param5: optional },
        }),
        (options) => {
          const { channelId, key, viewerId: userid, timestamp, nickname, avatar, vid, param4, param5 } = options;
          const ts = String(timestamp);
          const signed = { userid, ts, sign: md5(key + userid + key + ts) };
          const base64 = (/** @type {string} */ value) => Buffer.from(value).toString("base64");
          const url = directWatchUrl(options);
          assert.equal(new URL(url).pathname, `/watch/${channelId}`);
          assert.deepEqual(queryOf(url), {
            ...signed,
            nickname: Buffer.from(nickname).toString("base64url"),
            ...(avatar && { avatar }),
            ...(vid && { vid }),
            ...(param4 && { param4: base64(param4) }),
            ...(param5 && { param5: base64(param5) }),
          });
          assert.deepEqual(queryOf(externalWatchUrl({ channelId, key, viewerId: userid, timestamp })), signed);
        },
      ),
    );
  });

  test("leads to the account's own host where it is named, and by http: to a loopback host only", async () => {
    const own = ["https://acme.live.polyv.cn", "https://watch.example:8443/", "http://localhost"];
    for (const watchOrigin of [...own, "http://127.0.0.1:8788", "http://[::1]:8788"]) {
      assert.equal(new URL(externalWatchUrl({ ...link, watchOrigin })).origin, watchOrigin.replace(/\/$/, ""));
    }
    const wrong = ["http://live.polyv.cn", "https://a@live.polyv.cn", "https://x.example/watch", "https://x.example?a"];
    for (const watchOrigin of [...wrong, "live.polyv.cn", "", "javascript:alert(1)", "http://127.0.0.1.example"]) {
      await errorOf(() => externalWatchUrl({ ...link, watchOrigin }), "invalid_argument");
    }
  });

  /** @type {Record<string, unknown[]>} */
  const wrong = {
    viewerId: ["", "a-b", "用户", "a b", "x".repeat(65), 5, undefined, null],
    channelId: ["", "12a", "../1", "1/2", -1, 1.5, undefined, "１２"],
    key: ["", " ", "a b", "'a'", "`", "密钥", 5, undefined, null],
    timestamp: [0, 1_498_547_407, 1.5, "1498547407000", Number.NaN, 10_000_000_000_000],
    nickname: ["", "  ", 5, undefined, "half \ud800"],
    ...{ avatar: [5, {}, "\udfff"], param4: [5], color: ["#fff"] },
  };
  test("refuses what is wrong or unknown by its name, and shows no key", async () => {
    for (const [name, value] of Object.entries(wrong).flatMap(([name, values]) =>
      values.map((value) => [name, value]),
    )) {
      const options = untyped({ ...direct, key: "a-key-never-shown", [`${name}`]: value });
      const error = await errorOf(() => directWatchUrl(options), "invalid_argument");
      assert.match(error.message, new RegExp(`${name}`));
      assert.doesNotMatch(`${error.stack}${JSON.stringify(error)}`, /a-key-never-shown/);
    }
    for (const [name, right] of Object.entries({ userId: "viewerId", ts: "timestamp", baseUrl: "watchOrigin" })) {
      const { message } = await errorOf(() => directWatchUrl(untyped({ ...direct, [name]: "x" })), "invalid_argument");
      assert.match(message, new RegExp(right));
    }
    await errorOf(() => externalWatchUrl(untyped(direct)), "invalid_argument");
    for (const none of [undefined, null, "x"]) await errorOf(() => directWatchUrl(untyped(none)), "invalid_argument");
  });

  test("advises on UUIDs, the ids that fail most often", async () => {
    const viewerId = "6fa459ea-ee8a-3ca4-894e-db77e160355e";
    assert.match((await errorOf(() => externalWatchUrl({ ...link, viewerId }))).message, /replaceAll/);
  });
});

describe("POLYV's call to externalUri", () => {
  const key = "secretkey";
  const now = 1_498_547_407_000;

  test("is proven by the known signature, with or without a channel", () => {
    const call = { userid: "1b448be323", ts: String(now), token: VECTOR };
    const proven = { viewerId: "1b448be323", timestamp: now };
    assert.deepEqual(verifyExternal(call, { key, now }), proven);
    const channelId = "1965681";
    assert.deepEqual(verifyExternal({ ...call, channelId }, { key, now }), { ...proven, channelId });
  });

  test("is unverified for another viewer, and where POLYV would never send it, though it is signed", async () => {
    const call = { key, viewerId: "a", timestamp: now };
    for (const change of [{ userid: "b" }, { userid: undefined }, { channelId: "x" }]) {
      const changed = { ...Object.fromEntries(signExternal(call)), ...change };
      await errorOf(() => verifyExternal(changed, { key, now }), "unverified");
    }
    for (const odd of [
      ...["", "a-b", "x".repeat(65)].map((viewerId) => ({ viewerId })),
      ...[1_498_547_407, Number.NaN].map((timestamp) => ({ timestamp })),
    ]) {
      const options = { key, now, maxAgeMs: Number.POSITIVE_INFINITY };
      await errorOf(() => verifyExternal(signExternal({ ...call, ...odd }), options), "unverified");
    }
  });

  test("is answered in POLYV's names", () => {
    const looks = { nickname: "王芳", avatar: "https://x.example/a.png", actor: "老师", marqueeName: "m" };
    for (const more of [{ nickname: "王芳" }, { ...looks, actorFColor: "#fff", actorBgColor: "#2B91FF" }]) {
      assert.deepEqual(externalAnswer({ viewerId: "a", ...more }), { status: 1, userid: "a", ...more });
    }
    const errorUrl = "https://shop.example/no?x=1";
    assert.deepEqual(externalAnswer({ errorUrl }), { status: 0, errorUrl });
  });

  test("an answer that POLYV could not read is refused", async () => {
    const viewer = { viewerId: "a", nickname: "n" };
    const wrong = [
      ...[{}, null, "x", { ...viewer, viewerId: "a-b" }, { viewerId: "a" }, { ...viewer, nickname: " " }],
      ...[{ ...viewer, actorFColor: "red" }, { ...viewer, email: "x" }, { errorUrl: "/no" }],
      ...[{ errorUrl: "javascript:alert(1)" }, { errorUrl: "https://x.example", viewerId: "a" }],
    ];
    for (const answer of wrong) await errorOf(() => externalAnswer(untyped(answer)), "invalid_argument");
  });
});
