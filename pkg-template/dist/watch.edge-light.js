// Vercel Edge: the wasm is that of `polyv-edge/edge`.

import "./edge.edge-light.js";

export * from "./watch.js";
