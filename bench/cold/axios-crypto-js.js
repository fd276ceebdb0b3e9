// A fresh process: import and first call, with axios and crypto-js as the official SDK has them.
// @ts-check
const from = performance.now();
const { default: axios } = await import("axios");
const { default: CryptoJS } = await import("crypto-js");
const appSecret = "bench-secret-never-real";
const instance = axios.create({ baseURL: process.argv[2], timeout: 10_000 });
instance.interceptors.request.use((config) => {
  /** @type {Record<string, unknown>} */
  const params = { ...config.params, appId: "benchappid", timestamp: Date.now() };
  const sorted = Object.keys(params).sort();
  const text = sorted.map((key) => `${key}${params[key]}`).join("");
  config.params = { ...params, sign: CryptoJS.MD5(`${appSecret}${text}${appSecret}`).toString().toUpperCase() };
  return config;
});
const imported = performance.now();
const { data } = await instance.get("/live/v4/user/viewer-record/get", {
  params: { viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9" },
});
const done = performance.now();
console.log(JSON.stringify({ viewerUnionId: data.data.viewerUnionId, imported: imported - from, total: done - from }));
