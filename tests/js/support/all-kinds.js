// Makes the client fail in every way there is, for real: one call per way.
// @ts-check
import { PolyvClient } from "polyv-edge/edge";

/** What must never show: the secret is the emulator's own, the others are POLYV's sample role. */
export const ROLE_SECRETS = { passwd: "xxxxxx", stream: "km1bdhf9", pushKey: "52776ade7d496c0bd8c2da61d80cc0e1" };

const HASTY = { timeoutMs: 300 };

/** @typedef {{ url: string, appId: string, appSecret: string }} Server */
/** @typedef {{ name: string, kind: string, error: unknown }} Failure */
/** @typedef {Partial<import("polyv-edge/edge").ClientOptions>} Options */

/**
 * @param {Server} server
 * @param {Options} [options] for every client
 * @returns {Promise<Failure[]>}
 */
export async function provokeAll({ appId, appSecret, url }, options = {}) {
  /** @param {any} [more] @returns {any} */
  const make = (more) =>
    new PolyvClient({ appId, appSecret, baseUrl: url, rateLimit: false, retries: 0, ...options, ...more });
  /** @param {string} viewerUnionId @param {Options} [more] */
  const viewer = (viewerUnionId, more) => make(more).getViewer({ viewerUnionId });
  /** @param {string} fault @param {any} [more] */
  const account = (fault, more) => make(more).getChannelAccount({ channelId: "2149710", account: `fault:${fault}` });
  /** @param {(url: string, init: any) => any} fetch */
  const sending = (fetch) => account("none", { fetch });
  /** An answer that repeats what it was sent. @param {(url: string) => object} answer */
  const echo = (answer) => sending(async (url) => Response.json(answer(url), { status: 400 }));
  /** @param {(url: string, init: any) => unknown} why */
  const rejecting = (why) => sending((url, init) => Promise.reject(why(url, init)));
  const signOf = (/** @type {string} */ url) => new URL(url).searchParams.get("sign") ?? "";
  const [timedOut, aborted] = [AbortSignal.timeout(50), AbortSignal.abort()];

  /** @type {Record<string, (() => unknown)[]>} */
  const ways = {
    invalid_argument: [
      () => make({ baseUrl: "http://example.com" }),
      () => make({ appSecret: [appSecret] }),
      () => make({ appSecret: `${appSecret}\n` }),
      () => make({ headers: { "x-key": `${appSecret}\nx` } }),
      () => make().signedUrl(`GET ${appSecret}`),
      () => make().signedUrl("GET /x", { query: { sign: appSecret } }),
    ],
    unauthorized: [() => viewer("fault:empty", { appId: "stranger" })],
    invalid_signature: [() => viewer("fault:empty", { appSecret: `${appSecret}!` })],
    invalid_timestamp: [() => viewer("fault:invalid-timestamp")],
    forbidden: [() => viewer("fault:forbidden")],
    not_found: [
      () => viewer("fault:not-found"),
      () =>
        make().request("POST /live/v2/channelAccount/2149710/update", {
          form: { account: "x", password: ROLE_SECRETS.passwd },
        }),
    ],
    conflict: [() => viewer("fault:conflict")],
    validation: [
      () => account("validation"),
      () => make().request("POST /live/v4/user/viewer-record/create", { json: { passwd: ROLE_SECRETS.passwd } }),
      () => echo((url) => ({ code: 400, message: `bad: ${url}` })),
      () => echo((url) => ({ code: 400, status: url, message: "x" })),
      () => echo((url) => ({ code: 400, error: { code: 1, desc: signOf(url) } })),
      () => echo((url) => ({ code: 400, requestId: signOf(url), message: `x${appSecret}y` })),
      () => echo(() => ({ code: 400, requestId: appSecret, message: "x" })),
    ],
    rate_limited: [
      () => viewer("fault:qps"),
      () => account("status-429"),
      // The client's own limit.
      async () => {
        const client = make({ rateLimit: { calls: 1, windowMs: 60_000 } });
        for (let call = 0; call < 2; call++) await client.getViewer({ viewerUnionId: "fault:bom" });
      },
    ],
    server: [
      () => account("status-502-html"),
      () => sending(async (url) => new Response(`<h1>${url}</h1>`, { status: 502 })),
      () => sending(async (url) => new Response("", { status: 503, headers: { "retry-after": url } })),
    ],
    invalid_response: [
      ...["truncated", "wrong-shape", "number-id", "redirect"].map((fault) => () => account(fault)),
      () => sending(async (url) => url),
      () => sending(async (url) => Response.json({ code: 200, data: {}, requestId: signOf(url) })),
      () => sending(async (url) => Response.json({ code: 200, data: { account: url }, requestId: appSecret })),
      () => echo((url) => ({ code: signOf(url), message: "x" })),
    ],
    network: [
      () => account("reset-headers"),
      () => viewer("x", { baseUrl: "http://127.0.0.1:9" }),
      () => rejecting((url, init) => Object.assign(new Error(`no ${url}`), { url, init, cause: new Error(url) })),
      () => rejecting((url) => Object.assign(new Error("x"), { cause: { code: url } })),
      // As hosts fail, with the URL and the signature in every part.
      () =>
        rejecting((url) => {
          const cause = Object.assign(new Error(`getaddrinfo ${url}`), { code: signOf(url), input: url });
          const more = { name: signOf(url), code: url, cause, errno: appSecret };
          return Object.assign(new TypeError(`fetch failed: "${url}" ${signOf(url)} ${appSecret}`), more);
        }),
      () =>
        sending((url) => {
          throw url;
        }),
      () => sending(async (url) => new Response(new ReadableStream({ start: (body) => body.error(new Error(url)) }))),
    ],
    timeout: [
      () => viewer("fault:slow-headers", HASTY),
      () => viewer("fault:slow-body", HASTY),
      () => make().getViewer({ viewerUnionId: "fault:slow-headers" }, { signal: timedOut }),
    ],
    aborted: [() => make().getViewer({ viewerUnionId: "x" }, { signal: aborted })],
  };
  return Promise.all(
    Object.entries(ways).flatMap(([kind, all]) =>
      all.map(async (fail) => {
        try {
          await fail();
        } catch (error) {
          return { name: `${fail}`, kind, error };
        }
        throw new Error(`${fail}: did not fail`);
      }),
    ),
  );
}
