// A Worker as docs/scale.md composes it, and the limit's object, which can be told to fail.
// @ts-check
import { cached, workersCache } from "polyv-edge/cache";
import { createHandler, PolyvClient, PolyvError } from "polyv-edge/edge";
import { PolyvBudget as Base, sharedFetch } from "polyv-edge/limiter";

/** Small, so that a test of several windows takes seconds; the window has a second for the way, as the default has. */
export class PolyvBudget extends Base {
  static calls = 50;
  static windowMs = 3_000;
  /** @type {string | null} */
  mode = null;

  /** @param {any} request @returns {Promise<any>} */
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/mode") {
      this.mode = searchParams.get("is");
      return new Response("{}");
    }
    if (this.mode === "throw") throw new Error("told to fail");
    if (this.mode === "hang") await new Promise((resolve) => setTimeout(resolve, 5_000));
    return super.fetch(request);
  }
}

/** One per isolate. @type {PolyvClient | undefined} */
let client;
/** @type {ReturnType<typeof createHandler> | undefined} */
let handle;

export default {
  /** @param {Request} request @param {any} env */
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const stub = () => env.BUDGET.get(env.BUDGET.idFromName("polyv"));
    if (pathname === "/mode") return stub().fetch(request);
    client ??= clientOf(env, env.BUDGET);
    if (pathname === "/calls") {
      const asking = searchParams.has("stub") ? clientOf(env, stub()) : client;
      const calls = Array.from({ length: Number(searchParams.get("n")) }, () => outcomeOf(asking));
      return Response.json(await Promise.all(calls));
    }
    // What a new isolate would know: nothing.
    if (pathname === "/forget") handle = undefined;
    handle ??= createHandler({
      client: cached(client, { ttlMs: 60_000, store: workersCache({ secret: env.CACHE_SECRET }) }),
      authorize: (request) => request.headers.get("authorization") === "Bearer let-me-in",
    });
    return handle(request);
  },
};

/** @param {any} env @param {any} budget */
function clientOf(env, budget) {
  return new PolyvClient({
    appId: env.APP_ID,
    appSecret: env.APP_SECRET,
    baseUrl: env.EMULATOR,
    fetch: sharedFetch({ budget }),
    rateLimit: false,
    retries: 0,
  });
}

/** @param {PolyvClient} client */
async function outcomeOf(client) {
  try {
    await client.getViewer({ viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9" });
    return { kind: "ok" };
  } catch (error) {
    if (!(error instanceof PolyvError)) throw error;
    const { kind, retryAfterMs } = error;
    return { kind, retryAfterMs };
  }
}
