// Draws the pictures of the READMEs: `node tests/js/support/screenshots.js`. Needs a font with Chinese characters.
// @ts-check
import { fileURLToPath } from "node:url";
import { launch } from "../../hosts/support/browser.js";
import { openPage, startDemo } from "./demo.js";

const PICTURES = {
  "viewer-en-light-1280": { locale: "en-GB", query: "" },
  "account-zh-light-1280": { locale: "zh-CN", query: "?channel=2149710&account=0062149710" },
};

const [demo, browser] = await Promise.all([startDemo(), launch()]);
for (const [name, { locale, query }] of Object.entries(PICTURES)) {
  const viewport = { width: 1280, height: 900 };
  const { page, close } = await openPage(browser, demo.origin, { locale, colorScheme: "light", viewport });
  await page.goto(`${demo.origin}/${query}#token=${demo.token}`);
  await page.locator("#card-title").waitFor();
  await page.screenshot({ path: fileURLToPath(new URL(`../../../docs/img/${name}.png`, import.meta.url)) });
  await close();
}
await browser.close();
await demo.close();
