// Custom authorisation: POLYV's signature is proven, and the way back leads only to hosts that are named.
// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import { customReturnUrl, verifyCustom } from "polyv-edge/watch";
import { signCustom } from "../../emulator/index.js";
import { errorOf, untyped } from "./support/edge.js";

const key = "secretkey";
const now = 1_466_648_001_977;
const HOME = "https://live.polyv.cn/watch/10000";
const VECTOR = { id: "10000", ts: String(now), sign: "5d50840262aa91d048cc6fa024a3ac60", url: HOME };
const viewer = { viewerId: "1b448be323", nickname: "王芳" };
/** @param {string} returnUrl @param {object} [options] */
const visitTo = (returnUrl, options) =>
  verifyCustom(signCustom({ key, channelId: "10000", returnUrl, timestamp: now }), { key, now, ...options });

describe("a visit to customUri", () => {
  test("is proven by the known signature, and unverified for another channel", async () => {
    const visit = { channelId: "10000", returnUrl: HOME, timestamp: now };
    assert.deepEqual(verifyCustom(VECTOR, { key, now }), visit);
    for (const id of ["10001", "x", undefined]) {
      await errorOf(() => verifyCustom({ ...VECTOR, id }, { key, now }), "unverified");
    }
    const named = signCustom({ key, channelId: "x", returnUrl: HOME, timestamp: now });
    await errorOf(() => verifyCustom(named, { key, now }), "unverified");
  });

  test("leads back by https to live.polyv.cn and to hosts that are named, exactly; by http: to a loopback host only", async () => {
    const returnHosts = ["acme.live.polyv.cn", "watch.example:8443", "127.0.0.1:8788"];
    const named = ["https://acme.live.polyv.cn/watch/1", "https://watch.example:8443/", "https://LIVE.polyv.cn/"];
    for (const url of [...named, "http://127.0.0.1:8788/watch/1"]) {
      assert.equal(visitTo(url, { returnHosts }).returnUrl, new URL(url).href);
    }
    const elsewhere = [
      ...["https://evil.example/", "https://acme.live.polyv.cn.evil.example/", "https://evil.live.polyv.cn/"],
      ...["https://live.polyv.cn@evil.example/", "https://user@live.polyv.cn/", "https://live.polyv.cn:8443/"],
      ...["http://live.polyv.cn/watch/1", "//evil.example/", "/watch/1", "javascript:alert(1)//live.polyv.cn", ""],
      ...["https:\\\\evil.example/live.polyv.cn", "https://evil.example\\@live.polyv.cn/", "ftp://live.polyv.cn/"],
      ...["https://watch.example/", "https://live.polyv.cn.", "data:text/html,live.polyv.cn"],
      ...["http://127.0.0.1:8789/", "http://watch.example:8443/"],
    ];
    for (const url of elsewhere) await errorOf(() => visitTo(url, { returnHosts }), "unverified");
    await errorOf(() => verifyCustom({ ...VECTOR, url: undefined }, { key, now }), "unverified");
  });

  test("the refusal names the host, and returnHosts holds hosts only", async () => {
    assert.match((await errorOf(() => visitTo("https://evil.example/a?b=c"))).message, /evil\.example(?!\/)/);
    const wrong = ["*.live.polyv.cn", "https://live.polyv.cn", "live.polyv.cn/", "LIVE.polyv.cn", "", "a b", 5];
    for (const host of wrong) {
      await errorOf(() => visitTo(HOME, { returnHosts: [host] }), "invalid_argument");
    }
    await errorOf(() => visitTo(HOME, { returnHosts: "live.polyv.cn" }), "invalid_argument");
  });
});

describe("the way back", () => {
  test("holds the known signature, the nickname as it is, and a fresh time, not the visit's", () => {
    const visit = verifyCustom(VECTOR, { key, now });
    const url = new URL(customReturnUrl({ visit, key, ...viewer, timestamp: now }));
    assert.equal(url.origin + url.pathname, HOME);
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      ...{ userid: "1b448be323", nickname: "王芳", ts: String(now), sign: "e380c5b3d330cbb2acba981469c53b3a" },
    });
    const ts = Number(new URL(customReturnUrl({ visit, key, ...viewer })).searchParams.get("ts"));
    assert.ok(Math.abs(Date.now() - ts) < 5_000);
  });

  test("is what another implementation makes, over random inputs, with all that it can carry", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((name) => name.trim() !== "");
    const visit = verifyCustom(VECTOR, { key, now });
    fc.assert(
      fc.property(
        fc.record({
          viewerId: fc.stringMatching(/^[A-Za-z0-9_]{1,64}$/),
          timestamp: fc.integer({ min: 1e12, max: 9_999_999_999_999 }),
          ...{ nickname: text, avatar: text, actor: text, marqueeName: text, vid: text },
        }),
        (options) => {
          const { viewerId, timestamp, ...more } = options;
          const signed = `${key}10000${key}${timestamp}${key}${viewerId}`;
          const sign = createHash("md5").update(signed).digest("hex");
          const url = customReturnUrl({ visit, key, ...options, actorFColor: "#ffffff" });
          assert.deepEqual(Object.fromEntries(new URL(url).searchParams), {
            ...{ userid: viewerId, ts: String(timestamp), sign, actorFColor: "#ffffff" },
            ...more,
          });
        },
      ),
    );
  });

  test("keeps the page's own parameters as they are, and none that a visitor put in place of the viewer's", () => {
    const visit = visitTo(`${HOME}?lang=en%20GB&userid=boss&s%69gn=x&actor=teacher&flag#part`);
    const url = customReturnUrl({ visit, key, ...viewer, timestamp: now });
    assert.match(url, /\?lang=en%20GB&flag&userid=1b448be323&/);
    const { searchParams } = new URL(url);
    for (const name of ["userid", "sign"]) assert.equal(searchParams.getAll(name).length, 1);
    assert.equal(searchParams.get("actor"), null);
  });

  test("of a visit made by hand leads to live.polyv.cn only", async () => {
    const visit = { channelId: "10000", returnUrl: HOME, timestamp: now };
    assert.match(customReturnUrl({ visit, key, ...viewer }), /^https:\/\/live\.polyv\.cn\/watch\/10000\?/);
    const elsewhere = { ...visit, returnUrl: "https://evil.example/" };
    await errorOf(() => customReturnUrl({ visit: elsewhere, key, ...viewer }), "unverified");
    const checked = visitTo("https://acme.live.polyv.cn/", { returnHosts: ["acme.live.polyv.cn"] });
    assert.throws(() => Object.assign(checked, elsewhere), TypeError);
    for (const none of [undefined, null, {}, { ...visit, channelId: 1 }]) {
      await errorOf(() => customReturnUrl(untyped({ visit: none, key, ...viewer })), "invalid_argument");
    }
  });

  test("refuses what it does not know", async () => {
    const visit = verifyCustom(VECTOR, { key, now });
    for (const change of [{ viewerId: "a-b" }, { nickname: "" }, { key: "" }, { returnUrl: HOME }, { timestamp: 1 }]) {
      await errorOf(() => customReturnUrl(untyped({ visit, key, ...viewer, ...change })), "invalid_argument");
    }
  });
});
