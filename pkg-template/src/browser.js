// The browser build, whatever the host: parsers only.

import * as wasm from "#wasm";
import { guarded } from "./guard.js";

export { initSync } from "#wasm";
export { PolyvError } from "./error.js";

/** @param {any} input */
export const parseViewer = (input) => guarded(() => wasm.parseViewer(input));
/** @param {any} input */
export const parseChannelAccount = (input) => guarded(() => wasm.parseChannelAccount(input));
/** @param {any} input */
export const parseResponse = (input) => guarded(() => wasm.parseResponse(input));
