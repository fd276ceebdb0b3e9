// Vercel Edge: the wasm is a module, asked for by `?module`.

import { initSync } from "./browser.glue.js";
import wasm from "./browser.wasm?module";

initSync({ module: wasm });

export async function ready() {}
export * from "./index.public.js";
