// The walls between the keys of watch links and a browser: the exports map, the bundlers that read it, and a real page.
// @ts-check
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { build } from "esbuild";
import * as watch from "polyv-edge/watch";
import { openBrowser, serve } from "../hosts/support/browser.js";
import { pkgDir, root, targetDir } from "../hosts/support/files.js";

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
  assert.deepEqual([exports["./watch"].browser, exports["./watch"].default], [null, null]);
});

describe("bundlers", () => {
  /** @param {import("esbuild").BuildOptions} options */
  const bundle = (options) =>
    build({
      stdin: { contents: 'export * from "polyv-edge/watch"', resolveDir: root },
      ...{ bundle: true, write: false, format: "esm", logLevel: "silent", outdir: "out", external: ["node:*"] },
      loader: { ".wasm": "copy" },
      ...options,
    });

  for (const options of [
    { platform: /** @type {const} */ ("browser") },
    { platform: /** @type {const} */ ("neutral") },
    { conditions: ["worker", "browser"] },
  ]) {
    test(`none for a page: ${JSON.stringify(options)}`, async () => {
      const isClosed = (/** @type {import("esbuild").BuildFailure} */ { errors: [{ notes }] }) =>
        notes.some(({ text }) => text.includes("explicitly disabled"));
      await assert.rejects(bundle(options), isClosed);
    });
  }

  test("one for a Worker, where it belongs", async () => {
    const { outputFiles } = await bundle({ conditions: ["workerd", "worker", "browser"] });
    assert.ok(outputFiles?.some(({ text }) => text.includes("keyedSign")));
  });
});

test("what a page gets holds nothing that signs a link", () => {
  for (const file of ["index.web.js", "browser.wasm"]) {
    const text = readFileSync(join(dist, file), "latin1");
    for (const word of ["keyedSign", "directWatchUrl", "live.polyv.cn"]) assert.ok(!text.includes(word), word);
  }
  for (const word of ["keyedSign", "directWatchUrl", "live.polyv.cn"]) {
    assert.ok(readFileSync(join(dist, "edge.glue.js"), "latin1").includes(word), `${word} is no word to look for`);
  }
});

describe("somebody who goes around the exports map", () => {
  const folder = join(targetDir, "watch-walls");
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */
  let browser;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let site;
  before(async () => {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(PAGE)) writeFileSync(join(folder, name), text);
    browser = await openBrowser();
    site = await serve({ "/dist/": dist, "/": folder });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test("is refused in a page and in its worker, and the key is not shown", async () => {
    const { outcome } = await browser.visit(`${site.url}/`);
    for (const place of ["page", "worker"]) {
      const { kind, message, text } = outcome[place] ?? assert.fail(JSON.stringify(outcome));
      assert.equal(kind, "invalid_argument");
      assert.match(message, /browser/);
      assert.doesNotMatch(text, /a-key-never-real/);
    }
  });
});

const PAGE = {
  "index.html": '<!doctype html><title>walls</title><script type="module" src="/page.js"></script>',
  "refused.js": `import { directWatchUrl, initSync } from "/dist/edge.glue.js";

export async function refused() {
  const response = await fetch("/dist/edge.wasm");
  initSync({ module: await WebAssembly.compile(await response.arrayBuffer()) });
  try {
    return { kind: directWatchUrl({ channelId: "1", key: "a-key-never-real", viewerId: "a", nickname: "n" }) };
  } catch (error) {
    const { kind, message, stack } = error;
    return { kind, message, text: stack + JSON.stringify(error) };
  }
}
`,
  "worker.js": `import { refused } from "/refused.js";
refused().then(postMessage, (error) => postMessage({ message: String(error) }));
`,
  "page.js": `import { refused } from "/refused.js";
const worker = new Promise((resolve) => {
  const started = new Worker("/worker.js", { type: "module" });
  started.onmessage = ({ data }) => resolve(data);
  started.onerror = ({ message }) => resolve({ message });
});
globalThis.outcome = Promise.all([refused(), worker]).then(([page, worker]) => ({ page, worker }), String);
`,
};
