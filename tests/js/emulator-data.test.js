// Holds the endpoints of the local POLYV that have data of their own, and its record of requests, to POLYV's documents.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { startEmulator } from "../../emulator/index.js";
import { AT, ask, assertRefused, emulator, NOW, postForm, postJson, signed } from "./support/emulator.js";

/** @typedef {Record<string, string>} Params */

/** @param {string} name */
const fixture = (name) => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));
/** @param {string} viewerUnionId */
const viewer = (viewerUnionId) => ask(AT.viewer, signed({ viewerUnionId }));
/** @param {string} account @returns {Promise<any>} */
const roleOf = async (account) => (await ask(AT.account, signed({ account }))).json().data;
/** @param {Params} [params] */
const list = async (params) => (await ask(AT.viewers, signed(params))).json().data;

describe("lookups", () => {
  test("the published samples, also for a GET that calls its empty body JSON, as POLYV's SDK does", async () => {
    const headers = { "content-type": "application/json" };
    const { requestId, ...answer } = (
      await ask(AT.viewer, signed({ viewerUnionId: SAMPLE_VIEWER.viewerUnionId }))
    ).json();
    const { requestId: _, ...published } = fixture("viewer");
    assert.deepEqual(answer, published);
    assert.match(requestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const role = await ask(AT.account, signed({ account: "0062149710" }), { headers });
    assert.equal(role.text, JSON.stringify(fixture("channel-account")));
    assert.equal(role.headers.get("content-type"), "application/json;charset=UTF-8");
  });

  test("unknown and missing ids", async () => {
    const other = (/** @type {string} */ id) => ask(`/live/v2/channelAccount/${id}/accounts`, signed());
    assertRefused(await viewer("2_nobody"), "未知用户信息");
    assertRefused(await ask(AT.viewer, signed()), "param should not be empty: viewerUnionId", 400, 10001);
    assertRefused(await ask(AT.account, signed()), "param should not be empty: account");
    for (const account of ["0052191541", "62149710"]) {
      assertRefused(await ask(AT.account, signed({ account })), "数据不存在");
    }
    assertRefused(await other("999"), "channel not found.", 404);
    assertRefused(await other("12a"), "illegal channel id: 12a");
  });

  test("the roles of a channel; sort is a text there", async () => {
    const { data } = (await ask(AT.accounts, signed())).json();
    assert.equal(data.length, 5);
    assert.deepEqual(data[3], { ...SAMPLE_ACCOUNT, sort: "6" });
    assert.deepEqual(new Set(data.map((/** @type {any} */ row) => row.role)), new Set(["Assistant", "Guest"]));
    assert.deepEqual((await ask("/live/v2/channelAccount/3100001/accounts", signed())).json().data, []);
  });

  test("wrong methods", async () => {
    const wrong = await ask(AT.viewer, signed(), { method: "POST" });
    assert.deepEqual([wrong.status, wrong.headers.get("allow")], [405, "GET"]);
    assert.deepEqual(wrong.json(), {
      timestamp: new Date(NOW).toISOString().replace("Z", "+0000"),
      status: 405,
      error: "Method Not Allowed",
      message: "Request method 'POST' not supported",
      path: AT.viewer,
    });
    assert.equal((await ask(AT.update, signed())).status, 405);
  });

  test("every answer carries the emulator's date", async () => {
    for (const path of [AT.viewer, "/nowhere", AT.update]) {
      assert.equal((await ask(path, signed())).headers.get("date"), new Date(NOW).toUTCString());
    }
  });
});

describe("list of viewers", () => {
  test("pages join to the whole, and end", async () => {
    const { contents, ...rest } = await list({ pageSize: "1000" });
    assert.deepEqual(rest, { pageSize: 1000, pageNumber: 1, totalPages: 1, totalItems: 25 });
    assert.deepEqual(contents[0], SAMPLE_VIEWER);
    const pages = await Promise.all([1, 2, 3, 4, 5].map((n) => list({ pageSize: "7", pageNumber: String(n) })));
    assert.deepEqual(
      pages.flatMap((page) => page.contents),
      contents,
    );
    assert.equal(pages[0].totalPages, 4);
    assert.equal((await list()).contents.length, 10);
  });

  test("filters", async () => {
    for (const [by, names] of /** @type {[Params, string[]][]} */ ([
      [{ mobile: "13800138000" }, ["王芳"]],
      [{ email: "wu.yan+live@example.com" }, ["吴彦"]],
      [{ area: "广东省深圳市" }, ["孙悦"]],
      [{ area: "广东省", source: "WX" }, ["谢谢你"]],
      [{ source: "WX", mobile: "13800138000" }, []],
      [{ source: "CUSTOM" }, ["冯唐"]],
    ])) {
      const { contents } = await list(by);
      assert.deepEqual(
        contents.map((/** @type {any} */ one) => one.nickname),
        names,
      );
    }
    assert.equal((await list({ source: "" })).totalItems, 25);
  });

  test("sizes and numbers out of range", async () => {
    for (const name of ["pageSize", "pageNumber"]) {
      for (const [value, message] of [
        ...["0", "1001"].map((value) => [value, "number range error"]),
        ...["-1", "1.5", "x"].map((value) => [value, `param is not digit: ${name}`]),
      ]) {
        assertRefused(await ask(AT.viewers, signed({ [name]: value })), message, 400, 10001);
      }
    }
  });

  test("the data is varied, the same in every run, and points no browser at another host", async (t) => {
    const other = await startEmulator({ now: () => NOW });
    t.after(() => other.close());
    const { contents: rows } = await list({ pageSize: "1000" });
    assert.deepEqual((await ask(AT.viewers, signed({ pageSize: "1000" }), {}, other)).json().data.contents, rows);
    for (const field of ["externalViewerId", "labels", "wxOpenId", "email", "mobile", "area", "latestAccessIp"]) {
      const has = rows.filter((/** @type {any} */ row) => row[field] !== undefined && row[field] !== null).length;
      assert.ok(has > 3 && has < 25, `${field}: ${has} of 25`);
    }
    const roles = (await ask(AT.accounts, signed())).json().data;
    const avatars = [...rows, ...roles].map((row) => row.wxAvatar ?? row.avatar ?? "");
    const own = [SAMPLE_VIEWER.wxAvatar, SAMPLE_ACCOUNT.avatar, ""];
    assert.deepEqual(
      avatars.filter((url) => !own.includes(url) && !url.startsWith("data:image/")),
      [],
    );
  });
});

describe("the two POST endpoints", () => {
  test("a form changes the role, here and in no other emulator", async (t) => {
    const more = { nickname: "新 名字&=+%", pageTurnEnabled: "Y" };
    const answer = await postForm(AT.update, signed({ account: "0062149710", password: "p1", ...more }));
    assert.deepEqual(answer.json(), { code: 200, status: "success", message: "", data: "success" });
    assert.deepEqual(await roleOf("0062149710"), { ...SAMPLE_ACCOUNT, ...more, passwd: "p1", lastModified: NOW });
    assert.equal((await roleOf("0012149710")).pageTurnEnabled, "N", "only one role may turn pages");
    const other = await startEmulator({ now: () => NOW });
    t.after(() => other.close());
    const untouched = await ask(AT.account, signed({ account: "0062149710" }), {}, other);
    assert.deepEqual(untouched.json().data, SAMPLE_ACCOUNT);
  });

  test("form parameters may travel in the query, and an empty one clears", async () => {
    assert.equal((await roleOf("0022149710")).actor, "助教");
    const params = { ...signed({ account: "0022149710" }), actor: "" };
    assert.equal((await ask(AT.update, params, { method: "POST" })).status, 200);
    assert.equal((await roleOf("0022149710")).actor, "");
  });

  test("what the form endpoint refuses", async () => {
    const bad = signed({ account: "0062149710", notifyEnabled: "yes" });
    assertRefused(await postForm(AT.update, bad), "param is not boolean (Y / N)");
    assertRefused(await postForm(AT.update, signed()), "param should not be empty: account");
    assertRefused(await postForm(AT.update, signed({ account: "1" })), "数据不存在");
    assertRefused(await postJson(AT.update, signed(), {}), "系统异常", 500);
    // A signature over the query alone does not cover a form.
    const init = { method: "POST", body: new URLSearchParams({ account: "0062149710", nickname: "x" }) };
    assertRefused(await ask(AT.update, signed(), init), "invalid signature.");
  });

  test("a JSON body creates a viewer; it is not signed", async () => {
    const body = { nickname: "新观众", mobile: "13800000000", area: "天津市" };
    const { data, success } = (await postJson(AT.create, signed(), { ...body, unknown: 1 })).json();
    assert.equal(success, true);
    const { viewerUnionId, ...rest } = data;
    assert.match(viewerUnionId, /^2_[0-9a-z]{32}$/);
    const made = { source: "MOBILE", watchDuration: 0, watchChannelCount: 0, latestAuthTime: NOW, createTime: NOW };
    assert.deepEqual(rest, { ...body, ...made });
    assert.deepEqual((await viewer(viewerUnionId)).json().data, data);
    assert.notEqual((await postJson(AT.create, signed(), body)).json().data.viewerUnionId, viewerUnionId);
  });

  test("what the JSON endpoint refuses", async () => {
    const unread = "JSON parse error: Cannot deserialize";
    for (const [body, message] of /** @type {[unknown, string][]} */ ([
      [{ mobile: "1" }, "param should not be empty: nickname"],
      [{ nickname: "a" }, "param should not be empty: mobile"],
      [{ nickname: "a".repeat(65), mobile: "1" }, "param length is incorrect: nickname"],
      [{ nickname: ["a"], mobile: "1" }, `${unread} value of type \`java.lang.String\``],
      [[], `${unread} the viewer`],
    ])) {
      assertRefused(await postJson(AT.create, signed(), body), message, 400, 10001);
    }
    const broken = { method: "POST", headers: { "content-type": "application/json" }, body: "{" };
    assertRefused(await ask(AT.create, signed(), broken), "JSON parse error");
    const missing = "Required request body is missing";
    assertRefused(await ask(AT.create, signed(), { method: "POST" }), missing, 400, 10001);
    assertRefused(await postForm(AT.create, signed({ nickname: "a" })), missing, 400, 10001);
    assertRefused(await postJson(AT.create, {}, { ...signed(), nickname: "a", mobile: "1" }), "appId is required.");
  });
});

test("requests are on record in order, with what was asked and answered", async () => {
  emulator.requests.length = 0;
  const params = signed({ account: "0062149710" });
  await ask(AT.account, params);
  await ask("/a%20b", { "x y": "1+2" });
  await postJson(AT.create, { a: "b" }, { c: "名" });
  await ask(AT.account, signed({ account: "fault:reset-headers" })).catch(() => {});
  const common = { method: "GET", body: "", aborted: false, at: NOW, isRefused: true };
  assert.deepEqual(
    emulator.requests.slice(0, 3).map(({ refused, ...rest }) => ({ ...rest, isRefused: refused !== undefined })),
    [
      { ...common, path: AT.account, query: params, status: 200, isRefused: false },
      { ...common, path: "/a b", query: { "x y": "1+2" }, status: 404 },
      { ...common, method: "POST", path: AT.create, query: { a: "b" }, body: '{"c":"名"}', status: 400 },
    ],
  );
  assert.deepEqual([emulator.requests.length, emulator.requests[3]?.status], [4, 0]);
});
