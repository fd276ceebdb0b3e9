// What POLYV checks before it looks anything up, in its order: appId, application, timestamp, signature, nonce.
// @ts-check
import { FAILURES } from "./answers.js";
import { isBlank, sign } from "./signature.js";

/** @typedef {import("./answers.js").Failure} Failure */

export const TIMESTAMP_WINDOW_MS = 3 * 60 * 1000;

/**
 * @param {{ appId: string, appSecret: string }} application
 * @returns {(params: Record<string, string>, now: number) => Failure | undefined}
 */
export function createChecks({ appId, appSecret }) {
  const isRepeated = createOnce();
  return (params, now) => {
    if (isBlank(params.appId ?? "")) return FAILURES.appIdMissing;
    if (params.appId !== appId) return FAILURES.appIdUnknown;
    if (!isFresh(params.timestamp, now)) return FAILURES.timestamp;
    // Case matters: POLYV documents uppercase hex.
    if (params.sign === undefined || params.sign !== sign(params, appSecret)) return FAILURES.signature;
    const nonce = params.signatureNonce ?? "";
    // POLYV documents that a repeated nonce is refused but not with which text; this one is documented for signatures.
    if (!isBlank(nonce) && isRepeated(nonce, now)) return FAILURES.signature;
    return undefined;
  };
}

/**
 * Whether a text was there before, as long as its timestamp can be valid: one window ahead of the clock, and another one.
 * @returns {(text: string, now: number) => boolean}
 */
export function createOnce() {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return (text, now) => {
    for (const [old, at] of seen) {
      if (now - at <= 2 * TIMESTAMP_WINDOW_MS) break;
      seen.delete(old);
    }
    if (seen.has(text)) return true;
    seen.set(text, now);
    return false;
  };
}

/** @param {string | undefined} timestamp @param {number} now */
function isFresh(timestamp, now) {
  return (
    timestamp !== undefined && /^[0-9]{13}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= TIMESTAMP_WINDOW_MS
  );
}
