// A Chromium for tests, and pages in it that remember everything that would be wrong on them.
// @ts-check
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { findChrome } from "../../../scripts/lib/chrome.mjs";

const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-lcd-text",
];

/** @returns {Promise<import("playwright-core").Browser>} */
export async function startBrowser() {
  const executablePath = process.env.CHROME_PATH ?? findChrome().pair?.chrome;
  if (!executablePath) throw new Error(`the page's tests need Chrome or Chromium. ${findChrome().report}`);
  // Chrome's sandbox refuses to run as root, which containers usually are.
  const args = process.getuid?.() === 0 ? [...ARGS, "--no-sandbox"] : ARGS;
  return chromium.launch({ executablePath, headless: true, args });
}

/**
 * @typedef {object} Watched
 * @property {import("playwright-core").Page} page
 * @property {string[]} problems errors of scripts, of the console and of the security policy, and foreign requests
 * @property {() => Promise<void>} close fails the test if there was a problem
 */

/**
 * A page in a context of its own.
 * @param {import("playwright-core").Browser} browser
 * @param {string} origin
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<Watched>}
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
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective}`));
  });
  const close = async () => {
    await context.close();
    assert.deepEqual(problems, []);
  };
  return { page, problems, close };
}
