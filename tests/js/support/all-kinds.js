// Makes the client fail in every way there is, for real: one call per way.
// @ts-check
import { PolyvClient, PolyvError } from "polyv-edge/edge";

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
export async function provokeAll(server, options = {}) {
  /** @param {Options} [more] */
  const make = (more) =>
    new PolyvClient({
      ...{ appId: server.appId, appSecret: server.appSecret, baseUrl: server.url },
      ...{ rateLimit: false, retries: 0, ...options, ...more },
    });
  /** @param {string} fault @param {Options} [more] */
  const viewer = (fault, more) => make(more).getViewer({ viewerUnionId: `fault:${fault}` });
  /** @param {string} fault */
  const account = (fault) => make().getChannelAccount({ channelId: "2149710", account: `fault:${fault}` });
  /** @param {(url: string, init: any) => any} fetch */
  const sending = (fetch) => make({ fetch }).getChannelAccount({ channelId: "2149710", account: "0062149710" });
  /** @param {(text: string) => object} answer An answer that repeats what it was sent. */
  const echo = (answer) => sending(async (url) => Response.json(answer(url), { status: 400 }));
  const signOf = (/** @type {string} */ url) => new URL(url).searchParams.get("sign") ?? "";
  const { appSecret } = server;
  const timedOut = AbortSignal.timeout(50);

  /** @type {[string, string, () => unknown][]} */
  const ways = [
    ["an option that is wrong", "invalid_argument", () => make({ baseUrl: "http://example.com" })],
    [
      "an account that is a number",
      "invalid_argument",
      () => make().getViewer(/** @type {any} */ ({ viewerUnionId: 5 })),
    ],
    ["a secret that is no text", "invalid_argument", () => make({ appSecret: /** @type {any} */ ([appSecret]) })],
    ["a secret with a line break", "invalid_argument", () => make({ appSecret: `${appSecret}\n` })],
    ["the secret as a path", "invalid_argument", () => make().signedUrl(/** @type {any} */ (`GET ${appSecret}`))],
    [
      "a parameter named as the client's own",
      "invalid_argument",
      () => make().signedUrl("GET /x", { query: { sign: appSecret } }),
    ],
    ["a stranger", "unauthorized", () => viewer("empty", { appId: "stranger" })],
    ["a wrong secret", "invalid_signature", () => viewer("empty", { appSecret: `${appSecret}!` })],
    ["invalid timestamp", "invalid_timestamp", () => viewer("invalid-timestamp")],
    ["forbidden", "forbidden", () => viewer("forbidden")],
    ["not found", "not_found", () => viewer("not-found")],
    ["conflict", "conflict", () => viewer("conflict")],
    ["validation", "validation", () => account("validation")],
    ["qps", "rate_limited", () => viewer("qps")],
    ["429", "rate_limited", () => account("status-429")],
    [
      "the client's own limit",
      "rate_limited",
      async () => {
        const client = make({ rateLimit: { calls: 1, windowMs: 60_000 } });
        await client.getViewer({ viewerUnionId: "fault:bom" });
        await client.getViewer({ viewerUnionId: "fault:bom" });
      },
    ],
    ["502", "server", () => account("status-502-html")],
    ["truncated", "invalid_response", () => account("truncated")],
    ["a role without its account", "invalid_response", () => account("wrong-shape")],
    ["a role whose account is a number", "invalid_response", () => account("number-id")],
    ["a redirect", "invalid_response", () => account("redirect")],
    ["a fetch that answers nonsense", "invalid_response", () => sending(async (url) => url)],
    ["a reset", "network", () => account("reset-headers")],
    ["nobody there", "network", () => make({ baseUrl: "http://127.0.0.1:9" }).getViewer({ viewerUnionId: "x" })],
    [
      "a fetch that rejects with its URL",
      "network",
      () =>
        sending(async (url, init) => {
          throw Object.assign(new Error(`cannot reach ${url}`), { url, init, cause: new Error(url) });
        }),
    ],
    [
      "a fetch that throws its URL",
      "network",
      () =>
        sending((url) => {
          throw url;
        }),
    ],
    [
      "a fetch whose cause has the URL for a code",
      "network",
      () =>
        sending(async (url) => {
          throw Object.assign(new Error("x"), { cause: { code: url } });
        }),
    ],
    [
      "a fetch that fails as hosts do, with the URL and the signature in every part",
      "network",
      () =>
        sending(async (url) => {
          const cause = Object.assign(new Error(`getaddrinfo ${url}`), { code: signOf(url), input: url });
          throw Object.assign(new TypeError(`fetch failed: "${url}" ${signOf(url)} ${appSecret}`), {
            ...{ name: signOf(url), code: url, cause, errno: appSecret },
          });
        }),
    ],
    [
      "a body that breaks with the URL",
      "network",
      () =>
        sending(
          async (url) => new Response(new ReadableStream({ start: (controller) => controller.error(new Error(url)) })),
        ),
    ],
    ["a header with a line break", "invalid_argument", () => make({ headers: { "x-key": `${appSecret}\nx` } })],
    [
      "an answer of no use whose requestId repeats the signature",
      "invalid_response",
      () => sending(async (url) => Response.json({ code: 200, data: {}, requestId: signOf(url) })),
    ],
    [
      "an answer of no use that repeats the URL",
      "invalid_response",
      () => sending(async (url) => Response.json({ code: 200, data: { account: url }, requestId: appSecret })),
    ],
    ["slow headers", "timeout", () => viewer("slow-headers", HASTY)],
    ["slow body", "timeout", () => viewer("slow-body", HASTY)],
    [
      "a signal that times out",
      "timeout",
      () => make().getViewer({ viewerUnionId: "fault:slow-headers" }, { signal: timedOut }),
    ],
    ["an abort before", "aborted", () => make().getViewer({ viewerUnionId: "x" }, { signal: AbortSignal.abort() })],
    ["a v2 message that repeats the URL", "validation", () => echo((url) => ({ code: 400, message: `bad: ${url}` }))],
    [
      "a v4 message that repeats the signature",
      "validation",
      () => echo((url) => ({ code: 400, error: { code: 1, desc: signOf(url) } })),
    ],
    ["a message that repeats the secret", "validation", () => echo(() => ({ code: 400, message: `x${appSecret}y` }))],
    [
      "a requestId that repeats the signature",
      "validation",
      () => echo((url) => ({ code: 400, requestId: signOf(url), message: "x" })),
    ],
    [
      "a requestId that repeats the secret",
      "validation",
      () => echo(() => ({ code: 400, requestId: appSecret, message: "x" })),
    ],
    ["a status that repeats the URL", "validation", () => echo((url) => ({ code: 400, status: url, message: "x" }))],
    [
      "a code that repeats the signature",
      "invalid_response",
      () => echo((url) => ({ code: signOf(url), message: "x" })),
    ],
    [
      "a page that repeats the URL",
      "server",
      () => sending(async (url) => new Response(`<h1>${url}</h1>`, { status: 502 })),
    ],
    [
      "Retry-After that repeats the URL",
      "server",
      () => sending(async (url) => new Response("", { status: 503, headers: { "retry-after": url } })),
    ],
    [
      "a form that fails",
      "not_found",
      () =>
        make().request(/** @type {`POST /${string}`} */ ("POST /live/v2/channelAccount/2149710/update"), {
          form: { account: "x", password: ROLE_SECRETS.passwd },
        }),
    ],
    [
      "a JSON body that fails",
      "validation",
      () =>
        make().request(/** @type {`POST /${string}`} */ ("POST /live/v4/user/viewer-record/create"), {
          json: { passwd: ROLE_SECRETS.passwd },
        }),
    ],
  ];
  return Promise.all(
    ways.map(async ([name, kind, fail]) => {
      try {
        await fail();
      } catch (error) {
        return { name, kind, error };
      }
      throw new Error(`${name}: did not fail`);
    }),
  );
}

export { PolyvError };
