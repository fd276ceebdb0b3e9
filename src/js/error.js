// The error that every failed call ends in. One class for both builds, so `instanceof` holds across them.

/** @typedef {import("../../pkg-template/dist/error.js").PolyvErrorKind} Kind */
/** @typedef {import("../../pkg-template/dist/error.js").PolyvErrorDetails} Details */

/** @type {("kind" | keyof Details)[]} */
const FIELDS = [
  "kind",
  "httpStatus",
  "code",
  "errorCode",
  "requestId",
  "retryable",
  "attempts",
  "endpoint",
  "retryAfterMs",
];

export class PolyvError extends Error {
  /** @param {Kind} kind @param {string} message @param {Details} [details] */
  constructor(kind, message, details = {}) {
    super(message);
    this.kind = kind;
    this.httpStatus = details.httpStatus;
    this.code = details.code;
    this.errorCode = details.errorCode;
    this.requestId = details.requestId;
    this.retryable = details.retryable ?? false;
    this.attempts = details.attempts ?? 0;
    this.endpoint = details.endpoint;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** `JSON.stringify` of an Error shows no message; of this one it does. */
  toJSON() {
    /** @type {Record<string, unknown>} */
    const json = { name: this.name, message: this.message };
    for (const field of FIELDS) json[field] = this[field];
    return json;
  }
}

Object.defineProperty(PolyvError.prototype, "name", { value: "PolyvError", configurable: true, writable: true });

/**
 * For Rust, which passes plain values.
 *
 * @param {Kind} kind @param {string} message @param {number | undefined} httpStatus @param {number | undefined} code
 * @param {number | undefined} errorCode @param {string | undefined} requestId @param {boolean} retryable
 * @param {number} attempts @param {string | undefined} endpoint @param {number | undefined} retryAfterMs
 */
export function polyvError(
  kind,
  message,
  httpStatus,
  code,
  errorCode,
  requestId,
  retryable,
  attempts,
  endpoint,
  retryAfterMs,
) {
  const details = { httpStatus, code, errorCode, requestId, retryable, attempts, endpoint, retryAfterMs };
  return new PolyvError(kind, message, details);
}

/**
 * What a call fails with that could only fail by a bug, such as a trap in WebAssembly. The instance stays usable: nothing
 * of it is held across calls but whole clients.
 *
 * @param {unknown} cause Kept only where it is a trap: anything else may show what a caller passed.
 */
export function internal(cause) {
  const error = new PolyvError("internal", "polyv-edge itself failed: this is a bug, please report it");
  if (!(cause instanceof WebAssembly.RuntimeError)) return error;
  return Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
}
