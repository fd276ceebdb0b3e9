// The packed package in frameworks, with no setting for it, built and in the development server: their servers call the
// local POLYV, their pages parse in Chromium. A framework is a folder of tests/hosts/ and a row.
// @ts-check
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../hosts/support/browser.js";
import { assertEdgeReport, environmentOf, reportIn, withEmulator } from "../hosts/support/edge-host.js";
import { assertPageReport } from "../hosts/support/page-host.js";
import { orSkip, project } from "../hosts/support/project.js";
import { freePort, withServer } from "../hosts/support/server.js";
import { FRAMEWORKS } from "./table.js";

const VIEWER = "2_v378gn997yovtl3p8h77db9e224t6hg9";

/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

for (const [name, row] of Object.entries(FRAMEWORKS)) {
  describe(name, () => {
    /** @type {import("../hosts/support/project.js").Project | undefined} */
    let host;
    before(async () => {
      host = await orSkip(name, () => project(row.folder ?? name, { as: name, pins: row.pins }));
    });

    for (const [title, command] of Object.entries(row.commands)) {
      test(`${title}: ${command}`, { timeout: 300_000 }, async (t) => {
        if (!host) return t.skip("HOST NOT TESTED");
        const { dir, path, shell } = host;
        const { page, paths } = row;
        await withEmulator(async (emulator) => {
          const env = environmentOf(emulator);
          // Where Cloudflare's tools look.
          writeFileSync(
            path(".dev.vars"),
            Object.entries(env)
              .map((pair) => pair.join("="))
              .join("\n"),
          );
          const port = await freePort();
          const [last, ...builds] = command.replaceAll("$PORT", String(port)).split(" && ").reverse();
          for (const build of builds.reverse()) {
            const { code, output } = await shell(build, { env });
            assert.equal(code, 0, output);
          }
          if (!paths) {
            const { code, output } = await shell(last, { env });
            assert.equal(code, 0, output);
            return assertEdgeReport(reportIn(output), emulator);
          }
          await withServer(dir, last, env, `http://127.0.0.1:${port}`, async (url) => {
            for (const base of paths) {
              emulator.requests.length = 0;
              assertEdgeReport(JSON.parse(await textOf(`${url}${base}/check`)), emulator);
              const { data } = JSON.parse(await textOf(`${url}${base}/viewers/${VIEWER}`));
              assert.equal(data.viewerUnionId, VIEWER);
            }
            if (!page) return;
            const visit = () => browser.visit(`${url}/`, { isDeveloping: title === "development" });
            let { outcome, complaints } = await visit();
            // React Router's page breaks at the first visit that finds a new dependency, whichever it is.
            if (!outcome && /Outdated Optimize Dep/.test(complaints.join())) ({ outcome, complaints } = await visit());
            assertPageReport({ outcome, complaints: outcome ? [] : complaints });
          });
        });
      });
    }
  });
}

/** @param {string} url */
async function textOf(url) {
  const response = await fetch(url);
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return text;
}
