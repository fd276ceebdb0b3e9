// Holds the look-ups and the list of the local POLYV to POLYV's documented answers.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { startEmulator } from "../../emulator/index.js";
import {
  ACCOUNT,
  ACCOUNTS,
  ask,
  assertV2Failure,
  assertV4Failure,
  emulator,
  NOW,
  signed,
  UPDATE,
  VIEWER,
  VIEWERS,
} from "./support/emulator.js";

/** @typedef {Record<string, string>} Params */

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
  test("a GET that says its body is JSON, as POLYV's own SDK sends it, and has none", async () => {
    const headers = { "content-type": "application/json" };
    const viewer = await ask(VIEWER, signed({ viewerUnionId: SAMPLE_VIEWER.viewerUnionId }), { headers });
    assert.deepEqual([viewer.status, viewer.json().data], [200, SAMPLE_VIEWER]);
    const account = await ask(ACCOUNT, signed({ account: "0062149710" }), { headers });
    assert.deepEqual([account.status, account.json().data], [200, SAMPLE_ACCOUNT]);
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
  test("wrong methods", async () => {
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
