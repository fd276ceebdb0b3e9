// Rivals of `signedUrl`: the same signed URL, made in the ways a team without polyv-edge makes it.
// @ts-check
import * as crypto from "node:crypto";
import axios from "axios";
import CryptoJS from "crypto-js";
import { createMD5 } from "hash-wasm";
import { md5 as jsMd5 } from "js-md5";
import { ACCOUNT } from "../lib/data.js";

const { appId, appSecret } = ACCOUNT;
const BASE_URL = "https://api.polyv.net";

/** @typedef {Record<string, string | number>} Params */

/** As the official TypeScript SDK does it: an interceptor signs, axios builds the URL. */
const instance = axios.create({ baseURL: BASE_URL });

/** @param {import("axios").InternalAxiosRequestConfig} config */
function signConfig(config) {
  const params = { ...config.params, appId };
  const sorted = Object.keys(params).sort();
  const text = sorted.map((key) => `${key}${params[key]}`).join("");
  const sign = CryptoJS.MD5(`${appSecret}${text}${appSecret}`).toString().toUpperCase();
  config.params = { ...params, sign };
  return config;
}

/** @param {string} path @param {Params} params */
export function axiosCryptoJs(path, params) {
  const config = /** @type {import("axios").InternalAxiosRequestConfig} */ ({ url: path, params });
  return instance.getUri(signConfig(config));
}

/** By hand, with the standard library's own means. @param {string} path @param {Params} params */
export function nodeCrypto(path, params) {
  const query = new URLSearchParams({ ...toText(params), appId });
  query.sort();
  let text = appSecret;
  for (const [name, value] of query) text += name + value;
  const sign = crypto
    .createHash("md5")
    .update(text + appSecret)
    .digest("hex");
  query.append("sign", sign.toUpperCase());
  return `${BASE_URL}${path}?${query}`;
}

/** @param {Params} params @returns {Record<string, string>} */
function toText(params) {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

/**
 * By hand and tuned: text put together without URLSearchParams, whatever hashes it.
 * @param {string} path
 * @param {Params} given
 * @param {(text: string) => string} hash
 */
function tuned(path, given, hash) {
  /** @type {Params} */
  const params = { ...given, appId };
  let text = appSecret;
  let url = `${BASE_URL}${path}?`;
  for (const name of Object.keys(params).sort()) {
    text += name + params[name];
    url += `${name}=${encodeURIComponent(params[name])}&`;
  }
  return `${url}sign=${hash(text + appSecret).toUpperCase()}`;
}

/** @param {string} path @param {Params} params */
export const createHashTuned = (path, params) =>
  tuned(path, params, (text) => crypto.createHash("md5").update(text).digest("hex"));

/** Newer Node hashes in one call. */
const { hash } = /** @type {{ hash?: (name: string, text: string) => string }} */ (crypto);
export const oneShotTuned =
  hash &&
  ((/** @type {string} */ path, /** @type {Params} */ params) => tuned(path, params, (text) => hash("md5", text)));

/** @param {string} path @param {Params} params */
export const jsMd5Tuned = (path, params) => tuned(path, params, jsMd5);

/** hash-wasm, made ready beforehand so that it answers at once. */
export async function hashWasmTuned() {
  const md5 = await createMD5();
  return (/** @type {string} */ path, /** @type {Params} */ params) =>
    tuned(path, params, (text) => md5.init().update(text).digest("hex"));
}

/** Web Crypto has no MD5: this is SHA-256, so another signature, for the price of its promise. */
/** @param {string} path @param {Params} given */
export async function subtleSha256(path, given) {
  /** @type {Params} */
  const params = { ...given, appId, signatureMethod: "SHA256" };
  let text = appSecret;
  let url = `${BASE_URL}${path}?`;
  for (const name of Object.keys(params).sort()) {
    text += name + params[name];
    url += `${name}=${encodeURIComponent(params[name])}&`;
  }
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text + appSecret));
  return `${url}sign=${Buffer.from(digest).toString("hex").toUpperCase()}`;
}
