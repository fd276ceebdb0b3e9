// Vercel Edge and Next's edge runtime: the wasm is a module, asked for by `?module`.

import { initSync } from "./browser.glue.js";
import wasm from "./browser.wasm?module";

// Next compiles it in another realm, where `WebAssembly.Module` is another class.
Object.setPrototypeOf(wasm, WebAssembly.Module.prototype);
initSync({ module: wasm });

export async function ready() {}
export * from "./index.public.js";
