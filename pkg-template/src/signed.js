// What came in from outside: read once, and proven or refused.

import * as wasm from "#wasm";
import { PolyvError } from "./error.js";
import { guarded } from "./guard.js";
import { isBrowser } from "./host.js";
import { ANY, badArgument, readOptions } from "./options.js";

/** @typedef {import("../dist/callback.js").Signed} Signed */
/** @typedef {import("./options.js").Check} Check */
/** @typedef {{ maxAgeMs?: number, now?: number }} Age */

/** @type {Record<string, Check>} */
export const AGE = {
  maxAgeMs: [(value) => typeof value === "number" && value >= 0, "a number of milliseconds; Infinity accepts any age"],
  now: [(value) => Number.isFinite(value), "milliseconds since 1970"],
};
export const VERIFY = () => ({ key: ANY, ...AGE });

/** @param {string} message */
export const unverified = (message) => new PolyvError("unverified", message);

/**
 * A copy, read once and checked, with what must be there.
 * @template {object} T @param {string} what @param {T} options @param {Record<string, Check>} checks
 * @param {string[]} [required] @returns {T}
 */
export function readNamed(what, options, checks, required = []) {
  if (options === undefined || options === null) throw badArgument(`the options of ${what} are missing`);
  return guarded(() => needs(/** @type {T} */ (readOptions(options, checks, what)), required));
}

/** @template {object} T @param {T} options @param {string[]} names */
export function needs(options, names) {
  for (const name of names) if (!(name in options)) throw badArgument(`${name} is missing`);
  return options;
}

/**
 * The parameters of a query, each with its one value.
 * @param {Signed} signed
 */
export function readSigned(signed) {
  /** @type {Map<string, string>} */
  const fields = new Map();
  for (const [name, value] of guarded(() => [...pairsOf(signed)])) {
    if (typeof value !== "string") throw unverified(`${name} is no text`);
    if (fields.has(name)) throw unverified(`${name} is given twice`);
    fields.set(name, value);
  }
  return fields;
}

/** @param {any} signed @returns {Iterable<[string, unknown]>} */
function pairsOf(signed) {
  if (typeof signed === "string") return new URLSearchParams(queryOf(signed));
  if (typeof signed !== "object" || signed === null) {
    throw badArgument("what was signed must be a Request, a URL, a query, URLSearchParams or an object");
  }
  // By what they can do, for hosts with a Request, or a realm, of their own. A query has no functions.
  if (typeof signed.getAll === "function") return signed;
  if (typeof signed.searchParams?.getAll === "function") return signed.searchParams;
  if (typeof signed.headers?.get === "function") return new URLSearchParams(queryOf(String(signed.url)));
  return Object.entries(signed).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [value];
    return values.filter((one) => one !== undefined).map((one) => /** @type {[string, unknown]} */ ([name, one]));
  });
}

/** The query of an absolute URL or of a path; any other text is a query. @param {string} text */
function queryOf(text) {
  if (!/^(\/|[a-z][a-z\d+.-]*:\/\/)/i.test(text)) return text;
  const [, query = ""] = /^[^?#]*\?([^#]*)/.exec(text) ?? [];
  return query;
}

/**
 * POLYV's lower-case MD5 of the parts, with the key before each. The parts hold no NUL: they are digits and words.
 * @param {unknown} key @param {string[]} parts @param {string} [name] of the option that holds the key
 */
export function signParts(key, parts, name = "key") {
  if (isBrowser()) throw badArgument(`${name} must not be in a browser: sign on a server`);
  const sign = typeof key === "string" ? guarded(() => wasm.keyedSign(key, parts.join("\0"))) : undefined;
  if (sign === undefined) throw badArgument(`${name} must be text: printable ASCII without blanks and quotes`);
  return sign.toLowerCase();
}

/**
 * Refuses what POLYV has not signed, or not lately.
 * @param {{ parts: string[], sign: string | undefined, timestamp: string | undefined }} signed
 * @param {number} longest @param {Age & { key: unknown }} options @param {string} [name] of the option that holds the key
 * @returns {number} the timestamp
 */
export function prove(
  { parts, sign = "", timestamp = "" },
  longest,
  { key, maxAgeMs = longest, now = Date.now() },
  name = "key",
) {
  const hashed = (/** @type {string} */ text) => signParts(key, [text.toLowerCase()], name);
  // By their hashes: the time that takes tells nothing of the signature itself.
  const isSigned = hashed(signParts(key, [...parts, timestamp], name)) === hashed(sign);
  // Anything else would be of no age, and so be accepted for ever.
  if (!/^\d{13}$/.test(timestamp)) throw unverified("the timestamp is missing, or not in milliseconds");
  if (!isSigned) throw unverified("the signature is missing or wrong");
  const at = Number(timestamp);
  if (Math.abs(now - at) > maxAgeMs) {
    throw unverified(`the age is more than ${maxAgeMs} ms: it was signed ${Math.round((now - at) / 1000)} s ago`);
  }
  return at;
}
