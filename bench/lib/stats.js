// The few figures that are made of many measurements.
// @ts-check

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {readonly number[]} values */
export function summary(values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values), values };
}

/** The median of what each round says for itself: both sides of a ratio saw the same noise. */
/** @param {readonly number[]} ours @param {readonly number[]} theirs */
export function ratio(ours, theirs) {
  return median(ours.map((value, index) => value / theirs[index]));
}
