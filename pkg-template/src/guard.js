// What is passed to wasm, and what wasm does, ends as a typed error where a call enters it.

import { takeRefusal } from "../../src/js/object.js";
import { read } from "../../src/json.js";
import { internal, isTrap, PolyvError } from "./error.js";

/**
 * What `run` gives. It throws nothing but `PolyvError`s: of kind `internal` for a trap, and `invalid_argument` for what was
 * passed and throws where it is touched.
 *
 * @template T @param {() => T} run @returns {T}
 */
export function guarded(run) {
  takeRefusal();
  let result;
  try {
    result = run();
  } catch (error) {
    if (error instanceof PolyvError) throw error;
    if (isTrap(error)) throw internal(error);
    throw unreadable();
  }
  if (takeRefusal()) throw unreadable();
  return result;
}

/** What one of the wasm's parsers makes of an answer, however it is held. @param {(answer: any, isBorrowed: boolean) => any} parse @param {any} input */
export function parsed(parse, input) {
  return guarded(() => {
    const answer = read(input);
    if (answer === undefined || isUnread(answer)) {
      throw new PolyvError(
        "invalid_argument",
        "the input must be JSON text, as of await response.text(), bytes or an object",
      );
    }
    const result = parse(answer, answer === input);
    if (result instanceof PolyvError) throw result;
    return result;
  });
}

/** A Response, or a promise: what somebody has not awaited. @param {any} answer */
const isUnread = (answer) => typeof answer?.then === "function" || typeof answer?.arrayBuffer === "function";

const unreadable = () => new PolyvError("invalid_argument", "what was passed can't be read");

/** Some hosts have none: mini programs, or browsers locked down. */
export function needsWebAssembly() {
  if (typeof WebAssembly === "object") return;
  throw new PolyvError(
    "invalid_argument",
    "this host has no WebAssembly: parse where there is some, such as on the edge",
  );
}
