// What `polyv-edge/edge` exports, whatever the host: the loaders differ only in how they get the wasm.

export {
  PolyvClient,
  parseChannelAccount,
  parseResponse,
  parseViewer,
  publicChannelAccount,
  publicViewer,
  verifyCallback,
} from "./edge.glue.js";
export { PolyvError } from "./error.js";
export { createHandler } from "./handler.js";

/** Nothing to wait for: on these hosts the wasm is there as soon as the module is. */
export async function ready() {}
