// The emulator's own signature, written from POLYV's documented rule so that it can catch a mistake in the client.
// @ts-check
import { createHash } from "node:crypto";

/**
 * POLYV's own helper drops values that Java's `trim` leaves empty: only characters up to U+0020.
 * @param {string} value
 */
export function isBlank(value) {
  return ![...value].some((character) => character > " ");
}

/**
 * The text that is hashed: secret, then name and value of each non-blank parameter, names in byte order, then secret.
 * @param {Record<string, string>} params
 * @param {string} secret
 */
export function canonicalText(params, secret) {
  const pairs = Object.entries(params)
    .filter(([name, value]) => name !== "sign" && !isBlank(value))
    .map(([name, value]) => ({ bytes: Buffer.from(name), text: name + value }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  return secret + pairs.map((pair) => pair.text).join("") + secret;
}

/**
 * The signature of `params`; `signatureMethod` among them chooses the hash. Undefined when that method is unknown.
 * @param {Record<string, string>} params
 * @param {string} secret
 * @returns {string | undefined}
 */
export function sign(params, secret) {
  const method = params.signatureMethod || "MD5";
  if (method !== "MD5" && method !== "SHA256") return undefined;
  return createHash(method).update(canonicalText(params, secret), "utf8").digest("hex").toUpperCase();
}
