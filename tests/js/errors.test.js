// PolyvError: its fields, how it is written down, that it is one class, and the kind of every message of POLYV.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { messages } from "polyv-edge/messages";
import { emulator } from "./support/client.js";
import { clientOf, each, errorOf, scripted, untyped, VIEWER, VIEWER_PATH } from "./support/edge.js";

const { PolyvError, parseResponse } = edge;

describe("the class", () => {
  test("is one for both builds, and an Error", async () => {
    assert.equal(browser.PolyvError, edge.PolyvError);
    const parsed = await errorOf(() => browser.parseViewer("{}"), "invalid_response");
    const sent = await errorOf(clientOf(emulator).getViewer({ viewerUnionId: "2_nobody" }), "not_found");
    for (const error of [parsed, sent]) assert.ok(error instanceof edge.PolyvError && error instanceof Error);
    assert.equal(Object.prototype.toString.call(sent), "[object Error]");
  });

  test("has a name, a stack and a text like other errors", async () => {
    const error = await errorOf(() => parseResponse("no JSON"));
    assert.equal(error.name, "PolyvError");
    assert.equal(String(error), `PolyvError: ${error.message}`);
    assert.match(error.stack ?? "", /errors\.test\.js/);
    assert.ok(!Object.keys(error).includes("name"));
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
  for (const language of ["en", "fr", "zh", "zh-Hans-CN", "ZH"]) {
    const texts = messages(language);
    assert.deepEqual(Object.keys(texts), kinds);
    const isChinese = /^zh/i.test(language);
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
      endpoint: `GET ${new URL(emulator.url).host}${VIEWER_PATH}`,
    });
    assert.match(requestId, /^[0-9a-f]{32}\.[0-9]+\.[0-9]+$/);
    assert.equal(requestId, error.requestId);
  });

  test("of a v2 refusal", async () => {
    const call = clientOf(emulator).getChannelAccount({ channelId: 9, account: "x" });
    const { httpStatus, code, errorCode, requestId, retryAfterMs, endpoint } = await errorOf(call, "not_found");
    assert.deepEqual([httpStatus, code], [400, 404]);
    assert.deepEqual([errorCode, requestId, retryAfterMs], [undefined, undefined, undefined]);
    assert.match(endpoint ?? "", /^GET 127\.0\.0\.1:\d+\/live\/v2\/channelAccount\/9\/account$/);
  });

  test("of an answer whose data is wrong hold its requestId, for POLYV's support", async () => {
    const call = clientOf(emulator).getViewer({ viewerUnionId: "fault:wrong-shape" });
    const { requestId, message } = await errorOf(call, "invalid_response");
    assert.match(requestId ?? "", /^[0-9a-f-]{36}$/);
    assert.match(message, /viewerUnionId/);
  });

  test("of half an emoji hold the rest of POLYV's text, which is still known", async () => {
    const cut = '{"code":400,"error":{"code":10001,"desc":"nickname 王芳\\ud83d is too long"}}';
    const known = '{"code":400,"message":"param is not digit: \\ud83d","requestId":"r-\\ud83d"}';
    for (const { parseResponse } of [edge, browser]) {
      const error = await errorOf(() => parseResponse(cut), "validation");
      assert.equal(error.message, "nickname 王芳\ufffd is too long");
      assert.equal((await errorOf(() => parseResponse(known), "validation")).requestId, "r-\ufffd");
    }
    const { client } = scripted(() => new Response(cut));
    assert.match((await errorOf(client.request("GET /x"))).message, /^nickname 王芳/);
  });
});

/**
 * POLYV's messages, as their pages write them or as they were seen live, and what each is.
 * @type {Record<string, string[]>}
 */
const MESSAGES = {
  unauthorized: [
    ...["appId is required.", "application not found.", "userId is error.", "account not found.", "找不到集团账号"],
    ...["need to login", "未登录"],
  ],
  invalid_signature: ["invalid signature.", "签名错误"],
  invalid_timestamp: ["invalid timestamp."],
  forbidden: [
    ...["account is forbidden.", "access forbidden", "illegal operation", "illegal domain", "channel forbid login"],
    ...["new scene forbidden setting", "账号未开启无延迟", "账号未开启研讨会", "当前用户不允许手动创建场次"],
    ...["存在非法频道ID", "已超过账号可使用上限", "帐号没有开启MR直播权限"],
  ],
  not_found: [
    ...["channel not found.", "illegal channel id: 2149710", "illegal channel id: %s", "未知用户信息", "数据不存在"],
    ...["素材不存在", "场次不存在", "record file not exist", "not found user children", "找不到频道", "找不到暂存文件"],
    ...["找不到视频信息", "找不到该伪直播", "找不到要设置默认的回放视频！", "questionnaire is not exist"],
  ],
  conflict: [
    ...["channel already login", "channel in live", "channel in no live", "channel status not live"],
    ...["未检测到直播推流", "illegal stream status", "conflict with user login", "channel id or password error"],
    ...["please user pure video scene channel login"],
  ],
  validation: [
    ...["param validate error", "param should not be empty: account", "param is not digit: pageSize"],
    ...["param length is incorrect: nickname", "number range error", "json format error", "url format error"],
    ...["param exceeds maximum value of integer: 99999999999", "param is not boolean (Y / N)", "param type error"],
    ...["invalid date time format", "参数错误", "invalid menu type", "menu already exist", "urls is not exist"],
    ...["menu count reached the limit", "illegal category id: categoryId", "can't change default category"],
    ...["illegal playback origin", "illegal switch type", "invalid fileIds", "unsupported record list"],
    ...["whitelist excel parse error.", "whitelist excel no data."],
    ...["JSON parse error: Cannot deserialize value of type", "Required request body is missing: public x"],
  ],
  rate_limited: ["qps exceeds number of calls"],
  server: ["undefined error", "系统异常", "非法错误"],
  invalid_response: ["redirect"],
};
/** What another try may help with; everything else is as wrong the second time. */
const RETRYABLE = new Set(["rate_limited", "server"]);

describe("the kind of POLYV's messages", () => {
  for (const [kind, messages] of Object.entries(MESSAGES)) {
    test(`${kind}, whatever the code is and whichever envelope it is in`, () =>
      each(
        messages.map((message) => [message, message]),
        async (message) => {
          for (const code of [400, 401, 403, 404, 500]) {
            const v2 = { code, status: code === 500 ? "fail" : "error", message, data: "" };
            const v4 = { code, status: "error", requestId: "7bd56e99", error: { code, desc: message }, success: false };
            const v4WithoutCode = { code, status: "error", message: "", error: { desc: message } };
            const v2WithEmptyError = { code, status: "error", message, error: { desc: "" } };
            for (const answer of [v2, v4, v4WithoutCode, v2WithEmptyError]) {
              for (const { parseResponse } of [edge, browser]) {
                const error = await errorOf(() => parseResponse(JSON.stringify(answer)), kind);
                assert.deepEqual([error.message, error.code, error.attempts], [message, code, 0]);
                assert.equal(error.retryable, RETRYABLE.has(kind));
              }
            }
          }
        },
      ));
  }

  test("does not depend on case, blanks around it, or what ends the sentence", async () => {
    const same = [
      "Invalid Signature",
      " INVALID SIGNATURE. ",
      "invalid signature。",
      "invalid signature！",
      "invalid signature!",
    ];
    for (const message of same) await errorOf(() => parseResponse({ code: 400, message }), "invalid_signature");
  });

  test("is not that of a text that only holds a known message", async () => {
    for (const message of ["my title: invalid signature", "invalid signature of contract", "paramount", "redirected"]) {
      await errorOf(() => parseResponse({ code: 400, message }), "validation");
    }
  });

  test("without a message that is known is decided by error.code, then by code", async () => {
    /** @type {[object, string][]} */
    const cases = [
      [{ code: 400, error: { code: 20001, desc: "?" } }, "unauthorized"],
      [{ code: 400, error: { code: 10001, desc: "直播名称不能为空" } }, "validation"],
      [{ code: 500, error: { code: "10001", desc: "" } }, "validation"],
      [{ code: 400, message: "?" }, "validation"],
      [{ code: 401 }, "unauthorized"],
      [{ code: 403, message: "" }, "forbidden"],
      [{ code: 404 }, "not_found"],
      [{ code: 409 }, "conflict"],
      [{ code: 429 }, "rate_limited"],
      [{ code: 460, message: "花开堪折直须折" }, "validation"],
      [{ code: 500, status: "fail", message: "?" }, "server"],
      [{ code: 503 }, "server"],
      [{ code: "400", message: "?" }, "validation"],
      ...[0, -1, 600].map((code) => /** @type {[object, string]} */ ([{ code }, "invalid_response"])),
    ];
    for (const [answer, kind] of cases) {
      const error = await errorOf(() => parseResponse(answer), kind);
      assert.ok(error.message.length > 0, "every error says something");
    }
  });

  test("is success for code 200, as a number or as text; for nothing near it", async () => {
    for (const code of [200, "200", " 200 "]) assert.equal(parseResponse(untyped({ code, data: 5 })), 5);
    for (const code of [200.5, true, [200], null, undefined, "2e2", "0xc8", "", {}, Number.NaN, "２００", 2 ** 64]) {
      await errorOf(() => parseResponse(untyped({ code, data: 5 })), "invalid_response");
    }
  });
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
