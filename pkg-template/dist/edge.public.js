// What `polyv-edge/edge` exports, whatever the host: the loaders differ only in how they get the wasm.

import { PolyvClient } from "./edge.glue.js";

// `using client = new PolyvClient(…)`. Where the host has no such symbol, compilers of `using` look for this one.
PolyvClient.prototype[Symbol.dispose ?? Symbol.for("Symbol.dispose")] = PolyvClient.prototype.dispose;

export {
  parseChannelAccount,
  parseResponse,
  parseViewer,
  publicChannelAccount,
  publicViewer,
  verifyCallback,
} from "./edge.glue.js";
export { PolyvError } from "./error.js";
export { createHandler } from "./handler.js";
export { PolyvClient };

/** Nothing to wait for: on these hosts the wasm is there as soon as the module is. */
export async function ready() {}
