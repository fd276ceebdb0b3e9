// Starts what `npm start` starts, for tests: a local POLYV and the demo Worker with its page, on free ports.
// @ts-check
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../../../emulator/index.js";
import { openPage, startBrowser } from "./browser.js";

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
  process.env.WRANGLER_SEND_METRICS = "false";
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
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
 * The demo and a browser for all tests of a file.
 * @typedef {{ token?: string, route?: (page: Page) => Promise<unknown>, browser?: Options }} VisitOptions
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").BrowserContextOptions} Options
 */
export function useDemo() {
  /** @type {Awaited<ReturnType<typeof startDemo>>} */
  let demo;
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    [demo, browser] = await Promise.all([startDemo(), startBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });
  /**
   * Does the work on a fresh page, and fails for anything wrong with the page.
   * @param {string} query
   * @param {(page: Page, demo: Awaited<ReturnType<typeof startDemo>>) => Promise<unknown>} work
   * @param {VisitOptions} [options]
   */
  return async function visit(query, work, { token = TOKEN, route, browser: options } = {}) {
    const { page, close } = await openPage(browser, demo.origin, options);
    await route?.(page);
    await page.goto(`${demo.origin}/${query}${token && `#token=${token}`}`);
    await work(page, demo);
    await close();
  };
}
