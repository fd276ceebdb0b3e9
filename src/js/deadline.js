// Ends what an attempt waits for on time, or with the caller's signal, even where the host's fetch ignores both.

import { orUndefined } from "./object.js";

const TIMEOUT = 1;
const ABORTED = 2;

/**
 * What `run` promises, or `{ why }` as soon as the deadline ends; `run` gets a signal that then fires.
 *
 * @template T @param {AbortSignal | undefined} signal @param {number} ms @param {(ended: AbortSignal) => Promise<T>} run
 * @returns {Promise<T | { why: number }>}
 */
export function withDeadline(signal, ms, run) {
  return new Promise((resolve) => {
    const controller = new AbortController();
    const settle = (/** @type {T | { why: number }} */ outcome) => {
      clearTimeout(timer);
      orUndefined(() => signal?.removeEventListener("abort", onAbort));
      resolve(outcome);
    };
    const end = (/** @type {number} */ why) => {
      settle({ why });
      controller.abort();
    };
    const onAbort = () => end(ABORTED);
    // Timers count in 31 bits.
    const timer = setTimeout(end, Math.min(ms, 0x7fffffff), TIMEOUT);
    if (signal && isAborted(signal)) return onAbort();
    orUndefined(() => signal?.addEventListener("abort", onAbort));
    run(controller.signal).then(settle);
  });
}

/** Waits for so long, unless the signal ends it before. @param {AbortSignal | undefined} signal @param {number} ms */
export function pause(signal, ms) {
  return withDeadline(signal, ms, () => new Promise(() => {}));
}

/** @param {AbortSignal} signal */
export function isAborted(signal) {
  return orUndefined(() => signal.aborted) ?? false;
}

/** @param {any} value */
export function isSignal(value) {
  const hasMethods = () => [value.addEventListener, value.removeEventListener].every((it) => typeof it === "function");
  return orUndefined(() => typeof value.aborted === "boolean" && hasMethods()) ?? false;
}
