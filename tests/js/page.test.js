// The demo page, as people use it: in a browser, through the Worker, from the local POLYV; and its promises to every reader:
// two languages, two themes, any width, keyboard and screen reader.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { createViewers } from "../../emulator/data/viewers.js";
import { texts } from "../../www/public/texts.js";
import { useDemo } from "./support/demo.js";

/** @typedef {import("playwright-core").Page} Page */

const ROLE = "?channel=2149710&account=0062149710";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What a reader may see, as queries. */
const STATES = { viewer: "", role: ROLE, error: "?viewer=fault:unauthorized", "no token": "" };

const { visit, onPage } = useDemo();

/** @param {Page} page @param {string} title */
function seeCard(page, title) {
  return page.locator("#card-title", { hasText: title }).waitFor();
}

/** What stands next to a name in the card. @param {Page} page @param {string} name */
function valueAt(page, name) {
  const row = page.locator("dl > div", { has: page.locator("dt").getByText(name, { exact: true }) });
  return row.locator("dd").innerText();
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
  assert.equal(await valueAt(page, "Created"), "2 Apr 2024, 18:37 GMT+8");
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

const refused = { token: "another" };
onPage("a refused token is asked for, and may arrive by a link in the tab", ROLE, refused, async (page, { token }) => {
  await seeCard(page, "The Worker does not accept the token");
  assert.equal(await valueAt(page, "Status from the Worker"), "401");
  assert.equal(await page.getByLabel("Access token", { exact: true }).isVisible(), true);
  await page.goto(`${page.url()}#token=${token}`);
  await seeCard(page, "杨老师123");
});

onPage("POLYV's refusal shows what its support needs", "?viewer=fault:unauthorized", {}, async (page, { emulator }) => {
  await seeCard(page, "POLYV does not know the account");
  assert.equal(await valueAt(page, "Status from the Worker"), "502");
  assert.equal(await valueAt(page, "POLYV's error code"), "20001");
  assert.match(await valueAt(page, "Request id"), /^[\w.]{20,}$/);
  assert.equal(await page.locator("blockquote").innerText(), "application not found.");
  assert.ok(!(await page.content()).includes(emulator.appSecret));
});

// The types hold the texts to the kinds; this holds the page to what the Worker says, whatever else it could think.
/** @param {string} kind @param {boolean} retryable @param {Record<string, string>} [headers] */
const told = (kind, retryable, headers) => refusing({ kind, desc: "slow down", retryable }, headers);
/** @param {(route: import("playwright-core").Route) => Promise<void>} answer */
const answering = (answer) => (/** @type {Page} */ page) => page.route("**/api/**", answer);
/** @type {[title: string, route: (page: Page) => Promise<unknown>, canRetry: boolean, query?: string][]} */
const failures = [
  ["POLYV refused a parameter", told("validation", true), true],
  ["POLYV failed", told("server", false), false],
  ["POLYV cannot be reached", told("network", true), true],
  ["No answer from the Worker", answering((route) => route.abort()), true],
  ["not what POLYV documents", answering((route) => route.fulfill({ body: "<h1>proxy</h1>" })), false],
  ["The request makes no sense", answering((route) => route.continue()), false, "?channel=&account=1"],
];
for (const [title, route, canRetry, query = ROLE] of failures) {
  onPage(`in words, and to be repeated where that may help: ${title}`, query, { route }, async (page) => {
    await seeCard(page, title);
    assert.equal(await page.getByRole("button", { name: "Try again" }).count(), canRetry ? 1 : 0);
  });
}

const route = told("rate_limited", true, { "retry-after": "3" });
onPage("a fault that passes is gone at the next try", ROLE, { route }, async (page) => {
  await seeCard(page, "Too many requests");
  assert.equal(await page.locator(".who .pill").first().innerText(), "rate_limited");
  assert.equal(await valueAt(page, "Wait at least"), "3 secs");
  await page.unroute("**/api/**");
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await seeCard(page, "杨老师123");
  // The button had the focus, and is gone.
  assert.equal(await page.evaluate(() => document.activeElement?.id), "result");
});

onPage("a look-up that is overtaken never shows", "", {}, async (page) => {
  await page.getByLabel("Viewer id").fill("fault:slow-headers");
  const asked = page.waitForRequest(/slow-headers/);
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
    [...document.querySelectorAll("[aria-label], [data-t], main :is(dt, h3, strong)")]
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
  await seeCard(page, "周老师");
  await press("Tab", "Look up");
  await press("Tab", "A viewer");
  await page.keyboard.press("Enter");
  await seeCard(page, "王芳");
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
