// The size gate: a wasm file weighs no more than this after gzip. Growing it is a decision, made here.
// @ts-check
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";

const dist = new URL("../../pkg/dist/", import.meta.url);
/** Bytes after gzip. */
const BUDGET = { "edge.wasm": 41_500, "browser.wasm": 10_900 };

/** @param {string} name */
function sizesOf(name) {
  const bytes = readFileSync(new URL(name, dist));
  // Node's own zlib is tuned for speed, and up to 2 % larger than the program.
  const gzip = execFileSync("gzip", ["-9", "-n", "-c"], { input: bytes, maxBuffer: 2 ** 26 }).length;
  return { raw: bytes.length, gzip, brotli: brotliCompressSync(bytes).length };
}

test("each file's size, for the record", (t) => {
  for (const name of readdirSync(dist).filter((name) => /\.(wasm|js)$/.test(name))) {
    const { raw, gzip, brotli } = sizesOf(name);
    t.diagnostic(`${name.padEnd(24)} raw ${raw}, gzip ${gzip}, brotli ${brotli}`);
  }
});

for (const [name, most] of Object.entries(BUDGET)) {
  test(`${name} stays within its budget`, () => {
    const { gzip } = sizesOf(name);
    assert.ok(gzip <= most, `${name} is ${gzip} bytes after gzip, of ${most}: see what grew`);
  });
}
