// Many look-ups at once, but not all at once: results in the order of the input, and as they come.

import { answer } from "./drive.js";

/**
 * `ask` takes an index and promises that result. The promise holds every result or error, in order;
 * the async iterable gives them as they arrive, each with the progress so far.
 *
 * @param {number} total @param {number} concurrency @param {(index: number) => Promise<unknown>} ask
 */
export function batch(total, concurrency, ask) {
  const results = new Array(total);
  /** @type {{ index: number, result: unknown, done: number, total: number }[]} */
  const arrived = [];
  let next = 0;
  let wake = () => {};

  async function work() {
    while (next < total) {
      const index = next++;
      const result = await answer(ask, index).catch((error) => error);
      results[index] = result;
      arrived.push({ index, result, done: arrived.length + 1, total });
      wake();
    }
  }
  const workers = Array.from({ length: Math.min(concurrency, total) }, work);
  const all = Promise.all(workers).then(() => results);

  return Object.assign(all, {
    async *[Symbol.asyncIterator]() {
      for (let seen = 0; seen < total; seen++) {
        while (arrived.length <= seen) {
          await new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
            const others = wake;
            wake = () => {
              others();
              resolve();
            };
          });
          wake = () => {};
        }
        yield arrived[seen];
      }
    },
  });
}
