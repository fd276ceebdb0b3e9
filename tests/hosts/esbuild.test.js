// The packed package in pages built by esbuild, which copies no assets.
// @ts-check
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { binaryIn } from "./support/binary.js";
import { openBrowser, serve } from "./support/browser.js";
import { listFiles } from "./support/files.js";
import { assertRunsAlone } from "./support/one-file.js";
import { assertPageReport, assertRefused, assertWasmCount } from "./support/page-host.js";
import { orSkip, project } from "./support/project.js";

const WHY = /The path "\.\/edge" cannot be imported from package "polyv-edge" because it was explicitly disabled/;

describe("esbuild", () => {
  /** @type {import("./support/project.js").Project | undefined} */
  let host;
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */
  let browser;
  before(async () => {
    host = await orSkip("esbuild", () => project("esbuild"));
    if (host) browser = await openBrowser();
  });
  after(() => browser?.close());

  /** @param {import("./support/project.js").Project} host @param {string} entry @param {string} folder @param {...string} options */
  const build = (host, entry, folder, ...options) => {
    const program = binaryIn(host.path("node_modules/@esbuild"), "esbuild");
    return host.run(program, [entry, "--bundle", "--format=esm", `--outdir=${folder}`, ...options]);
  };

  for (const { title, entry, copies, expected } of [
    {
      title: "the wasm travels inside the JavaScript, once",
      entry: "main.js",
      copies: [],
      expected: { files: 0, blobs: 1 },
    },
    {
      title: "ready takes the URL of a browser.wasm that the site serves",
      entry: "copied.js",
      copies: ["browser.wasm"],
      expected: { files: 1, blobs: 1 },
    },
  ]) {
    test(title, async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const folder = host.path(`out/${entry}`);
      const { code, output } = await build(host, entry, folder, "--platform=browser", "--entry-names=main");
      assert.equal(code, 0, output);
      assert.deepEqual(listFiles(folder), ["main.js"]);
      for (const name of copies) copyFileSync(host.path(`node_modules/polyv-edge/dist/${name}`), join(folder, name));
      assertWasmCount(folder, expected);
      copyFileSync(host.path("index.html"), join(folder, "index.html"));
      const site = await serve({ "/": folder });
      try {
        assertPageReport(await browser.visit(`${site.url}/`));
      } finally {
        await site.close();
      }
    });
  }

  for (const platform of ["browser", "neutral"]) {
    test(`polyv-edge/edge does not build with --platform=${platform}`, async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const folder = host.path(`out/secret-${platform}`);
      assertRefused(await build(host, "secret.js", folder, `--platform=${platform}`), WHY, folder);
    });
  }

  for (const [format, as] of [
    ["esm", ".mjs"],
    ["cjs", ".cjs"],
  ]) {
    test(`polyv-edge/edge builds for Node, where it belongs, into one file that needs no other (${format})`, async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const folder = host.path(`out/node-${format}`);
      const options = ["--platform=node", `--format=${format}`];
      const { code, output } = await build(host, "shared/server.mjs", folder, ...options);
      assert.equal(code, 0, output);
      await assertRunsAlone(folder, { as });
    });
  }
});
