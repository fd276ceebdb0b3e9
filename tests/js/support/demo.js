// Starts what `npm start` starts, for tests: a local POLYV and the demo Worker with its page, on free ports.
// @ts-check
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../../../emulator/index.js";
import { launch } from "../../hosts/support/browser.js";

const www = fileURLToPath(new URL("../../../www/", import.meta.url));
const TOKEN = "token-of-the-tests";

export async function startDemo() {
  if (!existsSync(`${www}public/polyv-edge/index.web.js`)) throw new Error("run `npm run build` first");
  const emulator = await startEmulator();
  const { appId, appSecret, url } = emulator;
  const worker = await startWorker({
    ...{ POLYV_APP_ID: appId, POLYV_APP_SECRET: appSecret, POLYV_BASE_URL: url, DEMO_TOKEN: TOKEN },
  });
  await worker.ready;
  const { origin } = await worker.url;
  // From here on wrangler calls things errors that are none: a browser that closes a connection, its own folder going away.
  process.env.WRANGLER_LOG = "none";
  const close = async () => {
    await worker.dispose();
    await emulator.close();
  };
  return { origin, token: TOKEN, emulator, close };
}

/** @param {Record<string, string>} vars */
async function startWorker(vars) {
  Object.assign(process.env, { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" });
  process.env.WRANGLER_LOG ??= "error";
  const { unstable_startWorker } = await import("wrangler");
  const type = /** @type {const} */ ("plain_text");
  return unstable_startWorker({
    config: `${www}wrangler.jsonc`,
    envFiles: [],
    bindings: Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, { type, value }])),
    sendMetrics: false,
    dev: {
      ...{ remote: false, persist: false, inspector: false, watch: false, liveReload: false },
      server: { hostname: "127.0.0.1", port: 0, secure: false },
    },
  });
}

/**
 * A page in a context of its own.
 * @param {Browser} browser @param {string} origin @param {import("playwright-core").BrowserContextOptions} [options]
 * @returns `close` fails the test for errors of scripts and the console, refusals by the policy, foreign requests
 */
export async function openPage(browser, origin, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Asia/Shanghai", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(`script: ${error}`));
  page.on("console", (message) => {
    const text = message.text();
    // Chrome reports every answer above 399, and each broken request, as an error of the console: here they are meant.
    if (/^(error|warning)$/.test(message.type()) && !/^Failed to load resource: /.test(text)) problems.push(text);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== "data:") problems.push(`foreign request: ${url.href}`);
  });
  const close = async () => {
    await context.close();
    assert.deepEqual(problems, []);
  };
  return { page, close };
}

/**
 * The demo and a browser for all tests of a file.
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").Browser} Browser
 * @typedef {import("playwright-core").BrowserContextOptions} Options
 * @typedef {{ token?: string, route?: (page: Page) => Promise<unknown>, browser?: Options }} VisitOptions
 * @typedef {(page: Page, demo: Awaited<ReturnType<typeof startDemo>>) => Promise<unknown>} Work
 */
export function useDemo() {
  /** @type {Awaited<ReturnType<typeof startDemo>>} */
  let demo;
  /** @type {Browser} */
  let browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });
  /** Does the work on a fresh page, and fails for anything wrong with it. @param {string} query @param {VisitOptions} options @param {Work} work */
  async function visit(query, { token = TOKEN, route, browser: options }, work) {
    const { page, close } = await openPage(browser, demo.origin, options);
    await route?.(page);
    await page.goto(`${demo.origin}/${query}${token && `#token=${token}`}`);
    await work(page, demo);
    await close();
  }
  /** @param {string} title @param {string} query @param {VisitOptions} options @param {Work} work */
  const onPage = (title, query, options, work) => test(title, () => visit(query, options, work));
  return { visit, onPage };
}
