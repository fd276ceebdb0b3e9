// A Worker whose look-ups are cached, with the Cache API as the store.
// @ts-check
import { cached, workersCache } from "polyv-edge/cache";
import { createHandler, PolyvClient } from "polyv-edge/edge";

/** @type {ReturnType<typeof createHandler> | undefined} */
let handle;

/** @param {any} env */
function start(env) {
  const client = new PolyvClient({
    appId: env.APP_ID,
    appSecret: env.APP_SECRET,
    baseUrl: env.EMULATOR,
    timeoutMs: 5_000,
    retries: 0,
  });
  const store = workersCache({ secret: env.CACHE_SECRET });
  return createHandler({
    client: cached(client, { ttlMs: 60_000, store }),
    authorize: (request) => request.headers.get("authorization") === "Bearer let-me-in",
  });
}

export default {
  /** @param {Request} request @param {any} env */
  async fetch(request, env) {
    // What a new isolate would know: nothing.
    if (new URL(request.url).pathname === "/forget") {
      handle = undefined;
      return new Response();
    }
    handle ??= start(env);
    return handle(request);
  },
};
