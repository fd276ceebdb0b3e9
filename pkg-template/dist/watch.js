// What `polyv-edge/watch` exports, whatever the host: how viewers come to POLYV's watch pages (观看条件).

export { PolyvError } from "./error.js";
export { customReturnUrl, verifyCustom } from "./watch-custom.js";
export { createWatchHandler } from "./watch-handler.js";
export { directWatchUrl, externalAnswer, externalWatchUrl, verifyExternal } from "./watch-links.js";
