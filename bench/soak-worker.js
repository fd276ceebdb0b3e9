// The Worker of the soak run: one client for all requests, as a real Worker has it, and one look-up per request.
// @ts-check
import { PolyvClient, PolyvError } from "polyv-edge/edge";

/** @type {PolyvClient | undefined} */
let client;

export default {
  /** @param {Request} request @param {Record<string, string>} env */
  async fetch(request, env) {
    // What the host itself costs, for comparison: the same traffic without the package.
    if (env.PLAIN) {
      await (await fetch(`${env.URL}/nothing`)).text();
      return new Response(`ok ${new URL(request.url).searchParams.get("id")}`);
    }
    client ??= new PolyvClient({
      ...{ appId: env.APP_ID, appSecret: env.APP_SECRET, baseUrl: env.URL },
      ...{ timeoutMs: Number(env.TIMEOUT_MS), rateLimit: false },
    });
    const { searchParams } = new URL(request.url);
    const [lookUp, id] = [searchParams.get("lookUp"), searchParams.get("id") ?? ""];
    try {
      const found =
        lookUp === "viewer"
          ? (await client.getViewer({ viewerUnionId: id })).viewerUnionId
          : (await client.getChannelAccount({ channelId: "2149710", account: id })).account;
      return new Response(`ok ${found}`);
    } catch (error) {
      return new Response(error instanceof PolyvError ? error.kind : `unexpected ${error}`);
    }
  },
};
