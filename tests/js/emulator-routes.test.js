// The local POLYV answers every route of the API's description, and refuses what is not as described.
// @ts-check
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { ask, assertV2Failure, assertV4Failure, emulator, postForm, signed } from "./support/emulator.js";
import { document, partsOf, reachable, routes } from "./support/routes.js";

/** @typedef {import("../../api/routes.mjs").Route} Route */
/** @typedef {import("./support/routes.js").Parts} Parts */

const UPLOAD = "/live/v3/common/upload-image";
const DOCUMENT = "/live/v3/channel/document/upload-doc";
const TEACHERS = "/live/v4/channel/doc/teacher/update-relation";

describe("described routes", () => {
  test("each of the 538 answers a right call as it is described", async () => {
    const ajv = new Ajv2020({ strict: false, validateSchema: false });
    for (const [name, schema] of Object.entries(document.components.schemas)) ajv.addSchema(here(schema), name);
    for (const route of reachable) {
      const answer = await call(route, partsOf(route));
      assert.equal(answer.status, 200, `${route.route}: ${answer.text}`);
      const [[media = "", { schema = {} } = {}] = []] = Object.entries(route.operation.responses[200].content);
      assert.equal(answer.headers.get("content-type")?.split(";")[0], media);
      if (media !== "application/json") continue;
      const check = ajv.compile(here(schema));
      assert.ok(check(answer.json()), `${route.route}: ${ajv.errorsText(check.errors)}`);
    }
  });

  test("each that needs a parameter asks for it by name", async () => {
    let count = 0;
    for (const route of reachable) {
      const parts = partsOf(route);
      const { parameters = [], requestBody } = route.operation;
      const body = Object.values(requestBody?.content ?? {})[0]?.schema;
      const name = [
        ...parameters.filter((one) => one.in === "query" && one.required).map((one) => one.name),
        ...(body?.required ?? []),
      ].find((one) => !parts.files?.includes(one));
      if (!name || body?.type === "array") continue;
      const without = (/** @type {any} */ part) => part && { ...part, [name]: undefined };
      const json = without(parts.json);
      const answer = await call(route, { ...parts, query: without(parts.query), form: without(parts.form), json });
      assert.match(answer.text, new RegExp(`param should not be empty: ${name}"`), route.route);
      count += 1;
    }
    assert.ok(count > 300, `${count} routes`);
  });

  test("the 27 that no appSecret reaches ask for a log-in", async () => {
    const others = routes.filter((route) => !route.reachable);
    assert.equal(others.length, 27);
    for (const route of others) assert.match((await call(route, partsOf(route))).text, /未登录/, route.route);
  });

  test("a signature counts for every one of them", async () => {
    const [route] = reachable.filter((one) => one.path === UPLOAD);
    assert.ok(route);
    assertV2Failure(await call(route, partsOf(route), { sign: "0".repeat(32) }), 400, "invalid signature.");
    const wrong = await ask("/live/v4/user/label/page", { ...signed(), pageNumber: "1" });
    assertV4Failure(wrong, 400, "invalid signature.");
  });

  test("a list's pages hold all items once, and then none", async () => {
    const paged = reachable.filter(({ operation }) => operation["x-polyv-paging"]?.totalPages);
    assert.ok(paged.length > 80);
    for (const route of paged) {
      const { page, size, items, totalPages = "" } = route.operation["x-polyv-paging"] ?? assert.fail();
      const { query, form, ...rest } = partsOf(route);
      const sizes = [];
      for (const number of [1, 2, 3]) {
        const paging = { [page]: number, [size]: 7 };
        const carrier =
          query && page in query ? { form, query: { ...query, ...paging } } : { query, form: { ...form, ...paging } };
        const { data } = (await call(route, { ...rest, ...carrier })).json();
        if (route.path !== "/live/v4/user/viewer-record/list") assert.equal(data[totalPages], 2, route.route);
        sizes.push(data[items].length);
      }
      // The list of viewers looks for what the sample of a call asks for, and finds nobody.
      assert.deepEqual(sizes, route.path === "/live/v4/user/viewer-record/list" ? [0, 0, 0] : [7, 5, 0], route.route);
    }
  });

  test("the oldest paths answer with `result` in place of `data`", async () => {
    const answer = await ask("/live/v1/statistics/2149710/realtime", signed({ userId: "u" }));
    const { result, ...rest } = answer.json();
    assert.ok(Array.isArray(result));
    assert.deepEqual(rest, { code: 200, status: "success" });
  });

  test("a state is text and needs no signature; a table is bytes", async () => {
    assert.equal((await ask("/live_status/query", { stream: "s" })).text, "live");
    const table = await ask("/live/v3/channel/auth/download-white-list", signed({ rank: "1" }));
    assert.equal(table.bytes.subarray(0, 4).toString("hex"), "d0cf11e0");
    assertV2Failure(
      await ask("/live/v3/channel/auth/download-white-list", signed()),
      400,
      "param should not be empty: rank",
    );
  });

  test("faults can be asked for in any of their parameters", async () => {
    assert.equal((await ask("/live/v3/user/get-info", signed({ any: "fault:status-500" }))).status, 500);
    const once = signed({ pageNumber: "1", pageSize: "5", any: "fault:qps:1:x" });
    assertV4Failure(await ask("/live/v4/user/label/page", once), 400, "qps exceeds number of calls");
    assert.equal((await ask("/live/v4/user/label/page", once)).status, 200);
  });
});

describe("what described routes refuse", () => {
  const CREATE = "/live/v4/channel/account/create";

  test("text that is no number, no flag, no value of a list", async () => {
    const page = await ask("/live/v4/user/label/page", signed({ pageNumber: "x", pageSize: "5" }));
    assertV4Failure(page, 10001, "param is not digit: pageNumber");
    const flag = signed({ channelId: "1", toBanned: "yes", userIds: "a" });
    assertV2Failure(await postForm("/live/v3/channel/chat/banned-user", flag), 400, "param is not boolean (Y / N)");
    const word = signed({ rank: "3" });
    assertV2Failure(await ask("/live/v3/channel/auth/download-white-list", word), 400, "param validate error");
    const channel = await ask("/live/v1/statistics/x/realtime", signed({ userId: "u" }));
    assertV2Failure(channel, 400, "illegal channel id: x");
  });

  test("a page before the first", async () => {
    const answer = await ask("/live/v4/user/label/page", signed({ pageNumber: "0", pageSize: "5" }));
    assertV4Failure(answer, 10001, "number range error");
  });

  test("a body of another kind, or of another shape", async () => {
    const query = signed({ channelId: "1" });
    /** @param {unknown} body */
    const json = (body) => ({
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    assertV4Failure(await ask(CREATE, query, { method: "POST" }), 10001, "Required request body is missing");
    assertV4Failure(await ask(CREATE, query, json([])), 10001, "JSON parse error: Cannot deserialize the body");
    assertV4Failure(await ask(CREATE, query, json({ role: {} })), 10001, "param validate error");
    assertV2Failure(await ask("/live/v3/channel/chat/banned-user", query, json({})), 500, "系统异常");
    assert.equal((await ask(CREATE, query, json({ role: "Guest", sort: 1 }))).status, 200);
  });

  test("a JSON body is not signed, and one query is although it stands beside a form", async () => {
    const form = new URLSearchParams({ fileIds: "a,b" });
    const query = signed({ operation: "1", teacherId: "t" });
    assert.equal((await ask(TEACHERS, query, { method: "POST", body: form })).status, 200);
    const all = signed({ operation: "1", teacherId: "t", fileIds: "a,b" });
    const { fileIds: _, ...sent } = all;
    assertV2Failure(await ask(TEACHERS, sent, { method: "POST", body: form }), 400, "invalid signature.");
  });

  test("a path that POLYV does not have, by its name", async () => {
    const answer = await ask("/v4/user/viewer-record/get", signed());
    assert.equal(answer.status, 404);
    assert.equal(answer.json().code, 404);
    assert.match(answer.json().message, /GET \/v4\/user\/viewer-record\/get$/);
  });
});

describe("uploads", () => {
  test("arrive whole, and are kept by name, type, size and hash; their text fields are signed", async () => {
    const image = randomBytes(70_000);
    const form = formOf({ type: "coverImage" });
    form.append("file", new File([image], "封面.png", { type: "image/png" }));
    form.append("file", new Blob(["a"]), "b.jpg");
    const answer = await ask(UPLOAD, {}, { method: "POST", body: form });
    assert.equal(answer.status, 200, answer.text);
    const { files, body } = emulator.requests.at(-1) ?? {};
    const sha256 = createHash("sha256").update(image).digest("hex");
    assert.deepEqual(files?.[0], { field: "file", name: "封面.png", type: "image/png", size: 70_000, sha256 });
    assert.deepEqual(
      files?.map(({ name, size }) => [name, size]),
      [
        ["封面.png", 70_000],
        ["b.jpg", 1],
      ],
    );
    assert.equal(body, "");
  });

  test("a part without a name is no file", async () => {
    // What has no name is a text field by its form, so it is signed as one.
    const body = formOf({ type: "coverImage", file: "data" });
    assertV2Failure(await ask(UPLOAD, {}, { method: "POST", body }), 400, "file is not found");
  });

  test("may have no file where the description asks for none", async () => {
    const form = formOf({ channelId: "1", url: "https://a.example/a.pdf" });
    assert.equal((await ask(DOCUMENT, {}, { method: "POST", body: form })).status, 200);
  });

  test("that break off are refused", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const answer = await ask(UPLOAD, {}, { method: "POST", headers, body: "--x\r\n" });
    assert.equal(answer.status, 400);
    assert.equal(answer.json().error, "Bad Request");
  });
});

/** @param {Record<string, string>} fields */
function formOf(fields) {
  return formData(signed(fields));
}

/** @param {Record<string, string>} fields */
function formData(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** Sends a call as the description has it. @param {Route} route @param {Parts} parts @param {Record<string, string>} [more] */
function call({ method, path, operation }, { params = {}, query, form, json, files }, more) {
  const place = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params[name])));
  const carried = operation["x-polyv-flags"]?.includes("body-unsigned") ? query : { ...query, ...form };
  const fields = { ...signed(textsOf(carried)), ...more };
  /** @param {unknown} [part] */
  const only = (part) => Object.fromEntries(Object.entries(fields).filter(([name]) => name in Object(part)));
  const outside = Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in Object(form))));
  if (method === "GET") return ask(place, fields);
  if (files) {
    const body = formData(fields);
    for (const name of files) body.append(name, new Blob(["content"]), "a.txt");
    return ask(place, {}, { method, body });
  }
  if (json !== undefined) {
    const headers = { "content-type": "application/json" };
    return ask(place, outside, { method, headers, body: JSON.stringify(json) });
  }
  if (!query) return ask(place, {}, { method, body: new URLSearchParams(fields) });
  return ask(place, outside, { method, body: new URLSearchParams({ ...textsOf(form), ...only(form) }) });
}

/** @param {Record<string, unknown>} [part] */
function textsOf(part = {}) {
  const given = Object.entries(part).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** @param {any} schema */
function here(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"'));
}
