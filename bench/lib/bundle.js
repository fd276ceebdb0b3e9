// A module as wrangler would bundle it for a Worker, minified.
// @ts-check
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** @typedef {{ type: "ESModule" | "CompiledWasm", path: string, contents: string | Uint8Array<ArrayBuffer> }} Module */

const resolveDir = fileURLToPath(new URL("..", import.meta.url));

/** @param {string} contents JavaScript. @param {string[]} [conditions] @returns {Promise<Module[]>} the one to start first */
export async function bundle(contents, conditions = ["workerd", "worker", "browser"]) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2024",
    charset: "utf8",
    conditions,
    external: ["node:*"],
    loader: { ".wasm": "copy" },
    outdir: resolveDir,
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

/** @param {Module[]} modules */
export const gzipSize = (modules) =>
  modules.reduce((sum, { contents }) => sum + gzipSync(Buffer.from(contents), { level: 9 }).length, 0);
