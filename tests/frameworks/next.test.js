// The packed package in Next, with no setting: both runtimes and a page, built and in the development server.
// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../hosts/support/browser.js";
import { assertEdgeReport, environmentOf, withEmulator } from "../hosts/support/edge-host.js";
import { assertPageReport } from "../hosts/support/page-host.js";
import { orSkip, project } from "../hosts/support/project.js";

const CLI = "node_modules/next/dist/bin/next";
const QUIET = { NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", NODE_ENV: undefined };

describe("next", () => {
  /** @type {import("../hosts/support/project.js").Project | undefined} */
  let host;
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */
  let browser;
  before(async () => {
    host = await orSkip("next", () => project("next"));
    if (host) browser = await openBrowser();
  });
  after(() => browser?.close());

  for (const command of ["start", "dev"]) {
    test(`next ${command}`, { timeout: 240_000 }, async (t) => {
      if (!host) return t.skip("HOST NOT TESTED");
      const { dir, node } = host;
      if (command === "start") {
        const { code, output } = await node([CLI, "build"], { env: QUIET });
        assert.equal(code, 0, output);
      }
      await withEmulator(async (emulator) => {
        const env = { ...process.env, ...QUIET, ...environmentOf(emulator) };
        const args = [CLI, command, "--hostname", "127.0.0.1", "--port", "0"];
        const server = spawn(process.execPath, args, { cwd: dir, env, detached: true });
        const ended = once(server, "exit");
        try {
          const url = await addressOf(server);
          for (const runtime of ["edge", "node"]) {
            emulator.requests.length = 0;
            const response = await fetch(`${url}/${runtime}`);
            const text = await response.text();
            assert.equal(response.status, 200, text);
            assertEdgeReport(JSON.parse(text), emulator);
          }
          const { outcome } = await browser.visit(`${url}/`);
          assertPageReport({ outcome, complaints: [] });
        } finally {
          // Its children too.
          process.kill(-(server.pid ?? 0));
          await ended;
        }
      });
    });
  }
});

/** @param {import("node:child_process").ChildProcessWithoutNullStreams} server @returns {Promise<string>} */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (/** @type {Buffer} */ chunk) => {
      said += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url && /Ready in/.test(said)) resolve(url);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("exit", () => reject(new Error(`next ended:\n${said}`)));
  });
}
