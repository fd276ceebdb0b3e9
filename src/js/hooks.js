// Calls the client's hooks: they see method, path and outcome of each attempt, and can't break it.

/** @typedef {import("../../pkg-template/dist/edge.js").RequestEvent} RequestEvent */
/** @typedef {import("../../pkg-template/dist/edge.js").ResponseEvent} ResponseEvent */
/** @typedef {RequestEvent["method"]} Method */

/**
 * @param {(event: RequestEvent) => void} hook @param {Method} method @param {string} path @param {number} attempt
 */
export function onRequest(hook, method, path, attempt) {
  run(hook, { method, path, attempt });
}

/**
 * @param {(event: ResponseEvent) => void} hook @param {Method} method @param {string} path @param {number} attempt
 * @param {number} durationMs @param {ResponseEvent["status"]} status @param {ResponseEvent["kind"]} kind
 * @param {ResponseEvent["requestId"]} requestId
 */
export function onResponse(hook, method, path, attempt, durationMs, status, kind, requestId) {
  run(hook, { method, path, attempt, durationMs, status, kind, requestId });
}

/** A fault in somebody's metrics is no fault of the call. @template E @param {(event: E) => unknown} hook @param {E} event */
function run(hook, event) {
  new Promise((resolve) => resolve(hook(event))).catch(() => {});
}
