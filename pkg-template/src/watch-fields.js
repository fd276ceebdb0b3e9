// What a watch link is made of, each checked and written the way POLYV reads it.

import { badArgument } from "./options.js";
export const WATCH_ORIGIN = "https://live.polyv.cn";

/** POLYV cuts an id at 64 characters, which would make two viewers one. */
const VIEWER_ID = /^[A-Za-z0-9_]{1,64}$/;
const CHANNEL_ID = /^[1-9]\d{0,19}$/;
const COLOR = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** @param {unknown} text @returns {text is string} */
export const isViewerId = (text) => typeof text === "string" && VIEWER_ID.test(text);
/** @param {unknown} text @returns {text is string} */
export const isChannelId = (text) => typeof text === "string" && CHANNEL_ID.test(text);

/** @param {unknown} value */
export function viewerIdOf(value) {
  if (isViewerId(value)) return value;
  const advice = typeof value === "string" && value.includes("-") ? ': of a UUID, take id.replaceAll("-", "_")' : "";
  throw badArgument(`viewerId must be 1 to 64 letters, digits and _${advice}`);
}

/** @param {unknown} value */
export function channelIdOf(value) {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  if (isChannelId(text)) return text;
  throw badArgument("channelId must be digits");
}

/** In milliseconds; POLYV reads thirteen digits. @param {unknown} value */
export function timestampOf(value = Date.now()) {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1e12 && value < 1e13) return String(value);
  throw badArgument("timestamp must be whole milliseconds since 1970: thirteen digits");
}

/**
 * A text that may be left out. An empty one says nothing, so it is left out too.
 * @param {Record<string, any>} options @param {string} name
 * @returns {string | undefined}
 */
export function textOf(options, name) {
  const value = options[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw badArgument(`${name} must be text`);
  try {
    encodeURIComponent(value);
  } catch {
    throw badArgument(`${name} holds half of a surrogate pair`);
  }
  return value;
}

/** @param {Record<string, any>} options */
export function nicknameOf(options) {
  const nickname = textOf(options, "nickname");
  if (nickname?.trim()) return nickname;
  throw badArgument("nickname is missing");
}

/** @param {Record<string, any>} options @param {string} name */
export function colorOf(options, name) {
  const color = textOf(options, name);
  if (color !== undefined && !COLOR.test(color)) throw badArgument(`${name} must be a colour such as #2b91ff`);
  return color;
}

/** @param {unknown} value @param {string} name */
export function webUrlOf(value, name) {
  const url = typeof value === "string" ? parseUrl(value) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw badArgument(`${name} must be an absolute URL`);
}

/** Where the watch pages are: an account may have a host of its own. @param {unknown} value */
export function watchOriginOf(value = WATCH_ORIGIN) {
  const url = typeof value === "string" ? parseUrl(value) : undefined;
  // Nothing but an origin, so that nothing is dropped in silence.
  if (url && /^[^?#@]+$/.test(String(value)) && url.pathname === "/" && isSafe(url)) return url.origin;
  throw badArgument(
    "watchOrigin must be https:// and a host, as https://live.polyv.cn is; http: for a loopback host only",
  );
}

/** Whether a browser may be sent there with a signature: by https, or to its own machine. @param {URL} url */
export function isSafe({ protocol, hostname, username, password }) {
  const isOpen = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  return isOpen && username === "" && password === "";
}

/** @param {string} text */
export function parseUrl(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Pairs as a query, without those that have no value. @param {Record<string, string | undefined>} fields */
export function queryOf(fields) {
  return Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join("&");
}

/** Base64 of the text's UTF-8. @param {string | undefined} text */
export function base64Of(text) {
  return text && btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

/** The same in the alphabet for URLs, unpadded. @param {string | undefined} text */
export function base64UrlOf(text) {
  return base64Of(text)?.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
