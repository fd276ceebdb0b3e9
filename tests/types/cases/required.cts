// CommonJS: Node may require an ES module, and TypeScript knows since `module: nodenext` (5.8).
import { parseViewer } from "polyv-edge";

import edge = require("polyv-edge/edge");

export const client = new edge.PolyvClient({ appId: "id", appSecret: "secret" });
export const viewerUnionId: string = parseViewer("{}").viewerUnionId;
