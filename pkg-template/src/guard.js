// A trap in WebAssembly, should a bug ever cause one, becomes a typed error where a call enters it.

import { internal, PolyvError } from "./error.js";

/**
 * What `run` gives. It throws nothing but `PolyvError`s: of kind `internal` for a trap, and `invalid_argument` for what was
 * passed and throws where it is touched.
 *
 * @template T @param {() => T} run @returns {T}
 */
export function guarded(run) {
  try {
    return run();
  } catch (error) {
    if (error instanceof PolyvError) throw error;
    if (error instanceof WebAssembly.RuntimeError) throw internal(error);
    throw new PolyvError("invalid_argument", "what was passed can't be read");
  }
}
