// The edge build, whatever the host: the loaders differ only in how they get the wasm.

import * as wasm from "#wasm";
import { guard } from "./guard.js";

export { initSync } from "#wasm";
export { verifyCallback } from "./callback.js";
export { PolyvClient } from "./client.js";
export { PolyvError } from "./error.js";
export { createHandler } from "./handler.js";
export { getLoginUrl, getViewerTokens } from "./tokens.js";
export { customReturnUrl, verifyCustom } from "./watch-custom.js";
export { createWatchHandler } from "./watch-handler.js";
export { directWatchUrl, externalAnswer, externalWatchUrl, verifyExternal } from "./watch-links.js";

export const parseViewer = /* @__PURE__ */ guard(wasm.parseViewer);
export const parseChannelAccount = /* @__PURE__ */ guard(wasm.parseChannelAccount);
export const parseResponse = /* @__PURE__ */ guard(wasm.parseResponse);
export const redactViewer = /* @__PURE__ */ guard(wasm.redactViewer);
export const redactChannelAccount = /* @__PURE__ */ guard(wasm.redactChannelAccount);

/** Nothing to wait for: on these hosts the wasm is there as soon as the module is. */
export async function ready() {}
