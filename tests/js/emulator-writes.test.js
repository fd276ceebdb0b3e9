// Holds what the local POLYV creates, changes and records to POLYV's documented behaviour.
// @ts-check
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { startEmulator } from "../../emulator/index.js";
import {
  ACCOUNT,
  ask,
  assertV2Failure,
  assertV4Failure,
  CREATE,
  NOW,
  postForm,
  postJson,
  signed,
  UPDATE,
  VIEWER,
} from "./support/emulator.js";

/** @typedef {import("../../emulator/index.js").Emulator} Emulator */

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
      const seen = server.requests
        .slice(0, 3)
        .map(({ refused, ...rest }) => ({ ...rest, isRefused: refused !== undefined }));
      assert.deepEqual(seen, [
        {
          method: "GET",
          path: ACCOUNT,
          query: params,
          body: "",
          status: 200,
          aborted: false,
          at: NOW,
          isRefused: false,
        },
        {
          method: "GET",
          path: "/a b",
          query: { "x y": "1+2" },
          body: "",
          status: 404,
          aborted: false,
          at: NOW,
          isRefused: true,
        },
        {
          method: "POST",
          path: CREATE,
          query: { a: "b" },
          body: '{"c":"名"}',
          status: 400,
          aborted: false,
          at: NOW,
          isRefused: true,
        },
      ]);
      assert.equal(server.requests.length, 4);
      assert.equal(server.requests[3]?.status, 0);
    } finally {
      await server.close();
    }
  });
});
