// Compiled where the host's library has the fetch globals: DOM, Cloudflare Workers, Node.
import { createHandler, PolyvClient, verifyCallback } from "polyv-edge/edge";
import { createWatchHandler } from "polyv-edge/watch";

const options = { appId: "id", appSecret: "secret" };

new PolyvClient({ ...options, fetch });
new PolyvClient({ ...options, fetch: globalThis.fetch });
new PolyvClient({ ...options, fetch: (url, init) => fetch(url, init) });
new PolyvClient({ ...options, fetch: async (url, init) => fetch(new Request(url, init)) });
new PolyvClient({ ...options, fetch: async () => new Response("{}", { status: 200 }) });
// @ts-expect-error a promise of a response, not a response
new PolyvClient({ ...options, fetch: () => new Response() });

const client = new PolyvClient(options);
client.getViewer({ viewerUnionId: "1_a" }, { signal: AbortSignal.timeout(1000) });
client.getViewer({ viewerUnionId: "1_a" }, { signal: new AbortController().signal });
// @ts-expect-error the controller is not the signal
client.getViewer({ viewerUnionId: "1_a" }, { signal: new AbortController() });

verifyCallback(new URL("https://example.com/?sign=1"), { appSecret: "secret" });
verifyCallback(new URLSearchParams("sign=1"), { appSecret: "secret" });
verifyCallback(new Request("https://example.com/?sign=1"), { appSecret: "secret" });

const handler: (request: Request) => Promise<Response> = createHandler({
  client,
  authorize: (request) => request.headers.get("authorization") === "Bearer token",
});
const watch: (request: Request) => Promise<Response> = createWatchHandler({
  channels: { "1": { direct: "key" } },
  viewer: ({ request, continueUrl }) =>
    request.headers.has("cookie") ? { viewerId: "u_1", nickname: "n" } : Response.redirect(continueUrl, 302),
  refusedUrl: "https://example.com/no",
});
export const fetchWatch = (request: Request) => watch(request);

export default { fetch: (request: Request) => handler(request) };
