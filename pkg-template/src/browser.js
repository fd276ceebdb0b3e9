// The browser build, whatever the host: parsers only.

import * as wasm from "#wasm";
import { PolyvError } from "./error.js";
import { parsed } from "./guard.js";
import { isLoaded } from "./load.js";

export { init, initSync } from "./load.js";
export { PolyvError };

/** @template T @param {T} parse */
function loaded(parse) {
  if (isLoaded()) return parse;
  throw new PolyvError("invalid_argument", "the parsers are not loaded yet: await ready() first");
}

/** @param {any} input */
export const parseViewer = (input) => parsed(loaded(wasm.parseViewer), input);
/** @param {any} input */
export const parseChannelAccount = (input) => parsed(loaded(wasm.parseChannelAccount), input);
/** @param {any} input */
export const parseResponse = (input) => parsed(loaded(wasm.parseResponse), input);
