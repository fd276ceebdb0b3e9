// The packed package in a page without a bundler: the files as they are, from a server.
// @ts-check
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, serve } from "./support/browser.js";
import { assertPageReport } from "./support/page-host.js";
import { project } from "./support/project.js";

describe("plain", () => {
  /** @type {import("./support/project.js").Project} */
  let host;
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */
  let browser;
  before(async () => {
    host = await project("plain");
    browser = await openBrowser();
  });
  after(() => browser?.close());

  test("a page and its module worker parse; the edge build's loaders of a wasm file do not load", async () => {
    const site = await serve({ "/": host.dir });
    try {
      const visit = await browser.visit(`${site.url}/`);
      const { edge, ...result } = visit.outcome.result ?? {};
      // Chromium complains of both: that is what is wanted of it here.
      assertPageReport({ outcome: visit.outcome.error ? visit.outcome : { result }, complaints: [] }, "page", "worker");
      assert.deepEqual(edge, ["TypeError", "TypeError"]);
    } finally {
      await site.close();
    }
  });
});
