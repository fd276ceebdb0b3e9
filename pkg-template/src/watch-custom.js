// Custom authorisation (自定义授权): POLYV sends the viewer's browser here, and it goes back with a signature.

import { badArgument } from "./options.js";
import { ageOf, attempt, prove, readNamed, readSigned, signParts, unverified } from "./signed.js";
import {
  isChannelId,
  isSafe,
  parseUrl,
  queryOf,
  textOf,
  timestampOf,
  viewerIdOf,
  WATCH_ORIGIN,
} from "./watch-fields.js";
import { LOOKS, looksOf, MAX_AGE_MS } from "./watch-links.js";

/** What the way back carries. A visitor may have put such a name into `url`, which POLYV does not sign. */
const CARRIED = ["userid", "vid", "ts", "sign"];

/** Visits whose way back leads to a named host. @type {WeakSet<object>} */
const proven = new WeakSet();

/** @type {typeof import("../dist/watch.js").verifyCustom} */
export function verifyCustom(signed, given) {
  const options = readNamed("verifyCustom", given, ["key", "returnHosts", "maxAgeMs", "now"]);
  const hosts = hostsOf(options.returnHosts);
  const fields = readSigned(signed);
  const channelId = fields.get("id");
  if (!isChannelId(channelId)) throw unverified("id is missing, or no number of a channel");
  const timestamp = prove(
    { key: options.key, parts: [channelId], sign: fields.get("sign"), timestamp: fields.get("ts") },
    ageOf(MAX_AGE_MS, options),
  );
  const visit = Object.freeze({ channelId, returnUrl: returnUrlOf(fields.get("url"), hosts), timestamp });
  proven.add(visit);
  return visit;
}

/** @type {typeof import("../dist/watch.js").customReturnUrl} */
export function customReturnUrl(given) {
  const options = readNamed("customReturnUrl", given, ["visit", "key", "viewerId", ...LOOKS, "vid", "timestamp"]);
  const { visit, key } = options;
  const { channelId, returnUrl } = attempt("visit", () => ({ ...visit }));
  if (!isChannelId(channelId)) throw badArgument("visit must be what verifyCustom gave");
  // One of the caller's own making leads to POLYV's host or nowhere.
  const url = new URL(proven.has(visit) ? returnUrl : returnUrlOf(returnUrl, hostsOf()));
  const [userid, ts] = [viewerIdOf(options.viewerId), timestampOf(options.timestamp)];
  const more = { ...looksOf(/** @type {any} */ (options)), vid: textOf(options, "vid") };
  const kept = url.search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !isCarried(nameOf(pair)));
  const sign = signParts(key, [channelId, ts, userid]);
  url.search = [...kept, queryOf({ userid, ...more, ts, sign })].join("&");
  return url.href;
}

/** @param {unknown} text @param {ReadonlySet<string>} hosts */
function returnUrlOf(text, hosts) {
  const url = typeof text === "string" ? parseUrl(text) : undefined;
  if (!url) throw unverified("url, the way back, is missing or no absolute URL");
  // Exactly: of *.live.polyv.cn every other customer has one.
  if (!hosts.has(url.host)) throw unverified(`no way back to the host ${url.host}: returnHosts does not name it`);
  if (!isSafe(url)) throw unverified(`no way back to ${url.protocol}//${url.host}: only by https, and to no user name`);
  return url.href;
}

/** @param {readonly string[]} [hosts] @returns {ReadonlySet<string>} */
export function hostsOf(hosts = []) {
  const list = attempt("returnHosts", () => (Array.isArray(hosts) ? [...hosts] : undefined));
  if (!list) throw badArgument("returnHosts must be a list");
  for (const host of list) {
    const isHost =
      typeof host === "string" && /^[a-z\d.:[\]-]+$/.test(host) && parseUrl(`https://${host}`)?.host === host;
    if (!isHost)
      throw badArgument("returnHosts must hold hosts, as live.polyv.cn is: in lower case, with the port if any");
  }
  return new Set([new URL(WATCH_ORIGIN).host, ...list]);
}

/** @param {string} name */
const isCarried = (name) => CARRIED.includes(name) || LOOKS.includes(name);

/** @param {string} pair */
function nameOf(pair) {
  return new URLSearchParams(pair).keys().next().value ?? "";
}
