// Cloudflare Workers: the wasm is a module, compiled before the Worker starts.

import { initSync } from "./edge.glue.js";
import wasm from "./edge.wasm";

initSync({ module: wasm });

export * from "./edge.public.js";
