// Measures rivals in turns (A, B, C, B, C, A, …), so that whatever else the machine does hits all of them.
// @ts-check

/**
 * @param {Record<string, () => number | Promise<number>>} rivals Each gives one figure when called.
 * @param {number} rounds
 * @param {number} [warmUps] Rounds before, which do not count.
 * @returns {Promise<Record<string, number[]>>}
 */
export async function takeTurns(rivals, rounds, warmUps = 2) {
  const names = Object.keys(rivals);
  /** @type {Record<string, number[]>} */
  const figures = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round++) {
    // Each round starts with another one: being first or last is no advantage.
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + warmUps) % names.length];
      const figure = await rivals[name]();
      if (round >= 0) figures[name].push(figure);
    }
  }
  return figures;
}

/** Microseconds for each call of what works at once. @param {(index: number) => unknown} work @param {number} calls */
export function timeSync(work, calls) {
  return () => {
    const from = performance.now();
    for (let index = 0; index < calls; index++) kept = work(index);
    return ((performance.now() - from) * 1000) / calls;
  };
}

/** The same of what promises its work. @param {(index: number) => Promise<unknown>} work @param {number} calls */
export function timeAsync(work, calls) {
  return async () => {
    const from = performance.now();
    for (let index = 0; index < calls; index++) kept = await work(index);
    return ((performance.now() - from) * 1000) / calls;
  };
}

/** Results go here, so that no compiler finds out that nobody wants them. @type {unknown} */
export let kept;

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {readonly number[]} values */
export const least = (values) => Math.min(...values);
