// The package as it is published: what is in it, what its exports map allows, and what the linters of packages say.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { before, describe, test } from "node:test";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { listFiles, pkgDir, root, run } from "../hosts/support/files.js";
import { pack } from "../hosts/support/package.js";
import { PAGES } from "./support/markdown.js";

/** Every file of the tarball. One more or one less is a decision, and belongs into this list. */
const CONTENTS = [
  "dist/base64.js",
  "dist/browser.base64.js",
  "dist/browser.glue.js",
  "dist/browser.wasm",
  "dist/cache.cjs",
  "dist/cache.d.ts",
  "dist/cache.js",
  "dist/callback.d.ts",
  "dist/cli.js",
  "dist/edge.base64.js",
  "dist/edge.d.ts",
  "dist/edge.edge-light.js",
  "dist/edge.glue.js",
  "dist/edge.node.js",
  "dist/edge.public.js",
  "dist/edge.wasm",
  "dist/edge.workerd.js",
  "dist/emulator.cjs",
  "dist/emulator.d.ts",
  "dist/emulator.js",
  "dist/error.cjs",
  "dist/error.d.ts",
  "dist/error.js",
  "dist/host.d.ts",
  "dist/index.cjs",
  "dist/index.d.ts",
  "dist/index.edge-light.js",
  "dist/index.node.js",
  "dist/index.public.js",
  "dist/index.web.cjs",
  "dist/index.web.js",
  "dist/index.workerd.js",
  "dist/limiter.cjs",
  "dist/limiter.d.ts",
  "dist/limiter.js",
  "dist/messages.cjs",
  "dist/messages.d.ts",
  "dist/messages.js",
  "dist/models.d.ts",
  "dist/openapi.d.ts",
  "dist/openapi.json",
  "dist/operations.d.ts",
  "dist/portable.cjs",
  "dist/portable.d.ts",
  "dist/portable.js",
  "dist/request.d.ts",
  "dist/routes.d.ts",
  "dist/tokens.d.ts",
  "dist/watch.d.ts",
  "dist/watch.edge-light.js",
  "dist/watch.js",
  "dist/watch.node.js",
  "dist/watch.workerd.js",
  "package.json",
  "THIRD-PARTY-LICENSES.txt",
];
/** Each declaration of a module is there for CommonJS too. */
const REQUIRED_TYPES = CONTENTS.filter((name) => /(?<!routes|openapi)\.d\.ts$/.test(name));
CONTENTS.push(...REQUIRED_TYPES.map((name) => name.replace(/ts$/, "cts")));
const DOCUMENTS = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "SECURITY.md", ...PAGES];

const read = (/** @type {string} */ file) => readFileSync(join(pkgDir, file), "utf8");
/** As GitHub names them in addresses. @param {string} text */
const headingsOf = (text) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
const manifest = JSON.parse(readFileSync(join(pkgDir, "package.json"), "utf8"));

describe("the tarball", () => {
  /** @type {import("../hosts/support/package.js").Packed} */
  let packed;
  before(async () => {
    packed = await pack();
  });

  test("holds what is in the list, no more", () => {
    assert.deepEqual(packed.contents, [...DOCUMENTS, ...CONTENTS].sort());
  });

  test("holds what its pages link to; their pictures are the repository's", () => {
    for (const page of packed.contents.filter((name) => name.endsWith(".md"))) {
      for (const [, to, heading] of read(page).matchAll(/\]\((?!https?:)([^)#]*(?<!\.png))(?:#([^)]*))?\)/g)) {
        const target = to ? posix.join(posix.dirname(page), to) : page;
        assert.ok(packed.contents.includes(target), `${page}: ${to}`);
        if (heading) assert.ok(headingsOf(read(target)).includes(heading), `${page}: ${to}#${heading}`);
      }
    }
  });

  test("publint has nothing to say", async () => {
    const { buffer, byteOffset, byteLength } = readFileSync(packed.file);
    const tarball = buffer.slice(byteOffset, byteOffset + byteLength);
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });

  test("@arethetypeswrong/cli has nothing to say", async () => {
    const { code, output } = await run(process.execPath, [
      join(root, "node_modules/@arethetypeswrong/cli/dist/index.js"),
      packed.file,
      // Without what is older than exports maps.
      ...["--profile", "node16"],
      // Files to copy, not modules with types; and JSON, whose types are smaller than what TypeScript would read from it.
      ...["--exclude-entrypoints", "browser.wasm", "edge.wasm", "openapi.json"],
      ...["--no-color", "--no-emoji"],
    ]);
    assert.equal(code, 0, output);
  });

  test("names no folder of the computer that built it", () => {
    // POLYV has a path /live/v4/root/….
    const home = /(?<!\/v4)\/(home|Users|root|work|tmp)\/|[A-Z]:\\/;
    for (const file of listFiles(pkgDir)) {
      const found = home.exec(readFileSync(join(pkgDir, file), "latin1"));
      assert.equal(found, null, `${file}: ${found?.input.slice(found.index, found.index + 80)}`);
    }
  });
});

describe("package.json", () => {
  test("has no dependency and no install script", () => {
    for (const name of ["dependencies", "peerDependencies", "optionalDependencies", "scripts"]) {
      assert.equal(manifest[name], undefined, name);
    }
  });

  test("the secret entry names the runtimes that may have it, in this order, and closes every other way", () => {
    const { types, ...conditions } = manifest.exports["./edge"];
    assert.equal(Object.keys(manifest.exports["./edge"])[0], "types");
    assert.deepEqual(types, { import: "./dist/edge.d.ts", require: "./dist/edge.d.cts" });
    // workerd comes before browser, because wrangler turns on both; default is closed, because Vite 8 falls through to it.
    assert.deepEqual(Object.entries(conditions), [
      ["workerd", "./dist/edge.workerd.js"],
      ["edge-light", "./dist/edge.edge-light.js"],
      ["deno", "./dist/edge.node.js"],
      ["bun", "./dist/edge.node.js"],
      ["browser", null],
      [
        "node",
        { "module-sync": "./dist/edge.node.js", require: "./dist/portable.cjs", default: "./dist/edge.node.js" },
      ],
      ["default", null],
    ]);
  });

  test("no entry has a `worker` condition: webpack's web workers would take it", () => {
    assert.doesNotMatch(JSON.stringify(manifest.exports), /"worker"/);
  });

  test("only the secret entries lead to a file of the edge build", () => {
    const found = Object.entries(manifest.exports).filter(([, target]) => {
      return /\/(edge|watch|portable)\./.test(JSON.stringify(target));
    });
    assert.deepEqual(found.map(([entry]) => entry).sort(), ["./edge", "./edge.wasm", "./edge/portable", "./watch"]);
  });

  for (const file of CONTENTS.filter((name) => /^dist\/edge\..*\.js$/.test(name))) {
    test(`${file} cannot be imported by its path`, async () => {
      const script = `import("polyv-edge/${file}").catch((error) => console.log(error.code))`;
      const { output } = await run(process.execPath, ["--input-type=module", "-e", script]);
      assert.match(output, /ERR_PACKAGE_PATH_NOT_EXPORTED/);
    });
  }
});

test("the declarations show nothing of wasm-bindgen", () => {
  for (const file of CONTENTS.filter((name) => name.endsWith(".d.ts"))) {
    assert.doesNotMatch(
      readFileSync(join(pkgDir, file), "utf8"),
      /__wb|InitInput|InitOutput|externref|\bfree\(\)/,
      file,
    );
  }
});
