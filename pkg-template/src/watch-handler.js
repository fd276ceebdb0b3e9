// A drop-in for a Worker: lets viewers into POLYV's watch pages, in all three ways, and hands out tokens.

import { orUndefined } from "../../src/json.js";
import { PolyvError } from "./error.js";
import { guarded } from "./guard.js";
import { answer, BASE_PATH, below, failure, fromError, isResponse, HEADERS as PRIVATE } from "./handler.js";
import { ANY, badArgument, FUNCTION } from "./options.js";
import { readNamed, unverified } from "./signed.js";
import { KINDS } from "./tokens.js";
import { channelsOf } from "./watch-channels.js";
import { customReturnUrl, HOSTS, verifyCustom } from "./watch-custom.js";
import { isChannelId, LOG_FIELDS, LOOKS, ORIGIN, WATCH_ORIGIN, WEB_URL } from "./watch-fields.js";
import { directWatchUrl, externalAnswer, externalWatchUrl, verifyExternal } from "./watch-links.js";

/** @typedef {import("../dist/watch.js").WatchHandlerOptions} Options */
/** @typedef {import("../dist/watch.js").WatchViewer} Viewer */
/** @typedef {import("../dist/watch.js").WatchAuth} Auth */
/** @typedef {{ channelId: string, viewerId?: string }} Refused */

// Made where they are used: bundlers leave them out of a Worker that has no use for them.

/** @type {() => Record<string, import("./options.js").Check>} */
const OPTIONS = () => ({
  channels: ANY,
  viewer: FUNCTION,
  externalViewer: FUNCTION,
  refusedUrl: [(url) => FUNCTION[0](url) || WEB_URL[0](url), `${WEB_URL[1]}, or a function that gives one`],
  onRefused: FUNCTION,
  tokens: ANY,
  basePath: BASE_PATH,
  watchOrigin: ORIGIN,
  returnHosts: HOSTS,
});
/** By name alone: what a way in cannot carry is left out, and the links check the rest. */
const VIEWER = () =>
  Object.fromEntries(["viewerId", ...Object.keys(LOOKS), ...Object.keys(LOG_FIELDS)].map((name) => [name, ANY]));
const DIRECT = () => ["viewerId", "nickname", "avatar", ...Object.keys(LOG_FIELDS)];
const CUSTOM = () => ["viewerId", ...Object.keys(LOOKS), "vid"];

/** Links and identities: for nobody else, and no page that they lead to learns where from. */
const HEADERS = () => ({ ...PRIVATE, "referrer-policy": "no-referrer" });

/** What browsers send with a prefetch or a preview, old names included. */
const PREFETCH = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/** @type {typeof import("../dist/watch.js").createWatchHandler} */
export function createWatchHandler(given) {
  // Without `viewer`, everyone could watch.
  const options = readNamed("createWatchHandler", given, OPTIONS(), ["channels", "viewer"]);
  const { viewer, externalViewer, refusedUrl, onRefused, basePath = "/watch", returnHosts = [] } = options;
  const base = basePath.replace(/\/+$/, "");
  const { origin: watchOrigin, host } = new URL(options.watchOrigin ?? WATCH_ORIGIN);
  const hosts = [...returnHosts, host];
  const tokens = tokensOf(options.tokens);
  const channelOf = channelsOf(options.channels, externalViewer !== undefined);

  /** @type {Record<string, { method: string, isPage?: boolean, run: (request: Request, url: URL, channelId: string, auth: Auth) => Promise<Response> }>} */
  const routes = {
    "": { method: "GET", isPage: true, run: enter },
    external: { method: "GET", run: answerPolyv },
    custom: { method: "GET", isPage: true, run: comeBack },
    ...(tokens && { tokens: { method: "POST", run: handOut } }),
  };

  return /** @type {any} */ (handle);

  async function handle(/** @type {Request} */ request) {
    const url = new URL(request.url);
    const place = placeOf(url, base);
    const route = place && routes[place.name];
    if (!place || !route) return plain(404, "No such page.");
    // Also HEAD: a link is made for a person who navigates, and for nothing else.
    if (request.method !== route.method) return plain(405, "Method not allowed.", { allow: route.method });
    const refusal = route.isPage ? notNavigating(request) : undefined;
    if (refusal) return refusal;
    const auth = isChannelId(place.channelId) ? await channelOf(place.channelId) : undefined;
    if (!auth) return plain(404, "No such channel.");
    return route.run(request, url, place.channelId, auth);
  }

  /** A link made this moment. @type {typeof routes[string]["run"]} */
  async function enter(request, url, channelId, auth) {
    // POLYV asks such a viewer's browser here anyway, and signs that it did.
    if (!auth.direct && !auth.external) return redirect(`${watchOrigin}/watch/${channelId}`);
    const found = await ask(request, channelId, url.origin + url.pathname);
    if (isResponse(found)) return found;
    if (!found) return notSignedIn();
    const { viewerId } = found;
    return redirect(
      auth.external !== undefined
        ? externalWatchUrl({ channelId, key: auth.external, viewerId, watchOrigin })
        : directWatchUrl({ ...pick(found, DIRECT()), channelId, key: auth.direct ?? "", watchOrigin }),
    );
  }

  /** POLYV's server asks who that is. @type {typeof routes[string]["run"]} */
  async function answerPolyv(request, url, channelId, { external: key }) {
    if (key === undefined || !externalViewer) return plain(404, "No such page.");
    const asked = proven(() => {
      const call = verifyExternal(url, { key });
      if ((call.channelId ?? channelId) === channelId) return call;
      throw unverified("channelId is another than the path's");
    });
    if (asked instanceof PolyvError) return refusePolyv(asked, request, { channelId });
    const { viewerId } = asked;
    const profile = await externalViewer({ viewerId, channelId, request: /** @type {any} */ (request) });
    if (profile) return toPolyv({ ...profile, viewerId });
    return refusePolyv(new PolyvError("forbidden", "externalViewer lets nobody in"), request, { channelId, viewerId });
  }

  /** POLYV has sent a viewer, who goes back signed. @type {typeof routes[string]["run"]} */
  async function comeBack(request, url, channelId, { custom: key }) {
    if (key === undefined) return plain(404, "No such page.");
    const visit = proven(() => verifyCustom(url, { key, returnHosts: hosts }));
    if (visit instanceof PolyvError) {
      const refusal = urlOfRefusal(visit, request, { channelId });
      return refusal === undefined ? plain(403, "Refused.") : redirect(refusal);
    }
    // What POLYV signed is too old after a sign-in: the watch page starts anew.
    const found = await ask(request, channelId, `${watchOrigin}/watch/${channelId}`);
    if (isResponse(found)) return found;
    if (!found) return notSignedIn();
    return redirect(customReturnUrl({ ...pick(found, CUSTOM()), visit, key }));
  }

  /** For the viewer that the app names: neither the query nor the body is read. @type {typeof routes[string]["run"]} */
  async function handOut(request, url, channelId) {
    if (request.headers.get("sec-fetch-site") === "cross-site") {
      return json(failure(403, "forbidden", "not for pages of other sites"));
    }
    const found = await ask(request, channelId, `${url.origin}${base}/${channelId}`);
    if (isResponse(found)) return found;
    if (!found) return json(failure(401, "unauthorized", "nobody is signed in", { "www-authenticate": "Bearer" }));
    const { client, kinds } = /** @type {NonNullable<typeof tokens>} */ (tokens);
    try {
      const { viewerId, nickname, avatar } = found;
      const caller = typeof client === "function" ? await client(channelId) : client;
      const data = await caller.getViewerTokens(
        { channelId, viewerId, nickname, ...(avatar ? { avatar } : {}), role: "viewer", tokens: kinds },
        { signal: /** @type {any} */ (request.signal) },
      );
      return json(answer(200, { code: 200, status: "success", data, success: true }));
    } catch (error) {
      return json(fromError(error));
    }
  }

  /** @param {Request} request @param {string} channelId @param {string} continueUrl @returns {Promise<Viewer | Response | null>} */
  async function ask(request, channelId, continueUrl) {
    const found = await viewer({ request: /** @type {any} */ (request), channelId, continueUrl });
    if (found === null || found === undefined) return null;
    return isResponse(found) ? found : readNamed("what viewer answered", /** @type {Viewer} */ (found), VIEWER());
  }

  /** @param {PolyvError} error @param {Request} request @param {Refused} refused */
  function refusePolyv(error, request, refused) {
    const errorUrl = urlOfRefusal(error, request, refused);
    if (errorUrl === undefined) return plain(403, "Refused.");
    return toPolyv({ errorUrl });
  }

  /** @param {PolyvError} error @param {Request} request @param {Refused} refused */
  function urlOfRefusal(error, request, refused) {
    // A fault in somebody's log is no fault of the visit.
    new Promise((resolve) => resolve(onRefused?.(error, /** @type {any} */ (request)))).catch(() => {});
    const url = typeof refusedUrl === "function" ? refusedUrl(refused) : refusedUrl;
    if (url === undefined) return undefined;
    if (!WEB_URL[0](url)) throw badArgument(`refusedUrl must give ${WEB_URL[1]}`);
    return new URL(url).href;
  }
}

/** What `work` proves, or why it does not. @template T @param {() => T} work */
function proven(work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolyvError && error.kind === "unverified") return error;
    throw error;
  }
}

/** Which page a path names: ids are digits without a leading zero, so there is no second spelling. @param {URL} url @param {string} base */
function placeOf({ pathname, searchParams }, base) {
  const rest = below(pathname, base);
  if (rest === "custom") return { channelId: searchParams.get("id") ?? "", name: "custom" };
  const [, channelId, name = ""] = /^([1-9]\d*)(?:\/(external|tokens))?$/.exec(rest) ?? [];
  return channelId === undefined ? undefined : { channelId, name };
}

/** A prefetch would use a link up, an image or a script would throw the viewer out elsewhere. @param {Request} request */
function notNavigating({ headers }) {
  if (PREFETCH.some((name) => /^pre(fetch|view)/i.test(headers.get(name) ?? ""))) return plain(503, "Not in advance.");
  const mode = headers.get("sec-fetch-mode");
  // Old web views send none.
  return mode === null || mode === "navigate" ? undefined : plain(403, "Only for a page that is opened.");
}

/** @param {Options["tokens"]} tokens */
function tokensOf(tokens) {
  if (tokens === undefined) return undefined;
  const { client, kinds } = readNamed("tokens", tokens, { client: ANY, kinds: ANY });
  if (typeof client !== "function" && orUndefined(() => typeof client.getViewerTokens) !== "function") {
    throw badArgument("tokens.client must be a client, or a function that gives a channel's");
  }
  if (!KINDS[0](kinds)) throw badArgument(`tokens.kinds must be ${KINDS[1]}`);
  return { client, kinds: guarded(() => [...kinds]) };
}

/** @param {Viewer} viewer @param {string[]} names @returns {any} */
function pick(viewer, names) {
  return Object.fromEntries(Object.entries(viewer).filter(([name]) => names.includes(name)));
}

/** @param {string} location */
function redirect(location) {
  return new Response(null, { status: 302, headers: { ...HEADERS(), location } });
}

/** @param {number} status @param {string} text @param {Record<string, string>} [headers] */
function plain(status, text, headers = {}) {
  return new Response(`${text}\n`, {
    status,
    headers: { ...HEADERS(), "content-type": "text/plain; charset=utf-8", ...headers },
  });
}

/** @param {any} answer */
function toPolyv(answer) {
  // `Response.json` is newer than some hosts.
  const headers = { ...HEADERS(), "content-type": "application/json" };
  return new Response(JSON.stringify(externalAnswer(answer)), { headers });
}

function notSignedIn() {
  return plain(401, "Nobody is signed in.", { "www-authenticate": "Bearer" });
}

/** @param {Response} response */
function json(response) {
  response.headers.set("referrer-policy", HEADERS()["referrer-policy"]);
  return response;
}
