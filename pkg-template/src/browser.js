// The browser build, whatever the host: parsers only.

import * as wasm from "#wasm";
import { PolyvError } from "./error.js";
import { guarded, needsWebAssembly } from "./guard.js";

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

/** @param {(input: any) => any} parse @param {any} input */
function parsed(parse, input) {
  if (!isReady) throw new PolyvError("invalid_argument", "the parsers are not loaded yet: await ready() first");
  return guarded(() => parse(input));
}

/** @param {any} input */
export const parseViewer = (input) => parsed(wasm.parseViewer, input);
/** @param {any} input */
export const parseChannelAccount = (input) => parsed(wasm.parseChannelAccount, input);
/** @param {any} input */
export const parseResponse = (input) => parsed(wasm.parseResponse, input);
