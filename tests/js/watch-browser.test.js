// A viewer's browser on all three ways into a watch page: through a Worker in workerd, against the local POLYV.
// @ts-check
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import { sampleWatch } from "../../emulator/watch-samples.js";
import { launch } from "../hosts/support/browser.js";
import { startWorkerd } from "./support/workerd.js";

const DIRECT = "2149710";
const EXTERNAL = "2191541";
const CUSTOM = "3100001";
const MINUTES = 60_000;

let ahead = 0;
/** @type {import("../../emulator/index.js").Emulator} */
let polyv;
/** @type {import("miniflare").Miniflare} */
let workerd;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").BrowserContext} */
let context;
/** @type {import("playwright-core").Page} */
let page;
let worker = "";

before(async () => {
  polyv = await startEmulator({ now: () => Date.now() + ahead });
  const [direct, external, custom] = Object.values(sampleWatch(""));
  const bindings = {
    ...{ WATCH_ORIGIN: polyv.url, APP_SECRET: polyv.appSecret, DIRECT_KEY: direct.directKey ?? "" },
    ...{ EXTERNAL_KEY: external.externalKey ?? "", CUSTOM_KEY: custom.customKey ?? "" },
  };
  workerd = await startWorkerd(new URL("./support/watch-worker.js", import.meta.url), { bindings });
  worker = (await workerd.ready).origin;
  Object.assign(polyv.watch, sampleWatch(`${worker}/watch`));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await workerd?.dispose();
  await polyv?.close();
});
beforeEach(async () => {
  ahead = 0;
  await context?.close();
  context = await browser.newContext();
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
});

/** What the watch page says of the one in front of it. */
const shown = async () => JSON.parse((await page.locator("main").getAttribute("data-shown")) ?? "{}");

/** @param {string} url @param {string} [viewerId] */
async function open(url, viewerId) {
  if (viewerId) await context.addCookies([{ name: "session", value: viewerId, url: worker }]);
  return page.goto(url, { waitUntil: "commit" });
}

async function signIn() {
  assert.equal(await page.title(), "Sign in");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.locator("main").waitFor();
}

/** The visits of watch pages with a signature. */
const entries = () => polyv.requests.filter(({ path, query }) => path.startsWith("/watch/") && query.sign);

for (const [way, channel] of Object.entries({ direct: DIRECT, external: EXTERNAL, custom: CUSTOM })) {
  describe(`${way} authorisation`, () => {
    const start = () => `${way === "custom" ? polyv.url : worker}/watch/${channel}`;
    test("a stranger signs in, comes back and watches", async () => {
      await open(start());
      await signIn();
      assert.equal(new URL(page.url()).origin + new URL(page.url()).pathname, `${polyv.url}/watch/${channel}`);
      const { outcome, condition, userid, nickname } = await shown();
      assert.deepEqual([outcome, condition, userid, nickname], ["watching", way, "u_1", "王芳"]);
    });

    test("the same link is refused the second time, a new one is made at once", async () => {
      await open(start(), "u_1");
      assert.equal((await shown()).outcome, "watching");
      await open(page.url());
      assert.deepEqual([(await shown()).outcome, (await shown()).reason], ["refused", "used"]);
      await open(start());
      assert.equal((await shown()).outcome, "watching");
    });
  });
}

describe("what is refused:", () => {
  test("a prefetch, an image and a HEAD use no link up: the person who then clicks is let in", async () => {
    await context.addCookies([{ name: "session", value: "u_1", url: worker }]);
    const before = entries().length;
    const answered = [403, 503].map((status) =>
      page.waitForResponse((response) => response.url().endsWith(`/watch/${DIRECT}`) && response.status() === status),
    );
    await page.goto(`${worker}/links?path=/watch/${DIRECT}`, { waitUntil: "load" });
    await Promise.all(answered);
    assert.equal((await context.request.head(`${worker}/watch/${DIRECT}`)).status(), 405);
    assert.equal(entries().length, before);
    await page.getByRole("link", { name: "Enter" }).click();
    await page.locator("main").waitFor();
    assert.equal((await shown()).outcome, "watching");
    assert.equal(await page.evaluate(() => document.referrer), "", "it does not learn from where");
    assert.equal(entries().length, before + 1);
  });

  test("a viewer whom the app refuses is sent where it says, by POLYV", async () => {
    await open(`${worker}/watch/${EXTERNAL}`, "blocked");
    await page.waitForURL(`${worker}/refused?channelId=${EXTERNAL}&userid=blocked`);
  });
});

test("a callback of the local POLYV is proven in workerd, one of somebody else is not", async () => {
  const fields = { channelId: DIRECT, status: "live" };
  const response = await polyv.sendCallback(`${worker}/callback`, fields);
  assert.deepEqual([response.status, response.headers.get("x-event")], [200, "stream"]);
  ahead = 6 * MINUTES;
  assert.equal((await polyv.sendCallback(`${worker}/callback`, fields)).status, 403);
  assert.equal((await fetch(`${worker}/callback?status=live`)).status, 403);
});
