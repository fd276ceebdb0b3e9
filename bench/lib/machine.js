// What the figures were measured on, and with which versions.
// @ts-check
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "./console.js";

const PACKAGES = ["miniflare", "workerd", "axios", "crypto-js", "js-md5", "hash-wasm", "zod", "valibot", "esbuild"];

/** @returns {[string, string][]} */
export function machine() {
  const memory = Math.round(totalmem() / 2 ** 30);
  const crate = readFileSync(join(root, "Cargo.lock"), "utf8").match(/name = "wasm-bindgen"\nversion = "([^"]+)"/)?.[1];
  return [
    ["date", new Date().toISOString().slice(0, 10)],
    [
      "machine",
      `${availableParallelism()} cores of ${cpus()[0]?.model.trim() || "an unnamed processor"}, ${memory} GiB`,
    ],
    ["system", `${process.platform} ${process.arch}`],
    ["Node", process.versions.node],
    ["V8", process.versions.v8],
    ["rustc", execFileSync("rustc", ["-V"], { encoding: "utf8" }).split(" ")[1]],
    ["wasm-bindgen", crate ?? "unknown"],
    ...PACKAGES.map((name) => /** @type {[string, string]} */ ([name, versionOf(name)])),
  ];
}

/** @param {string} name */
function versionOf(name) {
  const { packages } = createRequire(import.meta.url)(join(root, "package-lock.json"));
  return packages[`node_modules/${name}`]?.version ?? "unknown";
}
