// Holds the demo page to its promises to every reader: two languages, two themes, any width, keyboard and screen reader.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { texts } from "../../www/public/texts.js";
import { useDemo } from "./support/demo.js";

/** @typedef {import("playwright-core").Page} Page */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ROLE = "?channel=2149710&account=0062149710";
/** What a reader may see, as queries. */
const STATES = { viewer: "", role: ROLE, error: "?viewer=fault:unauthorized", "no token": "" };

const { onPage } = useDemo();

/** @param {Page} page */
const settled = (page) => page.locator("#result[aria-busy=false] h2").first().waitFor();

/** @param {Page} page */
async function audit(page) {
  // Not as a script element: the page's own policy would refuse it.
  await page.evaluate(AXE);
  /** @type {{ violations: import("axe-core").Result[] }} */
  const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** What reaches over the right edge. @param {Page} page */
function tooWide(page) {
  return page.evaluate(() => {
    const found = [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest("pre, .unseen") && element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 120));
    return document.documentElement.scrollWidth > innerWidth ? [...found, "the page itself"] : found;
  });
}

for (const locale of ["en-GB", "zh-CN"]) {
  for (const [name, query] of Object.entries(STATES)) {
    const options = { browser: { locale }, token: name === "no token" ? "" : undefined };
    onPage(`every reader can use it: ${name}, ${locale}`, query, options, async (page) => {
      await settled(page);
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await tooWide(page), [], `too wide for ${width} pixels`);
        for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await audit(page), [], `axe, ${colorScheme}, ${width}`);
        }
      }
    });
  }
}

test("both languages have every text, with the same names to fill in", () => {
  for (const [key, [en = "", zh = ""]] of Object.entries(texts)) {
    if (key === "lang.other" || key === "list") continue;
    assert.ok(!/[一-龥]/.test(en) && /[一-龥]/.test(zh), `${key}: ${en}, ${zh}`);
    assert.deepEqual(zh.match(/\{\w+\}/g), en.match(/\{\w+\}/g), key);
  }
});

onPage("the language changes everything on the page, and is remembered", ROLE, {}, async (page) => {
  await settled(page);
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByText("发布公告").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  await page.reload();
  await page.getByText("发布公告").waitFor();
  const left = await page.evaluate(() =>
    [...document.querySelectorAll("[aria-label], [data-t], #result :is(dt, h3, strong)")]
      .map((element) => element.getAttribute("aria-label") ?? element.textContent ?? "")
      .filter((text) => !/[一-龥]/.test(text)),
  );
  assert.deepEqual(left, ["English"]);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Post announcements").waitFor();
});

onPage(
  "the theme follows the system until one is chosen, and is remembered",
  "",
  { browser: { colorScheme: "dark" } },
  async (page) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    const pressed = page.getByRole("button", { name: "Dark theme", pressed: true });
    await pressed.waitFor();
    await page.emulateMedia({ colorScheme: "light" });
    assert.notEqual(await ground(), dark);
    await page.getByRole("button", { name: "Dark theme", pressed: false }).click();
    assert.equal(await ground(), dark);
    await page.reload();
    assert.equal(await ground(), dark);
    await pressed.waitFor();
  },
);

onPage("the keyboard is enough, and the focus is seen", "", {}, async (page) => {
  /** @param {string} key @param {string} wanted */
  const press = async (key, wanted) => {
    await page.keyboard.press(key);
    const [label, outline] = await page.evaluate(() => {
      const element = /** @type {HTMLInputElement} */ (document.activeElement);
      const seen = element.type === "radio" ? /** @type {Element} */ (element.parentElement) : element;
      return [element.labels?.[0]?.textContent?.trim() || element.textContent, getComputedStyle(seen).outlineStyle];
    });
    assert.ok(label?.startsWith(wanted), `${label}, not ${wanted}`);
    assert.equal(outline, "solid", `${wanted} shows no focus`);
  };
  await settled(page);
  for (const name of ["Skip", "polyv-edge", "中文"]) await press("Tab", name);
  await page.keyboard.press("Tab");
  await press("Tab", "Viewer");
  await press("ArrowRight", "Channel role");
  await press("Tab", "Channel id");
  await page.keyboard.type("2149710");
  await press("Tab", "Account");
  await page.keyboard.type("0012149710");
  await page.keyboard.press("Enter");
  await page.locator("#card-title", { hasText: "周老师" }).waitFor();
  await press("Tab", "Look up");
  await press("Tab", "A viewer");
  await page.keyboard.press("Enter");
  await page.locator("#card-title", { hasText: "王芳" }).waitFor();
});

onPage("the policy lets nothing in but the page's own", "", {}, async (_, { origin }) => {
  const { headers } = await fetch(origin);
  const policy = headers.get("content-security-policy") ?? "";
  const own = ["script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'"];
  for (const part of ["default-src 'none'", ...own, "frame-ancestors 'none'"]) {
    assert.ok(policy.split("; ").includes(part), policy);
  }
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("referrer-policy"), "no-referrer");
});
