// What POLYV checks before it looks anything up, in its order: appId, application, timestamp, signature, nonce.
// @ts-check
import { FAILURES } from "./answers.js";
import { isBlank, isSignedBy } from "./signature.js";

/** @typedef {import("./answers.js").Failure} Failure */

export const TIMESTAMP_WINDOW_MS = 3 * 60 * 1000;

/**
 * @param {{ appId: string, appSecret: string }} application
 * @returns {(params: Record<string, string>, now: number) => Failure | undefined}
 */
export function createChecks({ appId, appSecret }) {
  /** @type {Map<string, number>} nonce to the time after which its timestamp can no longer be valid */
  const nonces = new Map();

  /** @param {string} nonce @param {number} now */
  function isRepeated(nonce, now) {
    for (const [old, until] of nonces) {
      if (until > now) break;
      nonces.delete(old);
    }
    if (nonces.has(nonce)) return true;
    // A timestamp may lie ahead of the clock by one window and stays valid for another one.
    nonces.set(nonce, now + 2 * TIMESTAMP_WINDOW_MS);
    return false;
  }

  return (params, now) => {
    if (isBlank(params.appId ?? "")) return FAILURES.appIdMissing;
    if (params.appId !== appId) return FAILURES.appIdUnknown;
    if (!isFresh(params.timestamp, now)) return FAILURES.timestamp;
    if (!isSignedBy(params, appSecret)) return FAILURES.signature;
    const nonce = params.signatureNonce ?? "";
    // POLYV documents that a repeated nonce is refused but not with which text; this one is documented for signatures.
    if (!isBlank(nonce) && isRepeated(nonce, now)) return FAILURES.signature;
    return undefined;
  };
}

/** @param {string | undefined} timestamp @param {number} now */
function isFresh(timestamp, now) {
  return (
    timestamp !== undefined && /^[0-9]{13}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= TIMESTAMP_WINDOW_MS
  );
}
