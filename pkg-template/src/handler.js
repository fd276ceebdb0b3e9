// A drop-in for a Worker: two routes in front of POLYV, for callers that `authorize` lets in.

import * as wasm from "#wasm";
import { PolyvError } from "./error.js";
import { guarded } from "./guard.js";
import { badArgument } from "./options.js";

/** @typedef {Record<string, string>} Target */
/**
 * @typedef {object} Route
 * @property {string[]} pattern A colon starts the name of an id.
 * @property {(target: any, options: object) => Promise<any>} find
 * @property {(data: any) => { shown: any, redacted: object } | Promise<{ shown: any, redacted: object }>} show
 */

/** Private, whoever asks: the answer to one caller must not reach another from a cache. */
const HEADERS = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

const NOTHING = { removed: [], masked: [] };

/** @param {any} options */
export function createHandler(options) {
  const { client, authorize, basePath = "/api", redact = {} } = options ?? {};
  if (typeof client?.getViewer !== "function") throw badArgument("createHandler needs a client");
  if (typeof authorize !== "function") {
    throw badArgument("createHandler needs authorize(request, target): without it, everyone could ask");
  }
  if (typeof basePath !== "string" || !/^(\/|$)/.test(basePath)) throw badArgument("basePath must start with /");
  const base = basePath.replace(/\/+$/, "");
  /** @type {Route[]} */
  const routes = [
    {
      pattern: ["viewers", ":viewerUnionId"],
      find: (target, call) => client.getViewer(target, call),
      show: showing(redact, "viewer", wasm.redactViewer, wasm.redactedOfViewer),
    },
    {
      pattern: ["channels", ":channelId", "accounts", ":account"],
      find: (target, call) => client.getChannelAccount(target, call),
      show: showing(redact, "channelAccount", wasm.redactChannelAccount, wasm.redactedOfChannelAccount),
    },
  ];

  return async function handle(/** @type {Request} */ request) {
    const { pathname } = new URL(request.url);
    const segments = pathname.startsWith(`${base}/`) ? pathname.slice(base.length + 1).split("/") : [];
    const route = routes.find(({ pattern }) => match(segments, pattern));
    const target = route && match(segments, route.pattern);
    // Not `not_found`, which is POLYV's word.
    if (!target) return failure(404, "invalid_argument", "no such route");
    if (request.method !== "GET" && request.method !== "HEAD") {
      return failure(405, "invalid_argument", "only GET is allowed", { allow: "GET, HEAD" });
    }
    try {
      const allowed = await authorize(request, target);
      if (isResponse(allowed)) return allowed;
      if (allowed !== true) {
        return failure(401, "unauthorized", "the caller is not authorised", { "www-authenticate": "Bearer" });
      }
      const { shown, redacted } = await route.show(await route.find(target, { signal: request.signal }));
      return answer(200, { code: 200, status: "success", data: shown, success: true, redacted });
    } catch (error) {
      return fromError(error);
    }
  };
}

/**
 * @param {any} redact @param {"viewer" | "channelAccount"} name @param {(data: any) => any} select
 * @param {(data: any) => object} names @returns {Route["show"]}
 */
function showing(redact, name, select, names) {
  const own = redact === false ? undefined : redact?.[name];
  if (redact === false) return (data) => ({ shown: withoutUnusable(data), redacted: NOTHING });
  if (own === undefined) return (data) => guarded(() => ({ shown: select(data), redacted: names(data) }));
  if (typeof own !== "function") throw badArgument(`redact.${name} must be a function`);
  return async (data) => ({ shown: withoutUnusable(await own(data)), redacted: NOTHING });
}

/** What could not be used is not known, so it may be anything. @param {any} data @returns {any} */
function withoutUnusable(data) {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map(withoutUnusable);
  const { unusable, ...shown } = data;
  for (const [name, value] of Object.entries(shown)) shown[name] = withoutUnusable(value);
  return shown;
}

/**
 * The ids by their names; undefined where the path is another.
 *
 * @param {string[]} segments @param {string[]} pattern @returns {Target | undefined}
 */
function match(segments, pattern) {
  if (segments.length !== pattern.length) return undefined;
  /** @type {Target} */
  const target = {};
  for (const [index, part] of pattern.entries()) {
    if (!part.startsWith(":")) {
      if (part !== segments[index]) return undefined;
      continue;
    }
    const id = decode(segments[index]);
    if (!id || (part === ":channelId" && !/^[1-9]\d*$/.test(id))) return undefined;
    target[part.slice(1)] = id;
  }
  return target;
}

/** A second spelling of an id would pass whoever compares ids, so there is one. @param {string} segment */
function decode(segment) {
  try {
    const id = decodeURIComponent(segment);
    const isSeen = id !== "" && id.trim() === id && !/\p{C}/u.test(id);
    return isSeen && encodeURIComponent(id) === segment ? id : undefined;
  } catch {
    return undefined;
  }
}

/** @param {unknown} error */
export function fromError(error) {
  // What is not POLYV's, such as a fault in `authorize`, is the Worker's own: let its host report it.
  if (!(error instanceof PolyvError)) throw error;
  /** @type {Record<string, string>} */
  const headers = error.retryAfterMs ? { "retry-after": String(Math.ceil(error.retryAfterMs / 1000)) } : {};
  return failure(wasm.httpStatusOf(error.kind), error.kind, error.message, headers, error);
}

/**
 * @param {number} status @param {string} kind @param {string} desc @param {Record<string, string>} [headers]
 * @param {{ requestId?: string, errorCode?: number, retryable?: boolean }} [details]
 */
export function failure(status, kind, desc, headers = {}, { requestId, errorCode, retryable = false } = {}) {
  const error = { kind, code: errorCode, desc, retryable };
  return answer(status, { code: status, status: "error", requestId, error, success: false }, headers);
}

/** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
export function answer(status, body, headers = {}) {
  // `Response.json` is newer than some hosts.
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...HEADERS, "content-type": "application/json", ...headers },
  });
}

/** Of any realm. @param {unknown} value @returns {value is Response} */
export function isResponse(value) {
  const { headers, status } = /** @type {Partial<Response>} */ (value ?? {});
  return typeof status === "number" && typeof headers?.get === "function";
}
