// Looks people up on the demo page, as they would: in a browser, through the Worker, from the local POLYV.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { createViewers } from "../../emulator/data/viewers.js";
import { useDemo } from "./support/demo.js";

/** @typedef {import("playwright-core").Page} Page */

const ROLE = "?channel=2149710&account=0062149710";
const { visit, onPage } = useDemo();

/** @param {Page} page @param {string} title */
function seeCard(page, title) {
  return page.locator("#card-title", { hasText: title }).waitFor();
}

/** What stands next to a name in the card, without the marks. @param {Page} page @param {string} name */
async function valueAt(page, name) {
  const row = page.locator("dl > div", { has: page.locator("dt").getByText(name, { exact: true }) });
  return (await row.locator("dd").innerText()).replace(/\s+masked$/, "");
}

/** Answers in the Worker's place. @param {object} error @param {Record<string, string>} [headers] */
function refusing(error, headers = {}) {
  const body = JSON.stringify({ code: 502, status: "error", success: false, requestId: "r-1", error });
  return (/** @type {Page} */ page) =>
    page.route("**/api/**", (route) => route.fulfill({ status: 502, headers, body }));
}

onPage("the page starts with an answer, and says what the Worker masked and whose data it is", "", {}, async (page) => {
  await seeCard(page, "王芳");
  assert.deepEqual(await page.locator(".who .pill").allInnerTexts(), ["By mobile number", "老客户"]);
  assert.equal(await valueAt(page, "Watched"), "1 hr 30 mins");
  assert.equal(await valueAt(page, "Mobile number"), "138****8000");
  assert.equal(await valueAt(page, "Created"), "2 Apr 2024, 18:37");
  assert.equal(await page.getByText("masked", { exact: true }).count(), 4);
  const kept = "Masked by the Worker: Mobile number, Mobile given last, E-mail, Last IP address";
  assert.equal(await page.locator(".kept").innerText(), kept);
  await page.getByText("Invented data of the local emulator").waitFor();
  await page.getByRole("status").getByText("Found: 王芳.").waitFor({ state: "attached" });
  assert.ok(!(await page.content()).includes("13800138000"));
});

onPage("a role by the form: its rights, and what the Worker removed", "", {}, async (page) => {
  await page.getByText("Channel role", { exact: true }).click();
  await page.getByLabel("Channel id").fill(" 2149710 ");
  await page.getByLabel("Account of the role").fill("0062149710");
  await page.keyboard.press("Enter");
  await seeCard(page, "杨老师123");
  assert.deepEqual(await page.locator(".who .pill").allInnerTexts(), ["Assistant", "Active"]);
  assert.equal(await valueAt(page, "Account"), "0062149710");
  assert.equal(await valueAt(page, "Turn pages"), "No");
  assert.equal(await valueAt(page, "Post announcements"), "Yes");
  const kept = "Removed by the Worker: password, stream name, push address";
  assert.equal(await page.locator(".kept").innerText(), kept);
  assert.ok(!(await page.content()).includes(String(SAMPLE_ACCOUNT.pushUrl)));
  assert.equal(new URL(page.url()).search, ROLE);
});

onPage("each sample is one click away, and back goes back", "", {}, async (page) => {
  const samples = page.getByRole("navigation").getByRole("link");
  assert.equal(await samples.count(), 3);
  for (const [index, title] of ["王芳", "杨老师123", "No such viewer, role or channel"].entries()) {
    await samples.nth(index).click();
    await seeCard(page, title);
  }
  await page.goBack();
  await seeCard(page, "杨老师123");
  assert.equal(await page.getByLabel("Account of the role").inputValue(), "0062149710");
  await page.goForward();
  await seeCard(page, "No such viewer, role or channel");
});

const odd = createViewers().find(({ nickname }) => nickname === "O'Brien & <b>Sons</b>");
onPage("what people typed stays text, absent is left out", `?viewer=${odd?.viewerUnionId}`, {}, async (page) => {
  await seeCard(page, "O'Brien & <b>Sons</b>");
  assert.ok(!/undefined|null|NaN/.test(await page.locator("#result article").innerText()));
});

onPage("the code to copy asks for what is shown, and holds no token", ROLE, {}, async (page, { origin, token }) => {
  await page.getByRole("button", { name: "Copy The same answer" }).click();
  await page.getByRole("status").getByText("Copied").waitFor({ state: "attached" });
  const curl = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(curl.includes(`'${origin}/api/channels/2149710/accounts/0062149710'`), curl);
  assert.ok(!curl.includes(token));
});

test("real data is called real, and the page then waits for an id", async () => {
  const route = refusing({ kind: "not_found", desc: "未知用户信息" }, { "data-source": "real" });
  await visit("", { route }, (page) => page.getByRole("heading", { name: "Connected to the real POLYV" }).waitFor());
  await visit("?viewer=2_x", { route }, (page) => page.getByText("Real data of your POLYV account").waitFor());
});

onPage("the token leaves the address at once, and is kept for the tab", ROLE, {}, async (page, { origin, token }) => {
  await seeCard(page, "杨老师123");
  assert.equal(page.url(), `${origin}/${ROLE}`);
  await page.reload();
  await seeCard(page, "杨老师123");
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.ok(!(await page.content()).includes(token));
});

onPage("a missing token is asked for, and may be typed", "", { token: "" }, async (page, { token }) => {
  await page.getByRole("heading", { name: "The Worker wants a token" }).waitFor();
  await page.keyboard.type(token);
  await page.keyboard.press("Enter");
  await seeCard(page, "王芳");
  assert.equal(await page.getByLabel("Access token", { exact: true }).isVisible(), false);
});

onPage(
  "a refused token is asked for, and may arrive by a link in the open tab",
  ROLE,
  { token: "another" },
  async (page, { token }) => {
    await seeCard(page, "The Worker does not accept the token");
    assert.equal(await valueAt(page, "Status from the Worker"), "401");
    assert.equal(await page.getByLabel("Access token", { exact: true }).isVisible(), true);
    await page.goto(`${page.url()}#token=${token}`);
    await seeCard(page, "杨老师123");
  },
);

onPage("POLYV's refusal shows what its support needs", "?viewer=fault:unauthorized", {}, async (page, { emulator }) => {
  await seeCard(page, "POLYV does not know the account");
  assert.equal(await valueAt(page, "Status from the Worker"), "502");
  assert.equal(await valueAt(page, "POLYV's error code"), "20001");
  assert.match(await valueAt(page, "Request id"), /^[\w.]{20,}$/);
  assert.equal(await page.locator("blockquote").innerText(), "application not found.");
  assert.ok(!(await page.content()).includes(emulator.appSecret));
});

// The types hold the texts to the kinds; this holds the page to what the Worker says, whatever else it could think.
for (const [kind, title, retryable] of /** @type {const} */ ([
  ["validation", "POLYV refused a parameter", true],
  ["server", "POLYV failed", false],
  ["network", "POLYV cannot be reached", true],
])) {
  onPage(
    `the Worker's ${kind} is in words, and is repeated only where the Worker says so`,
    ROLE,
    { route: refusing({ kind, desc: "qps exceeds number of calls", retryable }) },
    async (page) => {
      await seeCard(page, title);
      assert.equal(await page.locator(".who .pill").first().innerText(), kind);
      assert.equal(await page.getByRole("button", { name: "Try again" }).count(), retryable ? 1 : 0);
    },
  );
}

const error = { kind: "rate_limited", desc: "slow down", retryable: true };
onPage(
  "a fault that passes is gone at the next try",
  ROLE,
  { route: refusing(error, { "retry-after": "3" }) },
  async (page) => {
    await seeCard(page, "Too many requests");
    assert.equal(await valueAt(page, "Wait at least"), "3 secs");
    await page.unroute("**/api/**");
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await seeCard(page, "杨老师123");
    // The button had the focus, and is gone.
    assert.equal(await page.evaluate(() => document.activeElement?.id), "result");
  },
);

/** @type {[string, string, (route: import("playwright-core").Route) => Promise<void>][]} */
const failures = [
  [ROLE, "No answer from the Worker", (route) => route.abort()],
  [ROLE, "not what POLYV documents", (route) => route.fulfill({ body: "<h1>proxy</h1>" })],
  ["?channel=&account=1", "The request makes no sense", (route) => route.continue()],
];
for (const [query, title, answer] of failures) {
  const route = (/** @type {Page} */ page) => page.route("**/api/**", answer);
  onPage(`what else may fail: ${title}`, query, { route }, (page) => seeCard(page, title));
}

onPage("a look-up that is overtaken never shows", "", {}, async (page) => {
  await page.getByLabel("Viewer id").fill("fault:slow-200ms");
  const asked = page.waitForRequest(/slow-200ms/);
  await page.keyboard.press("Enter");
  const overtaken = await asked;
  await page.getByRole("link", { name: "An assistant" }).click();
  await seeCard(page, "杨老师123");
  assert.match(overtaken.failure()?.errorText ?? "", /ABORTED/);
});

test("the parsers are one request; a page without them says so", async () => {
  /** @type {string[]} */
  const asked = [];
  const record = async (/** @type {Page} */ page) => void page.on("request", (request) => asked.push(request.url()));
  await visit(ROLE, { route: record }, (page) => seeCard(page, "杨老师123"));
  const parsers = asked.filter((url) => /index\.web|wasm/.test(url)).map((url) => new URL(url).pathname);
  assert.deepEqual(parsers, ["/polyv-edge/index.web.js"]);
  const route = (/** @type {Page} */ page) =>
    page.route("**/polyv-edge/index.web.js", (route) => route.fulfill({ status: 404, body: "" }));
  await visit("", { route }, (page) => page.getByRole("alert").getByText("npm start").first().waitFor());
});
