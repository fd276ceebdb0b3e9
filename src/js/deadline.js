// One deadline over everything that an attempt waits for: it ends on time or with the caller's signal, even where the
// host's fetch ignores both.

import { orUndefined } from "./object.js";

const TIMEOUT = 1;
const ABORTED = 2;

export class Deadline {
  #controller = new AbortController();
  #ended;
  #signal;
  #timer;
  #onAbort;
  /** Why it ended: 0 while it runs. */
  reason = 0;

  /** @param {AbortSignal | undefined} signal @param {number} ms */
  constructor(signal, ms) {
    /** @type {() => void} */
    let reject;
    this.#ended = new Promise((_, fail) => {
      reject = fail;
    });
    // Nobody may be waiting when it ends.
    this.#ended.catch(() => {});
    const end = (/** @type {number} */ reason) => {
      this.reason ||= reason;
      reject();
      this.#controller.abort();
    };
    // Timers count in 31 bits.
    this.#timer = setTimeout(() => end(TIMEOUT), Math.min(ms, 0x7fffffff));
    if (signal) {
      this.#signal = signal;
      this.#onAbort = () => end(ABORTED);
      if (signal.aborted) this.#onAbort();
      else orUndefined(() => signal.addEventListener("abort", /** @type {() => void} */ (this.#onAbort)));
    }
  }

  get signal() {
    return this.#controller.signal;
  }

  /** The promise's outcome, or a rejection as soon as the deadline ends. @param {Promise<unknown>} promise */
  race(promise) {
    return Promise.race([promise, this.#ended]);
  }

  /** Resolves when the deadline ends. */
  end() {
    return this.#ended.catch(() => {});
  }

  close() {
    clearTimeout(this.#timer);
    orUndefined(() => this.#signal?.removeEventListener("abort", /** @type {() => void} */ (this.#onAbort)));
  }
}

/** @param {any} value */
export function isSignal(value) {
  const hasMethods = () => [value.addEventListener, value.removeEventListener].every((it) => typeof it === "function");
  return orUndefined(() => typeof value.aborted === "boolean" && hasMethods()) ?? false;
}
