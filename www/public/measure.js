// How long reading an answer takes, and how many bytes were loaded for it.
// @ts-check

const ROUNDS = 9;
/** Browsers round their clock to 0.1 ms and more: a round must be much longer than that. */
const ROUND_MS = 4;
/** A clock that stands still must not keep us here for ever. */
const MOST = 16_384;
/** Reading an answer of megabytes is timed once: its time is long enough for the clock. */
const LONGEST_MS = 20;

/** @typedef {{ ms: number, rounds: number, repeats: number }} Timing */

/**
 * The time of one `work`: the median over rounds of repeats, because a single run is shorter than the clock's tick.
 * @param {() => unknown} work
 * @returns {Timing}
 */
export function timeOf(work) {
  const once = run(work, 1);
  if (once > LONGEST_MS) return { ms: once, rounds: 1, repeats: 1 };
  // Grow until a round is long enough; this warms the code up as well.
  let repeats = 1;
  for (let ms = 0; ms < ROUND_MS && repeats < MOST; ms = run(work, repeats)) repeats *= 2;
  const rounds = Array.from({ length: ROUNDS }, () => run(work, repeats) / repeats);
  return { ms: rounds.sort((a, b) => a - b)[ROUNDS >> 1] ?? once, rounds: ROUNDS, repeats };
}

/** @param {() => unknown} work @param {number} repeats */
function run(work, repeats) {
  const from = performance.now();
  for (let i = 0; i < repeats; i += 1) work();
  return performance.now() - from;
}

/** The package's files, as this page loaded them. */
export function packageBytes() {
  const entries = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/polyv-edge/"));
  const bytes = { wasm: 0, js: 0, sent: 0 };
  for (const entry of entries) {
    if (!(entry instanceof PerformanceResourceTiming)) continue;
    bytes[entry.name.endsWith(".wasm") ? "wasm" : "js"] += entry.decodedBodySize;
    bytes.sent += entry.encodedBodySize;
  }
  return bytes;
}

/** @param {string} text */
export function utf8Bytes(text) {
  return new TextEncoder().encode(text).length;
}
