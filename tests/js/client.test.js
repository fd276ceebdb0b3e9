// The client against a local POLYV: what it sends, how it signs, and what it hands back.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { PolyvClient } from "polyv-edge/edge";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { sign } from "../../emulator/index.js";
import { client, emulator, onlyRequest } from "./support/client.js";
import {
  ACCOUNT,
  CHANNEL,
  CREATE_VIEWER,
  clientOf,
  errorOf,
  GET_VIEWER,
  pause,
  runs,
  scripted,
  UPDATE_ACCOUNT,
  untyped,
  VIEWER,
} from "./support/edge.js";

/** @param {string} body */
const form = (body) => Object.fromEntries(new URLSearchParams(body));

describe("the two lookups", () => {
  test("getViewer gives the data of POLYV's page, as it is", async () => {
    assert.deepEqual(await client.getViewer({ viewerUnionId: VIEWER }), SAMPLE_VIEWER);
    const { method, path, query, body } = onlyRequest();
    assert.deepEqual({ method, path, body }, { method: "GET", path: "/live/v4/user/viewer-record/get", body: "" });
    assert.deepEqual(Object.keys(query).sort(), ["appId", "sign", "timestamp", "viewerUnionId"]);
  });

  test("getChannelAccount gives the data of POLYV's page; zeros travel, and a channel may be a number", async () => {
    const account = await client.getChannelAccount({ channelId: 2149710, account: ACCOUNT });
    assert.deepEqual(account, { ...SAMPLE_ACCOUNT, channelId: CHANNEL });
    await errorOf(client.getChannelAccount({ channelId: "002149710", account: ACCOUNT }), "not_found");
    assert.deepEqual(
      emulator.requests.map(({ method, path, query }) => `${method} ${path} ${query.account}`),
      [CHANNEL, "002149710"].map((id) => `GET /live/v2/channelAccount/${id}/account ${ACCOUNT}`),
    );
  });
});

describe("signedUrl", () => {
  test("is POLYV's published sample, for its own host by https unless told otherwise", () => {
    const appSecret = "fsq2k5weced1h8vui657xtdva66whf0g";
    const url = new PolyvClient({ appId: "g4rqgmmjuo", appSecret }).signedUrl("GET /live/v3/channel/statistics", {
      query: { channelIds: ["2477096", "2272655"], startDay: "2022-05-20", endDay: "2022-06-18", page: null },
      timestamp: 1660270926732,
    });
    assert.match(url, /^https:\/\/api\.polyv\.net\/live\/v3\/channel\/statistics\?/);
    const { sign: made, channelIds, page } = form(new URL(url).search);
    assert.deepEqual([made, channelIds, page], ["0D2BDA2FD04D93A2B8832B91FD973C4D", "2477096,2272655", undefined]);
  });

  test("sends nothing, and what it signs POLYV accepts", async () => {
    const url = client.signedUrl(GET_VIEWER, { query: { viewerUnionId: VIEWER } });
    await pause(20);
    assert.equal(emulator.requests.length, 0);
    const answer = /** @type {any} */ (await (await fetch(url)).json());
    assert.equal(answer.data.viewerUnionId, VIEWER);
  });
});

describe("request", () => {
  test("a GET signs its query, and fills placeholders, which are not signed", async () => {
    assert.deepEqual(await client.request(GET_VIEWER, { query: { viewerUnionId: VIEWER } }), SAMPLE_VIEWER);
    await client.request("GET /live/v2/channelAccount/{channelId}/accounts", { params: { channelId: CHANNEL } });
    const { path, query } = emulator.requests[1];
    assert.equal(path, `/live/v2/channelAccount/${CHANNEL}/accounts`);
    assert.ok(!("channelId" in query));
  });

  test("a POST carries parameters and signature in the form; an empty value is sent and not signed", async () => {
    const given = { account: ACCOUNT, nickname: "王 老师&=+%", actor: "" };
    assert.equal(await client.request(UPDATE_ACCOUNT, { form: given }), "success");
    const { method, query, body } = onlyRequest();
    assert.deepEqual([method, query], ["POST", {}]);
    const { actor, ...signed } = form(body);
    assert.deepEqual([signed.nickname, actor], [given.nickname, ""]);
    assert.equal(sign(signed, emulator.appSecret), signed.sign);
    const account = await client.getChannelAccount({ channelId: CHANNEL, account: ACCOUNT });
    assert.deepEqual([account.nickname, account.actor], [given.nickname, ""], "POLYV has cleared the empty one");
  });

  test("JSON travels unsigned in the body, the signature covers the query alone", async () => {
    const json = { nickname: "张三\ud83d\ude00", mobile: "13800000000", email: undefined };
    const made = await client.request(CREATE_VIEWER, untyped({ query: { channelId: "1" }, json }));
    assert.equal(/** @type {any} */ (made).nickname, json.nickname);
    const { method, query, body } = onlyRequest();
    assert.deepEqual([method, body], ["POST", JSON.stringify(json)]);
    assert.deepEqual(Object.keys(query).sort(), ["appId", "channelId", "sign", "timestamp"]);
    const { sign: sent, ...signed } = query;
    assert.equal(sign(signed, emulator.appSecret), sent);
  });

  test("any JSON value is a body, null too", async () => {
    const { client, sent } = scripted(() => Response.json({ code: 200, data: "ok" }));
    const bodies = [[1, "二"], "text", 5, false, null];
    for (const json of bodies) await client.request("POST /x", { json });
    assert.deepEqual(
      sent.map(({ init }) => [init.method, init.headers["content-type"], init.body]),
      bodies.map((json) => ["POST", "application/json", JSON.stringify(json)]),
    );
  });

  test("beside a query, the form of the one endpoint that takes both is not signed", async () => {
    const { client, sent } = scripted(() => Response.json({ code: 200, data: "ok" }));
    const parts = untyped({ query: { teacherId: "1" }, form: { fileIds: "a,b" } });
    await client.request(untyped("POST /live/v4/channel/doc/teacher/update-relation"), parts);
    const [{ url, init }] = sent;
    assert.deepEqual(form(init.body), parts.form);
    const { sign: given, ...signed } = form(new URL(url).search);
    assert.equal(sign(signed, "secret"), given);
    assert.equal(signed.teacherId, "1");
  });

  test("lists are joined by commas; numbers, bigints and booleans are their digits and words", async () => {
    const query = { a: ["1", 2, 3n, true], b: 10n ** 30n, c: false, d: -0.5, e: "", f: undefined, g: null };
    await errorOf(client.request(GET_VIEWER, untyped({ query })));
    const { appId, timestamp, sign: _, ...rest } = onlyRequest().query;
    assert.deepEqual(rest, { a: "1,2,3,true", b: `1${"0".repeat(30)}`, c: "false", d: "-0.5", e: "" });
  });

  test("a nonce makes each request its own, and POLYV refuses one that comes again", async () => {
    const once = clientOf(emulator, { nonce: true });
    await once.getViewer({ viewerUnionId: VIEWER });
    await once.getViewer({ viewerUnionId: VIEWER });
    const [first, second] = emulator.requests.map(({ query }) => query.signatureNonce);
    assert.match(first, /^[0-9a-f-]{36}$/);
    assert.notEqual(first, second);
    const url = once.signedUrl(GET_VIEWER, { query: { viewerUnionId: VIEWER } });
    assert.equal((await fetch(url)).status, 200);
    const replayed = /** @type {any} */ (await (await fetch(url)).json());
    assert.equal(replayed.error.desc, "invalid signature.");
  });

  test("POLYV receives every Unicode parameter as it was given, and finds its signature right", async () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).filter((value) => {
      // Blank values and NUL are refused before they are sent; the emulator reads `fault:` as an order.
      const isBlank = Array.from(value).every((char) => char <= " " || char === "\u0085" || /\s/.test(char));
      return !isBlank && !value.includes("\0") && !value.startsWith("fault:");
    });
    const taken = new Set(["appId", "timestamp", "sign", "signatureMethod", "signatureNonce", "__proto__"]);
    // Above these, the orders of UTF-16 (Java, and so the client) and of bytes (the emulator) differ; names are ASCII.
    const name = text.filter((value) => !taken.has(value) && Array.from(value).every((char) => char < "\ud800"));
    const value = fc.oneof(text, fc.constant(""), fc.integer().map(String));
    const params = fc.dictionary(name, value, { maxKeys: 8, noNullPrototype: true });
    const clients = [client, clientOf(emulator, { signatureMethod: "SHA256" })];
    await fc.assert(
      fc.asyncProperty(params, fc.constantFrom(...clients), fc.boolean(), async (given, signer, isForm) => {
        emulator.requests.length = 0;
        const { account: _, ...rest } = given;
        // Past the signature, POLYV misses the account: that it does says that the signature was right.
        const error = await errorOf(signer.request(UPDATE_ACCOUNT, isForm ? { form: rest } : { query: rest }));
        assert.equal(error.message, "param should not be empty: account");
        const { query, body } = onlyRequest();
        const { appId: _a, timestamp: _t, sign: _s, signatureMethod: _m, ...received } = isForm ? form(body) : query;
        assert.deepEqual(received, { ...rest });
      }),
      runs(300),
    );
  });

  test("parameters of a megabyte are signed and sent right", async () => {
    const long = "观".repeat(300_000);
    assert.equal(await client.request(UPDATE_ACCOUNT, { form: { account: ACCOUNT, nickname: long } }), "success");
    const { length } = client.signedUrl(GET_VIEWER, { query: { viewerUnionId: long } });
    assert.ok(length > 9 * 300_000);
  });
});
