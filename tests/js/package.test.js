// The package as it is published: what is in it and how much, and what the linters of packages say.
// Which file each host gets, `tests/hosts/node.test.js` holds.
// @ts-check
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { before, describe, test } from "node:test";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { listFiles, pkgDir, root, run } from "../hosts/support/files.js";
import { pack } from "../hosts/support/package.js";
import { PAGES } from "./support/markdown.js";

const read = (/** @type {string} */ file) => readFileSync(join(pkgDir, file), "utf8");
/** As GitHub names them in addresses. @param {string} text */
const headingsOf = (text) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
const manifest = JSON.parse(read("package.json"));
const LEGAL = "CHANGELOG.md LICENSE-APACHE LICENSE-MIT SECURITY.md THIRD-PARTY-LICENSES.txt".split(" ");
/** Bytes of the wasm after gzip. Growing it is a decision, made here. */
const BUDGET = { "edge.wasm": 41_500, "browser.wasm": 10_900 };

/** The files that these lead to, by what they import and by the types they name. @param {string[]} files */
function reachable(files) {
  const found = new Set(files);
  for (const file of found) {
    if (!/s$/.test(file)) continue;
    const isTypes = /\.d\.c?ts$/.test(file);
    for (const [, link = ""] of read(file).matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*"\.\/([^"?]+)/g)) {
      found.add(posix.join(posix.dirname(file), isTypes ? link.replace(/\.(c?)js$/, ".d.$1ts") : link));
    }
  }
  return [...found];
}

describe("the tarball", () => {
  /** @type {import("../hosts/support/package.js").Packed} */
  let packed;
  before(async () => {
    packed = await pack();
  });

  test("holds its documents, and what its entries lead to, no more", () => {
    const entries =
      JSON.stringify([manifest.exports, manifest.bin]).match(/(?<="\.\/)(dist\/[^"]+|package.json)/g) ?? [];
    assert.ok(entries.length > 30);
    assert.deepEqual(packed.contents, [...LEGAL, ...PAGES, ...reachable(entries)].sort());
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

  test("./watch is open and closed where ./edge is", () => {
    const renamed = JSON.stringify(manifest.exports["./edge"]).replaceAll("./dist/edge.", "./dist/watch.");
    assert.equal(JSON.stringify(manifest.exports["./watch"]), renamed);
  });

  test("no entry has a `worker` condition: webpack's web workers would take it", () => {
    assert.doesNotMatch(JSON.stringify(manifest.exports), /"worker"/);
  });

  test("only the secret entries lead to a file of the edge build", () => {
    const found = Object.entries(manifest.exports).filter(([entry, target]) => {
      return entry.includes("*") || /\/(edge|watch|portable)\./.test(JSON.stringify(target));
    });
    assert.deepEqual(found.map(([entry]) => entry).sort(), ["./edge", "./edge.wasm", "./edge/portable", "./watch"]);
  });
});

test("the declarations show nothing of wasm-bindgen", () => {
  for (const file of listFiles(pkgDir).filter((name) => name.endsWith(".d.ts"))) {
    assert.doesNotMatch(read(file), /__wb|InitInput|InitOutput|externref|\bfree\(\)/, file);
  }
});

for (const [name, most] of Object.entries(BUDGET)) {
  test(`${name} stays within its budget`, () => {
    // Node's own zlib is tuned for speed, and up to 2 % larger than the program.
    const input = readFileSync(join(pkgDir, "dist", name));
    const { length } = execFileSync("gzip", ["-9", "-n", "-c"], { input, maxBuffer: 2 ** 26 });
    assert.ok(length <= most, `${name} is ${length} bytes after gzip, of ${most}: see what grew`);
  });
}
