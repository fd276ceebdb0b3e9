// One look-up that meets a fault, and one good call after it, told as plain JSON. Runs in Node and in workerd.
// @ts-check
import { PolyvClient, PolyvError } from "polyv-edge/edge";

export const TIMEOUT_MS = 1_500;
export const RETRIES = 1;

/**
 * @typedef {object} Task
 * @property {{ appId: string, appSecret: string, url: string }} server
 * @property {"viewer" | "account"} lookUp
 * @property {string} fault
 * @property {number} [shiftMs] By how much the clock is set, and when.
 * @property {"before" | "during"} [when]
 */
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
export async function runFault({ server, lookUp, fault, shiftMs = 0, when }) {
  const { appId, appSecret, url } = server;
  const { now } = Date;
  const set = () => {
    Date.now = () => now() + shiftMs;
  };
  /** @type {typeof fetch} */
  const setting = (input, init) => {
    set();
    return fetch(input, init);
  };
  const options = when === "during" ? { fetch: setting } : {};
  const client = new PolyvClient({
    appId,
    appSecret,
    baseUrl: url,
    timeoutMs: TIMEOUT_MS,
    retries: RETRIES,
    ...options,
  });
  if (when === "before") set();
  const started = performance.now();
  const { outcome, error } = await outcomeOf(ask(client, lookUp, `fault:${fault}`));
  const elapsedMs = performance.now() - started;
  const next = await outcomeOf(ask(client, lookUp));
  Date.now = now;
  return {
    outcome,
    attempts: error?.attempts,
    elapsedMs,
    next: next.outcome,
    shown: error ? [error.message, error.stack, JSON.stringify(error), ...Object.values(error)].join("\n") : "",
    isPolluted: "polluted" in {},
  };
}

/** @param {PolyvClient} client @param {"viewer" | "account"} lookUp @param {string} [id] */
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
