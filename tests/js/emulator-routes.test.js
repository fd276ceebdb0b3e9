// What the local POLYV refuses of the routes that it has from the API's description, and what it takes of uploads. That it
// answers every one of them as described: client-routes.test.js.
// @ts-check
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import { ask, assertRefused, emulator, postForm, postJson, signed } from "./support/emulator.js";

const UPLOAD = "/live/v3/common/upload-image";
const DOCUMENT = "/live/v3/channel/document/upload-doc";
const TEACHERS = "/live/v4/channel/doc/teacher/update-relation";
const LABELS = "/live/v4/user/label/page";
const WHITE_LIST = "/live/v3/channel/auth/download-white-list";
const BANNED = "/live/v3/channel/chat/banned-user";
const CREATE = "/live/v4/channel/account/create";

/** @param {Record<string, string>} fields signed, as the text fields of an upload are */
function formOf(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(signed(fields))) form.append(name, value);
  return form;
}
/** @param {Record<string, string>} [more] */
const labels = (more) => ask(LABELS, signed({ pageNumber: "1", pageSize: "5", ...more }));
/** @param {string} path @param {BodyInit} [body] @param {Record<string, string>} [query] */
const post = (path, body, query) => ask(path, query, { method: "POST", body });

describe("described routes", () => {
  test("check signatures, which a state does not need; a table is bytes", async () => {
    assertRefused(await ask(LABELS, { ...signed(), pageNumber: "1" }), "invalid signature.");
    assert.equal((await ask("/live_status/query", { stream: "s" })).text, "live");
    const table = await ask(WHITE_LIST, signed({ rank: "1" }));
    assert.equal(table.bytes.subarray(0, 4).toString("hex"), "d0cf11e0");
  });

  test("of the oldest paths answer with `result` in place of `data`", async () => {
    const { result, ...rest } = (await ask("/live/v1/statistics/2149710/realtime", signed({ userId: "u" }))).json();
    assert.ok(Array.isArray(result));
    assert.deepEqual(rest, { code: 200, status: "success" });
  });

  test("show faults that are asked for in any of their parameters", async () => {
    assert.equal((await ask("/live/v3/user/get-info", signed({ any: "fault:status-500" }))).status, 500);
    assertRefused(await labels({ any: "fault:qps:1:x" }), "qps exceeds number of calls");
    assert.equal((await labels({ any: "fault:qps:1:x" })).status, 200);
  });

  test("refuse text that is no number, no flag, no value of a list, and pages before the first", async () => {
    assertRefused(await labels({ pageNumber: "x" }), "param is not digit: pageNumber", 400, 10001);
    assertRefused(await labels({ pageNumber: "0" }), "number range error", 400, 10001);
    assert.deepEqual((await labels({ pageNumber: "9" })).json().data.contents, []);
    const flag = signed({ channelId: "1", toBanned: "yes", userIds: "a" });
    assertRefused(await postForm(BANNED, flag), "param is not boolean (Y / N)");
    assertRefused(await ask(WHITE_LIST, signed({ rank: "3" })), "param validate error");
    const channel = await ask("/live/v1/statistics/x/realtime", signed({ userId: "u" }));
    assertRefused(channel, "illegal channel id: x");
  });

  test("refuse a body of another kind, or of another shape", async () => {
    const query = signed({ channelId: "1" });
    assertRefused(await post(CREATE, undefined, query), "Required request body is missing", 400, 10001);
    const unread = "JSON parse error: Cannot deserialize the body";
    assertRefused(await postJson(CREATE, query, []), unread, 400, 10001);
    assertRefused(await postJson(CREATE, query, { role: {} }), "param validate error", 400, 10001);
    assertRefused(await postJson(BANNED, query, {}), "系统异常", 500);
    assert.equal((await postJson(CREATE, query, { role: "Guest", sort: 1 })).status, 200);
  });

  test("sign one query although it stands beside a form", async () => {
    const form = new URLSearchParams({ fileIds: "a,b" });
    const params = { operation: "1", teacherId: "t" };
    assert.equal((await post(TEACHERS, form, signed(params))).status, 200);
    const { fileIds: _, ...sent } = signed({ ...params, fileIds: "a,b" });
    assertRefused(await post(TEACHERS, form, sent), "invalid signature.");
  });

  test("are all that there is: another path is refused by its name", async () => {
    const answer = await ask("/v4/user/viewer-record/get", signed());
    assert.deepEqual([answer.status, answer.json().code], [404, 404]);
    assert.match(answer.json().message, /GET \/v4\/user\/viewer-record\/get$/);
  });
});

describe("uploads", () => {
  test("are kept by name, type, size and hash, and not as a body", async () => {
    const image = randomBytes(70_000);
    const form = formOf({ type: "coverImage" });
    form.append("file", new File([image], "封面.png", { type: "image/png" }));
    const answer = await post(UPLOAD, form);
    assert.equal(answer.status, 200, answer.text);
    const { files, body } = emulator.requests.at(-1) ?? {};
    const sha256 = createHash("sha256").update(image).digest("hex");
    assert.deepEqual(files, [{ field: "file", name: "封面.png", type: "image/png", size: 70_000, sha256 }]);
    assert.equal(body, "");
  });

  test("need their file, which has a name, where the description asks for one", async () => {
    // What has no name is a text field by its form, so it is signed as one.
    assertRefused(await post(UPLOAD, formOf({ type: "coverImage", file: "data" })), "file is not found");
    const link = formOf({ channelId: "1", url: "https://a.example/a.pdf" });
    assert.equal((await post(DOCUMENT, link)).status, 200);
  });

  test("that break off are refused", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const answer = await ask(UPLOAD, {}, { method: "POST", headers, body: "--x\r\n" });
    assert.deepEqual([answer.status, answer.json().error], [400, "Bad Request"]);
  });
});
