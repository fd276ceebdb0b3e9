// POLYV's limit per address: too many calls within a window and the address is shut out for a while.
// @ts-check

/** @typedef {NonNullable<import("../pkg-template/dist/emulator.js").EmulatorOptions["limit"]>} Limit */

/**
 * Counts calls in a sliding window. Calls made while blocked are refused and not counted.
 * @param {Limit} limit
 * @returns {(address: string, now: number) => boolean} whether this call is refused
 */
export function createLimiter({ calls, windowMs, blockMs }) {
  /** @type {Map<string, { times: number[], blockedUntil: number }>} */
  const addresses = new Map();
  return (address, now) => {
    let seen = addresses.get(address);
    if (seen === undefined) {
      seen = { times: [], blockedUntil: Number.NEGATIVE_INFINITY };
      addresses.set(address, seen);
    }
    if (now < seen.blockedUntil) return true;
    const oldest = now - windowMs;
    const firstInside = seen.times.findIndex((time) => time > oldest);
    seen.times.splice(0, firstInside < 0 ? seen.times.length : firstInside);
    if (seen.times.length >= calls) {
      seen.times = [];
      seen.blockedUntil = now + blockMs;
      return true;
    }
    seen.times.push(now);
    return false;
  };
}
