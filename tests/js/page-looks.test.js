// Holds the demo page to its promises to every reader: two languages, two themes, any width, keyboard and screen reader.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { openPage, startBrowser } from "./support/browser.js";
import { startDemo } from "./support/demo.js";

/** @typedef {import("playwright-core").Page} Page */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LOCALES = /** @type {const} */ (["en-GB", "zh-CN"]);
const THEMES = /** @type {const} */ (["light", "dark"]);
const WIDTHS = [320, 360, 768, 1280];
/** What a reader may see, as queries; a broken id shows an error. */
const STATES = {
  start: "",
  viewer: "?viewer=2_26sfkv4raoz4ld4zghft75mxz536ujtm",
  account: "?channel=2149710&account=0062149710",
  error: "?viewer=fault:unauthorized",
};

/** @type {import("./support/demo.js").Demo} */
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
 * Runs a test on a page that has the token, and fails it for anything wrong with the page.
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {(page: Page) => Promise<void>} work
 */
async function on(options, work) {
  const { page, close } = await openPage(browser, demo.origin, options);
  await page.goto(`${demo.origin}/#token=${demo.token}`);
  await work(page);
  await close();
}

/** @param {Page} page @param {string} query */
async function visit(page, query) {
  await page.goto(`${demo.origin}/${query}`);
  if (query !== "") await page.locator("#card-title").waitFor();
}

/** @param {Page} page */
async function audit(page) {
  // Not as a script element: the page's own policy would refuse it.
  await page.evaluate(AXE);
  /** @type {{ violations: import("axe-core").Result[] }} */
  const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run());
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** What reaches over the right edge. @param {Page} page */
function tooWide(page) {
  return page.evaluate(() => {
    const found = [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest("pre, .skip, .visually-hidden, .bar"))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 120));
    return document.documentElement.scrollWidth > innerWidth ? [...found, "the page itself"] : found;
  });
}

for (const locale of LOCALES) {
  for (const [name, query] of Object.entries(STATES)) {
    test(`every reader can use it: ${name}, ${locale}`, () =>
      on({ locale }, async (page) => {
        await visit(page, query);
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await audit(page), [], `axe, ${colorScheme}`);
        }
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          assert.deepEqual(await tooWide(page), [], `too wide for ${width} pixels`);
        }
      }));
  }
}

describe("settings", () => {
  test("the language changes everything on the page, and is remembered", () =>
    on({}, async (page) => {
      await visit(page, STATES.account);
      await page.getByRole("button", { name: "中文" }).click();
      await page.getByText("发布公告").waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
      await page.reload();
      await page.getByText("发布公告").waitFor();
      // What is left in Latin letters are names, ids and codes.
      const left = await page.evaluate(() =>
        [...document.querySelectorAll("[aria-label], [data-t]")]
          .map((element) => element.getAttribute("aria-label") ?? element.textContent ?? "")
          .filter((text) => !/[一-龥]/.test(text)),
      );
      assert.deepEqual(left, ["English"]);
      await page.getByRole("button", { name: "English" }).click();
      await page.getByText("Post announcements").waitFor();
      await page.reload();
      await page.getByText("Post announcements").waitFor();
    }));

  test("the theme follows the system until one is chosen, and is remembered", () =>
    on({ colorScheme: "dark" }, async (page) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const dark = await ground();
      const button = page.getByRole("button", { name: "Dark theme" });
      /** @param {boolean} pressed */
      const seePressed = (pressed) => page.getByRole("button", { name: "Dark theme", pressed }).waitFor();
      await seePressed(true);
      await page.emulateMedia({ colorScheme: "light" });
      const light = await ground();
      assert.notEqual(light, dark);
      await seePressed(false);
      await button.click();
      assert.equal(await ground(), dark);
      await page.reload();
      assert.equal(await ground(), dark);
      await seePressed(true);
    }));
});

test("the keyboard is enough", () =>
  on({}, async (page) => {
    const focused = () =>
      page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim());
    /** @param {string} wanted @param {number} [most] */
    const tabTo = async (wanted, most = 30) => {
      for (let i = 0; i < most && (await focused()) !== wanted; i += 1) await page.keyboard.press("Tab");
      assert.equal(await focused(), wanted);
      const outline = await page.evaluate(() => {
        const element = document.activeElement;
        const shown =
          element instanceof HTMLInputElement && element.type === "radio" ? element.nextElementSibling : element;
        return shown ? getComputedStyle(shown).outlineStyle : "none";
      });
      assert.notEqual(outline, "none", `${wanted} shows no focus`);
    };
    await tabTo("Skip to the look-up", 1);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await tabTo("channel", 1);
    await page.keyboard.type("2149710");
    await tabTo("account", 1);
    await page.keyboard.type("0012149710");
    await page.keyboard.press("Enter");
    await page.locator("#card-title", { hasText: "周老师" }).waitFor();
    await tabTo("A guest");
    await page.keyboard.press("Enter");
    await page.locator("#card-title", { hasText: "陈博士" }).waitFor();
    await tabTo("polyv-rate_limited");
    await page.keyboard.press("Space");
    await page.locator(".kind", { hasText: "rate_limited" }).waitFor();
    await tabTo("page-aborted");
    await page.keyboard.press("Enter");
    // The focus waits on Cancel, and then on the result.
    await page.waitForFunction(() => document.activeElement?.id === "cancel");
    await page.keyboard.press("Enter");
    await page.locator(".kind", { hasText: "aborted" }).waitFor();
    assert.equal(await focused(), "result");
  }));

test("the policy lets nothing in but the page's own", async () => {
  const { headers } = await fetch(demo.origin);
  const policy = headers.get("content-security-policy") ?? "";
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "frame-ancestors 'none'"]) {
    assert.ok(policy.includes(part), policy);
  }
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  const { page, problems } = await openPage(browser, demo.origin);
  await page.goto(demo.origin);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.injected = true";
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => "injected" in globalThis), false);
  assert.ok(problems.some((problem) => problem.includes("CSP")));
  await page.context().close();
});
