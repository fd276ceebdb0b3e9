// Custom authorisation (自定义授权): POLYV sends the viewer's browser here, and it goes back with a signature.

import { orUndefined } from "../../src/json.js";
import { guarded } from "./guard.js";
import { ANY, badArgument } from "./options.js";
import { prove, readNamed, readSigned, signParts, unverified, VERIFY } from "./signed.js";
import {
  isChannelId,
  isSafe,
  LOOKS,
  OPTIONAL,
  parseUrl,
  queryOf,
  timestampOf,
  VIEWER_ID,
  WATCH_ORIGIN,
} from "./watch-fields.js";
import { MAX_AGE_MS } from "./watch-links.js";

/** What the way back carries. A visitor may have put such a name into `url`, which POLYV does not sign. */
const CARRIED = () => ["userid", "vid", "ts", "sign", ...Object.keys(LOOKS)];

/** Visits whose way back leads to a named host. @type {WeakSet<object>} */
const proven = new WeakSet();

/** @param {unknown} host */
const isHost = (host) =>
  typeof host === "string" && /^[a-z\d.:[\]-]+$/.test(host) && parseUrl(`https://${host}`)?.host === host;

/** @type {import("./options.js").Check} */
export const HOSTS = [
  (hosts) => orUndefined(() => Array.isArray(hosts) && hosts.every(isHost)) ?? false,
  "a list of hosts, as live.polyv.cn is: in lower case, with the port if any",
];

/** @type {typeof import("../dist/watch.js").verifyCustom} */
export function verifyCustom(signed, given) {
  const options = readNamed("verifyCustom", given, { ...VERIFY(), returnHosts: HOSTS });
  const fields = readSigned(signed);
  const channelId = fields.get("id");
  if (!isChannelId(channelId)) throw unverified("id is missing, or no number of a channel");
  const proof = { parts: [channelId], sign: fields.get("sign"), timestamp: fields.get("ts") };
  const timestamp = prove(proof, MAX_AGE_MS, options);
  const visit = Object.freeze({ channelId, returnUrl: returnUrlOf(fields.get("url"), options.returnHosts), timestamp });
  proven.add(visit);
  return visit;
}

/** @type {typeof import("../dist/watch.js").customReturnUrl} */
export function customReturnUrl(given) {
  const checks = { visit: ANY, key: ANY, viewerId: VIEWER_ID, ...LOOKS, vid: OPTIONAL, timestamp: ANY };
  const options = readNamed("customReturnUrl", given, checks, ["viewerId", "nickname"]);
  const { visit, key, viewerId: userid, timestamp, ...more } = options;
  const { channelId, returnUrl } = guarded(() => ({ ...visit }));
  if (!isChannelId(channelId)) throw badArgument("visit must be what verifyCustom gave");
  // One of the caller's own making leads to POLYV's host or nowhere.
  const url = new URL(proven.has(visit) ? returnUrl : returnUrlOf(returnUrl));
  const ts = timestampOf(timestamp);
  const isKept = (/** @type {string} */ pair) => {
    const [name] = new URLSearchParams(pair).keys();
    return pair !== "" && !CARRIED().includes(name ?? "");
  };
  const kept = url.search.slice(1).split("&").filter(isKept);
  const sign = signParts(key, [channelId, ts, userid]);
  url.search = [...kept, queryOf({ userid, ...more, ts, sign })].join("&");
  return url.href;
}

/** @param {unknown} text @param {readonly string[]} [hosts] */
function returnUrlOf(text, hosts = []) {
  const url = typeof text === "string" ? parseUrl(text) : undefined;
  if (!url) throw unverified("url, the way back, is missing or no absolute URL");
  // Exactly: of *.live.polyv.cn every other customer has one.
  const isNamed = url.host === new URL(WATCH_ORIGIN).host || hosts.includes(url.host);
  if (!isNamed) throw unverified(`no way back to the host ${url.host}: returnHosts does not name it`);
  if (!isSafe(url)) throw unverified(`no way back to ${url.protocol}//${url.host}: only by https, and to no user name`);
  return url.href;
}
