// Node, Deno and Bun: the wasm is that of `polyv-edge/edge`.

import "./edge.node.js";

export * from "./watch.js";
