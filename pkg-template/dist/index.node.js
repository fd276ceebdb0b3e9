// Node, Deno and Bun: the wasm is inside the JavaScript, so that bundles need no file beside them.

import { bytesOf } from "./base64.js";
import base64 from "./browser.base64.js";
import { initSync } from "./browser.glue.js";

initSync({ module: bytesOf(base64) });

export async function ready() {}
export * from "./index.public.js";
