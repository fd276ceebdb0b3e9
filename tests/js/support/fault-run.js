// One lookup that meets a fault, and one good call after it, told as plain JSON. Runs in Node and in workerd.
// @ts-check
import { PolyvClient, PolyvError } from "polyv-edge/edge";

export const TIMEOUT_MS = 1_500;
export const RETRIES = 1;
export const LOOKUPS = /** @type {const} */ (["viewer", "account"]);

/** @typedef {(typeof LOOKUPS)[number]} Lookup */
/** @typedef {{ server: { appId: string, appSecret: string, url: string }, lookUp: Lookup, fault: string }} Task */
/**
 * @typedef {object} Report
 * @property {string} outcome "ok" or the error's kind
 * @property {number | undefined} attempts as the error tells
 * @property {number} elapsedMs
 * @property {string} next the outcome of a good call on the same client, made afterwards
 * @property {string} shown everything that the error shows
 * @property {boolean} isPolluted
 */

/** @param {Task} task @returns {Promise<Report>} */
export async function runFault({ server: { url, ...account }, lookUp, fault }) {
  const client = new PolyvClient({ ...account, baseUrl: url, timeoutMs: TIMEOUT_MS, retries: RETRIES });
  const started = performance.now();
  const { outcome, error } = await outcomeOf(ask(client, lookUp, `fault:${fault}`));
  const elapsedMs = performance.now() - started;
  const next = await outcomeOf(ask(client, lookUp));
  return {
    outcome,
    attempts: error?.attempts,
    elapsedMs,
    next: next.outcome,
    shown: error ? [error.message, error.stack, JSON.stringify(error), ...Object.values(error)].join("\n") : "",
    isPolluted: "polluted" in {},
  };
}

/** @param {PolyvClient} client @param {Lookup} lookUp @param {string} [id] */
function ask(client, lookUp, id) {
  return lookUp === "viewer"
    ? client.getViewer({ viewerUnionId: id ?? "2_v378gn997yovtl3p8h77db9e224t6hg9" })
    : client.getChannelAccount({ channelId: "2149710", account: id ?? "0062149710" });
}

/** @param {Promise<unknown>} call @returns {Promise<{ outcome: string, error?: PolyvError }>} */
async function outcomeOf(call) {
  try {
    await call;
    return { outcome: "ok" };
  } catch (error) {
    return error instanceof PolyvError ? { outcome: error.kind, error } : { outcome: `not a PolyvError: ${error}` };
  }
}
