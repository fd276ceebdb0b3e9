// A Chromium for tests, and pages in it that remember everything that would be wrong on them.
// @ts-check
import assert from "node:assert/strict";

export { launch as startBrowser } from "../../hosts/support/browser.js";

/**
 * A page in a context of its own.
 * @param {import("playwright-core").Browser} browser
 * @param {string} origin
 * @param {import("playwright-core").BrowserContextOptions} [options]
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
  return { page, problems, close };
}
