// A signed URL by hand, as teams without polyv-edge write it.
// @ts-check
import { createHash } from "node:crypto";

export const PATH = "/live/v4/user/viewer-record/get";

/** @typedef {{ appId: string, appSecret: string, baseUrl: string }} Account */
/** @typedef {Record<string, string>} Params */

/** @param {string} text */
const md5 = (text) => createHash("md5").update(text).digest("hex");

/** With the standard library's means. @param {Account} account @param {Params} given */
export function withSearchParams({ appId, appSecret, baseUrl }, given) {
  const query = new URLSearchParams({ ...given, appId });
  query.sort();
  let text = appSecret;
  for (const [name, value] of query) text += name + value;
  query.append("sign", md5(text + appSecret).toUpperCase());
  return `${baseUrl}${PATH}?${query}`;
}

/** Tuned: put together as text. @param {Account} account @param {Params} given @param {(text: string) => string} hash */
export function asText({ appId, appSecret, baseUrl }, given, hash = md5) {
  /** @type {Params} */
  const params = { ...given, appId };
  let text = appSecret;
  let url = `${baseUrl}${PATH}?`;
  for (const name of Object.keys(params).sort()) {
    text += name + params[name];
    url += `${name}=${encodeURIComponent(params[name])}&`;
  }
  return `${url}sign=${hash(text + appSecret).toUpperCase()}`;
}
