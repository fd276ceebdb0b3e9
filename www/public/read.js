// Reads an answer with the package: its data, or the error it tells of.
// @ts-check
import { PolyvError, parseChannelAccount, parseViewer } from "./polyv-edge/index.web.js";

/** @typedef {import("./polyv-edge/index.web.js").PolyvErrorKind} Kind */
/** @typedef {import("./request.js").Answer} Answer */
/** @typedef {"polyv" | "worker" | "page"} Place */
/** @typedef {{ removed: string[], masked: string[] }} Redacted */

/** Kinds that the Worker finds by itself; the others are POLYV's, passed on. @type {ReadonlySet<string>} */
const OF_WORKER = new Set(["invalid_argument", "invalid_response", "network", "timeout", "aborted"]);
/** @type {ReadonlySet<string>} */
const RETRYABLE = new Set(["rate_limited", "server", "network", "timeout"]);

/** @param {"viewer" | "account"} what */
export function parserFor(what) {
  return what === "viewer" ? parseViewer : parseChannelAccount;
}

/** What the Worker kept back, by the envelope. @param {string} text @returns {Redacted} */
export function redactedIn(text) {
  const { removed = [], masked = [] } = JSON.parse(text).redacted ?? {};
  return { removed, masked };
}

/**
 * The error of an answer. The parser classifies POLYV's words; the Worker knows more than those, such as that POLYV
 * was out of reach, and says so in `error.kind`.
 * @param {PolyvError} parsed
 * @param {Answer} answer
 * @param {string} path
 * @returns {{ error: PolyvError, from: Place }}
 */
export function failureOf(parsed, answer, path) {
  const said = kindIn(answer.text);
  const details = {
    ...parsed.toJSON(),
    httpStatus: answer.httpStatus,
    retryAfterMs: answer.retryAfterMs,
    endpoint: `GET ${path}`,
    attempts: 1,
  };
  if (said === undefined) return { error: new PolyvError(parsed.kind, parsed.message, details), from: "page" };
  const retryable = RETRYABLE.has(said) || answer.retryAfterMs !== undefined;
  const ownDoor = answer.httpStatus === 401 || answer.httpStatus === 405;
  return {
    error: new PolyvError(said, parsed.message, { ...details, retryable }),
    from: ownDoor || OF_WORKER.has(said) ? "worker" : "polyv",
  };
}

/** `error.kind` of the Worker's envelope. @param {string} text @returns {Kind | undefined} */
function kindIn(text) {
  try {
    const kind = JSON.parse(text)?.error?.kind;
    return typeof kind === "string" ? /** @type {Kind} */ (kind) : undefined;
  } catch {
    return undefined;
  }
}
