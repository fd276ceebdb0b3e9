// The size gate: what a build weighs after gzip stays within bench/size-budget.json. Growing it is a decision, made there.
// @ts-check
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";

const dist = new URL("../../pkg/dist/", import.meta.url);
/** @type {{ edge: number, browser: number }} bytes after gzip, wasm and glue together */
const budget = JSON.parse(readFileSync(new URL("../../bench/size-budget.json", import.meta.url), "utf8"));

/** @param {string} name */
function sizesOf(name) {
  const bytes = readFileSync(new URL(name, dist));
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

test("each file's size, for the record", (t) => {
  for (const name of readdirSync(dist).filter((name) => /\.(wasm|js)$/.test(name))) {
    const { raw, gzip, brotli } = sizesOf(name);
    t.diagnostic(`${name.padEnd(24)} raw ${raw}, gzip ${gzip}, brotli ${brotli}`);
  }
});

for (const [name, most] of Object.entries(budget)) {
  test(`the ${name} build, wasm and glue, stays within its budget`, (t) => {
    const gzip = sizesOf(`${name}.wasm`).gzip + sizesOf(`${name}.glue.js`).gzip;
    t.diagnostic(`${gzip} of ${most} bytes after gzip`);
    assert.ok(
      gzip <= most,
      `the ${name} build is ${gzip} bytes after gzip, and bench/size-budget.json allows ${most}. See what grew; if it is ` +
        "worth it, raise the budget in the same change.",
    );
  });
}
