// Node, Deno and Bun: the wasm is a file next to this one.

import { readFileSync } from "node:fs";
import { initSync } from "./edge.glue.js";

initSync({ module: readFileSync(new URL("./edge.wasm", import.meta.url)) });

export * from "./edge.public.js";
