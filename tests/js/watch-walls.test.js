// The walls between the keys of watch links and a browser: the exports map, the files of a page, and a real page.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as watch from "polyv-edge/watch";
import { launch, serve } from "../hosts/support/browser.js";
import { pkgDir } from "../hosts/support/files.js";
import { untyped } from "./support/edge.js";

const dist = join(pkgDir, "dist");

test("polyv-edge/watch exports what is documented, no more", () => {
  assert.deepEqual(Object.keys(watch).sort(), [
    "PolyvError",
    "createWatchHandler",
    "customReturnUrl",
    "directWatchUrl",
    "externalAnswer",
    "externalWatchUrl",
    "verifyCustom",
    "verifyExternal",
  ]);
});

test("the entry names the same runtimes as polyv-edge/edge, in the same order, and closes every other way", () => {
  const { exports } = JSON.parse(readFileSync(join(pkgDir, "package.json"), "utf8"));
  const renamed = JSON.stringify(exports["./edge"]).replaceAll("./dist/edge.", "./dist/watch.");
  assert.equal(JSON.stringify(exports["./watch"]), renamed);
});

for (const word of ["keyedSign", "directWatchUrl", "live.polyv.cn"]) {
  test(`what a page gets does not hold ${word}, which the edge build does`, () => {
    const holds = (/** @type {string} */ file) => readFileSync(join(dist, file), "latin1").includes(word);
    assert.deepEqual(["index.web.js", "browser.wasm", "edge.glue.js"].map(holds), [false, false, true]);
  });
}

test("who goes around the exports map is refused in a page and in its worker, and the key is not shown", async (t) => {
  const site = await serve({ "/dist/": dist }, { csp: "worker-src blob:" });
  t.after(site.close);
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${site.url}/viewer.json`);
  const started = page.waitForEvent("worker");
  await page.evaluate(() => {
    const url = URL.createObjectURL(new Blob([""], { type: "text/javascript" }));
    Object.assign(globalThis, { worker: new Worker(url, { type: "module" }) });
  });
  const refused = async (/** @type {string} */ url) => {
    const { directWatchUrl, initSync } = await import(`${url}/dist/edge.glue.js`);
    const response = await fetch(`${url}/dist/edge.wasm`);
    initSync({ module: await WebAssembly.compile(await response.arrayBuffer()) });
    try {
      return { kind: directWatchUrl({ channelId: "1", key: "a-key-never-real", viewerId: "a", nickname: "n" }) };
    } catch (error) {
      const { kind, message, stack } = /** @type {any} */ (error);
      return { kind, message, text: stack + JSON.stringify(error) };
    }
  };
  for (const place of [page, await started]) {
    const { kind, message, text } = await untyped(place).evaluate(refused, site.url);
    assert.equal(kind, "invalid_argument");
    assert.match(message, /browser/);
    assert.doesNotMatch(text, /a-key-never-real/);
  }
});
