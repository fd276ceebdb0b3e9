// The edge build, whatever the host: the loaders differ only in how they get the wasm.

import * as wasm from "#wasm";
import { guarded, parsed } from "./guard.js";
import { MODELS } from "./handler.js";

export { verifyCallback } from "./callback.js";
export { PolyvClient } from "./client.js";
export { PolyvError } from "./error.js";
export { createHandler } from "./handler.js";
export { initSync } from "./load.js";
export { customReturnUrl, verifyCustom } from "./watch-custom.js";
export { createWatchHandler } from "./watch-handler.js";
export { directWatchUrl, externalAnswer, externalWatchUrl, verifyExternal } from "./watch-links.js";

/** @param {any} input */
export const parseViewer = (input) => parsed(wasm.parseViewer, input);
/** @param {any} input */
export const parseChannelAccount = (input) => parsed(wasm.parseChannelAccount, input);
/** @param {any} input */
export const parseResponse = (input) => parsed(wasm.parseResponse, input);
/** @param {any} viewer */
export const redactViewer = (viewer) => guarded(() => wasm.redacted(viewer, MODELS.viewer));
/** @param {any} account */
export const redactChannelAccount = (account) => guarded(() => wasm.redacted(account, MODELS.channelAccount));

/** Nothing to wait for: on these hosts the wasm is there as soon as the module is. */
export async function ready() {}
