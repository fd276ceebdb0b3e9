// What `polyv-edge/edge` exports, whatever the host: the loaders differ only in how they get the wasm.

import * as glue from "./edge.glue.js";
import { guard, guardMethods } from "./guard.js";

export const { PolyvClient } = glue;

guardMethods(
  PolyvClient.prototype,
  [
    ...["getViewer", "getChannelAccount", "listViewers", "listChannelAccounts"],
    ...["getViewers", "getChannelAccounts", "request"],
  ],
  ["signedUrl"],
);

// `using client = new PolyvClient(…)`. Where the host has no such symbol, compilers of `using` look for this one.
PolyvClient.prototype[Symbol.dispose ?? Symbol.for("Symbol.dispose")] = PolyvClient.prototype.dispose;

export const parseViewer = guard(glue.parseViewer);
export const parseChannelAccount = guard(glue.parseChannelAccount);
export const parseResponse = guard(glue.parseResponse);
export const publicViewer = guard(glue.publicViewer);
export const publicChannelAccount = guard(glue.publicChannelAccount);
export { verifyCallback } from "./callback.js";
export { PolyvError } from "./error.js";
export { createHandler } from "./handler.js";

/** Nothing to wait for: on these hosts the wasm is there as soon as the module is. */
export async function ready() {}
