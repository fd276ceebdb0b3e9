// Browsers: the wasm is fetched once, when `ready` is first called. Bundlers copy it, because of `new URL`.

import { init } from "./browser.glue.js";

let loading;

/** Loads the wasm: call it once before the parsers. A failed load is tried anew by the next call. */
export function ready(input = new URL("./browser.wasm", import.meta.url)) {
  loading ??= init({ module_or_path: input }).then(
    () => {},
    (/** @type {unknown} */ error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

export * from "./index.public.js";
