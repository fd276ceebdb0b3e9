// The client and the local POLYV, over every route that the API's description knows.
// @ts-check
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { emulator, client as typed } from "./support/client.js";
import { untyped } from "./support/edge.js";
import { document, partsOf, reachable, routes } from "./support/routes.js";

/** @typedef {import("../../api/routes.mjs").Route} Route */
/** @typedef {import("./support/routes.js").Parts} Parts */

const UPLOAD = "POST /live/v3/common/upload-image";
const DOCUMENT = "POST /live/v3/channel/document/upload-doc";
const VIEWERS = "GET /live/v4/user/viewer-record/list";

/** What POLYV has answered last. @type {Response} */
let answer;
/** Routes are data here, so their types are of no use. */
const withAnswers = () =>
  untyped(typed).withOptions({
    timeoutMs: 60_000,
    fetch: async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
      const response = await fetch(url, init);
      answer = response.clone();
      return response;
    },
  });

/** @param {Route} route @param {Parts} [parts] */
function call({ route }, { files, ...parts } = {}) {
  const uploads = files && Object.fromEntries(files.map((name) => [name, new Blob(["a"], { type: "image/png" })]));
  return withAnswers().request(route, { ...parts, ...(uploads && { files: uploads }) });
}

/** @param {any} schema */
const here = (schema) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"'));

/** @param {Route["operation"]} operation @returns {string[]} */
function required({ parameters = [], requestBody }) {
  const [body] = Object.values(requestBody?.content ?? {});
  const outside = parameters.filter((one) => one.in === "query" && one.required).map(({ name }) => name);
  return [...outside, ...(body?.schema.required ?? [])];
}

describe("every route", () => {
  test("of the 538 is answered as it is described when it is called as its type has it, by one request each", async () => {
    const ajv = new Ajv2020({ strict: false, validateSchema: false });
    for (const [name, schema] of Object.entries(document.components.schemas)) ajv.addSchema(here(schema), name);
    assert.equal(reachable.length, 538);
    for (const route of reachable) {
      const parts = partsOf(route);
      const data = await call(route, parts);
      const [[media = "", { schema = {} } = {}] = []] = Object.entries(route.operation.responses[200].content);
      assert.equal(answer.headers.get("content-type")?.split(";")[0], media);
      if (parts.as) assert.ok(parts.as === "text" ? typeof data === "string" : data instanceof Uint8Array, route.route);
      if (media !== "application/json") continue;
      const check = ajv.compile(here(schema));
      assert.ok(check(await answer.json()), `${route.route}: ${ajv.errorsText(check.errors)}`);
    }
    assert.equal(emulator.requests.length, 538);
  });

  test("that needs a parameter is asked for it by name where it is missing", async () => {
    let count = 0;
    for (const route of reachable) {
      const { query, form, json, ...parts } = partsOf(route);
      const name = required(route.operation).find((one) => !parts.files?.includes(one));
      if (!name || Array.isArray(json)) continue;
      const without = (/** @type {any} */ part) => part && { ...part, [name]: undefined };
      const lacking = { ...parts, query: without(query), form: without(form), json: without(json) };
      await assert.rejects(call(route, lacking), { message: `param should not be empty: ${name}` }, route.route);
      count += 1;
    }
    assert.ok(count > 300, `${count} routes`);
  });

  test("of the 27 that no appSecret reaches asks for a log-in", async () => {
    const others = routes.filter((route) => !route.reachable);
    assert.equal(others.length, 27);
    for (const route of others) await assert.rejects(call(route, partsOf(route)), { message: "未登录" }, route.route);
  });

  test("that pages gives all its items once, and sends a size only where the caller does", async () => {
    const paged = reachable.filter(
      ({ route, operation }) => operation["x-polyv-paging"]?.totalPages && route !== VIEWERS,
    );
    assert.ok(paged.length > 80);
    for (const one of paged) {
      const { page, size } = one.operation["x-polyv-paging"] ?? assert.fail();
      const isSized = required(one.operation).includes(size);
      const parts = partsOf(one);
      for (const part of [parts.query, parts.form]) {
        if (part && page === "pageNumber") delete part[page];
        if (part && !isSized) delete part[size];
      }
      emulator.requests.length = 0;
      let count = 0;
      for await (const _item of untyped(typed).paginate(one.route, parts)) count += 1;
      assert.equal(count, 12, one.route);
      const asked = emulator.requests.map(({ query, body }) => {
        const params = { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
        return [params[page], params[size]];
      });
      assert.deepEqual(
        asked,
        ["1", "2"].map((number) => [number, isSized ? "10" : undefined]),
        one.route,
      );
    }
  });
});

describe("files", () => {
  /** @param {string} route @param {object} options @returns {Promise<unknown>} */
  const send = (route, options) => untyped(typed).request(route, options);
  const sha256 = (/** @type {Buffer} */ bytes) => createHash("sha256").update(bytes).digest("hex");
  const received = () => emulator.requests.at(-1)?.files?.map((file) => [file.name, file.sha256]);

  test("arrive whole, with their names or names by their type", async () => {
    const bytes = randomBytes(300_000);
    const file = [new File([bytes], "封面.png", { type: "image/png" }), new Blob([bytes], { type: "image/png" })];
    await send(UPLOAD, { form: { type: "coverImage" }, files: { file } });
    assert.deepEqual(
      received(),
      ["封面.png", "file.png"].map((name) => [name, sha256(bytes)]),
    );
    await send(DOCUMENT, { form: { channelId: "1" }, files: { file: new Blob([bytes]) } });
    assert.deepEqual(received(), [["file.bin", sha256(bytes)]]);
  });

  test("may be none: multipart is a body of its own", async () => {
    await send(DOCUMENT, { form: { channelId: "1", url: "https://a.example/a.pdf" }, files: {} });
    assert.deepEqual(received(), []);
  });

  for (const [fault, kind] of Object.entries({ "status-500": "server", redirect: "invalid_response" })) {
    test(`are sent once, to one place, also where the call may be repeated: ${fault}`, async () => {
      const options = { form: { type: `fault:${fault}` }, files: { file: new Blob(["a"]) }, idempotent: true };
      await assert.rejects(send(UPLOAD, options), { kind, attempts: 1 });
      assert.equal(emulator.requests.length, 1);
    });
  }
});
