// Measures rivals in turns (A, B, C, A, B, C, …), so that whatever else the machine does hits all of them.
// @ts-check

/**
 * @param {Record<string, () => number | Promise<number>>} rivals Each gives one figure when called.
 * @param {number} rounds
 * @param {(text: string) => void} [say]
 * @returns {Promise<Record<string, number[]>>}
 */
export async function takeTurns(rivals, rounds, say) {
  const names = Object.keys(rivals);
  /** @type {Record<string, number[]>} */
  const figures = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Each round starts with another one: being first or last is no advantage.
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length];
      figures[name].push(await rivals[name]());
    }
    say?.(`round ${round + 1} of ${rounds}`);
  }
  return figures;
}

/**
 * Microseconds per call of a function that does its work at once.
 * @param {(index: number) => unknown} work
 * @param {number} calls
 */
export function timeSync(work, calls) {
  return () => {
    const from = process.hrtime.bigint();
    for (let index = 0; index < calls; index++) keep(work(index));
    return Number(process.hrtime.bigint() - from) / 1e3 / calls;
  };
}

/**
 * Microseconds per call of a function that promises its work, one call after the other.
 * @param {(index: number) => Promise<unknown>} work
 * @param {number} calls
 */
export function timeAsync(work, calls) {
  return async () => {
    const from = process.hrtime.bigint();
    for (let index = 0; index < calls; index++) keep(await work(index));
    return Number(process.hrtime.bigint() - from) / 1e3 / calls;
  };
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Results go here, so that no compiler finds out that nobody wants them. @type {unknown} */
let kept;
/** @param {unknown} value */
function keep(value) {
  kept = value;
}
export const lastKept = () => kept;
