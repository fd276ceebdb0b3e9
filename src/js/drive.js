// Waits for a call, step by step: Rust decides what comes next and never waits itself, so its traps end up here too.

import { internal, PolyvError } from "./error.js";
import { orUndefined } from "./object.js";

/**
 * What `Sending` in sending.rs shows: a promise to wait for, whose outcome goes into the next step, or undefined when
 * the data is there. A failed call throws.
 *
 * @typedef {{ step(outcome: unknown): Promise<unknown> | undefined, data(): unknown, free(): void }} Sending
 */

/** @param {Sending} sending */
export async function drive(sending) {
  try {
    // Not at once: whoever makes the call may still abort it, and has not come back from wasm.
    await undefined;
    let outcome;
    for (;;) {
      const next = sending.step(outcome);
      if (next === undefined) return sending.data();
      outcome = await next;
    }
  } catch (error) {
    throw asPolyvError(error);
  } finally {
    // A trap leaves it borrowed.
    orUndefined(() => sending.free());
  }
}

/**
 * What `ask` of wasm promises, also where it traps before it promises anything.
 *
 * @template T @param {(argument: number) => Promise<T>} ask @param {number} argument
 */
export async function answer(ask, argument) {
  try {
    return await ask(argument);
  } catch (error) {
    throw asPolyvError(error);
  }
}

/** @param {unknown} error */
function asPolyvError(error) {
  return error instanceof PolyvError ? error : internal(error);
}
