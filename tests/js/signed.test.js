// What POLYV has signed: a callback, its call to externalUri, a visit to customUri. One proof, which all three share.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { verifyCallback } from "polyv-edge/edge";
import { verifyCustom, verifyExternal } from "polyv-edge/watch";
import { signCallback, signCustom, signExternal } from "../../emulator/index.js";
import { each, errorOf } from "./support/edge.js";

const KEY = "secretkey";
const NOW = 1_621_841_869_093;
const HOME = "https://live.polyv.cn/watch/10000";

/**
 * How it is verified, with which option for the key; how POLYV signs; what its signature, time and channel are called.
 * @type {Record<string, { verify: any, key: string, maxAgeMs: number, sign: (timestamp: number) => URLSearchParams, names: string[] }>}
 */
const SIGNED = {
  callback: {
    ...{ verify: verifyCallback, key: "appSecret", maxAgeMs: 300_000, names: ["sign", "timestamp", "channelId"] },
    sign: (timestamp) => signCallback({ appSecret: KEY, fields: { channelId: "10000" }, timestamp }),
  },
  "call to externalUri": {
    ...{ verify: verifyExternal, key: "key", maxAgeMs: 180_000, names: ["token", "ts", "channelId"] },
    sign: (timestamp) => signExternal({ key: KEY, viewerId: "a", channelId: "10000", timestamp }),
  },
  "visit to customUri": {
    ...{ verify: verifyCustom, key: "key", maxAgeMs: 180_000, names: ["sign", "ts", "id"] },
    sign: (timestamp) => signCustom({ key: KEY, channelId: "10000", returnUrl: HOME, timestamp }),
  },
};

for (const [what, { verify, key, maxAgeMs, sign, names }] of Object.entries(SIGNED)) {
  describe(`a ${what}`, () => {
    const [signName, timeName, channelName] = names;
    const query = sign(NOW);
    const good = Object.fromEntries(query);
    const signature = good[signName];
    const options = { [key]: KEY, now: NOW };

    test("may come as a request, a URL, a query or an object, signed in either case", () => {
      const url = `https://edge.example/callback?${query}`;
      for (const form of [
        ...[new Request(url), new URL(url), url, `/callback?${query}#part`, `${query}`, `?${query}`, query, good],
        ...[{ ...good, [channelName]: ["10000"], none: undefined, [signName]: signature.toUpperCase() }],
      ]) {
        const { timestamp, channelId } = verify(form, options);
        assert.deepEqual([timestamp, channelId], [NOW, "10000"]);
      }
    });

    test("is unverified where anything else was signed, whatever its age may be", () =>
      each(
        Object.entries({
          "cut short": { ...good, [signName]: signature.slice(1) },
          "too long": { ...good, [signName]: `${signature}0` },
          "of another time": { ...good, [timeName]: `${NOW + 1}` },
          "of no time": { ...good, [timeName]: "" },
          "of seconds": sign(1_621_841_869),
          "without its signature": { ...good, [signName]: undefined },
          "without its time": { ...good, [timeName]: undefined },
          nowhere: "",
          "beside a parameter that is given twice": `${query}&status=live&status=end`,
          "beside a list": { ...good, status: ["live", "end"] },
          "beside what is no text": { ...good, status: { live: true } },
        }),
        async (signed) => {
          for (const more of [{}, { maxAgeMs: Number.POSITIVE_INFINITY }]) {
            await errorOf(() => verify(signed, { ...options, ...more }), "unverified");
          }
        },
      ));

    test("is unverified with another key, and neither key nor signature could be logged", async () => {
      const { stack, ...error } = await errorOf(() => verify(good, { ...options, [key]: "another-key" }), "unverified");
      assert.doesNotMatch(`${stack}${JSON.stringify(error)}`, new RegExp(`another-key|${signature}`));
      assert.ok(!JSON.stringify(verify(good, options)).includes(signature));
    });

    test(`is unverified when more than ${maxAgeMs} ms off, unless maxAgeMs says otherwise`, async () => {
      const at = (/** @type {number} */ offset, more = {}) => verify(good, { ...options, now: NOW + offset, ...more });
      for (const offset of [maxAgeMs, -maxAgeMs]) assert.equal(at(offset).timestamp, NOW);
      assert.equal(at(maxAgeMs + 1, { maxAgeMs: maxAgeMs + 1 }).timestamp, NOW);
      assert.equal(at(3e11, { maxAgeMs: Number.POSITIVE_INFINITY }).timestamp, NOW);
      for (const offset of [maxAgeMs + 1, -maxAgeMs - 1]) await errorOf(() => at(offset), "unverified");
      await errorOf(() => at(1, { maxAgeMs: 0 }), "unverified");
      assert.ok(verify(sign(Date.now()), { [key]: KEY }).timestamp > NOW, "by the host's clock");
      await errorOf(() => verify(good, { [key]: KEY }), "unverified");
    });

    test("is verified with options that make sense, and a wrong one is named", async () => {
      const wrong = {
        [key]: [undefined, "", "a b", 5],
        maxAgeMs: [-1, "1", Number.NaN],
        now: [new Date()],
        secret: ["x"],
      };
      for (const [name, values] of Object.entries(wrong)) {
        for (const value of values) {
          const { message } = await errorOf(() => verify(good, { ...options, [name]: value }), "invalid_argument");
          assert.match(message, new RegExp(name));
        }
      }
      for (const none of [undefined, null, "secret"]) await errorOf(() => verify(good, none), "invalid_argument");
      for (const none of [undefined, null, 5, () => {}]) await errorOf(() => verify(none, options), "invalid_argument");
    });
  });
}
