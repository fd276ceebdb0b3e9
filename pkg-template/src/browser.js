// The browser build, whatever the host: parsers only.

import * as wasm from "#wasm";
import { PolyvError } from "./error.js";
import { needsWebAssembly, parsed } from "./guard.js";

export { PolyvError };

let isReady = false;

/** @param {{ module_or_path: unknown }} input */
export async function init(input) {
  needsWebAssembly();
  await wasm.default(input);
  isReady = true;
}

/** @param {{ module: BufferSource | WebAssembly.Module }} input */
export function initSync(input) {
  needsWebAssembly();
  const exports = wasm.initSync(input);
  isReady = true;
  return exports;
}

/** @template T @param {T} parse */
function loaded(parse) {
  if (isReady) return parse;
  throw new PolyvError("invalid_argument", "the parsers are not loaded yet: await ready() first");
}

/** @param {any} input */
export const parseViewer = (input) => parsed(loaded(wasm.parseViewer), input);
/** @param {any} input */
export const parseChannelAccount = (input) => parsed(loaded(wasm.parseChannelAccount), input);
/** @param {any} input */
export const parseResponse = (input) => parsed(loaded(wasm.parseResponse), input);
