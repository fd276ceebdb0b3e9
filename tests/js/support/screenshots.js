// Draws the pictures of docs/img/: `node tests/js/support/screenshots.js`. Needs a font with Chinese characters.
// @ts-check
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openPage, startBrowser } from "./browser.js";
import { startDemo } from "./demo.js";

const folder = fileURLToPath(new URL("../../../docs/img/", import.meta.url));
/** A README shows no more than this anyway. */
const TALLEST = { wide: 1080, narrow: 1400 };
const LARGEST = 150_000;

/** @typedef {{ name: string, query: string, lang: "en" | "zh", theme: "light" | "dark", width: number }} Picture */

const QUERIES = {
  viewer: "?viewer=2_jrjt943ku1exkrrjm5c8ue9wou2thqpa",
  account: "?channel=2149710&account=0062149710",
  error: "?viewer=fault:unauthorized",
};

const pictures = [
  picture("viewer", "en", "light", 1280),
  picture("viewer", "zh", "dark", 1280),
  picture("viewer", "en", "dark", 360),
  picture("account", "zh", "light", 1280),
  picture("account", "zh", "light", 360),
  picture("error", "en", "light", 1280),
  picture("error", "zh", "dark", 360),
];

/** @param {keyof typeof QUERIES} what @param {Picture["lang"]} lang @param {Picture["theme"]} theme @param {number} width */
function picture(what, lang, theme, width) {
  return { name: `${what}-${lang}-${theme}-${width}`, query: QUERIES[what], lang, theme, width };
}

/** @param {import("playwright-core").Browser} browser @param {import("./demo.js").Demo} demo @param {Picture} picture */
async function draw(browser, demo, { name, query, lang, theme, width }) {
  const { page, close } = await openPage(browser, demo.origin, {
    locale: lang === "zh" ? "zh-CN" : "en-GB",
    colorScheme: theme,
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  });
  await page.goto(`${demo.origin}/${query}#token=${demo.token}`);
  await page.locator("#card-title").waitFor();
  if (!(await page.evaluate(hasChineseFont))) throw new Error("this computer has no font with Chinese characters");
  const path = join(folder, `${name}.png`);
  // A telephone shows the card first: the form above it is on the other pictures.
  const isNarrow = width < 960;
  const top = isNarrow
    ? await page.locator("#card").evaluate((card) => card.getBoundingClientRect().top + scrollY - 16)
    : 0;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: top, width, height: Math.min(height - top, isNarrow ? TALLEST.narrow : TALLEST.wide) };
  await page.screenshot({ path, fullPage: true, clip });
  await close();
  const { size } = statSync(path);
  process.stdout.write(`${name}.png  ${Math.round(size / 1000)} kB${size > LARGEST ? "  too large" : ""}\n`);
  if (size > LARGEST) process.exitCode = 1;
}

/** Whether a Chinese character looks otherwise than a character that no font has. */
function hasChineseFont() {
  const pictures = ["观", "\u{10fffe}"].map((character) => {
    const context = document.createElement("canvas").getContext("2d");
    if (!context) return "";
    context.font = `40px ${getComputedStyle(document.body).fontFamily}`;
    context.fillText(character, 10, 60);
    return context.canvas.toDataURL();
  });
  return pictures[0] !== pictures[1];
}

mkdirSync(folder, { recursive: true });
const [demo, browser] = await Promise.all([startDemo(), startBrowser()]);
try {
  for (const item of pictures) await draw(browser, demo, item);
} finally {
  await browser.close();
  await demo.close();
}
