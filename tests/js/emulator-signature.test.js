// Holds the local POLYV to what POLYV documents of signatures, and of the order of its checks.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { startEmulator } from "../../emulator/index.js";
import { canonicalText, sign } from "../../emulator/signature.js";
import { ACCOUNT, ask, assertV2Failure, assertV4Failure, NOW, signed, VIEWER, WINDOW } from "./support/emulator.js";

/** @typedef {Record<string, string>} Params */

describe("signature", () => {
  const published = "fsq2k5weced1h8vui657xtdva66whf0g";
  const v1 = {
    appId: "g4rqgmmjuo",
    channelIds: "2477096,2272655",
    startDay: "2022-05-20",
    endDay: "2022-06-18",
    timestamp: "1660270926732",
  };
  const nonce = { signatureNonce: "584F3849-E5A0-4B59-98A5-2F373EFD0559" };

  test("V1: POLYV's published sample, MD5", () => {
    assert.equal(sign(v1, published), "0D2BDA2FD04D93A2B8832B91FD973C4D");
    assert.equal(sign({ ...v1, signatureMethod: "MD5" }, published)?.length, 32);
  });
  test("V1: blank values and an old sign change nothing", () => {
    const same = { ...v1, page: "", size: " \t\u0000", sign: "OLD" };
    assert.equal(sign(same, published), "0D2BDA2FD04D93A2B8832B91FD973C4D");
  });
  test("V3: SHA256, and signatureMethod is signed too", () => {
    assert.equal(
      sign({ ...v1, signatureMethod: "SHA256" }, published),
      "C19D35BD44B2BD0A538D420D93F80C17EAD9604042098EA38621A2B5663ECEDF",
    );
  });
  test("D1: signatureNonce is signed too", () => {
    assert.equal(sign({ ...v1, ...nonce }, published), "6D61A313657D9319BC48C1D3611D8FAE");
  });
  test("D3: an account with leading zeros", () => {
    const params = { appId: "app", account: "0052191541", timestamp: "1621841869093" };
    assert.equal(sign(params, "secret"), "EF5AD5E5B801FE731240B135EA2A46F8");
  });
  test("names are sorted by bytes, values are taken raw and untrimmed", () => {
    // By UTF-16 units U+1F600 would come before U+FF21; by bytes it comes last.
    const params = { "\u{1F600}": "4", Ａ: "3", a: " 2 ", B: "1&=%20", _: "0" };
    assert.equal(canonicalText(params, "S"), "SB1&=%20_0a 2 Ａ3\u{1F600}4S");
  });
  test("an unknown method has no signature", () => {
    assert.equal(sign({ signatureMethod: "SHA1" }, "S"), undefined);
  });
});

describe("checks, in POLYV's order", () => {
  const good = () => signed({ viewerUnionId: SAMPLE_VIEWER.viewerUnionId });
  /** @type {Array<[string, Params, number, string]>} */
  const cases = [
    ["no parameter at all", {}, 400, "appId is required."],
    ["blank appId", { ...good(), appId: " " }, 400, "appId is required."],
    ["unknown appId", { ...good(), appId: "nobody" }, 20001, "application not found."],
    ["unknown appId and stale", { ...good(), appId: "nobody", timestamp: "1" }, 20001, "application not found."],
    ["no timestamp", signed({ timestamp: "" }), 400, "invalid timestamp."],
    ["seconds", signed({ timestamp: String(NOW / 1000) }), 400, "invalid timestamp."],
    ["14 digits", signed({ timestamp: `${NOW}0` }), 400, "invalid timestamp."],
    ["the right number with a zero before it", signed({ timestamp: `0${NOW}` }), 400, "invalid timestamp."],
    ["a number with a sign", signed({ timestamp: `+${NOW}`.slice(0, 13) }), 400, "invalid timestamp."],
    ["too old", signed({ timestamp: String(NOW - WINDOW - 1) }), 400, "invalid timestamp."],
    ["too new", signed({ timestamp: String(NOW + WINDOW + 1) }), 400, "invalid timestamp."],
    ["stale and unsigned", { appId: "emulatorappid", timestamp: "1" }, 400, "invalid timestamp."],
    ["no sign", { ...good(), sign: "" }, 400, "invalid signature."],
    ["lowercase sign", { ...good(), sign: String(good().sign).toLowerCase() }, 400, "invalid signature."],
    ["an unsigned parameter", { ...good(), extra: "1" }, 400, "invalid signature."],
    ["a changed value", { ...good(), viewerUnionId: "2_other" }, 400, "invalid signature."],
    ["unknown method", { ...good(), signatureMethod: "SHA1" }, 400, "invalid signature."],
  ];
  for (const [name, params, errorCode, message] of cases) {
    test(name, async () => {
      assertV4Failure(await ask(VIEWER, params), errorCode, message);
      assertV2Failure(await ask(ACCOUNT, params), 400, message);
    });
  }
  test("both ends of the three minutes are inside", async () => {
    for (const time of [NOW - WINDOW, NOW + WINDOW]) {
      const params = signed({ viewerUnionId: SAMPLE_VIEWER.viewerUnionId, timestamp: String(time) });
      assert.equal((await ask(VIEWER, params)).status, 200);
    }
  });
  test("a signature with another secret is refused", async () => {
    const params = { appId: "emulatorappid", timestamp: String(NOW), account: SAMPLE_ACCOUNT.account };
    assertV2Failure(await ask(ACCOUNT, { ...params, sign: String(sign(params, "other")) }), 400, "invalid signature.");
  });
  test("SHA256 is accepted; its hash under MD5 is not", async () => {
    const params = signed({ account: SAMPLE_ACCOUNT.account, signatureMethod: "SHA256" });
    assert.equal(params.sign?.length, 64);
    assert.equal((await ask(ACCOUNT, params)).status, 200);
    const { signatureMethod, ...rest } = params;
    assertV2Failure(await ask(ACCOUNT, rest), 400, "invalid signature.");
  });
  test("empty values travel unsigned", async () => {
    const params = { ...signed({ account: SAMPLE_ACCOUNT.account }), empty: "", blank: " " };
    assert.equal((await ask(ACCOUNT, params)).status, 200);
  });
  test("a nonce works once; a refused call does not use it up", async () => {
    const params = signed({ account: SAMPLE_ACCOUNT.account, signatureNonce: "once" });
    assertV2Failure(await ask(ACCOUNT, { ...params, sign: "X" }), 400, "invalid signature.");
    assert.equal((await ask(ACCOUNT, params)).status, 200);
    assertV2Failure(await ask(ACCOUNT, params), 400, "invalid signature.");
    assert.equal((await ask(ACCOUNT, signed({ account: SAMPLE_ACCOUNT.account, signatureNonce: "two" }))).status, 200);
  });
  test("a nonce is remembered as long as its timestamp can be valid", async () => {
    let now = NOW;
    const server = await startEmulator({ now: () => now });
    try {
      const ahead = { signatureNonce: "n", timestamp: String(NOW + WINDOW) };
      const params = signed({ account: SAMPLE_ACCOUNT.account, ...ahead });
      assert.equal((await ask(ACCOUNT, params, {}, server)).status, 200);
      now = NOW + 2 * WINDOW - 1;
      assertV2Failure(await ask(ACCOUNT, params, {}, server), 400, "invalid signature.");
      now = NOW + 2 * WINDOW + 1;
      const later = signed({ account: SAMPLE_ACCOUNT.account, signatureNonce: "n", timestamp: String(now) });
      assert.equal((await ask(ACCOUNT, later, {}, server)).status, 200);
    } finally {
      await server.close();
    }
  });
  test("appId and secret are options", async () => {
    const server = await startEmulator({ appId: "mine", appSecret: "S", now: () => NOW });
    try {
      const params = { appId: "mine", timestamp: String(NOW), account: SAMPLE_ACCOUNT.account };
      assert.equal((await ask(ACCOUNT, { ...params, sign: String(sign(params, "S")) }, {}, server)).status, 200);
      assertV2Failure(await ask(ACCOUNT, signed(), {}, server), 400, "application not found.");
    } finally {
      await server.close();
    }
  });
});
