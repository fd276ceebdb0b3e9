// For bundlers that do not copy assets, such as esbuild and Rollup: the wasm travels as text in the JavaScript.

import { init } from "./browser.glue.js";
import base64 from "./browser.wasm.inline.js";

/** @type {Promise<void> | undefined} */
let loading;

/** Loads the wasm: call it once before the parsers. */
export function ready() {
  loading ??= load();
  return loading;
}

async function load() {
  await init({ module_or_path: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) });
}

export * from "./index.public.js";
