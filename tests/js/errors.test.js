// PolyvError: its fields, how it is written down, that it is one class, and the kind of every message of POLYV.
// @ts-check
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { startEmulator } from "../../emulator/index.js";
import { clientOf, errorOf, untyped, VIEWER, VIEWER_PATH } from "./support/edge.js";

const { PolyvError } = edge;
const KINDS = [
  ...[
    "invalid_argument",
    "unauthorized",
    "invalid_signature",
    "invalid_timestamp",
    "forbidden",
    "not_found",
    "conflict",
  ],
  ...[
    "validation",
    "rate_limited",
    "server",
    "invalid_response",
    "network",
    "timeout",
    "aborted",
    "unverified",
    "internal",
  ],
];

/** @type {import("./support/edge.js").Emulator} */
let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator.close());

describe("the class", () => {
  test("is one for both builds, and an Error", async () => {
    assert.equal(browser.PolyvError, edge.PolyvError);
    const parsed = await errorOf(() => browser.parseViewer("{}"), "invalid_response");
    assert.ok(parsed instanceof edge.PolyvError && parsed instanceof Error);
    const sent = await errorOf(clientOf(emulator).getViewer({ viewerUnionId: "2_nobody" }), "not_found");
    assert.ok(sent instanceof browser.PolyvError && sent instanceof Error);
    assert.equal(Object.prototype.toString.call(sent), "[object Error]");
  });

  test("has a name, a stack and a text like other errors", async () => {
    const error = await errorOf(() => edge.parseViewer("no JSON"));
    assert.equal(error.name, "PolyvError");
    assert.equal(String(error), "PolyvError: the answer is not POLYV's: it is not JSON");
    assert.match(error.stack ?? "", /errors\.test\.js/);
    assert.ok(!Object.keys(error).includes("name"));
  });

  test("can be made by hand, for a test of one's own", () => {
    const error = new PolyvError("timeout", "too late", { attempts: 3, retryable: true, retryAfterMs: 5 });
    assert.deepEqual(JSON.parse(JSON.stringify(error)), {
      name: "PolyvError",
      message: "too late",
      kind: "timeout",
      retryable: true,
      attempts: 3,
      retryAfterMs: 5,
    });
    const bare = new PolyvError("network", "x");
    assert.deepEqual([bare.retryable, bare.attempts, bare.httpStatus], [false, 0, undefined]);
  });
});

describe("the fields", () => {
  test("of a v4 refusal", async () => {
    const stranger = clientOf(emulator, { appId: "stranger" });
    const error = await errorOf(stranger.getViewer({ viewerUnionId: VIEWER }), "unauthorized");
    const { requestId, ...rest } = JSON.parse(JSON.stringify(error));
    assert.deepEqual(rest, {
      name: "PolyvError",
      message: "application not found.",
      kind: "unauthorized",
      httpStatus: 400,
      code: 400,
      errorCode: 20001,
      retryable: false,
      attempts: 1,
      endpoint: `GET ${new URL(emulator.url).host}${VIEWER_PATH}`,
    });
    assert.match(requestId, /^[0-9a-f]{32}\.[0-9]+\.[0-9]+$/);
    assert.equal(requestId, error.requestId);
  });

  test("of a v2 refusal", async () => {
    const call = clientOf(emulator).getChannelAccount({ channelId: 9, account: "x" });
    const error = await errorOf(call, "not_found");
    const { httpStatus, code, errorCode, requestId, retryable, attempts, retryAfterMs } = error;
    assert.deepEqual(
      { httpStatus, code, errorCode, requestId, retryable, attempts, retryAfterMs },
      {
        ...{ httpStatus: 400, code: 404, errorCode: undefined, requestId: undefined },
        ...{ retryable: false, attempts: 1, retryAfterMs: undefined },
      },
    );
    assert.match(error.endpoint ?? "", /^GET 127\.0\.0\.1:\d+\/live\/v2\/channelAccount\/9\/account$/);
  });

  test("of an answer that is no envelope: only the HTTP status is known", async () => {
    const call = clientOf(emulator, { retries: 0 }).getViewer({ viewerUnionId: "fault:status-502-html" });
    const error = await errorOf(call, "server");
    assert.deepEqual([error.httpStatus, error.code, error.retryable], [502, undefined, true]);
    assert.equal(error.message, "POLYV answered with HTTP 502, and it is not JSON");
  });

  test("retryAfterMs is what Retry-After says", async () => {
    const client = clientOf(emulator, { retries: 0 });
    const error = await errorOf(client.getViewer({ viewerUnionId: "fault:status-503-retry-after" }), "server");
    assert.equal(error.retryAfterMs, 1_000);
  });

  test("Retry-After may be a date; what is neither is left out", async () => {
    const inTenSeconds = new Date(Date.now() + 10_000).toUTCString();
    /** @type {[string, (ms: number | undefined) => boolean][]} */
    const cases = [
      [inTenSeconds, (ms) => ms !== undefined && ms > 8_000 && ms <= 10_000],
      ["Wed, 21 Oct 2015 07:28:00 GMT", (ms) => ms === 0],
      ["0", (ms) => ms === 0],
      ["soon", (ms) => ms === undefined],
      ["", (ms) => ms === undefined],
      ["-5", (ms) => ms === undefined],
      ["1.5", (ms) => ms === undefined],
    ];
    for (const [header, isRight] of cases) {
      const fetch = async () => new Response("", { status: 503, headers: { "retry-after": header } });
      const error = await errorOf(clientOf(emulator, { fetch, retries: 0 }).request({ path: "/x" }), "server");
      assert.ok(isRight(error.retryAfterMs), `"${header}" became ${error.retryAfterMs}`);
    }
  });

  test("the requestId of an answer whose data is wrong is kept, for POLYV's support", async () => {
    const error = await errorOf(
      clientOf(emulator).getViewer({ viewerUnionId: "fault:wrong-shape" }),
      "invalid_response",
    );
    assert.match(error.requestId ?? "", /^[0-9a-f-]{36}$/);
    assert.equal(error.message, "unexpected data: viewerUnionId is missing");
  });
});

/**
 * POLYV's messages, as their pages write them, and what each is.
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
    ...["存在非法频道ID", "已超过账号可使用上限"],
  ],
  not_found: [
    ...["channel not found.", "illegal channel id: 2149710", "illegal channel id: %s", "未知用户信息", "数据不存在"],
    ...["素材不存在", "场次不存在", "record file not exist", "not found user children"],
  ],
  conflict: [
    ...["channel already login", "channel in live", "channel in no live", "channel status not live"],
    ...["未检测到直播推流", "illegal stream status", "conflict with user login", "channel id or password error"],
    ...["please user pure video scene channel login"],
  ],
  validation: [
    ...["param validate error", "param should not be empty: account", "param is not digit: pageSize"],
    ...["param is not number: x", "param length is incorrect: nickname", "number range error", "json format error"],
    ...["param exceeds maximum value of integer: 99999999999", "param is not color", "param is not boolean (Y / N)"],
    ...["invalid date time format", "param is not date normal yyyy-MM-dd", "param type error", "参数错误"],
    ...["url format error", "invalid menu type", "menu already exist", "menu count reached the limit"],
    ...["illegal category id: categoryId", "can't change default category", "illegal playback origin"],
    ...["illegal switch type", "invalid fileIds", "urls is not exist", "unsupported record list"],
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
  const { requestId, ...codes } = { requestId: "7bd56e99", 400: 400, 401: 401, 403: 403, 404: 404, 500: 500 };
  for (const [kind, messages] of Object.entries(MESSAGES)) {
    for (const message of messages) {
      test(`${kind}: ${message}`, async () => {
        // The message decides, whatever the code is and whichever envelope it is in.
        for (const code of Object.values(codes)) {
          const v2 = { code, status: code === 500 ? "fail" : "error", message, data: "" };
          const v4 = { code, status: "error", requestId, error: { code, desc: message }, success: false };
          const v4WithoutCode = { code, status: "error", error: { desc: message }, success: false };
          for (const answer of [v2, v4, v4WithoutCode]) {
            for (const { parseResponse } of [edge, browser]) {
              const error = await errorOf(() => parseResponse(JSON.stringify(answer)), kind);
              assert.deepEqual([error.message, error.code, error.attempts], [message, code, 0]);
              assert.equal(error.retryable, RETRYABLE.has(kind));
            }
          }
        }
      });
    }
  }

  test("case and a full stop at the end do not matter", async () => {
    for (const message of ["Invalid Signature", " INVALID SIGNATURE. ", "invalid signature。"]) {
      await errorOf(() => edge.parseResponse({ code: 400, message }), "invalid_signature");
    }
  });

  test("a text that only holds a known message is not it", async () => {
    for (const message of ["my title: invalid signature", "invalid signature of contract", "paramount", "redirected"]) {
      await errorOf(() => edge.parseResponse({ code: 400, message }), "validation");
    }
  });

  test("without a message that is known, error.code decides, then code", async () => {
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
      [{ code: 0, message: "ok" }, "invalid_response"],
      [{ code: -1 }, "invalid_response"],
      [{ code: 600 }, "invalid_response"],
    ];
    for (const [answer, kind] of cases) {
      const error = await errorOf(() => edge.parseResponse(answer), kind);
      assert.ok(error.message.length > 0, "every error says something");
    }
  });

  test("code 200 is success, as a number or as text; anything near it is not", async () => {
    for (const code of [200, "200", 200.0, " 200 "]) assert.equal(edge.parseResponse(untyped({ code, data: 5 })), 5);
    for (const code of [200.5, true, [200], null, undefined, "2e2", "0xc8", "", {}, Number.NaN, "２００", 2 ** 64]) {
      await errorOf(() => edge.parseResponse(untyped({ code, data: 5 })), "invalid_response");
    }
  });

  test("every kind that is declared can be told apart, and no other is in use", () => {
    assert.equal(new Set(KINDS).size, 16);
    for (const kind of Object.keys(MESSAGES)) assert.ok(KINDS.includes(kind));
  });
});
