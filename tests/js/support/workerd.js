// A Worker of a few lines in real workerd, with the edge build bundled in as wrangler would.
// @ts-check
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

// Nothing here needs the network.
Object.assign(process.env, { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" });

export const COMPATIBILITY_DATE = "2026-04-01";

/** What every Miniflare of these tests is told: no network, and nothing of what workerd says. */
export const QUIET = {
  cf: false,
  /** @param {import("node:stream").Readable[]} streams */
  handleRuntimeStdio: (...streams) => {
    for (const stream of streams) stream.resume();
  },
};

/** Miniflare starts the first module. @param {URL} entry */
export async function bundle(entry) {
  const file = fileURLToPath(entry);
  const { outputFiles } = await build({
    ...{ entryPoints: [file], outdir: dirname(file), bundle: true, write: false, logLevel: "silent" },
    ...{ format: "esm", target: "es2024", conditions: ["workerd", "worker", "browser"], loader: { ".wasm": "copy" } },
  });
  const modules = outputFiles.map(({ path, contents }) => {
    const type = path.endsWith(".wasm") ? /** @type {const} */ ("CompiledWasm") : /** @type {const} */ ("ESModule");
    return { type, path: basename(path), contents: new Uint8Array(contents) };
  });
  return modules.sort((a, b) => b.type.localeCompare(a.type));
}

/**
 * @param {URL} entry
 * @param {{ bindings?: Record<string, string>, flags?: string[], port?: number }} [options]
 */
export async function startWorkerd(entry, { bindings = {}, flags: compatibilityFlags = [], port } = {}) {
  const modules = await bundle(entry);
  const options = { modules, compatibilityDate: COMPATIBILITY_DATE, compatibilityFlags, bindings, port };
  const worker = new Miniflare({ ...QUIET, ...options });
  await worker.ready;
  return worker;
}
