// Node, Deno and Bun: the wasm is a file next to this one.

import { readFileSync } from "node:fs";
import { initSync } from "./browser.glue.js";

initSync({ module: readFileSync(new URL("./browser.wasm", import.meta.url)) });

export async function ready() {}
export * from "./index.public.js";
