// Tries the rows of a table: a row is a `describe`, each line that is typed a test.
// @ts-check
import assert from "node:assert/strict";
import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { versionOf } from "../table.js";
import { openBrowser, serve } from "./browser.js";
import { freePort, withCommand } from "./command.js";
import { assertEdgeReport, environmentOf, reportIn, withEmulator } from "./edge-host.js";
import { environment } from "./files.js";
import { assertRunsAlone } from "./one-file.js";
import { assertPageReport, assertRefused, assertWasmCount } from "./page-host.js";
import { orSkip, project } from "./project.js";

const VIEWER = "2_v378gn997yovtl3p8h77db9e224t6hg9";
/** @typedef {import("../table.js").Row} Row */
/** @typedef {import("./project.js").Project} Project */
/** @typedef {Awaited<ReturnType<typeof openBrowser>>} Browser */
/** @typedef {import("../../../emulator/index.js").Emulator} Emulator */

/** @param {Row[]} rows */
export function tryAll(rows) {
  /** @type {Browser} */
  let browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  for (const row of rows) {
    const { folder, commands = {}, alone = {}, refused = {} } = row;
    const title = `${row.host} ${versionOf(row)}`;
    describe(title, () => {
      /** @type {Project | undefined} */
      let host;
      before(async () => {
        host = await orSkip(title, () => project(folder, row));
      });

      /** @param {string} name @param {(host: Project) => Promise<void>} work */
      const line = (name, work) =>
        test(name, { timeout: 300_000 }, async (t) => {
          if (!host) return t.skip("HOST NOT TESTED");
          rmSync(host.path("out"), { recursive: true, force: true });
          await work(host);
        });

      for (const [how, command] of Object.entries(commands)) {
        line(`${how}: ${command}`, (host) =>
          withEmulator((emulator) => run(host, row, how, command, browser, emulator)),
        );
      }
      for (const [extension, command] of Object.entries(alone)) {
        line(`one file: ${command}`, async (host) => {
          await passes(host, command);
          await assertRunsAlone(host, extension);
        });
      }
      for (const [command, why] of Object.entries(refused)) {
        line(`refused: ${command}`, async (host) => assertRefused(await host.shell(command), why, host.path("out")));
      }
    });
  }
}

/** @param {Project} host @param {Row} row @param {string} how @param {string} command @param {Browser} browser @param {Emulator} emulator */
async function run(host, row, how, command, browser, emulator) {
  const env = environmentOf(emulator);
  const lines = Object.entries(env).map((pair) => pair.join("="));
  // Where Cloudflare's tools look.
  writeFileSync(host.path(".dev.vars"), lines.join("\n"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const all = command.replaceAll("$PORT", new URL(url).port).split(" && ");
  const serves = command.includes("$PORT") ? all.pop() : undefined;
  let output = "";
  for (const part of all) output = await passes(host, part, env);
  if (serves) {
    const options = { cwd: host.dir, env: environment(host.dir, env) };
    await withCommand(["sh", "-c", serves], options, new URL(url), async () => {
      for (const path of row.paths ?? []) await assertServer(`${url}${path}`, emulator);
      if (row.page || row.site) await assertPage(browser, url, row, how);
    });
  } else if (row.site) {
    const folder = host.path("out");
    assertWasmCount(folder, { files: 0, blobs: row.site });
    if (!existsSync(`${folder}/index.html`)) copyFileSync(host.path("shared/page/index.html"), `${folder}/index.html`);
    const site = await serve({ "/": folder });
    await assertPage(browser, site.url, row, how).finally(site.close);
  } else if (!row.silent) assertEdgeReport(reportIn(output), emulator);
}

/** @param {Project} host @param {string} command @param {Record<string, string>} [env] */
async function passes(host, command, env) {
  const { code, output } = await host.shell(command, { env });
  assert.equal(code, 0, output);
  return output;
}

/** Asked once: the first answer of a development server counts too. @param {string} api @param {Emulator} emulator */
async function assertServer(api, emulator) {
  emulator.requests.length = 0;
  assertEdgeReport(await answerOf(`${api}/check`), emulator);
  assert.equal((await answerOf(`${api}/viewers/${VIEWER}`)).data.viewerUnionId, VIEWER);
}

/** @param {string} url */
async function answerOf(url) {
  const response = await fetch(url);
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return JSON.parse(text);
}

/** @param {Browser} browser @param {string} url @param {Row} row @param {string} how */
async function assertPage(browser, url, { site }, how) {
  const isDeveloping = how === "development";
  const visit = () => browser.visit(`${url}/`, { isDeveloping });
  let { outcome, complaints } = await visit();
  // React Router's page breaks at the first visit that finds a new dependency, whichever it is.
  if (!outcome && /Outdated Optimize Dep/.test(complaints.join())) ({ outcome, complaints } = await visit());
  // Development servers talk.
  if (outcome && isDeveloping) complaints = [];
  assertPageReport({ outcome, complaints }, ...(site ? ["page", "worker"] : []));
}
