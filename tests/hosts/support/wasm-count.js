// Counts the wasm in what a bundler wrote, as files and as text inside JavaScript, whatever it called them.
// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { listFiles } from "./files.js";

const MAGIC = Buffer.from("\0asm\u0001\0\0\0", "latin1");
/** Base64 text too long to be anything but a file. */
const LONG_BASE64 = /[A-Za-z0-9+/]{4000,}/g;

/** @param {string} folder */
export function wasmIn(folder) {
  const found = { files: /** @type {string[]} */ ([]), blobs: 0 };
  for (const file of listFiles(folder)) {
    const bytes = readFileSync(join(folder, file));
    if (bytes.subarray(0, MAGIC.length).equals(MAGIC)) found.files.push(file);
    else found.blobs += (withoutLineEnds(bytes).match(LONG_BASE64) ?? []).filter(isWasm).length;
  }
  return found;
}

/** Text with its long literals in one piece. @param {Buffer} bytes */
export const withoutLineEnds = (bytes) => bytes.toString("latin1").replaceAll("\\\n", "");

/** As it is, or deflated. @param {string} base64 */
function isWasm(base64) {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.subarray(0, MAGIC.length).equals(MAGIC)) return true;
  try {
    return inflateRawSync(bytes).subarray(0, MAGIC.length).equals(MAGIC);
  } catch {
    return false;
  }
}

/** All text of a bundle. @param {string} folder */
export function textIn(folder) {
  return listFiles(folder)
    .filter((file) => !file.endsWith(".map"))
    .map((file) => readFileSync(join(folder, file), "latin1"))
    .join("\n");
}
