// As the official TypeScript SDK does it: axios, with an interceptor that signs by crypto-js.
// @ts-check
import axios from "axios";
import CryptoJS from "crypto-js";
import { PATH } from "../lib/by-hand.js";
import { worker } from "./worker.js";

/** @param {import("./worker.js").Account} account @param {any} [fetch] */
export function axiosFor({ appId, appSecret, baseUrl }, fetch) {
  const instance = axios.create({ baseURL: baseUrl, timeout: 10_000, adapter: "fetch", env: { fetch } });
  instance.interceptors.request.use((config) => ({ ...config, params: signed(config.params) }));
  instance.interceptors.response.use((response) => {
    if (response.data?.code !== 200) throw new Error(response.data?.message);
    return response;
  });
  return { instance, signed };

  /** @param {Record<string, unknown>} given */
  function signed(given) {
    /** @type {Record<string, unknown>} */
    const params = { timestamp: Date.now(), ...given, appId };
    const sorted = Object.keys(params).sort();
    const text = sorted.map((key) => `${key}${params[key]}`).join("");
    const sign = CryptoJS.MD5(`${appSecret}${text}${appSecret}`).toString().toUpperCase();
    return { ...params, sign };
  }
}

/** @type {import("./worker.js").Make} */
export const make = (account, fetch) => {
  const { instance } = axiosFor(account, fetch);
  return async (viewerUnionId) => (await instance.get(PATH, { params: { viewerUnionId } })).data.data;
};

export default worker(make);
