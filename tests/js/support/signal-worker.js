// createHandler with a deadline that no test waits for: what ends a call here is its caller. How it ends is told to POLYV.
// @ts-check
import { createHandler, PolyvClient } from "polyv-edge/edge";

export default {
  /** @param {Request} request @param {Record<string, string>} env @param {{ waitUntil(work: Promise<unknown>): void }} ctx */
  fetch(request, { APP_ID: appId = "", APP_SECRET: appSecret = "", EMULATOR: baseUrl = "" }, ctx) {
    const client = new PolyvClient({ appId, appSecret, baseUrl, retries: 0, timeoutMs: 60_000 });
    const getViewer = client.getViewer.bind(client);
    client.getViewer = (...args) => {
      const call = getViewer(...args);
      call.catch(({ kind }) => ctx.waitUntil(fetch(`${baseUrl}/heard/${kind}`)));
      return call;
    };
    return createHandler({ client, authorize: () => true })(request);
  },
};
