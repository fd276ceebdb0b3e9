// What `polyv-edge` exports, whatever the host: parsers only. `ready` comes from the loaders, which differ in it.

import * as glue from "./browser.glue.js";
import { guard } from "./guard.js";

export const parseViewer = /* @__PURE__ */ guard(glue.parseViewer);
export const parseChannelAccount = /* @__PURE__ */ guard(glue.parseChannelAccount);
export const parseResponse = /* @__PURE__ */ guard(glue.parseResponse);
export { PolyvError } from "./error.js";
