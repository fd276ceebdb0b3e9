// Whoever passes a `fetch` of their own may throw, or answer with anything.

import { orUndefined } from "./object.js";

/** @param {typeof fetch | undefined} own @param {string} url @param {RequestInit} init */
export function send(own, url, init) {
  try {
    return Promise.resolve((own ?? fetch)(url, init));
  } catch (error) {
    return Promise.reject(error);
  }
}

/** @param {any} value */
export function isResponse(value) {
  return orUndefined(() => typeof value.status === "number" && typeof value.headers.get === "function") ?? false;
}
