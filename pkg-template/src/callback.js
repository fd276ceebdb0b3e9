// POLYV's callbacks: are they theirs, and what do they tell?

import { PolyvError } from "./error.js";
import { ANY, oneOf } from "./options.js";
import { AGE, prove, readNamed, readSigned } from "./signed.js";

/** Recommended by Stripe and Standard Webhooks alike. */
const MAX_AGE_MS = 300_000;

/**
 * What tells the kinds apart, in this order: POLYV's callbacks do not say what they are.
 * @type {Record<string, (fields: Map<string, string>) => boolean>}
 */
const EVENTS = {
  stream: (fields) => /^(live|end|seminar_.*)$/.test(fields.get("status") ?? ""),
  record: (fields) => fields.has("fileUrl") && fields.has("format"),
  playback: (fields) => fields.has("vid"),
  ppt: (fields) => fields.has("remainDay"),
  merge: (fields) => fields.has("fileId") && fields.has("status"),
  unknown: () => true,
};

/** @type {typeof import("../dist/callback.js").verifyCallback} */
export function verifyCallback(signed, given) {
  const checks = { appSecret: ANY, event: oneOf(...Object.keys(EVENTS)), ...AGE };
  const { appSecret: key, event: wanted, maxAgeMs, now } = readNamed("verifyCallback", given, checks);
  const all = readSigned(signed);
  const proof = { parts: [], sign: all.get("sign"), timestamp: all.get("timestamp") };
  const timestamp = prove(proof, MAX_AGE_MS, { key, maxAgeMs, now }, "appSecret");
  // A signature is a pass until it is too old: it stays out of what a caller may log.
  all.delete("sign");
  const event = wanted ?? Object.keys(EVENTS).find((name) => EVENTS[name]?.(all));
  if (wanted !== undefined && !isEvent(wanted, all)) {
    throw new PolyvError("invalid_response", `the callback is POLYV's, but without the fields of a ${wanted} callback`);
  }
  const fields = Object.fromEntries(all);
  return /** @type {any} */ ({ ...fields, event, timestamp, fields });
}

/** One that reports a failure has no video yet. @param {string} event @param {Map<string, string>} fields */
function isEvent(event, fields) {
  return EVENTS[event]?.(fields) || (event === "playback" && fields.get("status") === "error");
}
