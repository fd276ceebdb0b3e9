// The packed package in a page and a web worker built by webpack.
// @ts-check
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openBrowser, serve } from "./support/browser.js";
import { assertPageReport, assertRefused, assertWasmCount } from "./support/page-host.js";
import { orSkip, project } from "./support/project.js";

const WHY = /"\.\/edge" is not exported under the conditions \[.*"browser".*\] from package .*polyv-edge/;

describe("webpack", () => {
  /** @type {import("./support/project.js").Project | undefined} */
  let host;
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */
  let browser;
  before(async () => {
    host = await orSkip("webpack", () => project("webpack"));
    if (host) browser = await openBrowser();
  });
  after(() => browser?.close());

  test("a built page and its worker parse, each with the wasm inside", async (t) => {
    if (!host) return t.skip("HOST NOT TESTED");
    const { code, output } = await host.node(["build.mjs", "main.js", "web", "out/page"]);
    assert.equal(code, 0, output);
    assertWasmCount(host.path("out/page"), { files: 0, blobs: 2 });
    copyFileSync(host.path("index.html"), host.path("out/page/index.html"));
    const site = await serve({ "/": host.path("out/page") });
    try {
      assertPageReport(await browser.visit(`${site.url}/`), "page", "worker");
    } finally {
      await site.close();
    }
  });

  for (const target of ["web", "webworker"]) {
    test(`polyv-edge/edge does not build for ${target}`, async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const folder = `out/secret-${target}`;
      const build = await host.node(["build.mjs", "secret.js", target, folder]);
      assertRefused(build, WHY, host.path(folder));
    });
  }
});
