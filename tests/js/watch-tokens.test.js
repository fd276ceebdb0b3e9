// Tokens for a viewer's own page, and login links of staff: what is asked of POLYV, and for whom.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PolyvError, parseResponse } from "polyv-edge/edge";
import { createWatchHandler } from "polyv-edge/watch";
import { client, emulator } from "./support/client.js";
import { answer, errorOf, scripted, untyped } from "./support/edge.js";

/** A client whose calls POLYV answers with this. @param {unknown} data */
const answered = (data) => scripted(() => Response.json(answer(data))).client;
/** Of calls at the same time, any may arrive first. */
const order = ["get-chat-token", "get-api-token", "get-watch-api-token"];
const bodies = () =>
  emulator.requests
    .map(({ path, body }) => {
      const { appId, timestamp, sign, ...form } = Object.fromEntries(new URLSearchParams(body));
      assert.ok(appId && timestamp && sign, "it was signed");
      return /** @type {const} */ ([path.split("/").at(-1), form]);
    })
    .sort(([a = ""], [b = ""]) => order.indexOf(a) - order.indexOf(b));

const viewer = { channelId: "2149710", viewerId: "u_1", nickname: "王芳" };

describe("getViewerTokens", () => {
  test("asks for each token that is wanted, once, in POLYV's parameters, and gives them by their names", async () => {
    const params = { ...viewer, channelId: 2149710, avatar: "https://x.example/a.png" };
    const tokens = await client.getViewerTokens({ ...params, tokens: ["chat", "api", "watch", "api"] });
    assert.deepEqual(Object.keys(tokens), ["chat", "api", "watch"]);
    assert.match(tokens.api.token, /^[0-9a-f]{32}$/);
    assert.equal(tokens.chat.roomId, "2149710");
    const form = { ...viewer, avatar: params.avatar };
    assert.deepEqual(bodies(), [
      ["get-chat-token", { channelId: "2149710", userId: "u_1", role: "viewer" }],
      ["get-api-token", form],
      ["get-watch-api-token", form],
    ]);
  });

  test("takes another role for the chat where the caller says so", async () => {
    await client.getViewerTokens({ channelId: "2149710", viewerId: "t_1", role: "teacher", tokens: ["chat"] });
    assert.deepEqual(bodies(), [["get-chat-token", { channelId: "2149710", userId: "t_1", role: "teacher" }]]);
  });

  test("passes the call's options on, and POLYV's refusals", async () => {
    const signal = AbortSignal.abort();
    await errorOf(client.getViewerTokens({ ...viewer, tokens: ["api"] }, { signal }), "aborted");
    assert.equal(emulator.requests.length, 0);
    await errorOf(client.getViewerTokens({ ...viewer, channelId: "9", tokens: ["api"] }), "not_found");
  });

  test("wrong parameters are named, and nothing is sent", async () => {
    for (const [name, value] of /** @type {[string, unknown][]} */ ([
      ...[undefined, [], "chat", ["all"], ["toString"]].map((tokens) => ["tokens", tokens]),
      ...["a-b", "", undefined].map((id) => ["viewerId", id]),
      ...["x", undefined].map((id) => ["channelId", id]),
      ["nickname", 5],
      ["userId", "u_1"],
    ])) {
      const params = untyped({ ...viewer, tokens: ["chat"], [name]: value });
      assert.match((await errorOf(client.getViewerTokens(params), "invalid_argument")).message, new RegExp(name));
    }
    assert.equal(emulator.requests.length, 0);
  });

  test("an answer without a token is no success, and what came is not shown", async () => {
    for (const data of [null, "a-token", {}, { token: "" }, { token: 5, secret: "a-token" }]) {
      const error = await errorOf(answered(data).getViewerTokens({ ...viewer, tokens: ["watch"] }), "invalid_response");
      assert.doesNotMatch(`${error.stack}${JSON.stringify(error)}`, /a-token/);
    }
  });
});

describe("getLoginUrl", () => {
  test("gives the link of the teacher, or of an account, whose zeros stay", async () => {
    assert.match(await client.getLoginUrl({ channelId: "2149710" }), /channelId=2149710&token=/);
    assert.match(await client.getLoginUrl({ channelId: "2149710", account: "0062149710" }), /channelId=0062149710/);
    assert.deepEqual(bodies(), [
      ["token-login-url", { channelId: "2149710" }],
      ["token-login-url", { channelId: "2149710", accountId: "0062149710" }],
    ]);
  });

  test("refuses an account that is a number, and an answer that is no link", async () => {
    for (const params of [{ channelId: "1", account: 62149710 }, { channelId: "1", account: "" }, { channelId: "x" }]) {
      await errorOf(client.getLoginUrl(untyped(params)), "invalid_argument");
    }
    assert.equal(emulator.requests.length, 0);
    for (const data of [
      null,
      "",
      "javascript:alert(1)",
      { url: "https://x.example/" },
      ["https://x.example/"],
      { toString: 1 },
    ]) {
      await errorOf(answered(data).getLoginUrl({ channelId: "1" }), "invalid_response");
    }
  });
});

describe("POST /:channelId/tokens", () => {
  const PATH = "/watch/2149710/tokens";
  const signedIn = { viewerId: viewer.viewerId, nickname: viewer.nickname, actor: "会员" };
  const chatAndApi = [
    ["get-chat-token", { channelId: "2149710", userId: "u_1", role: "viewer" }],
    ["get-api-token", viewer],
  ];
  /** @param {object} [options] @param {RequestInit} [init] @param {string} [path] */
  const ask = async (options, init, path = PATH) => {
    const channels = { 2149710: { direct: "direct-key" } };
    const tokens = { client, kinds: ["chat", "api"] };
    const handle = createWatchHandler(untyped({ channels, viewer: () => signedIn, tokens, ...options }));
    return handle(new Request(`https://edge.example${path}`, { method: "POST", ...init }));
  };
  /** @param {unknown} error */
  const failing = (error) =>
    ask({ tokens: { client: { getViewerTokens: () => Promise.reject(error) }, kinds: ["chat"] } });

  test("gives the kinds that are switched on, for the viewer that the app names", async () => {
    const response = await ask();
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("cache-control"), "private, no-store");
    assert.equal(response.headers.get("referrer-policy"), "no-referrer");
    assert.equal(response.headers.get("access-control-allow-origin"), null);
    const data = parseResponse(await response.text());
    assert.deepEqual(Object.keys(untyped(data)), ["chat", "api"]);
    assert.deepEqual(bodies(), chatAndApi);
  });

  test("reads neither the query nor the body: a page cannot name a viewer, a role or a kind", async () => {
    const named = "viewerId=boss&userId=boss&role=teacher&kinds=watch&tokens=watch";
    const response = await ask({}, { body: new URLSearchParams(named) }, `${PATH}?${named}`);
    assert.equal(response.status, 200);
    assert.deepEqual(bodies(), chatAndApi);
  });

  test("is for the site's own pages, signed-in viewers and POST", async () => {
    const headers = { "sec-fetch-site": "cross-site" };
    assert.equal((await ask({ viewer: () => assert.fail() }, { headers })).status, 403);
    const nobody = await ask({ viewer: () => null });
    assert.equal(nobody.status, 401);
    assert.equal((await errorOf(async () => parseResponse(await nobody.text()))).kind, "unauthorized");
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      const response = await ask({}, { method });
      assert.deepEqual([response.status, response.headers.get("allow")], [405, "POST"]);
    }
    assert.equal((await ask({}, {}, "/watch/9/tokens")).status, 404);
    assert.equal(emulator.requests.length, 0);
  });

  test("takes the client of the channel's account", async () => {
    const clients = async (/** @type {string} */ channelId) => (channelId === "2149710" ? client : assert.fail());
    assert.equal((await ask({ tokens: { client: clients, kinds: ["watch"] } })).status, 200);
    assert.deepEqual(bodies(), [["get-watch-api-token", viewer]]);
  });

  test("tells of a failure by its kind, and reports the app's own faults to its host", async () => {
    const response = await failing(new PolyvError("rate_limited", "qps", { retryAfterMs: 2_000 }));
    assert.deepEqual([response.status, response.headers.get("retry-after")], [429, "2"]);
    const fault = new Error("a bug");
    await assert.rejects(failing(fault), fault);
  });
});
