// Vercel Edge and Next's edge runtime: the wasm is a module, asked for by `?module`.

import { initSync } from "./edge.glue.js";
import wasm from "./edge.wasm?module";

// Next compiles it in another realm, where `WebAssembly.Module` is another class.
Object.setPrototypeOf(wasm, WebAssembly.Module.prototype);
initSync({ module: wasm });

export * from "./edge.public.js";
