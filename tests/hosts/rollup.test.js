// The packed package in a page and in a server built by Rollup, which copies no assets.
// @ts-check
import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openBrowser, serve } from "./support/browser.js";
import { assertRunsAlone } from "./support/one-file.js";
import { assertHoldsNoEdgeBuild, assertPageReport, assertWasmCount } from "./support/page-host.js";
import { orSkip, project } from "./support/project.js";

const WHY = /Could not resolve import "polyv-edge\/edge" in .*secret\.js using exports defined in .*polyv-edge/;

describe("rollup", () => {
  /** @type {import("./support/project.js").Project | undefined} */
  let host;
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */
  let browser;
  before(async () => {
    host = await orSkip("rollup", () => project("rollup"));
    if (host) browser = await openBrowser();
  });
  after(() => browser?.close());

  for (const [format, as] of [
    ["esm", ".mjs"],
    ["cjs", ".cjs"],
  ]) {
    test(`a server in one file, ${format}, needs no other`, async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const folder = host.path(`out/node-${format}`);
      const { code, output } = await host.node(["build.mjs", "shared/server.mjs", folder, "node", format]);
      assert.deepEqual({ code, output }, { code: 0, output: "" });
      await assertRunsAlone(folder, { as });
    });
  }

  for (const platform of ["browser", "default"]) {
    test(`the wasm travels inside the JavaScript, once (${platform})`, async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const folder = host.path(`out/page-${platform}`);
      const { code, output } = await host.node(["build.mjs", "main.js", folder, platform]);
      assert.deepEqual({ code, output }, { code: 0, output: "" });
      assertWasmCount(folder, { files: 0, blobs: 1 });
      copyFileSync(host.path("index.html"), `${folder}/index.html`);
      const site = await serve({ "/": folder });
      try {
        assertPageReport(await browser.visit(`${site.url}/`));
      } finally {
        await site.close();
      }
    });

    test(`polyv-edge/edge stays outside, with a warning that says why, and the page fails (${platform})`, async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const folder = host.path(`out/secret-${platform}`);
      const { output } = await host.node(["build.mjs", "secret.js", folder, platform]);
      assert.match(output, WHY);
      assert.match(output, /UNRESOLVED_IMPORT: "polyv-edge\/edge" is imported by "secret\.js"/);
      // Rollup goes on without what it cannot find: nothing of the package is in what it wrote, so nothing can run.
      assertHoldsNoEdgeBuild(folder);
      assert.match(readFileSync(`${folder}/secret.js`, "utf8"), /from 'polyv-edge\/edge'/);
      copyFileSync(host.path("secret.html"), `${folder}/index.html`);
      const site = await serve({ "/": folder });
      try {
        const { outcome, complaints } = await browser.visit(`${site.url}/`);
        assert.equal(outcome, undefined);
        assert.match(complaints.join("\n"), /Failed to resolve module specifier "polyv-edge\/edge"/);
      } finally {
        await site.close();
      }
    });
  }
});
