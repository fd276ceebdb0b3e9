// PolyvError: its fields, how it is written down, that it is one class, and how an edge passes its kind on.
// What each of POLYV's messages and codes means, `tests/ground/` holds, for both builds.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { messages } from "polyv-edge/messages";
import { emulator } from "./support/client.js";
import { clientOf, errorOf, scripted, untyped, VIEWER } from "./support/edge.js";

const { PolyvError, parseResponse } = edge;

describe("the class", () => {
  test("is one for both builds, with a name, a stack and a text like other errors", async () => {
    assert.equal(browser.PolyvError, edge.PolyvError);
    const parsed = await errorOf(() => browser.parseViewer("{}"), "invalid_response");
    const sent = await errorOf(clientOf(emulator).getViewer({ viewerUnionId: "2_nobody" }), "not_found");
    for (const error of [parsed, sent]) assert.ok(error instanceof edge.PolyvError && error instanceof Error);
    assert.equal(Object.prototype.toString.call(sent), "[object Error]");
    assert.equal(String(parsed), `PolyvError: ${parsed.message}`);
    assert.match(parsed.stack ?? "", /errors\.test\.js/);
    assert.ok(!Object.keys(parsed).includes("name"));
  });

  test("can be made by hand, for a test of one's own", () => {
    const cause = new Error("x");
    const error = new PolyvError("timeout", "too late", { attempts: 3, retryable: true, retryAfterMs: 5, cause });
    assert.deepEqual(JSON.parse(JSON.stringify(error)), {
      ...{ name: "PolyvError", message: "too late", kind: "timeout" },
      ...{ retryable: true, attempts: 3, retryAfterMs: 5 },
    });
    assert.equal(error.cause, cause);
    const bare = new PolyvError("network", "x");
    assert.deepEqual([bare.retryable, bare.attempts, bare.httpStatus, "cause" in bare], [false, 0, undefined, false]);
  });
});

test("every kind is in words, in Chinese where a tag begins with zh", () => {
  const declared = readFileSync(new URL("../../pkg-template/dist/error.d.ts", import.meta.url), "utf8");
  const kinds = [...declared.matchAll(/^ {2}\| "(\w+)"/gm)].map(([, kind]) => kind);
  assert.ok(kinds.includes("unverified"));
  for (const language of ["en", "fr", untyped(Symbol("zh")), undefined, "zh", "zh-Hans-CN", "ZH"]) {
    const texts = messages(language);
    assert.deepEqual(Object.keys(texts), kinds);
    const isChinese = /^zh/i.test(String(language));
    for (const text of Object.values(texts)) assert.match(text, isChinese ? /[一-龥].*。$/ : /^[\x20-\x7e]+\.$/);
  }
});

describe("the fields", () => {
  test("of a v4 refusal", async () => {
    const stranger = clientOf(emulator, { appId: "stranger" });
    const error = await errorOf(stranger.getViewer({ viewerUnionId: VIEWER }), "unauthorized");
    const { requestId, ...rest } = JSON.parse(JSON.stringify(error));
    assert.deepEqual(rest, {
      ...{ name: "PolyvError", message: "application not found.", kind: "unauthorized" },
      ...{ httpStatus: 400, code: 400, errorCode: 20001, retryable: false, attempts: 1 },
      endpoint: `GET ${new URL(emulator.url).host}/live/v4/user/viewer-record/get`,
    });
    assert.match(requestId, /^[0-9a-f]{32}\.[0-9]+\.[0-9]+$/);
  });

  test("of a v2 refusal", async () => {
    const call = clientOf(emulator).getChannelAccount({ channelId: 9, account: "x" });
    const { httpStatus, code, errorCode, requestId, retryAfterMs } = await errorOf(call, "not_found");
    assert.deepEqual([httpStatus, code, errorCode, requestId, retryAfterMs], [400, 404, ...Array(3)]);
  });

  test("of an answer whose data is wrong hold its requestId, for POLYV's support", async () => {
    const call = clientOf(emulator).getViewer({ viewerUnionId: "fault:wrong-shape" });
    const { requestId, message } = await errorOf(call, "invalid_response");
    assert.match(requestId ?? "", /^[0-9a-f-]{36}$/);
    assert.match(message, /viewerUnionId/);
  });

  test("are the same in both builds, of text and of objects; half an emoji leaves the rest of POLYV's text", async () => {
    const cut = '{"code":400,"error":{"code":10001,"desc":"nickname 王芳\\ud83d is too long"}}';
    const known = '{"code":400,"message":"param is not digit: \\ud83d","requestId":"r-\\ud83d"}';
    for (const { parseResponse } of [edge, browser]) {
      const error = await errorOf(() => parseResponse(cut), "validation");
      assert.equal(error.message, "nickname 王芳\ufffd is too long");
      assert.equal((await errorOf(() => parseResponse(known), "validation")).requestId, "r-\ufffd");
      const object = { code: 403, message: "qps exceeds number of calls", data: "" };
      assert.equal((await errorOf(() => parseResponse(untyped(object)), "rate_limited")).code, 403);
    }
    const { client } = scripted(() => new Response(cut));
    assert.match((await errorOf(client.request("GET /x"))).message, /^nickname 王芳/);
  });
});

test("a code that no JSON holds is no success", async () => {
  for (const code of [undefined, Number.NaN, 2 ** 64, 200n, new Number(200)]) {
    await errorOf(() => parseResponse(untyped({ code, data: 5 })), "invalid_response");
  }
});

test("an edge's own answer keeps the kind that the edge gave it, for whoever parses it in a page", async () => {
  const handler = edge.createHandler({ client: clientOf(emulator), authorize: () => true });
  const kinds = { "2_nobody": "not_found", "fault:qps": "rate_limited", "fault:forbidden": "forbidden" };
  for (const [id, kind] of Object.entries(kinds)) {
    const response = await handler(new Request(`https://edge.example/api/viewers/${encodeURIComponent(id)}`));
    const text = await response.text();
    const error = await errorOf(() => browser.parseViewer(text), kind);
    assert.equal(error.retryable, kind === "rate_limited");
  }
  // What POLYV itself answers does not get to name one.
  const named = () => Response.json({ code: 400, error: { desc: "?", kind: "internal", retryable: true } });
  const error = await errorOf(scripted(named).client.request("GET /x"), "validation");
  assert.equal(error.retryable, false);
});
