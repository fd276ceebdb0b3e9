// A Worker that asks POLYV with a shared budget, and the budget's object, which can be told to fail.
// @ts-check
import { PolyvClient, PolyvError } from "polyv-edge/edge";
import { PolyvBudget as Base, sharedFetch } from "polyv-edge/limiter";

/** 50 calls in 2 s, so that a test of several windows takes seconds. */
export class PolyvBudget extends Base {
  static calls = 50;
  static windowMs = 2_000;
  /** @type {string | null} */
  mode = null;
  asked = 0;

  /** @param {any} request @returns {Promise<any>} */
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/mode") {
      this.mode = searchParams.get("is");
      return Response.json({ asked: this.asked });
    }
    this.asked++;
    if (this.mode === "throw") throw new Error("told to fail");
    if (this.mode === "nonsense") return Response.json({ error: "told to fail" });
    if (this.mode === "hang") await new Promise((resolve) => setTimeout(resolve, 5_000));
    return super.fetch(request);
  }
}

/** One per isolate. @type {PolyvClient | undefined} */
let client;

export default {
  /** @param {Request} request @param {any} env */
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/mode") return env.BUDGET.get(env.BUDGET.idFromName("polyv")).fetch(request);
    client ??= new PolyvClient({
      appId: env.APP_ID,
      appSecret: env.APP_SECRET,
      baseUrl: env.EMULATOR,
      fetch: sharedFetch({ budget: env.BUDGET }),
      rateLimit: false,
      retries: Number(searchParams.get("retries") ?? 0),
      timeoutMs: 15_000,
    });
    const viewerUnionId = searchParams.get("id") ?? "2_v378gn997yovtl3p8h77db9e224t6hg9";
    const calls = Array.from({ length: Number(searchParams.get("calls") ?? 1) }, () => outcomeOf(viewerUnionId));
    return Response.json(await Promise.all(calls));
  },
};

/** @param {string} viewerUnionId */
async function outcomeOf(viewerUnionId) {
  try {
    await client?.getViewer({ viewerUnionId });
    return { kind: "ok" };
  } catch (error) {
    if (!(error instanceof PolyvError)) throw error;
    const { kind, retryAfterMs, message } = error;
    return { kind, retryAfterMs, message };
  }
}
