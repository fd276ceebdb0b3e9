// What `polyv-edge/edge` exports, whatever the host: the loaders differ only in how they get the wasm.

export {
  createHandler,
  PolyvClient,
  PolyvError,
  parseChannelAccount,
  parseResponse,
  parseViewer,
  ready,
  redactChannelAccount,
  redactViewer,
  verifyCallback,
} from "./edge.glue.js";
