// Time that passes as fast as events can be worked off: minutes of waiting in a moment, and the same in every run.
// @ts-check

/** @typedef {{ at: number, order: number, run: () => void, isCleared: boolean }} Timer */

/**
 * Runs `work` with a clock and timers of its own in place of the host's; its `sleep` passes that time.
 *
 * @template T
 * @param {(time: { sleep: (ms: number) => Promise<void> }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inVirtualTime(work) {
  const { setTimeout, clearTimeout } = globalThis;
  const realNow = Date.now;
  /** A heap, the next timer first. @type {Timer[]} */
  const timers = [];
  let now = 1_700_000_000_000;
  let order = 0;
  const host = /** @type {any} */ (globalThis);
  Date.now = () => now;
  host.setTimeout = (/** @type {() => void} */ run, /** @type {number} */ ms = 0) => {
    const timer = { at: now + Math.max(1, Math.trunc(ms)), order: order++, run, isCleared: false };
    push(timers, timer);
    return timer;
  };
  host.clearTimeout = (/** @type {Timer | undefined} */ timer) => {
    if (timer) timer.isCleared = true;
  };
  try {
    let isOver = false;
    const sleep = (/** @type {number} */ ms) =>
      new Promise((/** @type {(value?: any) => void} */ resolve) => {
        host.setTimeout(resolve, ms);
      });
    const result = work({ sleep }).finally(() => {
      isOver = true;
    });
    result.catch(() => {});
    for (await settle(); !isOver; await settle()) {
      let timer = pop(timers);
      while (timer?.isCleared) timer = pop(timers);
      if (!timer) throw new Error("nothing is left that could happen, but the work is not over");
      now = Math.max(now, timer.at);
      timer.run();
    }
    return await result;
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout });
    Date.now = realNow;
  }
}

/** Lets every promise react that can. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** @param {Timer} a @param {Timer} b */
const isBefore = (a, b) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** @param {Timer[]} heap @param {Timer} timer */
function push(heap, timer) {
  let index = heap.length;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(timer, heap[parent])) break;
    heap[index] = heap[parent];
    index = parent;
  }
  heap[index] = timer;
}

/** @param {Timer[]} heap */
function pop(heap) {
  const first = heap[0];
  const last = heap.pop();
  if (heap.length === 0 || !last) return first;
  let index = 0;
  for (let child = 1; child < heap.length; child = 2 * index + 1) {
    if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++;
    if (!isBefore(heap[child], last)) break;
    heap[index] = heap[child];
    index = child;
  }
  heap[index] = last;
  return first;
}
