// A Worker of a few lines in real workerd, with the edge build bundled in as wrangler would.
// @ts-check
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

// Nothing here needs the network.
process.env.WRANGLER_SEND_METRICS = "false";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

export const COMPATIBILITY_DATE = "2026-04-01";

/**
 * @param {URL} entry
 * @returns {Promise<{ type: "ESModule" | "CompiledWasm", path: string, contents: string | Uint8Array<ArrayBuffer> }[]>}
 */
export async function bundle(entry) {
  const file = fileURLToPath(entry);
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    outdir: dirname(file),
    logLevel: "silent",
  });
  const modules = outputFiles.map(({ path, text, contents }) =>
    path.endsWith(".wasm")
      ? { type: /** @type {const} */ ("CompiledWasm"), path: basename(path), contents: new Uint8Array(contents) }
      : { type: /** @type {const} */ ("ESModule"), path: basename(path), contents: text },
  );
  // Miniflare starts the first one.
  return modules.sort((a, b) => Number(b.type === "ESModule") - Number(a.type === "ESModule"));
}

/**
 * @param {URL} entry
 * @param {{ bindings?: Record<string, string>, flags?: string[], port?: number }} [options]
 */
export async function startWorkerd(entry, { bindings = {}, flags = [], port } = {}) {
  const worker = new Miniflare({
    modules: await bundle(entry),
    compatibilityDate: COMPATIBILITY_DATE,
    compatibilityFlags: flags,
    bindings,
    cf: false,
    port,
    /** @param {import("node:stream").Readable} stdout @param {import("node:stream").Readable} stderr */
    handleRuntimeStdio: (stdout, stderr) => {
      stdout.resume();
      stderr.resume();
    },
  });
  await worker.ready;
  return worker;
}
