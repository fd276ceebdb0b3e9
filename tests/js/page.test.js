// Looks people up on the demo page, as they would: in a browser, through the Worker, from the local POLYV.
// @ts-check
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createChannels, SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { createViewers, SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { samples } from "../../www/public/samples.js";
import { en } from "../../www/public/texts.en.js";
import { zh } from "../../www/public/texts.zh.js";
import { openPage, startBrowser } from "./support/browser.js";
import { startDemo } from "./support/demo.js";

/** @typedef {import("playwright-core").Page} Page */

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
 * Runs a test on a fresh page that has the token, and fails it for anything wrong with the page.
 * @param {string} query
 * @param {(page: Page) => Promise<void>} work
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function on(query, work, options) {
  const { page, close } = await openPage(browser, demo.origin, options);
  await page.goto(`${demo.origin}/${query}#token=${demo.token}`);
  await work(page);
  await close();
}

/** @param {Page} page @param {string} title */
async function seeCard(page, title) {
  await page.locator("#card-title", { hasText: title }).waitFor();
}

/** What stands next to a name in the cards. @param {Page} page @param {string} name */
function valueAt(page, name) {
  return page.locator("dl > div", { has: page.locator("dt").getByText(name, { exact: true }) }).locator("dd");
}

/** @param {Page} page @param {Record<string, string>} wanted */
async function seeValues(page, wanted) {
  for (const [name, value] of Object.entries(wanted)) {
    const text = await valueAt(page, name).first().innerText();
    // Next to the value may be a note, a mark or a button.
    assert.equal(text.split("\n")[0]?.replace(/ *masked$/, ""), value, name);
  }
}

/** @param {string} nickname */
function viewerCalled(nickname) {
  const viewer = createViewers().find((candidate) => candidate.nickname === nickname);
  assert.ok(viewer, nickname);
  return viewer;
}

describe("look-ups", () => {
  test("by the form: POLYV's sample viewer, as its page shows it", () =>
    on("", async (page) => {
      await page.getByLabel("Viewer id (viewerUnionId)").fill(`  ${SAMPLE_VIEWER.viewerUnionId} `);
      await page.getByRole("button", { name: "Look up" }).click();
      await seeCard(page, "2222");
      await seeValues(page, {
        Watched: "0 secs",
        "Channels watched": "0",
        "Viewer id": "2_v378gn997yovtl3p8h77db9e224t6hg9",
        "Mobile number": "****",
        "E-mail": "****",
        Device: "demoData",
      });
      assert.equal(await page.locator(".badge").innerText(), "Imported");
      assert.equal(await page.locator("time").first().getAttribute("datetime"), "2024-04-02T10:37:51.000Z");
      assert.equal(await page.locator("time").first().innerText(), "2 Apr 2024, 18:37");
      assert.equal(new URL(page.url()).search, `?viewer=${SAMPLE_VIEWER.viewerUnionId}`);
      await page.getByRole("status").getByText("Viewer found: 2222.").waitFor({ state: "attached" });
    }));

  test("by the address: a viewer with labels and masked contact data", () =>
    on(`?viewer=${viewerCalled("王芳").viewerUnionId}`, async (page) => {
      await seeCard(page, "王芳");
      await seeValues(page, { Watched: "1 hr 30 mins", "Mobile number": "138****8000", "E-mail": "w***@example.com" });
      await seeValues(page, { "Last IP address": "203.0.*.*", Address: "广东省广州市" });
      assert.deepEqual(await page.locator("article .chip").allInnerTexts(), ["老客户"]);
      assert.equal(await page.locator("article .tag").count(), 4);
      assert.match(await page.locator("article > .hint").innerText(), /^Not given: WeChat name, /);
      assert.match(await valueAt(page, "Masked").innerText(), /Mobile number\s+Mobile number given last\s+E-mail/);
      assert.equal(await page.getByLabel("Viewer id (viewerUnionId)").inputValue(), viewerCalled("王芳").viewerUnionId);
      assert.ok(!(await page.content()).includes("13800138000"));
    }));

  test("by the form: POLYV's sample role, with its rights and without its secrets", () =>
    on("", async (page) => {
      await page.getByRole("radio", { name: "Channel role" }).check();
      await page.getByLabel("Channel id").fill("2149710");
      await page.getByLabel("Account of the role").fill("0062149710");
      await page.keyboard.press("Enter");
      await seeCard(page, "杨老师123");
      assert.deepEqual(await page.locator(".badge").allInnerTexts(), ["Assistant", "Active"]);
      await seeValues(page, { Account: "0062149710", "Channel id": "2149710", Title: "助教" });
      await seeValues(page, { "Position in the channel": "6", Created: "9 Mar 2021, 09:07" });
      const rights = (await page.locator(".rights li").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
      assert.ok(rights.includes("Turn pages No"), String(rights));
      assert.ok(rights.includes("Post announcements Yes"), String(rights));
      assert.equal(rights.length, 10);
      assert.deepEqual((await valueAt(page, "Removed").innerText()).split(/\n+/), [
        "password",
        "stream name",
        "push address",
      ]);
      // The picture is on another site: initials, and the reason.
      assert.equal(await page.locator(".avatar").innerText(), "杨");
      await page.getByText("The picture is at s1.videocc.net.").waitFor();
      assert.ok(!(await page.content()).includes(String(SAMPLE_ACCOUNT.pushUrl)));
      assert.equal(new URL(page.url()).search, "?channel=2149710&account=0062149710");
    }));

  test("in Chinese: a guest", () =>
    on(
      "?channel=2149710&account=0032149710",
      async (page) => {
        await seeCard(page, "特邀嘉宾 陈博士");
        assert.deepEqual(await page.locator(".badge").allInnerTexts(), ["嘉宾", "启用"]);
        assert.equal(await valueAt(page, "头衔").innerText(), "首席科学家");
        assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
        assert.equal(await page.title(), zh.title);
      },
      { locale: "zh-CN" },
    ));

  test("HTML in a nickname stays text", () =>
    on(`?viewer=${viewerCalled("O'Brien & <b>Sons</b>").viewerUnionId}`, async (page) => {
      await seeCard(page, "O'Brien & <b>Sons</b>");
      assert.equal(await page.locator("main b, main script").count(), 0);
      assert.equal(await page.locator(".avatar").innerText(), "OB");
      assert.ok((await page.locator("pre").innerText()).includes("O'Brien & <b>Sons</b>"));
    }));

  test("a picture that comes with the answer is shown", () =>
    on(`?viewer=${viewerCalled("韩梅梅").viewerUnionId}`, async (page) => {
      await seeCard(page, "韩梅梅");
      assert.match((await page.locator("img.avatar").getAttribute("src")) ?? "", /^data:image\/svg/);
      const width = await page.locator("img.avatar").evaluate((image) => /** @type {any} */ (image).naturalWidth);
      assert.equal(width, 64);
    }));

  test("every sample is one click away, and exists", () =>
    on("", async (page) => {
      const links = page.locator("#samples a");
      assert.equal(await links.count(), samples.length);
      for (const [index, { lookup }] of samples.entries()) {
        await links.nth(index).click();
        const known = createChannels();
        const name =
          lookup.what === "viewer"
            ? createViewers().find(({ viewerUnionId }) => viewerUnionId === lookup.viewer)?.nickname
            : known.get(lookup.channel)?.find(({ account }) => account === lookup.account)?.nickname;
        assert.ok(name, JSON.stringify(lookup));
        await seeCard(page, String(name));
      }
    }));

  test("back and forward show what was looked up before", () =>
    on("", async (page) => {
      await page.getByText("POLYV's own sample").click();
      await seeCard(page, "2222");
      await page.getByText("A guest", { exact: true }).click();
      await seeCard(page, "特邀嘉宾 陈博士");
      await page.goBack();
      await seeCard(page, "2222");
      assert.equal(await page.getByLabel("Viewer id (viewerUnionId)").inputValue(), SAMPLE_VIEWER.viewerUnionId);
      await page.goBack();
      await page.getByText("Nothing looked up yet").waitFor();
      await page.goForward();
      await page.goForward();
      await seeCard(page, "特邀嘉宾 陈博士");
      assert.equal(await page.getByLabel("Account of the role").inputValue(), "0032149710");
    }));
});

describe("the token", () => {
  test("is taken out of the address at once, and kept for the tab", () =>
    on("?viewer=2_v378gn997yovtl3p8h77db9e224t6hg9", async (page) => {
      assert.equal(page.url(), `${demo.origin}/?viewer=2_v378gn997yovtl3p8h77db9e224t6hg9`);
      await seeCard(page, "2222");
      await page.reload();
      await seeCard(page, "2222");
      assert.equal(await page.evaluate(() => localStorage.getItem("token")), null);
      assert.ok(!(await page.content()).includes(demo.token));
    }));

  test("is asked for where it is missing, and may be typed", async () => {
    const { page, close } = await openPage(browser, demo.origin);
    await page.goto(`${demo.origin}/?viewer=${SAMPLE_VIEWER.viewerUnionId}`);
    await page.getByRole("heading", { name: "The Worker wants a token" }).waitFor();
    await page.keyboard.type(demo.token);
    await page.keyboard.press("Enter");
    await seeCard(page, "2222");
    await close();
  });

  test("may arrive in a tab that shows the page already", async () => {
    const { page, close } = await openPage(browser, demo.origin);
    await page.goto(`${demo.origin}/?viewer=${SAMPLE_VIEWER.viewerUnionId}`);
    await page.getByRole("heading", { name: "The Worker wants a token" }).waitFor();
    await page.goto(`${page.url()}#token=${demo.token}`);
    await seeCard(page, "2222");
    assert.ok(!page.url().includes("#"));
    await close();
  });
});

describe("behind the card", () => {
  test("the JSON is what arrived, and can be copied with the ids", () =>
    on("", async (page) => {
      const arrived = page.waitForResponse(/\/api\/viewers\//).then((response) => response.text());
      await page.getByText("POLYV's own sample").click();
      const text = await arrived;
      await seeCard(page, "2222");
      assert.deepEqual(JSON.parse(await page.locator("pre").innerText()), JSON.parse(text));
      await page.getByRole("button", { name: "Copy JSON as it arrived" }).click();
      await page.getByRole("status").getByText("Copied.").waitFor({ state: "attached" });
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
      await page.getByRole("button", { name: "Copy Viewer id" }).click();
      await page.waitForFunction(
        (id) => navigator.clipboard.readText().then((now) => now === id),
        SAMPLE_VIEWER.viewerUnionId,
      );
    }));

  test("the cost is plausible", () =>
    on(`?viewer=${SAMPLE_VIEWER.viewerUnionId}`, async (page) => {
      await seeCard(page, "2222");
      assert.match(
        await valueAt(page, "Reading the answer").innerText(),
        /^[1-9][\d.]* (µs|ms)\n.*median of 9 rounds of \d/s,
      );
      assert.match(
        await valueAt(page, "Package").innerText(),
        /^\d\d(\.\d)? kB\n[1-9][\d.]* kB WebAssembly, [1-9][\d.]* kB/,
      );
      assert.match(await valueAt(page, "Answer").innerText(), /^\d{3} B/);
    }));
});

test("both languages have the same texts", () => {
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  for (const [key, text] of Object.entries(zh)) {
    const names = /** @param {string} from */ (from) => (from.match(/\{\w+\}/g) ?? []).sort();
    assert.deepEqual(names(text), names(en[/** @type {keyof typeof en} */ (key)]), key);
  }
});
