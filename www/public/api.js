// One look-up: from ids, by the Worker, to data or an error.
// @ts-check
import { PolyvError, parseChannelAccount, parseViewer } from "./polyv-edge/index.web.js";

/** @typedef {{ what: "viewer", viewer: string } | { what: "account", channel: string, account: string }} Lookup */
/**
 * What came of a look-up.
 * @typedef {object} Outcome
 * @property {Lookup} lookup
 * @property {import("./polyv-edge/index.web.js").Viewer | import("./polyv-edge/index.web.js").ChannelAccount} [data]
 * @property {PolyvError} [error]
 * @property {{ removed: string[], masked: string[] }} [redacted] what the Worker did not give
 * @property {number} [httpStatus] the Worker's; absent where no answer arrived
 * @property {number} [retryAfterMs]
 * @property {string} [source] whose data it is: "local" or "real"
 */

/** Longer than the Worker's own ten seconds, so that its answer about them still arrives. */
const DEADLINE_MS = 20_000;

/** What the address bar asks for. @param {string} query @returns {Lookup | undefined} */
export function readQuery(query) {
  const params = new URLSearchParams(query);
  const viewer = params.get("viewer");
  if (viewer !== null) return { what: "viewer", viewer };
  if (!params.has("channel") && !params.has("account")) return undefined;
  return { what: "account", channel: params.get("channel") ?? "", account: params.get("account") ?? "" };
}

/** The look-up as an address to share. @param {Lookup} lookup */
export function toQuery({ what: _, ...ids }) {
  return `?${new URLSearchParams(ids)}`;
}

/** The Worker's route. @param {Lookup} lookup */
export function toPath(lookup) {
  if (lookup.what === "viewer") return `/api/viewers/${encodeURIComponent(lookup.viewer)}`;
  return `/api/channels/${encodeURIComponent(lookup.channel)}/accounts/${encodeURIComponent(lookup.account)}`;
}

/** @param {Lookup} lookup @param {string} token @param {AbortSignal} signal @returns {Promise<Outcome>} */
export async function lookUp(lookup, token, signal) {
  /** @type {Outcome} */
  const outcome = { lookup };
  try {
    const { response, text } = await send(toPath(lookup), token, signal);
    const { status, headers } = response;
    const seconds = Number(headers.get("retry-after") ?? Number.NaN);
    outcome.httpStatus = status;
    outcome.source = headers.get("data-source") ?? undefined;
    outcome.retryAfterMs = seconds >= 0 ? seconds * 1000 : undefined;
    outcome.data = lookup.what === "viewer" ? parseViewer(text) : parseChannelAccount(text);
    const { removed = [], masked = [] } = JSON.parse(text).redacted ?? {};
    outcome.redacted = { removed, masked };
  } catch (error) {
    // Anything else is a mistake of this page: let the console have it.
    if (!(error instanceof PolyvError)) throw error;
    outcome.error = error;
  }
  return outcome;
}

/** @param {string} path @param {string} token @param {AbortSignal} signal */
async function send(path, token, signal) {
  try {
    const response = await fetch(path, {
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
      cache: "no-store",
    });
    return { response, text: await response.text() };
  } catch (error) {
    throw new PolyvError("network", error instanceof Error ? error.message : String(error), { retryable: true });
  }
}
