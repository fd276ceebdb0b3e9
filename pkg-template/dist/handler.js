// A drop-in for a Worker: two routes in front of POLYV, for callers that `authorize` lets in.

import { publicChannelAccount, publicViewer } from "./edge.glue.js";
import { PolyvError } from "./error.js";

/** @typedef {import("./error.js").PolyvErrorKind} Kind */
/** @typedef {import("./edge.js").HandlerOptions} HandlerOptions */
/** @typedef {import("./edge.js").CallOptions} CallOptions */

/**
 * @typedef {object} Route
 * @property {string[]} pattern Its first part is the base path, a star stands for an id.
 * @property {(ids: string[], call: CallOptions) => Promise<any>} find
 * @property {(data: any) => any} show
 */

/** What each kind is to the caller of the edge: POLYV's refusal of the edge itself is not the caller's doing. */
const HTTP_STATUS = /** @type {Record<Kind, number>} */ ({
  invalid_argument: 400,
  validation: 400,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  aborted: 499,
  unverified: 403,
  unauthorized: 502,
  invalid_signature: 502,
  invalid_timestamp: 502,
  forbidden: 502,
  server: 502,
  invalid_response: 502,
  network: 502,
  timeout: 504,
  internal: 500,
});

/** Private, whoever asks: the answer to one caller must not reach another from a cache. */
const HEADERS = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

/** @param {HandlerOptions} options */
export function createHandler(options) {
  const { client, authorize, basePath = "/api" } = options ?? /** @type {Partial<HandlerOptions>} */ ({});
  if (typeof client?.getViewer !== "function") {
    throw new PolyvError("invalid_argument", "createHandler needs a client");
  }
  if (typeof authorize !== "function") {
    throw new PolyvError("invalid_argument", "createHandler needs authorize(request): without it, everyone could ask");
  }
  if (!/^(\/|$)/.test(basePath)) throw new PolyvError("invalid_argument", "basePath must start with /");
  const base = String(basePath).replace(/\/+$/, "");
  /** @type {Route[]} */
  const routes = [
    {
      pattern: [base, "viewers", "*"],
      find: ([viewerUnionId], call) => client.getViewer({ viewerUnionId }, call),
      show: publicViewer,
    },
    {
      pattern: [base, "channels", "*", "accounts", "*"],
      find: ([channelId, account], call) => client.getChannelAccount({ channelId, account }, call),
      show: publicChannelAccount,
    },
  ];

  return async function handle(/** @type {Request} */ request) {
    const { pathname } = new URL(request.url);
    const route = routes.find(({ pattern }) => match(pathname, pattern));
    const ids = route && match(pathname, route.pattern);
    if (!ids) return failure(404, "not_found", "no such route");
    if (request.method !== "GET" && request.method !== "HEAD") {
      return failure(405, "invalid_argument", "only GET is allowed", { allow: "GET, HEAD" });
    }
    try {
      if ((await authorize(request)) !== true) {
        return failure(401, "unauthorized", "the caller is not authorised", { "www-authenticate": "Bearer" });
      }
      const data = await route.find(ids, { signal: request.signal });
      return success(data, route.show(data));
    } catch (error) {
      return fromError(error);
    }
  };
}

/**
 * The segments that stand at the pattern's stars, decoded; undefined where the path is another.
 * @param {string} pathname @param {string[]} pattern
 */
function match(pathname, [base = "", ...pattern]) {
  if (!pathname.startsWith(`${base}/`)) return undefined;
  const segments = pathname.slice(base.length + 1).split("/");
  if (segments.length !== pattern.length) return undefined;
  if (!pattern.every((part, index) => part === "*" || part === segments[index])) return undefined;
  try {
    return segments.filter((_, index) => pattern[index] === "*").map((part) => decodeURIComponent(part));
  } catch {
    return undefined;
  }
}

/** @param {Record<string, unknown>} data @param {Record<string, unknown>} shown */
function success(data, shown) {
  const removed = Object.keys(data).filter((name) => !Object.hasOwn(shown, name));
  const masked = Object.keys(shown).filter((name) => typeof shown[name] === "string" && shown[name] !== data[name]);
  return answer(200, { code: 200, status: "success", data: shown, success: true, redacted: { removed, masked } });
}

/** @param {unknown} error */
export function fromError(error) {
  // What is not POLYV's, such as a fault in `authorize`, is the Worker's own: let its host report it.
  if (!(error instanceof PolyvError)) throw error;
  /** @type {Record<string, string>} */
  const headers = error.retryAfterMs ? { "retry-after": String(Math.ceil(error.retryAfterMs / 1000)) } : {};
  return failure(HTTP_STATUS[error.kind], error.kind, error.message, headers, error);
}

/**
 * @param {number} status @param {Kind} kind @param {string} desc @param {Record<string, string>} [headers]
 * @param {import("./error.js").PolyvErrorDetails} [details]
 */
export function failure(status, kind, desc, headers = {}, details = {}) {
  const { requestId, errorCode, retryable = false } = details;
  return answer(
    status,
    { code: status, status: "error", requestId, error: { kind, code: errorCode, desc, retryable }, success: false },
    headers,
  );
}

/** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
export function answer(status, body, headers = {}) {
  return Response.json(body, { status, headers: { ...HEADERS, ...headers } });
}
