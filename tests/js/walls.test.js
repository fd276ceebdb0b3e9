// The walls between the appSecret and a browser: what the built files hold, what they export, and what a real page does.
// Each rule is also pointed at the edge build, where it has to find something: a rule that finds nothing there is broken.
// @ts-check
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inflateRawSync } from "node:zlib";
import { build } from "esbuild";
import { openBrowser, serve } from "../hosts/support/browser.js";
import { listFiles, pkgDir, root, targetDir } from "../hosts/support/files.js";
import { MD5, numbersIn, SHA256 } from "../hosts/support/wasm-constants.js";

const dist = join(pkgDir, "dist");
/** @param {string} file */
const read = (file) => readFileSync(join(dist, file));
/** @param {string} file @returns {Promise<any>} */
const load = (file) => import(pathToFileURL(join(dist, file)).href);

/** Every file that a browser may get, from each entry it may import: what they import is followed, see below. */
const BROWSER_ENTRIES = {
  "index.web.js": ["index.web.js"],
};
/** Those, and the wasm that the page's file has inside. */
const BROWSER_FILES = ["browser.wasm", ...Object.values(BROWSER_ENTRIES).flat()];
const EDGE_FILES = ["edge.glue.js", "edge.wasm", "edge.public.js"];

/** Words that only a signer, or who sends, has a use for. */
const WORDS = ["appSecret", "sign=", "signatureMethod", "api.polyv.net", "setTimeout", "AbortController"];

const BROWSER_EXPORTS = ["PolyvError", "parseChannelAccount", "parseResponse", "parseViewer", "ready"];
const EDGE_EXPORTS = [
  "PolyvClient",
  "PolyvError",
  "createHandler",
  "parseChannelAccount",
  "parseResponse",
  "parseViewer",
  "ready",
  "redactChannelAccount",
  "redactViewer",
  "verifyCallback",
];

/** Each rule gives what it found; nothing is what is wanted of the browser build. */
const RULES = {
  "the constants of MD5": (/** @type {string[]} */ files) => numbers(files, MD5),
  "the constants of SHA-256": (/** @type {string[]} */ files) => numbers(files, SHA256),
  ...Object.fromEntries(
    WORDS.map((word) => [
      `the word ${word}`,
      (/** @type {string[]} */ files) => files.filter((file) => read(file).includes(word)),
    ]),
  ),
};

describe("the browser build holds nothing of the signer", () => {
  for (const [name, find] of Object.entries(RULES)) {
    test(`it does not hold ${name}`, () => assert.deepEqual(find(BROWSER_FILES), []));
    test(`the same check finds ${name} in the edge build`, () => assert.notDeepEqual(find(EDGE_FILES), []));
  }

  test("the checks of the constants find all of them in the edge build", () => {
    assert.equal(MD5[0], 0xd76aa478);
    assert.equal(MD5[63], 0xeb86d391);
    assert.deepEqual(SHA256.slice(63, 65), [0xc67178f2, 0x6a09e667]);
    assert.deepEqual(numbersIn(read("edge.wasm"), MD5), MD5);
    assert.deepEqual(numbersIn(read("edge.wasm"), SHA256), SHA256);
  });

  for (const [entry, expected] of Object.entries(BROWSER_ENTRIES)) {
    test(`${entry} leads to no other file than those`, () => assert.deepEqual(reachable(entry), expected));
  }

  for (const [entry, names] of Object.entries({
    "index.web.js": BROWSER_EXPORTS,
    "index.node.js": BROWSER_EXPORTS,
    "edge.node.js": EDGE_EXPORTS,
  })) {
    test(`${entry} exports what is in the list, no more`, async () => {
      const module = await load(entry);
      assert.deepEqual(Object.keys(module).sort(), names);
    });
  }

  test("what travels inside the JavaScript is the files, once each", async () => {
    for (const name of ["browser", "edge"]) {
      const { default: base64 } = await load(`${name}.base64.js`);
      assert.ok(Buffer.from(base64, "base64").equals(read(`${name}.wasm`)), name);
    }
    const literals =
      read("index.web.js")
        .toString("latin1")
        .match(/"[A-Za-z0-9+/]{1000,}=*"/g) ?? [];
    assert.equal(literals.length, 1);
    assert.ok(inflateRawSync(Buffer.from(literals[0], "base64")).equals(read("browser.wasm")));
  });
});

describe("a client in a real browser", () => {
  const folder = join(targetDir, "walls");
  /** @type {Awaited<ReturnType<typeof openBrowser>>} */
  let browser;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let site;
  before(async () => {
    writePage(folder);
    browser = await openBrowser();
    site = await serve({ "/dist/": dist, "/": folder });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  // The files are fetched as they are: somebody has gone around the exports map.
  for (const place of ["page", "worker"]) {
    test(`is refused in a ${place}, and possible with allowBrowser: true`, async () => {
      const { outcome, complaints } = await browser.visit(`${site.url}/`);
      assert.deepEqual(complaints, []);
      const { refused, allowed } = outcome.result[place];
      assert.equal(refused.kind, "invalid_argument");
      assert.equal(refused.isPolyvError, true);
      assert.match(refused.message, /browser/i);
      assert.doesNotMatch(refused.text, /a-secret-never-real/);
      assert.match(allowed, /^https:\/\/api\.polyv\.net\/live\/a\?.*sign=[0-9A-F]{32}/);
    });
  }

  test("is refused where polyv-edge/edge/portable, which no exports map closes, got into a page's bundle", async () => {
    await build({
      stdin: { contents: PORTABLE, resolveDir: root },
      ...{ bundle: true, format: "esm", platform: "browser", outfile: join(folder, "portable/main.js") },
    });
    writeFileSync(join(folder, "portable/index.html"), '<!doctype html><script type="module" src="main.js"></script>');
    const { outcome, complaints } = await browser.visit(`${site.url}/portable/`);
    assert.deepEqual({ outcome, complaints }, { outcome: ["invalid_argument", "invalid_argument"], complaints: [] });
  });

  test("is possible in Node, which has no page", async () => {
    const { PolyvClient } = await load("edge.node.js");
    new PolyvClient({ appId: "id", appSecret: "a-secret-never-real" });
  });
});

const PORTABLE = `import { directWatchUrl, PolyvClient } from "polyv-edge/edge/portable";
const kindOf = (work) => {
  try {
    return typeof work();
  } catch (error) {
    return error.kind;
  }
};
globalThis.outcome = [
  kindOf(() => new PolyvClient({ appId: "id", appSecret: "a-secret-never-real" })),
  kindOf(() => directWatchUrl({ channelId: "1", key: "a-key-never-real", viewerId: "a", nickname: "n" })),
];
`;

/** @param {string[]} files @param {readonly number[]} wanted */
function numbers(files, wanted) {
  const wasm = files.filter((file) => file.endsWith(".wasm"));
  return wasm.flatMap((file) => numbersIn(read(file), wanted).map((number) => `${file}: 0x${number.toString(16)}`));
}

/** The files that one leads to: by import, by export from, and by `new URL`. @param {string} entry */
function reachable(entry) {
  const found = new Set([entry]);
  for (const file of found) {
    if (!file.endsWith(".js")) continue;
    const source = read(file).toString("utf8");
    const links = source.matchAll(/(?:\bfrom|\bimport|\bnew URL)\s*\(?\s*["']\.\/([^"']+)["']/g);
    for (const [, link] of links) found.add(link);
  }
  const files = listFiles(dist);
  return [...found].filter((file) => files.includes(file)).sort();
}

/** A page and a worker that build a client out of the edge build's own files. @param {string} folder */
function writePage(folder) {
  mkdirSync(folder, { recursive: true });
  const write = (/** @type {string} */ name, /** @type {string} */ content) =>
    writeFileSync(join(folder, name), content);
  write("index.html", '<!doctype html><title>walls</title><script type="module" src="/page.js"></script>');
  write(
    "client.js",
    `import { initSync, PolyvClient } from "/dist/edge.glue.js";
import { PolyvError } from "/dist/error.js";

export async function build() {
  initSync({ module: await WebAssembly.compileStreaming(fetch("/dist/edge.wasm")) });
  const options = { appId: "id", appSecret: "a-secret-never-real" };
  let refused;
  try {
    new PolyvClient(options);
  } catch (error) {
    const { kind, message, stack } = error;
    refused = { kind, message, isPolyvError: error instanceof PolyvError, text: stack + JSON.stringify(error) };
  }
  const allowed = new PolyvClient({ ...options, allowBrowser: true }).signedUrl("GET /live/a");
  return { refused, allowed };
}
`,
  );
  write(
    "worker.js",
    `import { build } from "/client.js";
build().then((result) => postMessage({ result }), (error) => postMessage({ error: String(error) }));
`,
  );
  write(
    "page.js",
    `import { build } from "/client.js";
const worker = new Promise((resolve, reject) => {
  const started = new Worker("/worker.js", { type: "module" });
  started.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.result));
  started.onerror = ({ message }) => reject(new Error(message));
});
globalThis.outcome = Promise.all([build(), worker]).then(
  ([page, worker]) => ({ result: { page, worker } }),
  (error) => ({ error: String(error) }),
);
`,
  );
}
