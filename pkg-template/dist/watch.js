// What `polyv-edge/watch` exports, whatever the host: how viewers come to POLYV's watch pages (观看条件).

export {
  createWatchHandler,
  customReturnUrl,
  directWatchUrl,
  externalAnswer,
  externalWatchUrl,
  PolyvError,
  verifyCustom,
  verifyExternal,
} from "./edge.glue.js";
