// What the local POLYV refuses, in POLYV's words and order, and what it only just takes.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, describe, test } from "node:test";
import { canonicalText, sign } from "../../emulator/signature.js";
import { ACCOUNT, each, untyped, VIEWER, withEmulator } from "./support/edge.js";
import { AT, ask, assertRefused, clock, formOf, NOW, post, postForm, postJson, signed } from "./support/emulator.js";

/** @typedef {Record<string, string>} Params */

const WINDOW = 3 * 60 * 1000;
const account = ACCOUNT;

afterEach(() => {
  clock.now = NOW;
});

describe("a signature", () => {
  test("is POLYV's, by the published vectors", () => {
    const vectors = JSON.parse(readFileSync(new URL("../fixtures/signatures.json", import.meta.url), "utf8"));
    for (const { secret, params, sign: expected } of vectors) assert.equal(sign(params, secret), expected);
  });

  test("covers names in byte order, values raw and untrimmed, and neither blank ones nor an old sign", () => {
    // By UTF-16 units U+1F600 would come before U+FF21; by bytes it comes last.
    const params = { "\u{1F600}": "4", Ａ: "3", a: " 2 ", B: "1&=%20", _: "0", blank: " \t\u0000", sign: "OLD" };
    assert.equal(canonicalText(params, "S"), "SB1&=%20_0a 2 Ａ3\u{1F600}4S");
  });
});

describe("every call", () => {
  const good = signed({ viewerUnionId: VIEWER, account });
  const stamps = [NOW / 1000, `0${NOW}`, `+${NOW}`.slice(0, 13), NOW - WINDOW - 1, NOW + WINDOW + 1].map(String);
  const signs = ["", good.sign.toLowerCase(), sign(good, "other"), signed({ signatureMethod: "SHA256" }).sign];
  /** What is changed, by the check that sees it first. @type {Record<string, Record<string, unknown>[]>} */
  const changes = {
    "appId is required.": [{ appId: "" }, { appId: " " }],
    "application not found.": [{ appId: "nobody", timestamp: "1" }],
    "invalid timestamp.": ["", ...stamps].map((timestamp) => ({ timestamp, sign: "" })),
    "invalid signature.": [
      ...signs.map((sign) => ({ sign })),
      ...[{ extra: "1" }, { viewerUnionId: "2_other", account: "1" }, { signatureMethod: "SHA1" }],
    ],
  };
  for (const [message, all] of Object.entries(changes)) {
    test(`is refused: ${message}`, () =>
      each(
        all.map((change) => [JSON.stringify(change), untyped({ ...good, ...change })]),
        async (params) => {
          for (const path of [AT.viewer, AT.account]) assertRefused(await ask(path, params), message);
        },
      ));
  }

  test("is taken to both ends of three minutes, with SHA256, with blank values unsigned, and the first of two", async () => {
    for (const params of [
      signed({ account, timestamp: String(NOW - WINDOW) }),
      signed({ account, timestamp: String(NOW + WINDOW) }),
      signed({ account, signatureMethod: "SHA256" }),
      { ...signed({ account }), empty: "", blank: " " },
      untyped([...Object.entries(signed({ account })), ["account", "the second one does not count"]]),
    ]) {
      assert.equal((await ask(AT.account, params)).status, 200);
    }
  });

  test("uses its nonce up, as long as its timestamp can be valid; a refused one does not", async () => {
    const params = signed({ account, signatureNonce: "n", timestamp: String(NOW + WINDOW) });
    assertRefused(await ask(AT.account, { ...params, sign: "X" }), "invalid signature.");
    assert.equal((await ask(AT.account, params)).status, 200);
    for (const now of [NOW, NOW + 2 * WINDOW - 1]) {
      clock.now = now;
      assertRefused(await ask(AT.account, params), "invalid signature.");
    }
    assert.equal((await ask(AT.account, signed({ account, signatureNonce: "other" }))).status, 200);
    clock.now = NOW + 2 * WINDOW + 1;
    assert.equal((await ask(AT.account, signed({ account, signatureNonce: "n" }))).status, 200);
  });

  test("is of the application that the options name", () =>
    withEmulator(
      async (server) => {
        const params = { appId: "mine", timestamp: String(NOW), account };
        assert.equal((await ask(AT.account, { ...params, sign: String(sign(params, "S")) }, {}, server)).status, 200);
        assertRefused(await ask(AT.account, signed(), {}, server), "application not found.");
      },
      { appId: "mine", appSecret: "S", now: () => NOW },
    ));
});

const UPLOAD = "/live/v3/common/upload-image";
const TEACHERS = "/live/v4/channel/doc/teacher/update-relation";
const LABELS = "/live/v4/user/label/page";
const BANNED = "/live/v3/channel/chat/banned-user";
const CREATE_ROLE = "/live/v4/channel/account/create";
const roles = (/** @type {string} */ id) => ask(`/live/v2/channelAccount/${id}/accounts`, signed());
const labels = (/** @type {string} */ pageNumber) => ask(LABELS, signed({ pageNumber, pageSize: "5" }));
const channel = signed({ channelId: "1" });
const teacher = { operation: "1", teacherId: "t" };
const teachers = (/** @type {Params} */ query) => post(TEACHERS, new URLSearchParams({ fileIds: "a,b" }), query);
const unread = "JSON parse error: Cannot deserialize";
const noBody = "Required request body is missing";

/** What is asked, and what POLYV says of it. @type {[() => ReturnType<typeof ask>, string, number?][]} */
const REFUSED = [
  [() => ask(AT.viewer, signed({ viewerUnionId: "2_nobody" })), "未知用户信息"],
  [() => ask(AT.viewer, signed()), "param should not be empty: viewerUnionId"],
  [() => ask(AT.account, signed()), "param should not be empty: account"],
  [() => ask(AT.account, signed({ account: "0052191541" })), "数据不存在"],
  [() => ask(AT.account, signed({ account: "62149710" })), "数据不存在"],
  [() => roles("999"), "channel not found.", 404],
  [() => roles("12a"), "illegal channel id: 12a"],
  [() => ask(AT.viewers, signed({ pageSize: "0" })), "number range error"],
  [() => ask(AT.viewers, signed({ pageSize: "1001" })), "number range error"],
  [() => ask(AT.viewers, signed({ pageNumber: "1001" })), "number range error"],
  [() => ask(AT.viewers, signed({ pageNumber: "1.5" })), "param is not digit: pageNumber"],
  [() => ask(AT.viewers, signed({ pageSize: "-1" })), "param is not digit: pageSize"],
  [() => postForm(AT.update, signed({ account, notifyEnabled: "yes" })), "param is not boolean (Y / N)"],
  [() => postForm(AT.update, signed()), "param should not be empty: account"],
  [() => postForm(AT.update, signed({ account: "1" })), "数据不存在"],
  [() => postJson(AT.update, signed(), {}), "系统异常", 500],
  // A signature over the query alone does not cover a form.
  [() => post(AT.update, new URLSearchParams({ account, nickname: "x" }), signed()), "invalid signature."],
  [() => postJson(AT.create, signed(), { mobile: "1" }), "param should not be empty: nickname"],
  [() => postJson(AT.create, signed(), { nickname: "a" }), "param should not be empty: mobile"],
  [
    () => postJson(AT.create, signed(), { nickname: "a".repeat(65), mobile: "1" }),
    "param length is incorrect: nickname",
  ],
  [
    () => postJson(AT.create, signed(), { nickname: ["a"], mobile: "1" }),
    `${unread} value of type \`java.lang.String\``,
  ],
  [() => postJson(AT.create, signed(), []), `${unread} the viewer`],
  [() => post(AT.create, new Blob(["{"], { type: "application/json" }), signed()), "JSON parse error"],
  [() => post(AT.create, undefined, signed()), noBody],
  [() => postForm(AT.create, signed({ nickname: "a" })), noBody],
  [() => postJson(AT.create, {}, { ...signed(), nickname: "a", mobile: "1" }), "appId is required."],
  // Of routes that have nothing but their description.
  [() => ask(LABELS, { ...signed(), pageNumber: "1" }), "invalid signature."],
  [() => labels("x"), "param is not digit: pageNumber"],
  [() => labels("0"), "number range error"],
  [() => postForm(BANNED, signed({ channelId: "1", toBanned: "yes", userIds: "a" })), "param is not boolean (Y / N)"],
  [() => ask("/live/v3/channel/auth/download-white-list", signed({ rank: "3" })), "param validate error"],
  [() => ask("/live/v1/statistics/x/realtime", signed({ userId: "u" })), "illegal channel id: x"],
  [() => post(CREATE_ROLE, undefined, channel), noBody],
  [() => postJson(CREATE_ROLE, channel, []), `${unread} the body`],
  [() => postJson(CREATE_ROLE, channel, { role: {} }), "param validate error"],
  [() => postJson(BANNED, channel, {}), "系统异常", 500],
  // One query is signed alone, although it stands beside a form.
  [() => teachers({ ...signed(teacher), sign: signed({ ...teacher, fileIds: "a,b" }).sign }), "invalid signature."],
  // What has no name is a text field by its form, so it is signed as one.
  [() => post(UPLOAD, formOf({ type: "coverImage", file: "data" })), "file is not found"],
];
for (const [question, message, code] of REFUSED) {
  test(`${`${question}`.slice(6).replaceAll(/\s+/g, " ")} is refused: ${message}`, async () =>
    assertRefused(await question(), message, code));
}

test("what is right beside these is taken", async () => {
  for (const answer of [
    await teachers(signed(teacher)),
    await postJson(CREATE_ROLE, channel, { role: "Guest", sort: 1 }),
    await post("/live/v3/channel/document/upload-doc", formOf({ channelId: "1", url: "https://a.example/a.pdf" })),
    // A state needs no signature.
    await ask("/live_status/query", { stream: "s" }),
  ]) {
    assert.equal(answer.status, 200, answer.text);
  }
});

test("other methods, other paths and broken uploads are refused as Spring and POLYV do", async () => {
  const wrong = await ask(AT.viewer, signed(), { method: "POST" });
  assert.deepEqual([wrong.status, wrong.headers.get("allow")], [405, "GET"]);
  assert.deepEqual(wrong.json(), {
    timestamp: new Date(NOW).toISOString().replace("Z", "+0000"),
    ...{ status: 405, error: "Method Not Allowed", message: "Request method 'POST' not supported", path: AT.viewer },
  });
  assert.equal((await ask(AT.update, signed())).status, 405);
  const lost = await ask("/v4/user/viewer-record/get", signed());
  assert.deepEqual([lost.status, lost.json().code, lost.headers.get("date")], [404, 404, new Date(NOW).toUTCString()]);
  assert.match(lost.json().message, /GET \/v4\/user\/viewer-record\/get$/);
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  const cut = await ask(UPLOAD, {}, { method: "POST", headers, body: "--x\r\n" });
  assert.deepEqual([cut.status, cut.json().error], [400, "Bad Request"]);
});
