// The packed package in pages built and served by Vite.
// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openBrowser, serve } from "./support/browser.js";
import { assertPageReport, assertRefused, assertWasmCount } from "./support/page-host.js";
import { orSkip, project } from "./support/project.js";

const WHY = {
  vite: /"\.\/edge" is not exported under the conditions \[.*"browser".*\] from package .*polyv-edge/,
  vite7: /No known conditions for "\.\/edge" specifier in "polyv-edge" package/,
};
const CLI = "node_modules/vite/bin/vite.js";

/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

for (const name of /** @type {const} */ (["vite", "vite7"])) {
  describe(name, () => {
    /** @type {import("./support/project.js").Project | undefined} */
    let host;
    before(async () => {
      host = await orSkip(name, () => project(name));
      // The dev server looks for what it serves below its page only.
      if (host) cpSync(host.path("public"), host.path("page/public"), { recursive: true });
    });

    test("a built page and its worker parse, each with the wasm inside", async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const { code, output } = await host.node([CLI, "build", "page", "--outDir", "../out/page"]);
      assert.equal(code, 0, output);
      assertWasmCount(host.path("out/page"), { files: 0, blobs: 2 });
      const site = await serve({ "/": host.path("out/page") });
      try {
        assertPageReport(await browser.visit(`${site.url}/`), "page", "worker");
      } finally {
        await site.close();
      }
    });

    test("the dev server's page and its worker parse", async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const { dir } = host;
      // A cold start: what Vite prepared in an earlier run would hide a reload of the page.
      const args = [CLI, "page", "--host", "127.0.0.1", "--port", "0", "--force", "--clearScreen", "false"];
      const server = spawn(process.execPath, args, { cwd: dir, env: { ...process.env, NO_COLOR: "1" } });
      // Asked for now: a server that ends by itself would never be heard of afterwards.
      const ended = once(server, "exit");
      try {
        assertPageReport(await browser.visit(await addressOf(server)), "page", "worker");
      } finally {
        server.kill();
        await ended;
      }
    });

    test("polyv-edge/edge does not build", async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const build = await host.node([CLI, "build", "secret", "--outDir", "../out/secret"]);
      assertRefused(build, WHY[name], host.path("out/secret"));
    });
  });
}

/** @param {import("node:child_process").ChildProcessWithoutNullStreams} server @returns {Promise<string>} */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (/** @type {Buffer} */ chunk) => {
      said += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0];
      if (url) resolve(url);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("exit", () => reject(new Error(`the dev server ended:\n${said}`)));
    setTimeout(() => reject(new Error(`the dev server named no address:\n${said}`)), 30_000).unref();
  });
}
