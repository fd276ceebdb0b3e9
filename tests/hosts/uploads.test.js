// A file goes out in pieces: it is never held whole.
// @ts-check
import assert from "node:assert/strict";
import { truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { orSkip, project } from "./support/project.js";
import { HOSTS } from "./table.js";

/** Answers with the number of bytes that came. */
const server = createServer(async (request, response) => {
  let data = 0;
  for await (const chunk of request) data += chunk.length;
  response.setHeader("content-type", "application/json").end(JSON.stringify({ code: 200, status: "success", data }));
});

describe("a large file", () => {
  before(() => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined))));
  after(() => server.close());

  // Reading a file of 50 MB costs Node 22 to 30 MB with nothing sent, since it frees what it read in large steps.
  for (const [name, megabytes, limit] of /** @type {const} */ ([
    ["node", 300, 150],
    ["bun", 200, 100],
  ])) {
    test(`of ${megabytes} MB costs ${name} less than ${limit} MB of memory`, async (t) => {
      const { tools } = HOSTS.find(({ folder }) => folder === name) ?? {};
      const host = await orSkip(name, () => project(name, { as: `${name}-uploads`, tools }));
      if (!host) return t.skip("HOST NOT TESTED");
      const file = host.path("large.bin");
      writeFileSync(file, "");
      truncateSync(file, megabytes * 1e6);
      const program = name === "bun" ? host.path("node_modules/.bin/bun") : process.execPath;
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      const { code, output } = await host.run(program, ["shared/upload.mjs", `http://127.0.0.1:${port}`, file]);
      assert.equal(code, 0, output);
      const { received, mb } = JSON.parse(output);
      assert.ok(received > megabytes * 1e6, `${received} bytes came`);
      assert.ok(mb < limit, `it cost ${mb} MB`);
    });
  }
});
