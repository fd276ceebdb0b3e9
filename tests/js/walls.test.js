// The walls between a browser and the secrets, the account's and those of watch links: what the built files hold, what they
// export, and what a real page does. Each rule is also pointed at the edge build: one that finds nothing there is broken.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inflateRawSync } from "node:zlib";
import { build } from "esbuild";
import { openBrowser, serve } from "../hosts/support/browser.js";
import { pkgDir, root, targetDir } from "../hosts/support/files.js";
import { MD5, numbersIn, SHA256 } from "../hosts/support/wasm-constants.js";
import { withoutLineEnds } from "../hosts/support/wasm-count.js";

const dist = join(pkgDir, "dist");
/** @param {string} file */
const read = (file) => readFileSync(join(dist, file));
/** @param {string} file @returns {Promise<any>} */
const load = (file) => import(pathToFileURL(join(dist, file)).href);

/** What a browser may get: one file, and the wasm that it has inside. */
const BROWSER_FILES = ["browser.wasm", "index.web.js"];
const EDGE_FILES = ["edge.glue.js", "edge.wasm", "edge.public.js"];

/** Words that only a signer, or who sends, has a use for. */
const WORDS = [
  ...["appSecret", "sign=", "signatureMethod", "api.polyv.net", "setTimeout", "AbortController"],
  ...["keyedSign", "directWatchUrl", "live.polyv.cn"],
];

const BROWSER_EXPORTS = ["PolyvError", "parseChannelAccount", "parseResponse", "parseViewer", "ready"];
const EDGE_EXPORTS = [
  ...["PolyvClient", "createHandler", "redactChannelAccount", "redactViewer", "verifyCallback"],
  ...BROWSER_EXPORTS,
];
const WATCH_EXPORTS = [
  ...["PolyvError", "createWatchHandler", "customReturnUrl", "directWatchUrl", "externalAnswer", "externalWatchUrl"],
  ...["verifyCustom", "verifyExternal"],
];

/** Those of the files that hold a word. @param {string[]} files @param {string} word */
const holding = (files, word) => files.filter((file) => read(file).includes(word));

describe("the browser build holds nothing of the signer", () => {
  for (const word of WORDS) {
    test(`it does not hold the word ${word}, which the same check finds in the edge build`, () => {
      assert.deepEqual(holding(BROWSER_FILES, word), []);
      assert.notDeepEqual(holding(EDGE_FILES, word), []);
    });
  }

  for (const [name, constants] of Object.entries({ MD5, SHA256 })) {
    test(`it does not hold the constants of ${name}, of which the edge build has all`, () => {
      assert.deepEqual(numbersIn(read("browser.wasm"), constants), []);
      assert.deepEqual(numbersIn(read("edge.wasm"), constants), constants);
    });
  }

  test("it leads to no other file", () => {
    assert.doesNotMatch(read("index.web.js").toString("utf8"), /(?:\bfrom|\bimport|\bnew URL)\s*\(?\s*["'`]\.?\//);
  });

  for (const [entry, names] of Object.entries({
    ...{ "index.web.js": BROWSER_EXPORTS, "index.node.js": BROWSER_EXPORTS, "edge.node.js": EDGE_EXPORTS },
    "watch.node.js": WATCH_EXPORTS,
  })) {
    test(`${entry} exports what is in the list, no more`, async () => {
      assert.deepEqual(Object.keys(await load(entry)).sort(), names.toSorted());
    });
  }

  test("what travels inside the JavaScript is the files, once each", async () => {
    for (const name of ["browser", "edge"]) {
      const { default: base64 } = await load(`${name}.base64.js`);
      assert.ok(Buffer.from(base64, "base64").equals(read(`${name}.wasm`)), name);
    }
    const literals = withoutLineEnds(read("index.web.js")).match(/"[A-Za-z0-9+/]{1000,}=*"/g) ?? [];
    assert.equal(literals.length, 1);
    assert.ok(inflateRawSync(Buffer.from(literals[0], "base64")).equals(read("browser.wasm")));
  });
});

test("a page and its worker get no client and no watch link, but for a client with allowBrowser", async () => {
  const folder = join(targetDir, "walls");
  // The entry that no exports map closes.
  await build({
    stdin: { contents: SCRIPT, resolveDir: root },
    ...{ bundle: true, format: "esm", platform: "browser", outfile: join(folder, "main.js") },
  });
  writeFileSync(join(folder, "index.html"), '<!doctype html><script type="module" src="main.js"></script>');
  const browser = await openBrowser();
  const site = await serve({ "/": folder });
  try {
    const { outcome, complaints } = await browser.visit(`${site.url}/`);
    assert.deepEqual(complaints, []);
    for (const { refused, allowed } of outcome) {
      for (const { kind, message, text } of refused) {
        assert.deepEqual([kind, /browser/i.test(message), /never-real/.test(text)], ["invalid_argument", true, false]);
      }
      assert.match(allowed, /^https:\/\/api\.polyv\.net\/live\/a\?.*sign=[0-9A-F]{32}/);
    }
  } finally {
    await site.close();
    await browser.close();
  }
});

const SCRIPT = `import { directWatchUrl, PolyvClient } from "polyv-edge/edge/portable";
const told = (work) => {
  try {
    return { kind: typeof work() };
  } catch (error) {
    const { kind, message, stack } = error;
    return { kind, message, text: stack + JSON.stringify(error) };
  }
};
const options = { appId: "id", appSecret: "a-secret-never-real" };
const link = { channelId: "1", key: "a-key-never-real", viewerId: "a", nickname: "n" };
const mine = {
  refused: [told(() => new PolyvClient(options)), told(() => directWatchUrl(link))],
  allowed: new PolyvClient({ ...options, allowBrowser: true }).signedUrl("GET /live/a"),
};
if (globalThis.document) {
  const worker = new Worker("main.js", { type: "module" });
  worker.onmessage = ({ data }) => (globalThis.outcome = [mine, data]);
} else postMessage(mine);
`;
