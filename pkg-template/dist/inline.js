// For bundlers that do not copy assets, such as esbuild and Rollup: the wasm travels as text in the JavaScript.

import { initSync } from "./browser.glue.js";
import base64 from "./browser.wasm.inline.js";

let isLoaded = false;

/** Loads the wasm: call it once before the parsers. */
export async function ready() {
  if (isLoaded) return;
  initSync({ module: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) });
  isLoaded = true;
}

export * from "./index.public.js";
