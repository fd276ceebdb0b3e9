// Cloudflare Workers: the wasm is that of `polyv-edge/edge`.

import "./edge.workerd.js";

export * from "./watch.js";
