// A Worker as wrangler would bundle it, minified.
// @ts-check
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @typedef {{ type: "ESModule" | "CompiledWasm", path: string, contents: string | Uint8Array<ArrayBuffer> }} Module */

/** @param {URL} entry @param {string[]} [conditions] @returns {Promise<Module[]>} the one to start first */
export async function bundle(entry, conditions = ["workerd", "worker", "browser"]) {
  const file = fileURLToPath(entry);
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2024",
    charset: "utf8",
    conditions,
    external: ["node:*"],
    loader: { ".wasm": "copy" },
    outdir: dirname(file),
    logLevel: "error",
  });
  return outputFiles
    .map(({ path, text, contents }) =>
      path.endsWith(".wasm")
        ? { type: /** @type {const} */ ("CompiledWasm"), path: basename(path), contents: new Uint8Array(contents) }
        : { type: /** @type {const} */ ("ESModule"), path: basename(path), contents: text },
    )
    .sort((a, b) => Number(b.type === "ESModule") - Number(a.type === "ESModule"));
}
