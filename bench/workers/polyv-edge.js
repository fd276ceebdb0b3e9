// One viewer through polyv-edge.
// @ts-check
import { PolyvClient } from "polyv-edge/edge";

/** @type {PolyvClient | undefined} */
let client;

export default {
  /** @param {Request} request @param {import("../lib/workers.js").Env} env */
  async fetch(request, env) {
    client ??= new PolyvClient({
      appId: env.POLYV_APP_ID,
      appSecret: env.POLYV_APP_SECRET,
      baseUrl: env.POLYV_BASE_URL,
      // POLYV's own limit is far below what is measured here.
      rateLimit: false,
    });
    const viewerUnionId = request.url.slice(request.url.lastIndexOf("/") + 1);
    return Response.json(await client.getViewer({ viewerUnionId }));
  },
};
