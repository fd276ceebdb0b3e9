// Waits for a call, step by step: Rust decides what comes next and never waits itself, so its traps end up here too.

import { trapped } from "./error.js";
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
    let outcome;
    for (;;) {
      const next = sending.step(outcome);
      if (next === undefined) return sending.data();
      outcome = await next;
    }
  } catch (error) {
    throw trapped(error);
  } finally {
    // A trap leaves it borrowed.
    orUndefined(() => sending.free());
  }
}
