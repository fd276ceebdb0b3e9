// What `polyv-edge` exports, whatever the host: parsers only. `ready` comes from the loaders, which differ in it.

export { PolyvError, parseChannelAccount, parseResponse, parseViewer } from "./browser.glue.js";
