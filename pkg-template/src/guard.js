// A trap in WebAssembly, should a bug ever cause one, becomes a typed error where a call enters it.

import { internal } from "./error.js";

/**
 * The same function, whose traps are `PolyvError`s of kind `internal`.
 * @template {(...args: any[]) => any} F @param {F} run @returns {F}
 */
export function guard(run) {
  const guarded = (/** @type {any[]} */ ...args) => {
    try {
      return run(...args);
    } catch (error) {
      throw error instanceof WebAssembly.RuntimeError ? internal(error) : error;
    }
  };
  return /** @type {F} */ (guarded);
}
