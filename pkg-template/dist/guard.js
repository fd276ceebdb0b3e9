// A trap in WebAssembly, should a bug ever cause one, becomes a typed error where a call enters it.

import { internal } from "./error.js";

/**
 * The same function, whose traps are `PolyvError`s of kind `internal`.
 * @template {(this: any, ...args: any[]) => any} F @param {F} run @returns {F}
 */
export function guard(run) {
  /** @this {any} @param {any[]} args */
  function guarded(...args) {
    try {
      return run.apply(this, args);
    } catch (error) {
      throw error instanceof WebAssembly.RuntimeError ? internal(error) : error;
    }
  }
  return /** @type {F} */ (guarded);
}

/**
 * Guards a class's methods; those that promise something reject instead of throwing.
 * @param {any} prototype @param {string[]} asynchronous @param {string[]} synchronous
 */
export function guardMethods(prototype, asynchronous, synchronous) {
  for (const name of synchronous) prototype[name] = guard(prototype[name]);
  for (const name of asynchronous) {
    const run = guard(prototype[name]);
    prototype[name] = function (/** @type {any[]} */ ...args) {
      try {
        return run.apply(this, args);
      } catch (error) {
        return Promise.reject(error);
      }
    };
  }
}
