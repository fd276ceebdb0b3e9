// The data of the local POLYV, what changes it, its uploads, and its record of requests. That it answers all routes as they
// are described: client-routes.test.js.
// @ts-check
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { ACCOUNT, VIEWER, withEmulator } from "./support/edge.js";
import { AT, ask, emulator, formOf, NOW, post, postForm, postJson, signed } from "./support/emulator.js";

/** @typedef {Record<string, string>} Params */

const UPLOAD = "/live/v3/common/upload-image";

/** @param {string} name */
const fixture = (name) => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));
/** @param {string} path @param {Params} [params] @param {typeof emulator} [server] @returns {Promise<any>} */
const dataOf = async (path, params, server) => (await ask(path, signed(params), {}, server)).json().data;
/** @param {string} account */
const roleOf = (account) => dataOf(AT.account, { account });
/** @param {Params} [params] */
const list = (params) => dataOf(AT.viewers, params);

describe("lookups", () => {
  test("give the published samples, also for a GET that calls its empty body JSON, as POLYV's SDK does", async () => {
    const { requestId, ...answer } = (await ask(AT.viewer, signed({ viewerUnionId: VIEWER }))).json();
    const { requestId: _, ...published } = fixture("viewer");
    assert.deepEqual(answer, published);
    assert.match(requestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const headers = { "content-type": "application/json" };
    const role = await ask(AT.account, signed({ account: ACCOUNT }), { headers });
    assert.equal(role.text, JSON.stringify(fixture("channel-account")));
    assert.equal(role.headers.get("content-type"), "application/json;charset=UTF-8");
  });

  test("give the roles of a channel, of which sort is a text", async () => {
    const roles = await dataOf(AT.accounts);
    assert.equal(roles.length, 5);
    assert.deepEqual(roles[3], { ...SAMPLE_ACCOUNT, sort: "6" });
    assert.deepEqual(await dataOf("/live/v2/channelAccount/3100001/accounts"), []);
  });

  test("of the oldest paths answer with `result` in place of `data`; a table is bytes, and a page beyond the last empty", async () => {
    const { result, ...rest } = (await ask("/live/v1/statistics/2149710/realtime", signed({ userId: "u" }))).json();
    assert.ok(Array.isArray(result));
    assert.deepEqual(rest, { code: 200, status: "success" });
    const table = await ask("/live/v3/channel/auth/download-white-list", signed({ rank: "1" }));
    assert.equal(table.bytes.subarray(0, 4).toString("hex"), "d0cf11e0");
    assert.deepEqual((await dataOf("/live/v4/user/label/page", { pageNumber: "9", pageSize: "5" })).contents, []);
  });
});

describe("the list of viewers", () => {
  test("pages join to the whole, and end", async () => {
    const { contents, ...rest } = await list({ pageSize: "1000" });
    assert.deepEqual(rest, { pageSize: 1000, pageNumber: 1, totalPages: 1, totalItems: 25 });
    assert.deepEqual(contents[0], SAMPLE_VIEWER);
    const pages = await Promise.all([1, 2, 3, 4, 5].map((n) => list({ pageSize: "7", pageNumber: String(n) })));
    assert.deepEqual([pages.flatMap((page) => page.contents), pages[0].totalPages], [contents, 4]);
    assert.equal((await list()).contents.length, 10);
  });

  for (const [by, names] of /** @type {[Params, string[]][]} */ ([
    [{ mobile: "13800138000" }, ["王芳"]],
    [{ email: "wu.yan+live@example.com" }, ["吴彦"]],
    [{ area: "广东省深圳市" }, ["孙悦"]],
    [{ area: "undefined" }, []],
    [{ area: "广东省", source: "WX" }, ["谢谢你"]],
    [{ source: "WX", mobile: "13800138000" }, []],
    [{ source: "CUSTOM" }, ["冯唐"]],
  ])) {
    test(`is filtered: ${JSON.stringify(by)}`, async () => {
      assert.deepEqual(
        (await list(by)).contents.map((/** @type {any} */ one) => one.nickname),
        names,
      );
    });
  }

  test("points no browser at another host", async () => {
    const rows = [...(await list({ pageSize: "1000" })).contents, ...(await dataOf(AT.accounts))];
    const own = [SAMPLE_VIEWER.wxAvatar, SAMPLE_ACCOUNT.avatar, ""];
    const avatars = rows.map((row) => row.wxAvatar ?? row.avatar ?? "").filter((url) => !own.includes(url));
    assert.ok(avatars.every((url) => url.startsWith("data:image/")));
  });
});

describe("the two POST endpoints", () => {
  test("change a role by a form or a query, here and in no other emulator; only one may turn pages", async () => {
    const more = { nickname: "新 名字&=+%", pageTurnEnabled: "Y", actor: "" };
    const answer = await postForm(AT.update, signed({ account: ACCOUNT, password: "p1", ...more }));
    assert.deepEqual(answer.json(), { code: 200, status: "success", message: "", data: "success" });
    const changed = { ...SAMPLE_ACCOUNT, ...more, passwd: "p1", lastModified: NOW };
    assert.deepEqual(await roleOf(ACCOUNT), changed);
    assert.equal((await roleOf("0012149710")).pageTurnEnabled, "N");
    assert.equal((await post(AT.update, undefined, signed({ account: ACCOUNT, nickname: "n" }))).status, 200);
    assert.deepEqual(await roleOf(ACCOUNT), { ...changed, nickname: "n" });
    await withEmulator(
      async (other) => {
        assert.deepEqual(await dataOf(AT.account, { account: ACCOUNT }, other), SAMPLE_ACCOUNT);
        assert.deepEqual(await dataOf(AT.viewers, {}, other), await list());
      },
      { now: () => NOW },
    );
  });

  test("create a viewer from JSON, which is not signed", async () => {
    const body = { nickname: "新观众", mobile: "13800000000", area: "天津市" };
    const { data, success } = (await postJson(AT.create, signed(), { ...body, unknown: 1 })).json();
    const { viewerUnionId, ...rest } = data;
    assert.match(viewerUnionId, /^2_[0-9a-z]{32}$/);
    const made = { source: "MOBILE", watchDuration: 0, watchChannelCount: 0, latestAuthTime: NOW, createTime: NOW };
    assert.deepEqual([success, rest], [true, { ...body, ...made }]);
    assert.deepEqual(await dataOf(AT.viewer, { viewerUnionId }), data);
    assert.notEqual((await postJson(AT.create, signed(), body)).json().data.viewerUnionId, viewerUnionId);
  });
});

test("requests are on record in order, with what was asked and answered; uploads by name, type, size and hash", async () => {
  emulator.requests.length = 0;
  const params = signed({ account: ACCOUNT });
  await ask(AT.account, params);
  await ask("/a%20b", { "x y": "1+2" });
  await postJson(AT.create, { a: "b" }, { c: "名" });
  const image = randomBytes(70_000);
  const form = formOf({ type: "coverImage" });
  form.append("file", new File([image], "封面.png", { type: "image/png" }));
  await post(UPLOAD, form);
  await ask(AT.account, signed({ account: "fault:reset-headers" })).catch(() => {});
  const sha256 = createHash("sha256").update(image).digest("hex");
  const posted = { method: "POST" };
  const files = [{ field: "file", name: "封面.png", type: "image/png", size: 70_000, sha256 }];
  const common = { method: "GET", path: AT.account, body: "", aborted: false, at: NOW, status: 200, isRefused: false };
  assert.deepEqual(
    emulator.requests.slice(0, 4).map(({ refused, toSign: _, ...rest }) => ({ ...rest, isRefused: Boolean(refused) })),
    [
      { ...common, query: params },
      { ...common, path: "/a b", query: { "x y": "1+2" }, status: 404, isRefused: true },
      { ...common, ...posted, path: AT.create, query: { a: "b" }, body: '{"c":"名"}', status: 400, isRefused: true },
      { ...common, ...posted, path: UPLOAD, query: {}, files },
    ],
  );
  assert.deepEqual([emulator.requests.length, emulator.requests[4]?.status], [5, 0]);
});
