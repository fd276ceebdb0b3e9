// One request and its answer, inside one deadline: from here the answer comes back read, or with why there is none.

import { withDeadline } from "./deadline.js";
import { dataOf, decode, readAnswer } from "./json.js";
import { orUndefined } from "./object.js";

// `why` in exchange.rs; 1 and 2 are the deadline's.
const ANSWER = 0;
const NETWORK = 3;
const NOT_A_RESPONSE = 4;
const REDIRECT = 5;
const TOO_LARGE = 6;
const NOT_TEXT = 7;
const NOT_JSON = 8;

/** @typedef {{ why: number, status?: number, response?: Response, answer?: unknown, data?: unknown, error?: unknown }} Outcome */

/**
 * Sends through a caller's own `fetch`, or the host's. The promise never rejects.
 *
 * @param {typeof fetch | undefined} own @param {string} url @param {RequestInit} init
 * @param {AbortSignal | undefined} signal @param {number} ms @param {number} limit The longest body, in bytes.
 * @returns {Promise<Outcome>}
 */
export function exchange(own, url, init, signal, ms, limit) {
  return withDeadline(signal, ms, (ended) => {
    init.signal = ended;
    return converse(own, url, init, limit);
  });
}

/**
 * @param {typeof fetch | undefined} own @param {string} url @param {RequestInit} init @param {number} limit
 * @returns {Promise<Outcome>}
 */
async function converse(own, url, init, limit) {
  try {
    const response = await (own ?? fetch)(url, init);
    if (!isResponse(response)) return { why: NOT_A_RESPONSE };
    const { status } = response;
    if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
      // Lets go of the connection.
      orUndefined(() => response.body?.cancel().catch(() => {}));
      return { why: REDIRECT, status };
    }
    const text = await readBody(response, limit);
    if (typeof text !== "string") return { why: text === undefined ? TOO_LARGE : NOT_TEXT, status, response };
    const answer = readAnswer(text);
    if (answer === false) return { why: NOT_JSON, status, response };
    return { why: ANSWER, status, response, answer, data: dataOf(answer) };
  } catch (error) {
    return { why: NETWORK, error };
  }
}

/** Whoever passes a `fetch` may answer with anything. @param {any} value */
function isResponse(value) {
  return orUndefined(() => typeof value.status === "number" && typeof value.headers.get === "function") ?? false;
}

/**
 * The body's text; undefined where it is longer than the limit, and false where it is not UTF-8. The limit holds while it is
 * read, not after. Rejects only where the connection breaks.
 *
 * @param {Response} response @param {number} limit
 */
async function readBody(response, limit) {
  // Bytes, since `text()` passes over what is not UTF-8.
  const bytes = await (announcedLength(response.headers) <= limit ? response.arrayBuffer() : pieces(response, limit));
  // Once more: a Response that somebody made up keeps no promise.
  if (!bytes || bytes.byteLength > limit) return undefined;
  try {
    return decode(bytes);
  } catch {
    return false;
  }
}

/** HTTP holds a body to its announced length, unless an encoding lets it grow afterwards. @param {Headers} headers */
function announcedLength(headers) {
  const length = headers.get("content-encoding") === null ? headers.get("content-length") : null;
  return length === null ? Number.POSITIVE_INFINITY : Number(length);
}

/** @param {Response} response @param {number} limit */
async function pieces(response, limit) {
  if (!response.body) return new Uint8Array();
  const reader = response.body.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(chunks, length);
    length += value.byteLength;
    if (length > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
}

/** @param {Uint8Array[]} chunks @param {number} length */
function join(chunks, length) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
