// The demo Worker: POLYV behind two routes, for callers that hold the token.

import { createHandler, PolyvClient } from "polyv-edge/edge";

interface Env {
  POLYV_APP_ID: string;
  POLYV_APP_SECRET: string;
  POLYV_BASE_URL?: string;
  DEMO_TOKEN: string;
}

type Handler = ReturnType<typeof createHandler>;

// One client for all requests of an isolate; its secrets come from the bindings.
let handler: Handler | undefined;

function makeHandler(env: Env): Handler {
  const client = new PolyvClient({
    appId: env.POLYV_APP_ID,
    appSecret: env.POLYV_APP_SECRET,
    baseUrl: env.POLYV_BASE_URL || undefined,
  });
  return createHandler({ client, authorize: (request) => hasToken(request, env.DEMO_TOKEN) });
}

/** Compares digests, so that the time taken tells nothing about the token. */
async function hasToken(request: Request, token: string): Promise<boolean> {
  const given = request.headers.get("authorization") ?? "";
  const [a, b] = await Promise.all([sha256(given), sha256(`Bearer ${token}`)]);
  return token.length > 0 && crypto.subtle.timingSafeEqual(a, b);
}

function sha256(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}

/** Tells the page whose data it shows: what a POLYV on this computer invented, or an account's own. */
function dataSource({ POLYV_BASE_URL = "" }: Env): "local" | "real" {
  return /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${POLYV_BASE_URL}/`) ? "local" : "real";
}

export default {
  async fetch(request, env) {
    handler ??= makeHandler(env);
    const response = await handler(request);
    if (response.status !== 401) response.headers.set("data-source", dataSource(env));
    return response;
  },
} satisfies ExportedHandler<Env>;
