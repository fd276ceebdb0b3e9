import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { check } from "./edge.js";

/** A server's whole API: `…/check` says what this host can do, the rest is the handler's. */
export async function answer(request, env = process.env) {
  try {
    const [, basePath, route] = /^(.*?)\/(check|viewers\/.*)$/.exec(new URL(request.url).pathname);
    if (route === "check") return Response.json(await check(edge, browser, env));
    const { POLYV_APP_ID: appId, POLYV_APP_SECRET: appSecret, POLYV_BASE_URL: baseUrl } = env;
    const client = new edge.PolyvClient({ appId, appSecret, baseUrl });
    return edge.createHandler({ client, authorize: () => true, basePath })(request);
  } catch (error) {
    return new Response(String(error.stack ?? error), { status: 500 });
  }
}

export default { fetch: answer };
