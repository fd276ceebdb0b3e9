// What a page is asked to do, whoever built it, and what a build that must fail has to look like.
// @ts-check
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pkgDir } from "./files.js";
import { textIn, wasmIn } from "./wasm-count.js";

/** What shared/page.js reports of POLYV's samples. */
const REPORT = {
  viewer: "2_v378gn997yovtl3p8h77db9e224t6hg9",
  channelId: "2149710",
  source: "IMPORT",
  invalid: { kind: "invalid_response", isPolyvError: true },
};

/**
 * The page loaded without a complaint, and each check in it came to the same result.
 * @param {{ outcome: any, complaints: string[] }} visit @param {...string} names
 */
export function assertPageReport({ outcome, complaints }, ...names) {
  const expected = names.length ? Object.fromEntries(names.map((name) => [name, REPORT])) : REPORT;
  assert.deepEqual({ outcome, complaints }, { outcome: { result: expected }, complaints: [] });
}

/** @param {string} folder @param {{ files: number, blobs: number }} expected */
export function assertWasmCount(folder, expected) {
  const { files, blobs } = wasmIn(folder);
  assert.deepEqual({ files: files.length, blobs }, expected, `wasm in ${folder}: ${files.join(", ")}`);
}

/** What only the edge build holds: its parameters, its address, its file. */
const SECRET_BUILD = ["signatureMethod", "api.polyv.net", "edge.wasm"];

// A marker that the edge build has not would find nothing anywhere.
const edgeBuild = ["edge.wasm", "edge.glue.js", "edge.workerd.js"]
  .map((file) => readFileSync(join(pkgDir, "dist", file), "latin1"))
  .join("\n");
for (const marker of SECRET_BUILD) assert.ok(edgeBuild.includes(marker), `the edge build does not hold ${marker}`);

/** @param {string} folder */
function assertHoldsNoEdgeBuild(folder) {
  if (!existsSync(folder)) return;
  const text = textIn(folder);
  assert.deepEqual(
    SECRET_BUILD.filter((marker) => text.includes(marker)),
    [],
    `${folder} holds the edge build`,
  );
  assert.deepEqual(wasmIn(folder), { files: [], blobs: 0 });
}

/**
 * The build stopped, named the entry and the package, and left none of it behind.
 * @param {import("./project.js").Ran} build @param {RegExp} why @param {string} folder
 */
export function assertRefused({ code, output }, why, folder) {
  assert.notEqual(code, 0, `the build must fail:\n${output}`);
  assert.match(output, why);
  assertHoldsNoEdgeBuild(folder);
}
