// Many lookups at once, but not all at once: results in the order of the input, and as they come.

import { PolyvError } from "./error.js";

/**
 * The promise holds every result or error, in order; the async iterable gives them as they arrive, each with the
 * progress so far. Who leaves the loop early ends the batch: what has not begun is not sent.
 *
 * @param {number} total @param {number} concurrency @param {(index: number) => Promise<unknown>} ask
 */
export function batch(total, concurrency, ask) {
  const results = new Array(total);
  /** @type {{ index: number, result: unknown, done: number, total: number }[]} */
  const arrived = [];
  let next = 0;
  let isEnded = false;
  /** @type {Set<() => void>} */
  const waiting = new Set();

  async function work() {
    while (next < total) {
      const index = next++;
      const result = isEnded
        ? new PolyvError("aborted", "the batch was left")
        : await ask(index).catch((error) => error);
      results[index] = result;
      arrived.push({ index, result, done: arrived.length + 1, total });
      for (const wake of waiting) wake();
      waiting.clear();
    }
  }
  const workers = Array.from({ length: Math.min(concurrency, total) }, work);
  const all = Promise.all(workers).then(() => results);

  return Object.defineProperty(all, Symbol.asyncIterator, {
    async *value() {
      try {
        for (let seen = 0; seen < total; seen++) {
          while (arrived.length <= seen) {
            await new Promise((/** @type {(value?: undefined) => void} */ resolve) => waiting.add(resolve));
          }
          yield arrived[seen];
        }
      } finally {
        isEnded = true;
      }
    },
  });
}
