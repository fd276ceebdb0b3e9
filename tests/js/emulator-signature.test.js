// Holds the local POLYV to what POLYV documents of signatures, and of the order of its checks.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, describe, test } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import { canonicalText, sign } from "../../emulator/signature.js";
import { untyped } from "./support/edge.js";
import { AT, ask, assertRefused, clock, NOW, signed } from "./support/emulator.js";

const WINDOW = 3 * 60 * 1000;
const account = "0062149710";
const appId = "emulatorappid";
const viewerUnionId = "2_v378gn997yovtl3p8h77db9e224t6hg9";

afterEach(() => {
  clock.now = NOW;
});

describe("a signature", () => {
  test("is POLYV's, by the published vectors", () => {
    const vectors = JSON.parse(readFileSync(new URL("../fixtures/signatures.json", import.meta.url), "utf8"));
    for (const { secret, params, sign: expected } of vectors) assert.equal(sign(params, secret), expected);
  });

  test("covers names in byte order, values raw and untrimmed, and neither blank ones nor an old sign", () => {
    // By UTF-16 units U+1F600 would come before U+FF21; by bytes it comes last.
    const params = { "\u{1F600}": "4", Ａ: "3", a: " 2 ", B: "1&=%20", _: "0", blank: " \t\u0000", sign: "OLD" };
    assert.equal(canonicalText(params, "S"), "SB1&=%20_0a 2 Ａ3\u{1F600}4S");
  });
});

describe("checks, in POLYV's order", () => {
  const good = () => signed({ viewerUnionId, account });
  const stale = (/** @type {string} */ timestamp) => signed({ timestamp });
  for (const [name, params, message, errorCode] of /** @type {[string, Record<string, string>, string, number?][]} */ ([
    ["no parameter at all", {}, "appId is required."],
    ["blank appId", { ...good(), appId: " " }, "appId is required."],
    ["unknown appId, and stale", { ...good(), appId: "nobody", timestamp: "1" }, "application not found.", 20001],
    ["no timestamp", stale(""), "invalid timestamp."],
    ["seconds", stale(String(NOW / 1000)), "invalid timestamp."],
    ["14 digits", stale(`${NOW}0`), "invalid timestamp."],
    ["the right number with a zero before it", stale(`0${NOW}`), "invalid timestamp."],
    ["a number with a sign", stale(`+${NOW}`.slice(0, 13)), "invalid timestamp."],
    ["too old", stale(String(NOW - WINDOW - 1)), "invalid timestamp."],
    ["too new", stale(String(NOW + WINDOW + 1)), "invalid timestamp."],
    ["stale and unsigned", { appId, timestamp: "1" }, "invalid timestamp."],
    ["no sign", { ...good(), sign: "" }, "invalid signature."],
    ["lowercase sign", { ...good(), sign: String(good().sign).toLowerCase() }, "invalid signature."],
    ["an unsigned parameter", { ...good(), extra: "1" }, "invalid signature."],
    ["a changed value", { ...good(), viewerUnionId: "2_other" }, "invalid signature."],
    ["another secret", { ...good(), sign: String(sign(good(), "other")) }, "invalid signature."],
    ["unknown method", { ...good(), signatureMethod: "SHA1" }, "invalid signature."],
    [
      "the hash of another method",
      { ...good(), sign: String(signed({ signatureMethod: "SHA256" }).sign) },
      "invalid signature.",
    ],
  ])) {
    test(name, async () => {
      assertRefused(await ask(AT.viewer, params), message, 400, errorCode);
      assertRefused(await ask(AT.account, params), message);
    });
  }

  test("both ends of the three minutes are inside, SHA256 is known, and blank values travel unsigned", async () => {
    const twice = [...Object.entries(signed({ account })), ["account", "the second one does not count"]];
    for (const params of [
      untyped(twice),
      signed({ account, timestamp: String(NOW - WINDOW) }),
      signed({ account, timestamp: String(NOW + WINDOW) }),
      signed({ account, signatureMethod: "SHA256" }),
      { ...signed({ account }), empty: "", blank: " " },
    ]) {
      assert.equal((await ask(AT.account, params)).status, 200);
    }
  });

  test("a nonce works once, as long as its timestamp can be valid; a refused call does not use it up", async () => {
    const params = signed({ account, signatureNonce: "n", timestamp: String(NOW + WINDOW) });
    assertRefused(await ask(AT.account, { ...params, sign: "X" }), "invalid signature.");
    assert.equal((await ask(AT.account, params)).status, 200);
    assertRefused(await ask(AT.account, params), "invalid signature.");
    assert.equal((await ask(AT.account, signed({ account, signatureNonce: "other" }))).status, 200);
    clock.now = NOW + 2 * WINDOW - 1;
    assertRefused(await ask(AT.account, params), "invalid signature.");
    clock.now = NOW + 2 * WINDOW + 1;
    assert.equal((await ask(AT.account, signed({ account, signatureNonce: "n" }))).status, 200);
  });

  test("appId and secret are options", async (t) => {
    const server = await startEmulator({ appId: "mine", appSecret: "S", now: () => NOW });
    t.after(() => server.close());
    const params = { appId: "mine", timestamp: String(NOW), account };
    assert.equal((await ask(AT.account, { ...params, sign: String(sign(params, "S")) }, {}, server)).status, 200);
    assertRefused(await ask(AT.account, signed(), {}, server), "application not found.");
  });
});
