// Counts the wasm in what a bundler wrote, as files and as text inside JavaScript, whatever it called them.
// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./files.js";

const MAGIC = Buffer.from("\0asm\u0001\0\0\0", "latin1");
/** What every wasm starts with once it is base64; the last character depends on what follows. */
const MAGIC_BASE64 = MAGIC.toString("base64").slice(0, 10);

/** @param {string} folder */
export function wasmIn(folder) {
  const found = { files: /** @type {string[]} */ ([]), blobs: 0 };
  for (const file of listFiles(folder)) {
    const bytes = readFileSync(join(folder, file));
    if (bytes.subarray(0, MAGIC.length).equals(MAGIC)) found.files.push(file);
    else found.blobs += bytes.toString("latin1").split(MAGIC_BASE64).length - 1;
  }
  return found;
}

/** All text of a bundle. @param {string} folder */
export function textIn(folder) {
  return listFiles(folder)
    .filter((file) => !file.endsWith(".map"))
    .map((file) => readFileSync(join(folder, file), "latin1"))
    .join("\n");
}
