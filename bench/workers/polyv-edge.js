// One viewer through polyv-edge.
// @ts-check
import { PolyvClient } from "polyv-edge/edge";
import { worker } from "./worker.js";

/** @type {import("./worker.js").Make} */
export const make = ({ appId, appSecret, baseUrl }, fetch) => {
  // POLYV's own limit is far below what is measured here.
  const client = new PolyvClient({ appId, appSecret, baseUrl, fetch, rateLimit: false });
  return (viewerUnionId) => client.getViewer({ viewerUnionId });
};

export default worker(make);
