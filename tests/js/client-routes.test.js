// The client and the local POLYV, over every route that a signed call reaches.
// @ts-check
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { PolyvClient } from "polyv-edge/edge";
import { startEmulator } from "../../emulator/index.js";
import { partsOf, reachable } from "./support/routes.js";

/** @typedef {import("../../emulator/index.js").Emulator} Emulator */

const UPLOAD = "POST /live/v3/common/upload-image";
const DOCUMENT = "POST /live/v3/channel/document/upload-doc";

describe("every route", () => {
  /** @type {Emulator} */
  let emulator;
  /** Routes are data here, so their types are of no use. @type {any} */
  let client;
  before(async () => {
    emulator = await startEmulator();
    const { appId, appSecret, url } = emulator;
    client = new PolyvClient({ appId, appSecret, baseUrl: url, rateLimit: false, timeoutMs: 60_000 });
  });
  after(() => emulator.close());

  test("is answered when it is called as its type has it, by one request each", async () => {
    for (const { route, operation } of reachable) {
      const { files, ...parts } = partsOf({ route, method: "", path: "", operation, reachable: true });
      const before = emulator.requests.length;
      const uploads = files && Object.fromEntries(files.map((name) => [name, new Blob(["a"], { type: "image/png" })]));
      const data = await client.request(route, { ...parts, ...(uploads && { files: uploads }) });
      assert.equal(emulator.requests.length, before + 1, route);
      const { as } = parts;
      if (as) assert.ok(as === "text" ? typeof data === "string" : data instanceof Uint8Array, route);
    }
  });

  test("that pages gives all its items once, and sends a size only where the caller does", async () => {
    const paged = reachable.filter(({ operation }) => operation["x-polyv-paging"]?.totalPages);
    for (const { route, operation, ...rest } of paged) {
      if (route === "GET /live/v4/user/viewer-record/list") continue;
      const { page, size } = operation["x-polyv-paging"] ?? assert.fail();
      const parts = partsOf({ route, operation, ...rest });
      for (const part of [parts.query, parts.form]) {
        if (!part) continue;
        if (page === "pageNumber") delete part[page];
        if (!isRequired(operation, size)) delete part[size];
      }
      const sent = isRequired(operation, size) ? "10" : undefined;
      const before = emulator.requests.length;
      let count = 0;
      for await (const _item of client.paginate(route, parts)) count += 1;
      assert.equal(count, 12, route);
      const asked = emulator.requests
        .slice(before)
        .map(({ query, body }) => ({ ...query, ...Object.fromEntries(new URLSearchParams(body)) }));
      assert.deepEqual(
        asked.map((params) => [params[page], params[size]]),
        [
          ["1", sent],
          ["2", sent],
        ],
        route,
      );
    }
  });

  test("an image and a table arrive whole, with their names", async () => {
    const image = randomBytes(300_000);
    const table = randomBytes(100_000);
    await client.request(UPLOAD, {
      form: { type: "coverImage" },
      files: { file: [new File([image], "封面.png", { type: "image/png" }), new Blob([image], { type: "image/png" })] },
    });
    const sha256 = (/** @type {Buffer} */ bytes) => createHash("sha256").update(bytes).digest("hex");
    assert.deepEqual(
      emulator.requests.at(-1)?.files?.map((file) => [file.name, file.sha256]),
      [
        ["封面.png", sha256(image)],
        ["file.png", sha256(image)],
      ],
    );
    await client.request(DOCUMENT, { form: { channelId: "1" }, files: { file: new Blob([table]) } });
    const [file] = emulator.requests.at(-1)?.files ?? [];
    assert.deepEqual([file?.name, file?.size, file?.sha256], ["file.bin", table.length, sha256(table)]);
  });

  test("multipart without a file is a body of its own", async () => {
    await client.request(DOCUMENT, { form: { channelId: "1", url: "https://a.example/a.pdf" }, files: {} });
    assert.deepEqual(emulator.requests.at(-1)?.files, []);
  });

  test("a call with files is sent once, also where it may be repeated", async () => {
    const before = emulator.requests.length;
    const options = { form: { type: "fault:status-500" }, files: { file: new Blob(["a"]) }, idempotent: true };
    await assert.rejects(client.request(UPLOAD, options), { kind: "server", attempts: 1 });
    assert.equal(emulator.requests.length, before + 1);
  });

  test("a refusal in place of a table is POLYV's", async () => {
    const options = { query: { rank: 3 }, as: "bytes" };
    await assert.rejects(client.request("GET /live/v3/channel/auth/download-white-list", options), {
      kind: "validation",
    });
  });

  for (const [what, route, options] of /** @type {[string, string, object][]} */ ([
    ["a route without its method", "/live/v3/user/get-info", {}],
    ["another method", "PUT /live/v3/user/get-info", {}],
    ["a placeholder without its value", "GET /live/v2/channelAccount/{channelId}/accounts", {}],
    ["a value without its placeholder", "GET /live/v3/user/get-info", { params: { channelId: 1 } }],
    ["two bodies", "POST /live/v9/a", { form: { a: 1 }, json: {} }],
    ["a form with a GET", "GET /live/v9/a", { form: { a: 1 } }],
    ["a query beside a form", "POST /live/v9/a", { query: { a: 1 }, form: { b: 1 } }],
    ["an unknown part", "POST /live/v9/a", { body: { a: 1 } }],
    ["a file that is none", "POST /live/v9/a", { files: { file: "a" } }],
  ])) {
    test(`is not sent with ${what}`, async () => {
      const before = emulator.requests.length;
      await assert.rejects(client.request(route, options), { kind: "invalid_argument", attempts: 0 });
      assert.equal(emulator.requests.length, before);
    });
  }
});

/** @param {import("../../api/routes.mjs").Operation} operation @param {string} name */
function isRequired({ parameters = [], requestBody }, name) {
  const [body] = Object.values(requestBody?.content ?? {});
  return parameters.some((one) => one.name === name && one.required) || !!body?.schema.required?.includes(name);
}
