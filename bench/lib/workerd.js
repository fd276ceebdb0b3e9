// A Worker in workerd, as Miniflare starts it.
// @ts-check
import { Miniflare } from "miniflare";
import { ACCOUNT } from "./data.js";

// Nothing here needs the network.
process.env.WRANGLER_SEND_METRICS = "false";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

/**
 * @param {import("./bundle.js").Module[]} modules
 * @param {string} baseUrl
 * @param {{ appId: string, appSecret: string }} [account]
 */
export async function startWorkerd(modules, baseUrl, { appId, appSecret } = ACCOUNT) {
  const worker = new Miniflare({
    modules,
    compatibilityDate: "2026-04-01",
    compatibilityFlags: ["nodejs_compat"],
    bindings: { POLYV_APP_ID: appId, POLYV_APP_SECRET: appSecret, POLYV_BASE_URL: baseUrl },
    cf: false,
    /** @param {import("node:stream").Readable} stdout @param {import("node:stream").Readable} stderr */
    handleRuntimeStdio: (stdout, stderr) => {
      stdout.resume();
      stderr.resume();
    },
  });
  const url = await worker.ready;
  return { port: Number(url.port), close: () => worker.dispose() };
}
