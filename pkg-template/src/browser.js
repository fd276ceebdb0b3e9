// The browser build, whatever the host: parsers only.

import * as wasm from "#wasm";
import { guard } from "./guard.js";

export { default as init, initSync } from "#wasm";
export { PolyvError } from "./error.js";

export const parseViewer = /* @__PURE__ */ guard(wasm.parseViewer);
export const parseChannelAccount = /* @__PURE__ */ guard(wasm.parseChannelAccount);
export const parseResponse = /* @__PURE__ */ guard(wasm.parseResponse);
