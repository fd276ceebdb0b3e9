// All that a page uses of polyv-edge, for its size: bundled as for Workers, which load the wasm as a module, too.
// @ts-check
import { PolyvError, parseChannelAccount, parseResponse, parseViewer, ready } from "polyv-edge";

export default { PolyvError, parseChannelAccount, parseResponse, parseViewer, ready };
