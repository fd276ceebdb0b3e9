// A drop-in for a Worker: two routes in front of POLYV, for callers that `authorize` lets in.

import * as wasm from "#wasm";
import { orUndefined } from "../../src/json.js";
import { PolyvError } from "./error.js";
import { guarded } from "./guard.js";
import { ANY, FUNCTION, readOptions } from "./options.js";
import { readNamed } from "./signed.js";

/**
 * @typedef {object} Route
 * @property {RegExp} pattern Its groups are ids.
 * @property {(target: any, options: object) => Promise<any>} find
 * @property {(data: any) => { shown: any, redacted: object } | Promise<{ shown: any, redacted: object }>} show
 */

/** Private, whoever asks: the answer to one caller must not reach another from a cache. */
export const HEADERS = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

/** Their places in `MODELS` of models/mod.rs. */
export const MODELS = { viewer: 0, channelAccount: 2 };

/** @type {import("./options.js").Check} */
const CLIENT = [(client) => orUndefined(() => typeof client.getViewer) === "function", "a client"];

/** @param {any} data */
const same = (data) => data;
const NOTHING = { removed: [], masked: [] };

/** Where a handler's routes start. @type {import("./options.js").Check} */
export const BASE_PATH = [(path) => typeof path === "string" && /^(\/|$)/.test(path), "text that starts with /"];

/** What follows a handler's base; nothing where the path is not below it. @param {string} pathname @param {string} base */
export const below = (pathname, base) => (pathname.startsWith(`${base}/`) ? pathname.slice(base.length + 1) : "");

/** @param {any} options */
export function createHandler(options) {
  const checks = { client: CLIENT, authorize: FUNCTION, basePath: BASE_PATH, redact: ANY };
  // Without `authorize`, everyone could ask.
  const read = readNamed("createHandler", options, checks, ["client", "authorize"]);
  const { client, authorize, basePath = "/api", redact } = read;
  /** @type {any} */
  const own =
    redact === false
      ? { viewer: same, channelAccount: same }
      : guarded(() => readOptions(redact, { viewer: FUNCTION, channelAccount: FUNCTION }, "redact"));
  const base = basePath.replace(/\/+$/, "");
  /** @type {Route[]} */
  const routes = [
    {
      pattern: /^viewers\/(?<viewerUnionId>[^/]+)$/,
      find: (target, call) => client.getViewer(target, call),
      show: showing(MODELS.viewer, own.viewer),
    },
    {
      pattern: /^channels\/(?<channelId>[1-9]\d*)\/accounts\/(?<account>[^/]+)$/,
      find: (target, call) => client.getChannelAccount(target, call),
      show: showing(MODELS.channelAccount, own.channelAccount),
    },
  ];

  return async function handle(/** @type {Request} */ request) {
    const path = below(new URL(request.url).pathname, base);
    const route = routes.find(({ pattern }) => pattern.test(path));
    const target = route && targetOf(path, route.pattern);
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

/** @param {number} model @param {((data: any) => any) | undefined} own @returns {Route["show"]} */
function showing(model, own) {
  if (own === undefined) {
    return (data) => guarded(() => ({ shown: wasm.redacted(data, model), redacted: wasm.redactedNames(data, model) }));
  }
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

/** The ids by their names; undefined where one is none. @param {string} path @param {RegExp} pattern */
function targetOf(path, pattern) {
  const ids = Object.entries(pattern.exec(path)?.groups ?? {}).map(([name, segment]) => [name, decode(segment)]);
  return ids.every(([, id]) => id !== undefined) ? Object.fromEntries(ids) : undefined;
}

/** A second spelling of an id would pass whoever compares ids, so there is one. @param {string} segment */
function decode(segment) {
  const id = orUndefined(() => decodeURIComponent(segment)) ?? "";
  const isSeen = id.trim() === id && !/\p{C}/u.test(id);
  return isSeen && encodeURIComponent(id) === segment ? id : undefined;
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
