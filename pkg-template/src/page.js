// A page: one file with the wasm inside, deflated, so that nothing else is asked for.

import deflated from "#deflated";
import { bytesOf } from "../dist/base64.js";
import { init } from "./browser.js";

/** @type {Promise<void> | undefined} */
let loading;

/**
 * Loads the wasm: call it once before the parsers. A failed load is tried anew by the next call.
 * @param {unknown} [input] Where the wasm is, if not inside.
 */
export function ready(input) {
  loading ??= init(input ?? inflated()).then(
    () => {},
    (/** @type {unknown} */ error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

function inflated() {
  const bytes = new Blob([bytesOf(deflated)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(bytes);
}

export { PolyvError, parseChannelAccount, parseResponse, parseViewer } from "./browser.js";
