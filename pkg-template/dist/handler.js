// A drop-in for a Worker: two routes in front of POLYV, for callers that `authorize` lets in.

import { publicChannelAccount, publicViewer } from "./edge.glue.js";
import { PolyvError } from "./error.js";

/** What each kind is to the caller of the edge: POLYV's refusal of the edge itself is not the caller's doing. */
const HTTP_STATUS = {
  invalid_argument: 400,
  validation: 400,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  aborted: 499,
  unauthorized: 502,
  invalid_signature: 502,
  invalid_timestamp: 502,
  forbidden: 502,
  server: 502,
  invalid_response: 502,
  network: 502,
  timeout: 504,
};

/** Private, whoever asks: the answer to one caller must not reach another from a cache. */
const HEADERS = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

export function createHandler(options) {
  const { client, authorize, basePath = "/api" } = options ?? {};
  if (typeof client?.getViewer !== "function") {
    throw new PolyvError("invalid_argument", "createHandler needs a client");
  }
  if (typeof authorize !== "function") {
    throw new PolyvError("invalid_argument", "createHandler needs authorize(request): without it, everyone could ask");
  }
  const base = String(basePath).replace(/\/+$/, "");
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

  return async function handle(request) {
    const { pathname } = new URL(request.url);
    let found;
    for (const { pattern, ...route } of routes) {
      const ids = match(pathname, pattern);
      if (ids) found = { ...route, ids };
    }
    if (!found) return failure(404, "not_found", "no such route");
    if (request.method !== "GET" && request.method !== "HEAD") {
      return failure(405, "invalid_argument", "only GET is allowed", { allow: "GET, HEAD" });
    }
    try {
      if ((await authorize(request)) !== true) {
        return failure(401, "unauthorized", "the caller is not authorised", { "www-authenticate": "Bearer" });
      }
      const data = await found.find(found.ids, { signal: request.signal });
      return success(data, found.show(data));
    } catch (error) {
      return fromError(error);
    }
  };
}

/** The segments that stand at the pattern's stars, decoded; undefined where the path is another. */
function match(pathname, [base, ...pattern]) {
  if (!pathname.startsWith(`${base}/`)) return undefined;
  const segments = pathname.slice(base.length + 1).split("/");
  if (segments.length !== pattern.length) return undefined;
  if (!pattern.every((part, index) => part === "*" || part === segments[index])) return undefined;
  try {
    return segments.filter((_, index) => pattern[index] === "*").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function success(data, shown) {
  const removed = Object.keys(data).filter((name) => !Object.hasOwn(shown, name));
  const masked = Object.keys(shown).filter((name) => typeof shown[name] === "string" && shown[name] !== data[name]);
  return answer(200, { code: 200, status: "success", data: shown, success: true, redacted: { removed, masked } });
}

function fromError(error) {
  // What is not POLYV's, such as a fault in `authorize`, is the Worker's own: let its host report it.
  if (!(error instanceof PolyvError)) throw error;
  const headers = error.retryAfterMs ? { "retry-after": String(Math.ceil(error.retryAfterMs / 1000)) } : {};
  return failure(HTTP_STATUS[error.kind], error.kind, error.message, headers, error);
}

function failure(status, kind, desc, headers = {}, { requestId, errorCode, retryable = false } = {}) {
  return answer(
    status,
    { code: status, status: "error", requestId, error: { kind, code: errorCode, desc, retryable }, success: false },
    headers,
  );
}

function answer(status, body, headers = {}) {
  return Response.json(body, { status, headers: { ...HEADERS, ...headers } });
}
