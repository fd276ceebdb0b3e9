// Cloudflare Workers: the wasm is a module, compiled before the Worker starts.

import { initSync } from "./browser.glue.js";
import wasm from "./browser.wasm";

initSync({ module: wasm });

export async function ready() {}
export * from "./index.public.js";
