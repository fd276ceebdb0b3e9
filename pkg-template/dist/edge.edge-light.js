// Vercel Edge: the wasm is a module, asked for by `?module`.

import { initSync } from "./edge.glue.js";
import wasm from "./edge.wasm?module";

initSync({ module: wasm });

export * from "./edge.public.js";
