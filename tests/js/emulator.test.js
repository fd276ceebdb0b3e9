// Holds the local POLYV to POLYV's documented behaviour, because every other test trusts it.
// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { faults, startEmulator } from "../../emulator/index.js";
import { canonicalText, sign } from "../../emulator/signature.js";

/** @typedef {import("../../emulator/index.js").Emulator} Emulator */
/** @typedef {Record<string, string>} Params */

const VIEWER = "/live/v4/user/viewer-record/get";
const VIEWERS = "/live/v4/user/viewer-record/list";
const CREATE = "/live/v4/user/viewer-record/create";
const ACCOUNT = "/live/v2/channelAccount/2149710/account";
const ACCOUNTS = "/live/v2/channelAccount/2149710/accounts";
const UPDATE = "/live/v2/channelAccount/2149710/update";
const EMULATOR = fileURLToPath(new URL("../../emulator/", import.meta.url));

/** A fixed clock, so that nothing here depends on the time of day. */
const NOW = 1_716_000_000_000;
const WINDOW = 3 * 60 * 1000;

/** @type {Emulator} */
let emulator;
before(async () => {
  emulator = await startEmulator({ now: () => NOW });
});
after(() => emulator.close());

/**
 * Parameters as an honest client sends them; `extra` is signed as well.
 * @param {Params} [extra]
 * @returns {Params}
 */
function signed(extra = {}) {
  const params = { appId: "emulatorappid", timestamp: String(NOW), ...extra };
  return { ...params, sign: String(sign(params, "emulator-secret-never-real")) };
}

/**
 * @param {string} path
 * @param {Params} [params]
 * @param {RequestInit} [init]
 * @param {Emulator} [server]
 */
async function ask(path, params = {}, init = {}, server = emulator) {
  const response = await fetch(`${server.url}${path}?${new URLSearchParams(params)}`, { redirect: "manual", ...init });
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString("utf8");
  return { status: response.status, headers: response.headers, bytes, text, json: () => JSON.parse(text) };
}

/**
 * @param {string} path
 * @param {Params} form
 * @param {Emulator} [server]
 */
function postForm(path, form, server) {
  return ask(path, {}, { method: "POST", body: new URLSearchParams(form) }, server);
}

/**
 * @param {Params} params
 * @param {unknown} body
 * @param {Emulator} [server]
 */
function postJson(params, body, server) {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return ask(CREATE, params, init, server);
}

/**
 * @param {{ status: number, json: () => any }} answer
 * @param {number} code
 * @param {string} message
 */
function assertV2Failure(answer, code, message) {
  assert.deepEqual(answer.json(), { code, status: code === 500 ? "fail" : "error", message, data: "" });
  assert.equal(answer.status, code === 500 ? 500 : 400);
}

/**
 * @param {{ status: number, json: () => any }} answer
 * @param {number} errorCode
 * @param {string} desc
 * @param {number} [code]
 */
function assertV4Failure(answer, errorCode, desc, code = 400) {
  const { requestId, ...rest } = answer.json();
  assert.deepEqual(rest, { code, status: "error", error: { code: errorCode, desc }, success: false });
  assert.match(requestId, /^[0-9a-f]{32}\.[0-9]+\.[0-9]+$/);
  assert.equal(answer.status, code === 500 ? 500 : 400);
}

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

describe("look-ups", () => {
  test("the sample viewer, in the v4 envelope", async () => {
    const answer = await ask(VIEWER, signed({ viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9" }));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "application/json;charset=UTF-8");
    const { requestId, ...rest } = answer.json();
    assert.match(requestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.deepEqual(rest, {
      code: 200,
      status: "success",
      data: {
        name: "demoData",
        lastCollectMobile: "demoData",
        email: "demoData",
        area: "demoData",
        latestAccessIp: "demoData",
        device: "demoData",
        watchDuration: 0,
        watchChannelCount: 0,
        viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9",
        nickname: "2222",
        mobile: "3333",
        wxOpenId: "demoData",
        wxUnionId: "demoData",
        wxNickName: "demoData",
        wxAvatar: "demoData",
        wxAppId: "demoData",
        source: "IMPORT",
        latestAuthTime: 1712054271000,
        createTime: 1712054270000,
      },
      success: true,
    });
  });
  test("the sample account, in the v2 envelope, member for member", async () => {
    const answer = await ask(ACCOUNT, signed({ account: "0062149710" }));
    assert.equal(
      answer.text,
      '{"code":200,"status":"success","message":"","data":{"account":"0062149710","userId":"1b448be323",' +
        '"channelId":2149710,"passwd":"xxxxxx","nickname":"杨老师123","stream":"km1bdhf9","status":"Y",' +
        '"createdTime":1615252064000,"lastModified":1615254463000,"channelSessionId":null,"sort":6,' +
        '"avatar":"//s1.videocc.net/default-img/avatar/assistant.png","actor":"助教","pageTurnEnabled":"N",' +
        '"notifyEnabled":"Y","checkinEnabled":"Y","voteEnabled":"Y","lotteryEnabled":"Y","role":"Assistant",' +
        '"chatListEnabled":"Y","chatAuditEnabled":"N","monitorEnabled":"N","roundTourEnabled":"N",' +
        '"watchLockEnabled":"N","pushUrl":"rtmp://push-d1.videocc.net/recordf/' +
        '1b448be32316137918188520c60km1bdhf9?auth_key=1615258732-0-0-52776ade7d496c0bd8c2da61d80cc0e1"}}',
    );
  });
  test("the ids of the page's sample URL", async () => {
    const answer = await ask("/live/v2/channelAccount/2191541/account", signed({ account: "0052191541" }));
    assert.equal(answer.json().data.account, "0052191541");
    assert.equal(answer.json().data.channelId, 2191541);
  });
  test("unknown and missing ids", async () => {
    assertV4Failure(await ask(VIEWER, signed({ viewerUnionId: "2_nobody" })), 400, "未知用户信息");
    assertV4Failure(await ask(VIEWER, signed()), 10001, "param should not be empty: viewerUnionId");
    assertV2Failure(await ask(ACCOUNT, signed()), 400, "param should not be empty: account");
    assertV2Failure(await ask(ACCOUNT, signed({ account: "0052191541" })), 400, "数据不存在");
    assertV2Failure(await ask(ACCOUNT, signed({ account: "62149710" })), 400, "数据不存在");
    const elsewhere = (/** @type {string} */ id) => ask(`/live/v2/channelAccount/${id}/accounts`, signed());
    assertV2Failure(await elsewhere("999"), 404, "channel not found.");
    assertV2Failure(await elsewhere("12a"), 400, "illegal channel id: 12a");
  });
  test("the accounts of a channel; sort is a text there", async () => {
    const { data } = (await ask(ACCOUNTS, signed())).json();
    assert.equal(data.length, 5);
    assert.deepEqual(
      data.find((/** @type {any} */ row) => row.account === "0062149710"),
      { ...SAMPLE_ACCOUNT, sort: "6" },
    );
    assert.deepEqual(new Set(data.map((/** @type {any} */ row) => row.role)), new Set(["Assistant", "Guest"]));
    assert.deepEqual((await ask("/live/v2/channelAccount/3100001/accounts", signed())).json().data, []);
  });
  test("wrong paths and methods", async () => {
    const lost = await ask("/v4/user/viewer-record/get", signed({ viewerUnionId: SAMPLE_VIEWER.viewerUnionId }));
    assert.equal(lost.status, 404);
    assert.equal(lost.headers.get("content-type"), "text/html");
    assert.match(lost.text, /404 Not Found/);
    const wrong = await ask(VIEWER, signed(), { method: "POST" });
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers.get("allow"), "GET");
    assert.deepEqual(wrong.json(), {
      timestamp: new Date(NOW).toISOString().replace("Z", "+0000"),
      status: 405,
      error: "Method Not Allowed",
      message: "Request method 'POST' not supported",
      path: VIEWER,
    });
    assert.equal((await ask(UPDATE, signed())).status, 405);
  });
  test("every answer carries the emulator's date", async () => {
    const date = new Date(NOW).toUTCString();
    for (const path of [VIEWER, "/nowhere", UPDATE, "/live/v2/channelAccount/1/accounts"]) {
      assert.equal((await ask(path, signed())).headers.get("date"), date);
    }
  });
  test("no data points a browser at another host, but for POLYV's own sample", async () => {
    const viewers = (await ask(VIEWERS, signed({ pageSize: "1000" }))).json().data.contents;
    const accounts = (await ask(ACCOUNTS, signed())).json().data;
    for (const avatar of [...viewers, ...accounts].map((row) => row.wxAvatar ?? row.avatar)) {
      const own = [SAMPLE_VIEWER.wxAvatar, SAMPLE_ACCOUNT.avatar, undefined, null, ""];
      assert.ok(own.includes(avatar) || avatar.startsWith("data:image/"), avatar);
    }
  });
});

describe("list of viewers", () => {
  /** @param {Params} [params] */
  const list = async (params) => (await ask(VIEWERS, signed(params))).json().data;

  test("pages join to the whole, without a double", async () => {
    const all = await list({ pageSize: "1000" });
    assert.deepEqual(Object.keys(all), ["pageSize", "pageNumber", "totalPages", "totalItems", "contents"]);
    assert.equal(all.totalItems, 25);
    assert.equal(all.totalPages, 1);
    assert.equal(all.contents.length, 25);
    assert.deepEqual(all.contents[0], SAMPLE_VIEWER);
    const joined = [];
    for (let pageNumber = 1; pageNumber <= 4; pageNumber += 1) {
      const page = await list({ pageSize: "7", pageNumber: String(pageNumber) });
      assert.equal(page.totalPages, 4);
      assert.equal(page.pageNumber, pageNumber);
      assert.equal(page.contents.length, pageNumber === 4 ? 4 : 7);
      joined.push(...page.contents);
    }
    assert.deepEqual(joined, all.contents);
    assert.equal(new Set(joined.map((viewer) => viewer.viewerUnionId)).size, 25);
    assert.deepEqual((await list({ pageSize: "7", pageNumber: "5" })).contents, []);
  });
  test("ten by default", async () => {
    const { pageSize, pageNumber, totalPages, contents } = await list();
    assert.deepEqual([pageSize, pageNumber, totalPages, contents.length], [10, 1, 3, 10]);
  });
  test("filters", async () => {
    for (const source of ["IMPORT", "WX", "MOBILE"]) {
      const { contents } = await list({ source, pageSize: "1000" });
      assert.ok(contents.length > 3);
      assert.ok(contents.every((/** @type {any} */ viewer) => viewer.source === source));
    }
    const names = async (/** @type {Params} */ by) =>
      (await list(by)).contents.map((/** @type {any} */ v) => v.nickname);
    assert.deepEqual(await names({ mobile: "13800138000" }), ["王芳"]);
    assert.deepEqual(await names({ email: "wu.yan+live@example.com" }), ["吴彦"]);
    assert.deepEqual(await names({ area: "广东省深圳市" }), ["孙悦"]);
    assert.deepEqual(await names({ area: "广东省", source: "WX" }), ["谢谢你"]);
    assert.deepEqual(await names({ source: "WX", mobile: "13800138000" }), []);
    assert.equal((await list({ source: "" })).totalItems, 25);
  });
  test("sizes and numbers out of range", async () => {
    for (const name of ["pageSize", "pageNumber"]) {
      for (const value of ["0", "1001"]) {
        assertV4Failure(await ask(VIEWERS, signed({ [name]: value })), 10001, "number range error");
      }
      for (const value of ["-1", "1.5", "x"]) {
        assertV4Failure(await ask(VIEWERS, signed({ [name]: value })), 10001, `param is not digit: ${name}`);
      }
    }
  });
  test("the data is varied and the same in every run", async () => {
    const other = await startEmulator({ now: () => NOW });
    try {
      const [mine, theirs] = await Promise.all(
        [emulator, other].map((server) => ask(VIEWERS, signed({ pageSize: "1000" }), {}, server)),
      );
      assert.deepEqual(mine?.json().data, theirs?.json().data);
      const rows = mine?.json().data.contents;
      for (const field of ["externalViewerId", "labels", "wxOpenId", "email", "mobile", "area", "latestAccessIp"]) {
        const has = rows.filter((/** @type {any} */ row) => row[field] !== undefined && row[field] !== null).length;
        assert.ok(has > 3 && has < 25, `${field}: ${has} of 25`);
      }
      assert.ok(rows.some((/** @type {any} */ row) => row.mobile === null));
      assert.ok(rows.some((/** @type {any} */ row) => typeof row.labels?.[0]?.id === "number"));
    } finally {
      await other.close();
    }
  });
});

describe("the two POST endpoints", () => {
  /** @type {Emulator} */
  let server;
  before(async () => {
    server = await startEmulator({ now: () => NOW });
  });
  after(() => server.close());
  /** @param {string} account */
  const look = async (account) => (await ask(ACCOUNT, signed({ account }), {}, server)).json().data;

  test("a form changes the account", async () => {
    const form = signed({ account: "0062149710", nickname: "新 名字&=+%", password: "p1", pageTurnEnabled: "Y" });
    const answer = await postForm(UPDATE, form, server);
    assert.deepEqual(answer.json(), { code: 200, status: "success", message: "", data: "success" });
    const row = await look("0062149710");
    assert.deepEqual(row, {
      ...SAMPLE_ACCOUNT,
      nickname: "新 名字&=+%",
      passwd: "p1",
      pageTurnEnabled: "Y",
      lastModified: NOW,
    });
    assert.equal((await look("0012149710")).pageTurnEnabled, "N", "only one role may turn pages");
  });
  test("form parameters may travel in the query, and an empty one clears", async () => {
    const params = { ...signed({ account: "0022149710" }), actor: "" };
    assert.equal((await look("0022149710")).actor, "助教");
    assert.equal((await ask(UPDATE, params, { method: "POST" }, server)).status, 200);
    assert.equal((await look("0022149710")).actor, "");
  });
  test("a signature over the query alone does not cover a form", async () => {
    const init = { method: "POST", body: new URLSearchParams({ account: "0062149710", nickname: "x" }) };
    assertV2Failure(await ask(UPDATE, signed(), init, server), 400, "invalid signature.");
  });
  test("what the form endpoint refuses", async () => {
    const bad = signed({ account: "0062149710", notifyEnabled: "yes" });
    assertV2Failure(await postForm(UPDATE, bad, server), 400, "param is not boolean (Y / N)");
    assertV2Failure(await postForm(UPDATE, signed(), server), 400, "param should not be empty: account");
    assertV2Failure(await postForm(UPDATE, signed({ account: "1" }), server), 400, "数据不存在");
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    assertV2Failure(await ask(UPDATE, signed(), init, server), 500, "系统异常");
  });
  test("one emulator's changes stay its own", async () => {
    await postForm(UPDATE, signed({ account: "0062149710", nickname: "changed" }), server);
    assert.deepEqual((await ask(ACCOUNT, signed({ account: "0062149710" }))).json().data, SAMPLE_ACCOUNT);
  });
  test("a JSON body creates a viewer; it is not signed", async () => {
    const body = { nickname: "新观众", mobile: "13800000000", area: "天津市", unknown: 1 };
    const { data, success } = (await postJson(signed(), body, server)).json();
    assert.equal(success, true);
    const { viewerUnionId, ...rest } = data;
    assert.match(viewerUnionId, /^2_[0-9a-z]{32}$/);
    assert.deepEqual(rest, {
      nickname: "新观众",
      mobile: "13800000000",
      area: "天津市",
      watchDuration: 0,
      watchChannelCount: 0,
      source: "MOBILE",
      latestAuthTime: NOW,
      createTime: NOW,
    });
    assert.deepEqual((await ask(VIEWER, signed({ viewerUnionId }), {}, server)).json().data, data);
    const second = (await postJson(signed(), body, server)).json().data;
    assert.notEqual(second.viewerUnionId, viewerUnionId);
  });
  test("what the JSON endpoint refuses", async () => {
    const refused = async (/** @type {unknown} */ body) => (await postJson(signed(), body, server)).json().error.desc;
    assert.equal(await refused({ mobile: "1" }), "param should not be empty: nickname");
    assert.equal(await refused({ nickname: "a" }), "param should not be empty: mobile");
    assert.equal(await refused({ nickname: "a".repeat(65), mobile: "1" }), "param length is incorrect: nickname");
    assert.match(await refused({ nickname: ["a"], mobile: "1" }), /^JSON parse error: Cannot deserialize/);
    assert.match(await refused([]), /^JSON parse error: Cannot deserialize/);
    const broken = { method: "POST", headers: { "content-type": "application/json" }, body: "{" };
    assertV4Failure(await ask(CREATE, signed(), broken, server), 400, "JSON parse error");
    const empty = await ask(CREATE, signed(), { method: "POST" }, server);
    assertV4Failure(empty, 10001, "Required request body is missing");
    assertV4Failure(
      await postForm(CREATE, signed({ nickname: "a" }), server),
      10001,
      "Required request body is missing",
    );
    const inBody = await postJson({}, { ...signed(), nickname: "a", mobile: "1" }, server);
    assertV4Failure(inBody, 400, "appId is required.");
  });
});

describe("the record of requests", () => {
  test("in order, with what was asked and answered", async () => {
    const server = await startEmulator({ now: () => NOW });
    try {
      const params = signed({ account: "0062149710" });
      await ask(ACCOUNT, params, {}, server);
      await ask("/a%20b", { "x y": "1+2" }, {}, server);
      await postJson({ a: "b" }, { c: "名" }, server);
      await ask(ACCOUNT, signed({ account: "fault:reset-headers" }), {}, server).catch(() => {});
      assert.deepEqual(server.requests.slice(0, 3), [
        { method: "GET", path: ACCOUNT, query: params, body: "", status: 200, aborted: false, at: NOW },
        { method: "GET", path: "/a b", query: { "x y": "1+2" }, body: "", status: 404, aborted: false, at: NOW },
        { method: "POST", path: CREATE, query: { a: "b" }, body: '{"c":"名"}', status: 400, aborted: false, at: NOW },
      ]);
      assert.equal(server.requests.length, 4);
      assert.equal(server.requests[3]?.status, 0);
    } finally {
      await server.close();
    }
  });
});

describe("faults", () => {
  const operations = [
    { name: "viewer", path: VIEWER, id: "viewerUnionId", sample: SAMPLE_VIEWER, v4: true },
    { name: "account", path: ACCOUNT, id: "account", sample: SAMPLE_ACCOUNT, v4: false },
  ];
  /** @typedef {(typeof operations)[number]} Operation */
  /** @typedef {Awaited<ReturnType<typeof ask>>} Heard */

  /**
   * @param {Operation} operation
   * @param {Heard} heard
   */
  function assertSample(operation, heard, status = 200) {
    assert.equal(heard.status, status);
    assert.deepEqual(heard.json().data, operation.sample);
    assert.equal(heard.json().code, 200);
  }
  /**
   * @param {string} v2
   * @param {string} v4
   * @param {number} code
   * @param {number} errorCode
   * @returns {(heard: Heard, operation: Operation) => void}
   */
  function says(v2, v4 = v2, code = 400, errorCode = 400) {
    return (heard, operation) =>
      operation.v4 ? assertV4Failure(heard, errorCode, v4, code) : assertV2Failure(heard, code, v2);
  }
  /**
   * @param {number} status
   * @returns {(heard: Heard) => void}
   */
  function page(status) {
    return (heard) => {
      assert.equal(heard.status, status);
      assert.equal(heard.headers.get("content-type"), "text/html");
      assert.match(heard.text, /^<html>/);
    };
  }
  /** @type {(heard: Heard, operation: Operation) => void} */
  const sample = (heard, operation) => assertSample(operation, heard);
  /**
   * @param {unknown} data
   * @returns {(heard: Heard) => void}
   */
  function data(data) {
    return (heard) => {
      assert.equal(heard.status, 200);
      assert.equal(heard.json().code, 200);
      assert.deepEqual(heard.json().data, data);
      assert.equal("data" in heard.json(), data !== undefined);
    };
  }
  /** @type {(heard: Heard) => void} */
  const noJson = (heard) => {
    assert.equal(heard.status, 200);
    assert.match(heard.headers.get("content-type") ?? "", /^application\/json/);
    assert.throws(() => heard.json(), SyntaxError);
  };

  /** What each fault that ends in an answer must look like. @type {Record<string, (h: Heard, o: Operation) => void>} */
  const answered = {
    unauthorized: says("application not found.", undefined, 400, 20001),
    "invalid-signature": says("invalid signature."),
    "signature-zh": (heard, operation) => {
      const body = heard.json();
      assert.deepEqual([body.code, operation.v4 ? body.error.desc : body.message], [403, "签名错误"]);
    },
    "invalid-timestamp": says("invalid timestamp."),
    forbidden: says("access forbidden", undefined, 500, 500),
    "not-found": (heard, operation) => {
      if (operation.v4) assertV4Failure(heard, 400, "未知用户信息");
      else assertV2Failure(heard, 404, "channel not found.");
    },
    conflict: says("channel in live"),
    validation: says("param length is incorrect: account", "直播名称不能为空", 400, 10001),
    "body-parse": (heard) => assert.match(heard.text, /JSON parse error: Cannot deserialize/),
    qps: says("qps exceeds number of calls"),
    blocked: page(403),
    "undefined-error": says("undefined error", undefined, 500, 500),
    "system-error": says("系统异常", undefined, 500, 500),
    "clock-ahead": says("invalid timestamp."),
    "clock-behind": says("invalid timestamp."),
    "status-500": (heard) => {
      assert.equal(heard.status, 500);
      assert.equal(heard.json().status, 500);
      assert.equal("code" in heard.json(), false);
    },
    "status-502-html": page(502),
    "status-503-retry-after": (heard) => {
      page(503)(heard);
      assert.equal(heard.headers.get("retry-after"), "1");
    },
    "status-503-retry-after-hour": (heard) => {
      page(503)(heard);
      assert.equal(heard.headers.get("retry-after"), "3600");
    },
    "status-429": page(429),
    "html-200": page(200),
    empty: (heard) => {
      noJson(heard);
      assert.equal(heard.headers.get("content-length"), "0");
    },
    truncated: (heard) => {
      noJson(heard);
      assert.equal(heard.headers.get("content-length"), String(heard.bytes.length));
      assert.match(heard.text, /^\{"code":200,/);
    },
    "wrong-type": (heard, operation) => {
      assertSample(operation, heard);
      assert.match(heard.headers.get("content-type") ?? "", /^text\/html/);
    },
    "no-type": (heard, operation) => {
      assertSample(operation, heard);
      assert.equal(heard.headers.get("content-type"), null);
    },
    "not-json": noJson,
    "garbage-bytes": (heard) => {
      noJson(heard);
      assert.equal(heard.bytes.length, 4096);
      assert.throws(() => new TextDecoder("utf-8", { fatal: true }).decode(heard.bytes));
    },
    "json-null": (heard) => assert.equal(heard.text, "null"),
    "json-array": (heard) => assert.equal(heard.text, "[]"),
    "json-text": (heard) => assert.equal(heard.text, '"live"'),
    "duplicate-keys": (heard, operation) => {
      assertSample(operation, heard);
      assert.match(heard.text, /^\{"code":500,"status":"error","code":200/);
      assert.equal(heard.text.split(`"${operation.id}":`).length, 3);
    },
    huge: (heard, operation) => {
      const { padding, ...rest } = heard.json().data;
      assert.deepEqual(rest, operation.sample);
      assert.equal(heard.bytes.length, 5 * 1024 * 1024);
    },
    deep: (heard) => assert.ok(heard.text.includes(`"deep":${"[".repeat(100_000)}]`)),
    "big-numbers": (heard, operation) => {
      const got = heard.json().data;
      assert.equal(got.bigExponent, Number.POSITIVE_INFINITY);
      assert.equal(got[operation.v4 ? "watchDuration" : "sort"], 9007199254740992);
      assert.match(heard.text, /123456789012345678901234567890/);
    },
    redirect: (heard, operation) => {
      assert.equal(heard.status, 302);
      assert.equal(heard.headers.get("location"), `/emulator/followed?route=${operation.name}`);
    },
    "code-as-text": (heard, operation) => {
      assert.equal(heard.json().code, "200");
      assert.deepEqual(heard.json().data, operation.sample);
    },
    "error-on-200": (heard) => {
      assert.equal(heard.status, 200);
      assert.equal(heard.json().code, 400);
      assert.match(heard.text, /invalid signature\./);
    },
    "success-on-500": (heard, operation) => assertSample(operation, heard, 500),
    "unknown-code": (heard) => assert.deepEqual([heard.status, heard.json().code], [400, 460]),
    "data-empty-string": data(""),
    "data-null": data(null),
    "data-absent": data(undefined),
    "data-array": data([]),
    "wrong-shape": (heard, operation) => {
      const { [operation.id]: _, ...rest } = /** @type {Record<string, unknown>} */ (operation.sample);
      assert.deepEqual(heard.json().data, rest);
    },
    "number-id": (heard, operation) => assert.equal(typeof heard.json().data[operation.id], "number"),
    gzip: (heard, operation) => {
      assertSample(operation, heard);
      assert.equal(heard.headers.get("content-encoding"), "gzip");
    },
    bom: (heard, operation) => {
      assert.deepEqual([...heard.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      assert.deepEqual(JSON.parse(heard.text.slice(1)).data, operation.sample);
    },
    "proto-keys": (heard) => {
      const got = heard.json().data;
      for (const name of ["__proto__", "constructor", "prototype", "toString"])
        assert.ok(Object.hasOwn(got, name), name);
    },
    "slow-200ms": sample,
    chunked: (heard, operation) => {
      assertSample(operation, heard);
      assert.equal(heard.headers.get("transfer-encoding"), "chunked");
    },
  };
  const cut = ["slow-headers", "slow-body", "reset-headers", "reset-body", "wrong-length"];

  test("the table is complete, named once each, and explained", () => {
    const names = faults.map((fault) => fault.name);
    assert.deepEqual([...names].sort(), [...Object.keys(answered), ...cut].sort());
    for (const { name, what, expect } of faults) {
      assert.match(name, /^[a-z0-9-]+$/);
      assert.ok(what.length > 5 && expect.length > 0, name);
    }
  });
  for (const operation of operations) {
    for (const { name } of faults) {
      const check = answered[name];
      if (!check) continue;
      test(`${name} of ${operation.name}`, async () => {
        check(await ask(operation.path, signed({ [operation.id]: `fault:${name}` })), operation);
      });
    }
  }
  test("slow-headers sends nothing, slow-body sends its head and little more", async () => {
    const hang = (/** @type {string} */ name) => {
      const query = new URLSearchParams(signed({ account: `fault:${name}` }));
      return fetch(`${emulator.url}${ACCOUNT}?${query}`, { signal: AbortSignal.timeout(150) });
    };
    await assert.rejects(hang("slow-headers"), { name: "TimeoutError" });
    const response = await hang("slow-body");
    assert.equal(response.status, 200);
    await assert.rejects(response.text(), { name: "TimeoutError" });
    const recorded = emulator.requests.filter((request) => request.query.account?.startsWith("fault:slow-"));
    const states = () => recorded.slice(-2).map(({ status, aborted }) => ({ status, aborted }));
    for (let tries = 0; tries < 50 && !recorded.at(-1)?.aborted; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.deepEqual(states(), [
      { status: 0, aborted: true },
      { status: 200, aborted: true },
    ]);
  });
  test("reset-headers, reset-body and wrong-length break the connection where they say", async () => {
    const fetched = (/** @type {string} */ name) =>
      fetch(`${emulator.url}${ACCOUNT}?${new URLSearchParams(signed({ account: `fault:${name}` }))}`);
    await assert.rejects(fetched("reset-headers"), (/** @type {any} */ error) => error.cause.code === "ECONNRESET");
    for (const name of ["reset-body", "wrong-length"]) {
      const response = await fetched(name);
      assert.equal(response.status, 200);
      await assert.rejects(response.text(), TypeError);
    }
  });
  test("a clock that is off accepts timestamps of its own time only", async () => {
    for (const { name, off } of [
      { name: "clock-ahead", off: 600_000 },
      { name: "clock-behind", off: -600_000 },
    ]) {
      const first = await ask(VIEWER, signed({ viewerUnionId: `fault:${name}` }));
      assertV4Failure(first, 400, "invalid timestamp.");
      assert.equal(Date.parse(first.headers.get("date") ?? ""), NOW + off);
      const fits = signed({ viewerUnionId: `fault:${name}`, timestamp: String(NOW + off) });
      assert.deepEqual((await ask(VIEWER, fits)).json().data, SAMPLE_VIEWER);
    }
  });
  test("the checks come before the fault", async () => {
    assertV2Failure(await ask(ACCOUNT, { ...signed({ account: "fault:gzip" }), sign: "X" }), 400, "invalid signature.");
  });
  test("a followed redirect is on record and answers as if nothing had happened", async () => {
    const answer = await ask(ACCOUNT, signed({ account: "fault:redirect" }), { redirect: "follow" });
    assert.deepEqual(answer.json().data, SAMPLE_ACCOUNT);
    assert.equal(emulator.requests.at(-1)?.path, "/emulator/followed");
  });
  test("n calls, then the real id", async () => {
    const account = "fault:qps:2:0012149710";
    for (let call = 1; call <= 2; call += 1) {
      assertV2Failure(await ask(ACCOUNT, signed({ account })), 400, "qps exceeds number of calls");
    }
    for (let call = 3; call <= 4; call += 1) {
      assert.equal((await ask(ACCOUNT, signed({ account }))).json().data.account, "0012149710");
    }
    const fresh = "fault:qps:1:0012149710";
    assertV2Failure(await ask(ACCOUNT, signed({ account: fresh })), 400, "qps exceeds number of calls");
    const none = await ask(VIEWER, signed({ viewerUnionId: "fault:qps:0:2_nobody" }));
    assertV4Failure(none, 400, "未知用户信息");
  });
  test("faults one after the other", async () => {
    const account = "fault:qps:1:fault:empty:2:0012149710";
    const seen = [];
    for (let call = 0; call < 4; call += 1) seen.push(await ask(ACCOUNT, signed({ account })));
    assertV2Failure(/** @type {Heard} */ (seen[0]), 400, "qps exceeds number of calls");
    assert.deepEqual([seen[1]?.text, seen[2]?.text], ["", ""]);
    assert.equal(seen[3]?.json().data.account, "0012149710");
  });
  test("in any parameter, the form, the JSON body and the path", async () => {
    const text = "fault:conflict";
    assertV4Failure(await ask(VIEWERS, signed({ source: text })), 400, "channel in live");
    assertV2Failure(await postForm(UPDATE, signed({ account: text })), 400, "channel in live");
    const body = { nickname: text, mobile: "1" };
    assertV4Failure(await postJson(signed(), body), 400, "channel in live");
    const place = (/** @type {string} */ id) => `/live/v2/channelAccount/${encodeURIComponent(id)}/accounts`;
    assertV2Failure(await ask(place(text), signed()), 400, "channel in live");
    const once = place("fault:conflict:1:2149710");
    assertV2Failure(await ask(once, signed()), 400, "channel in live");
    assert.equal((await ask(once, signed())).json().data.length, 5);
    const realName = { nickname: "fault:conflict:0:真名", mobile: "1" };
    assert.equal((await postJson(signed(), realName)).json().data.nickname, "真名");
  });
  test("the other endpoints have samples of their own", async () => {
    const gzip = "fault:gzip";
    assert.deepEqual((await ask(VIEWERS, signed({ source: gzip }))).json().data.contents, [SAMPLE_VIEWER]);
    assert.deepEqual((await ask(ACCOUNTS, signed({ any: gzip }))).json().data, [{ ...SAMPLE_ACCOUNT, sort: "6" }]);
    assert.equal((await postForm(UPDATE, signed({ account: gzip }))).json().data, "success");
    const created = (await postJson(signed({ any: gzip }), {})).json().data;
    assert.equal(created.viewerUnionId, SAMPLE_VIEWER.viewerUnionId);
    assert.equal("wxOpenId" in created, false);
  });
  test("every fault works on every endpoint", async () => {
    const server = await startEmulator({ now: () => NOW });
    try {
      for (const { name } of faults) {
        if (cut.includes(name)) continue;
        const any = { any: `fault:${name}` };
        const heard = [await ask(VIEWERS, signed(any), {}, server), await ask(ACCOUNTS, signed(any), {}, server)];
        heard.push(await postForm(UPDATE, signed(any), server), await postJson(signed(any), {}, server));
        for (const { text } of heard) assert.doesNotMatch(text, /the emulator has no fault/, name);
        if (["huge", "deep", "big-numbers", "proto-keys", "duplicate-keys"].includes(name)) {
          for (const answer of heard) assert.equal(answer.json().code, 200, name);
        }
      }
    } finally {
      await server.close();
    }
  });
  test("an unknown fault says so", async () => {
    for (const id of ["fault:nonsense", "fault:", "fault:qps:3"]) {
      const { message } = (await ask(ACCOUNT, signed({ account: id }))).json();
      assert.match(message, /^the emulator has no fault "/);
    }
  });
});

describe("limit per address", () => {
  test("a sliding window, then shut out, then free again", async () => {
    let now = NOW;
    const limit = { calls: 3, windowMs: 1000, blockMs: 5000 };
    const server = await startEmulator({ now: () => now, limit });
    const call = async (/** @type {number} */ at) => {
      now = at;
      const params = signed({ account: "0062149710", timestamp: String(at) });
      return (await ask(ACCOUNT, params, {}, server)).status;
    };
    try {
      assert.equal(await call(NOW), 200);
      assert.equal(await call(NOW + 600), 200);
      assert.equal(await call(NOW + 600), 200);
      // The first call has left the window; a counter that starts anew each second would allow three more.
      assert.equal(await call(NOW + 1000), 200);
      assert.equal(await call(NOW + 1100), 403);
      assert.equal(await call(NOW + 6099), 403);
      assert.equal(await call(NOW + 6100), 200);
    } finally {
      await server.close();
    }
  });
  test("none by default", async () => {
    const many = Array.from({ length: 200 }, () => ask(ACCOUNT, signed({ account: "0062149710" })));
    for (const { status } of await Promise.all(many)) assert.equal(status, 200);
  });
});

/**
 * @param {string[]} args
 * @param {(child: import("node:child_process").ChildProcess, output: string) => void} [onOutput]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(args, onOutput) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { timeout: 20_000 });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        output += chunk;
        onOutput?.(child, output);
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code, output }));
  });
}

describe("start and stop", () => {
  test("close ends hanging faults and leaves nothing that keeps a process alive", async () => {
    const script = `
      const { startEmulator, sign } = await import(${JSON.stringify(`file://${EMULATOR}index.js`)});
      const emulator = await startEmulator();
      const hanging = ["slow-headers", "slow-body"].map((name) => {
        const params = { appId: emulator.appId, timestamp: String(Date.now()), account: "fault:" + name };
        const query = new URLSearchParams({ ...params, sign: sign(params, emulator.appSecret) });
        return fetch(emulator.url + "/live/v2/channelAccount/1/account?" + query).then((r) => r.text()).catch(() => {});
      });
      while (emulator.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      const start = performance.now();
      await emulator.close();
      await Promise.all(hanging);
      process.on("exit", () => console.log("took", Math.round(performance.now() - start)));`;
    const { code, output } = await run(["--input-type=module", "-e", script]);
    assert.equal(code, 0, output);
    const took = Number(/took (\d+)/.exec(output)?.[1]);
    assert.ok(took < 3000, output);
  });
  test("a taken port is an error", async () => {
    await assert.rejects(startEmulator({ port: emulator.port }), { code: "EADDRINUSE" });
  });
  test("a request that is no HTTP gets a dated 400", async () => {
    const { connect } = await import("node:net");
    const answer = await new Promise((resolve, reject) => {
      const socket = connect(emulator.port, "127.0.0.1", () => socket.write("nonsense\r\n\r\n"));
      socket.setEncoding("utf8").once("data", resolve).once("error", reject);
    });
    assert.match(String(answer), /^HTTP\/1\.1 400 Bad Request\r\nDate: /);
  });
  test("the command prints where it is and what to look up, and ends with 0 on Ctrl-C", async () => {
    const cli = `${EMULATOR}cli.js`;
    const { code, output } = await run([cli, "--port", "0"], (child, text) => {
      if (text.includes("Ctrl-C")) child.kill("SIGINT");
    });
    assert.equal(code, 0, output);
    assert.match(output, /http:\/\/127\.0\.0\.1:\d+/);
    for (const id of ["2_v378gn997yovtl3p8h77db9e224t6hg9", "0062149710", "0052191541"])
      assert.ok(output.includes(id), id);
  });
  test("the command explains itself and its errors", async () => {
    const cli = `${EMULATOR}cli.js`;
    const help = await run([cli, "--help"]);
    assert.equal(help.code, 0);
    for (const { name } of faults) assert.ok(help.output.includes(name), name);
    for (const args of [["--port", "x"], ["--port", "65536"], ["--nonsense"]]) {
      const { code, output } = await run([cli, ...args]);
      assert.equal(code, 2, output);
      assert.match(output, /^emulator: /);
    }
    const taken = await run([cli, "--port", String(emulator.port)]);
    assert.equal(taken.code, 1);
    assert.match(taken.output, /is taken/);
  });
  test("it stands alone: standard library only, nothing from the crate", () => {
    const files = readdirSync(EMULATOR, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
    assert.ok(files.length > 10);
    for (const file of files) {
      const imports = readFileSync(`${EMULATOR}${file}`, "utf8").matchAll(/^(?:import|export) .*from "(.+)";$/gm);
      for (const [, from = ""] of imports) {
        assert.ok(
          from.startsWith("node:") || (from.startsWith(".") && !/pkg|src|template/.test(from)),
          `${file}: ${from}`,
        );
      }
    }
  });
});
