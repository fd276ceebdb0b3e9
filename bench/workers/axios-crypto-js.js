// One viewer as the official TypeScript SDK would get it: axios, with an interceptor that signs by crypto-js.
// @ts-check
import axios from "axios";
import CryptoJS from "crypto-js";

/** @type {import("axios").AxiosInstance | undefined} */
let client;

/** @param {import("../lib/workers.js").Env} env */
function makeClient(env) {
  const instance = axios.create({ baseURL: env.POLYV_BASE_URL, timeout: 10_000, adapter: "fetch" });
  instance.interceptors.request.use((config) => {
    /** @type {Record<string, unknown>} */
    const params = { ...config.params, appId: env.POLYV_APP_ID, timestamp: Date.now() };
    const sorted = Object.keys(params).sort();
    const text = sorted.map((key) => `${key}${params[key]}`).join("");
    const sign = CryptoJS.MD5(`${env.POLYV_APP_SECRET}${text}${env.POLYV_APP_SECRET}`).toString().toUpperCase();
    config.params = { ...params, sign };
    return config;
  });
  instance.interceptors.response.use((response) => {
    if (response.data?.code !== 200) throw new Error(response.data?.message);
    return response;
  });
  return instance;
}

export default {
  /** @param {Request} request @param {import("../lib/workers.js").Env} env */
  async fetch(request, env) {
    client ??= makeClient(env);
    const viewerUnionId = request.url.slice(request.url.lastIndexOf("/") + 1);
    const { data } = await client.get("/live/v4/user/viewer-record/get", { params: { viewerUnionId } });
    return Response.json(data.data);
  },
};
