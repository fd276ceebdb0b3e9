// Whoever passes a `fetch` of their own may answer with anything.

/** @param {any} value */
export function isResponse(value) {
  return typeof value?.status === "number" && typeof value.headers?.get === "function";
}
