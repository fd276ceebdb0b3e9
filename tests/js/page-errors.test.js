// Presses every button of the demo page that makes something fail, and reads what the page says about it.
// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { provocations } from "../../www/public/faults.js";
import { en } from "../../www/public/texts.en.js";
import { openPage, startBrowser } from "./support/browser.js";
import { startDemo } from "./support/demo.js";

/** @typedef {import("playwright-core").Page} Page */

const KINDS = 14;

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

/** @param {(page: Page) => Promise<void>} work */
async function onPage(work) {
  const { page, close } = await openPage(browser, demo.origin);
  await page.goto(`${demo.origin}/#token=${demo.token}`);
  await work(page);
  await close();
}

/** @param {Page} page @param {string} name */
function detail(page, name) {
  return page.locator(".row", { has: page.locator("dt").getByText(name, { exact: true }) }).locator("dd");
}

test("there is a button for every kind", () => {
  assert.equal(new Set(provocations.map(({ kind }) => kind)).size, KINDS);
});

/** @param {Page} page @param {import("../../www/public/faults.js").Provocation} provocation */
async function provoke(page, { id, kind, from, trick }) {
  await page.locator(`#${id}`).click();
  if (trick === "cancel") {
    await page.locator("#card").getByText("Press Cancel").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
  }
  const status = page.getByRole("status").getByText(`(${kind})`);
  await status.waitFor({ state: "attached" });
  const card = page.locator(".is-error");
  assert.equal(await card.locator(".kind").innerText(), kind);
  assert.equal(await card.locator(".card-title").innerText(), en[/** @type {keyof typeof en} */ (`${kind}.title`)]);
  assert.equal(await card.getByText(en[`from.${from}`]).count(), 1);
  const station = { page: "This page", worker: "Worker", polyv: "POLYV" }[from];
  assert.equal(await card.locator(".path .is-stopped strong").innerText(), station);
  assert.ok((await card.locator("blockquote").innerText()).length > 0);
  assert.ok(!(await page.content()).includes(demo.emulator.appSecret));
}

test("every button shows its kind", (t) =>
  onPage(async (page) => {
    for (const provocation of provocations) {
      // Nothing of the one before may be left to be taken for this one.
      await page.goto(demo.origin);
      await t.test(provocation.id, () => provoke(page, provocation));
    }
  }));

test("the card holds what POLYV's support needs", () =>
  onPage(async (page) => {
    const response = page.waitForResponse(/\/api\/viewers\//);
    await page.locator("#polyv-unauthorized").click();
    const { requestId } = await (await response).json();
    await page.locator(".is-error").waitFor();
    assert.equal(await detail(page, "HTTP status").innerText(), "502");
    assert.equal(await detail(page, "POLYV's error code").innerText(), "20001");
    assert.equal(await detail(page, "May succeed later").innerText(), "No");
    assert.equal(await page.locator("blockquote").innerText(), "application not found.");
    assert.equal(await detail(page, "Asked for").innerText(), "GET /api/viewers/fault%3Aunauthorized");
    await page.getByRole("button", { name: "Copy Request id" }).click();
    await page.getByRole("status").getByText("Copied.").waitFor({ state: "attached" });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), requestId);
  }));

test("a fault that passes is gone at the next try", () =>
  onPage(async (page) => {
    await page.getByLabel("Viewer id (viewerUnionId)").fill("fault:qps:1:2_v378gn997yovtl3p8h77db9e224t6hg9");
    await page.getByRole("button", { name: "Look up" }).click();
    // A client that retries by itself never shows the fault.
    const again = page.getByRole("button", { name: "Try again" });
    await page.locator("#card-title").waitFor();
    if (await again.isVisible()) await again.click();
    await page.locator("#card-title", { hasText: "2222" }).waitFor();
  }));

test("a look-up that is overtaken never shows", () =>
  onPage(async (page) => {
    await page.getByLabel("Viewer id (viewerUnionId)").fill("fault:slow-200ms");
    await page.getByRole("button", { name: "Look up" }).click();
    await page.getByText("A guest", { exact: true }).click();
    await page.locator("#card-title", { hasText: "陈博士" }).waitFor();
    await page.waitForTimeout(500);
    assert.equal(await page.locator("#card-title").innerText(), "特邀嘉宾 陈博士");
  }));

test("a cancelled look-up leaves the focus at the result", () =>
  onPage(async (page) => {
    await page.locator("#page-aborted").click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.locator(".is-error").waitFor();
    assert.equal(await page.getByRole("button", { name: "Cancel" }).isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "result");
  }));

test("an answer of megabytes does not stop the page", () =>
  onPage(async (page) => {
    await page.getByLabel("Viewer id (viewerUnionId)").fill("fault:huge");
    await page.getByRole("button", { name: "Look up" }).click();
    await page.locator("#card-title").waitFor();
  }));

test("a page without the package says so", async () => {
  const { page } = await openPage(browser, demo.origin);
  await page.route("**/polyv-edge/index.web.js", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(demo.origin);
  await page.getByRole("alert").getByText("npm start").waitFor();
  await page.context().close();
});

test("wasm that does not load is an error to try again", async () => {
  const { page } = await openPage(browser, demo.origin);
  await page.route("**/browser.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(`${demo.origin}/?viewer=2_v378gn997yovtl3p8h77db9e224t6hg9#token=${demo.token}`);
  await page.locator("blockquote", { hasText: "wasm did not load" }).waitFor();
  await page.unroute("**/browser.wasm");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("#card-title", { hasText: "2222" }).waitFor();
  await page.context().close();
});
