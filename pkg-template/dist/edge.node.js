// Node, Deno and Bun: the wasm is inside the JavaScript, so that bundles need no file beside them.

import { bytesOf } from "./base64.js";
import base64 from "./edge.base64.js";
import { initSync } from "./edge.glue.js";

initSync({ module: bytesOf(base64) });

export * from "./edge.public.js";
