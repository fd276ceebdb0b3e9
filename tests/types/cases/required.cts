// CommonJS: it has declarations of its own.
import { parseViewer } from "polyv-edge";

import edge = require("polyv-edge/edge");

export const client = new edge.PolyvClient({ appId: "id", appSecret: "secret" });
export const viewerUnionId: string = parseViewer("{}").viewerUnionId;
