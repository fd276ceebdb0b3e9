// Sends a look-up to the Worker, and turns what goes wrong on the way into a PolyvError.
// @ts-check
import { PolyvError } from "./polyv-edge/index.web.js";

/** Longer than the Worker's own ten seconds, so that its answer about them still arrives. */
const DEADLINE_MS = 20_000;

/**
 * An answer as it arrived.
 * @typedef {object} Answer
 * @property {string} text
 * @property {number} httpStatus
 * @property {number} [retryAfterMs]
 * @property {number} ms from sending to the last byte
 */

/**
 * @param {string} path
 * @param {{ token: string, signal: AbortSignal, deadlineMs?: number, redirect?: RequestRedirect }} options
 * @returns {Promise<Answer>}
 * @throws {PolyvError} `aborted`, `timeout` or `network`
 */
export async function send(path, { token, signal, deadlineMs = DEADLINE_MS, redirect = "follow" }) {
  const deadline = AbortSignal.timeout(deadlineMs);
  const endpoint = `GET ${path}`;
  const from = performance.now();
  try {
    const response = await fetch(path, {
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
      signal: AbortSignal.any([signal, deadline]),
      redirect,
      cache: "no-store",
    });
    const text = await response.text();
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    return {
      text,
      httpStatus: response.status,
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
      ms: performance.now() - from,
    };
  } catch (error) {
    const details = { endpoint, attempts: 1 };
    if (signal.aborted) throw new PolyvError("aborted", "the look-up was cancelled", details);
    const retryable = { ...details, retryable: true };
    if (deadline.aborted) throw new PolyvError("timeout", `no answer within ${deadlineMs} ms`, retryable);
    throw new PolyvError("network", error instanceof Error ? error.message : String(error), retryable);
  }
}
