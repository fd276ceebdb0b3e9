// What a watch link is made of: what each field must be, and how POLYV reads it.

import { orUndefined } from "../../src/json.js";
import { ANY, badArgument, TEXT, TIME } from "./options.js";
import { isWellFormed } from "./parameters.js";

/** @typedef {import("./options.js").Check} Check */

export const WATCH_ORIGIN = "https://live.polyv.cn";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** POLYV cuts an id at 64 characters, which would make two viewers one. @param {unknown} text @returns {text is string} */
export const isViewerId = (text) => typeof text === "string" && /^\w{1,64}$/.test(text);
/** @param {unknown} text @returns {text is string} */
export const isChannelId = (text) => typeof text === "string" && /^[1-9]\d{0,19}$/.test(text);

/** @type {Check} */
export const VIEWER_ID = [isViewerId, '1 to 64 letters, digits and _; of a UUID, take id.replaceAll("-", "_")'];
/** @type {Check} */
export const CHANNEL_ID = [(value) => isChannelId(Number.isSafeInteger(value) ? `${value}` : value), "digits"];

// Tables without calls: bundlers leave them out of a Worker that has no use for them.

/** @param {unknown} value @returns {value is string} */
const isText = (value) => TEXT[0](value) && isWellFormed(/** @type {string} */ (value));
/** What may be left out: null and an empty text say nothing. @param {unknown} value */
const isNothing = (value) => value === null || value === "";

/** @type {Check} */
export const OPTIONAL = [(value) => isNothing(value) || isText(value), "text without half of a surrogate pair"];
/** @type {Check} */
export const NICKNAME = [(value) => isText(value) && value.trim() !== "", "text that can be seen"];
/** @type {Check} */
const COLOR = [
  (value) => isNothing(value) || (isText(value) && /^#(([0-9a-f]{3}){1,2}|[0-9a-f]{8})$/i.test(value)),
  "a colour such as #2b91ff",
];

/** @type {Check} */
export const WEB_URL = [
  (value) => isText(value) && /^https?:$/.test(parseUrl(value)?.protocol ?? ""),
  "an absolute URL",
];
/** Nothing but an origin, so that nothing is dropped in silence. @type {Check} */
export const ORIGIN = [
  (value) => {
    const url = isText(value) && /^[^?#@]+$/.test(value) && parseUrl(value);
    return !!url && url.pathname === "/" && isSafe(url);
  },
  "https:// and a host, as https://live.polyv.cn is; http: for a loopback host only",
];

/** How a viewer looks in the chat and over the picture. */
export const LOOKS = {
  nickname: NICKNAME,
  avatar: OPTIONAL,
  actor: OPTIONAL,
  actorFColor: COLOR,
  actorBgColor: COLOR,
  marqueeName: OPTIONAL,
};
export const LOG_FIELDS = { vid: OPTIONAL, param4: OPTIONAL, param5: OPTIONAL };

/** What every link is made of; `signParts` checks the key. */
export const LINK = { channelId: CHANNEL_ID, key: ANY, viewerId: VIEWER_ID, watchOrigin: ORIGIN, timestamp: ANY };

/** In milliseconds; POLYV reads thirteen digits. @param {unknown} value */
export function timestampOf(value = Date.now()) {
  if (TIME[0](value)) return `${value}`;
  throw badArgument(`timestamp must be ${TIME[1]}`);
}

/** Whether a browser may be sent there with a signature: by https, or to its own machine. @param {URL} url */
export function isSafe({ protocol, hostname, username, password }) {
  const isOpen = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  return isOpen && username === "" && password === "";
}

/** @param {string} text */
export const parseUrl = (text) => orUndefined(() => new URL(text));

/** Pairs as a query, without those that say nothing. @param {Record<string, string | null | undefined>} fields */
export function queryOf(fields) {
  const pairs = Object.entries(fields).filter(([, value]) => value);
  return pairs.map(([name, value]) => `${name}=${encodeURIComponent(`${value}`)}`).join("&");
}

/** Base64 of the text's UTF-8. @param {string | null} [text] */
export function base64Of(text) {
  return text && btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

/** The same in the alphabet for URLs, unpadded. @param {string} text */
export function base64UrlOf(text) {
  return base64Of(text)?.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
