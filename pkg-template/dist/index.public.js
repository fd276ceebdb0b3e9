// What `polyv-edge` exports, whatever the host: parsers only. `ready` comes from the loaders, which differ in it.

export { parseChannelAccount, parseResponse, parseViewer } from "./browser.glue.js";
export { PolyvError } from "./error.js";
