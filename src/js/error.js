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
    if (details.cause !== undefined) setCause(this, details.cause);
  }

  /** `JSON.stringify` of an Error shows no message; of this one it does. */
  toJSON() {
    /** @type {Record<string, unknown>} */
    const json = { name: this.name, message: this.message };
    for (const field of FIELDS) json[field] = this[field];
    return json;
  }
}

/** As `new Error(message, { cause })` would. @param {Error} error @param {unknown} cause */
export function setCause(error, cause) {
  Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
}

Object.defineProperty(PolyvError.prototype, "name", { value: "PolyvError", configurable: true, writable: true });

/**
 * For Rust, which passes plain values.
 *
 * @param {Kind} kind @param {string} message @param {number | undefined} httpStatus @param {number | undefined} code
 * @param {number | undefined} errorCode @param {string | undefined} requestId @param {boolean} retryable
 * @param {number} attempts @param {string | undefined} endpoint @param {number | undefined} retryAfterMs
 * @param {string | undefined} cause `name NUL message NUL code`
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
  cause,
) {
  const details = { httpStatus, code, errorCode, requestId, retryable, attempts, endpoint, retryAfterMs };
  return new PolyvError(kind, message, { ...details, cause: cause === undefined ? undefined : causeOf(cause) });
}

/** A host's error anew: its own may show what a call must not. @param {string} text */
function causeOf(text) {
  const [name, message, code] = text.split("\0");
  const cause = new Error(message);
  // Its stack would lead to this file alone.
  Object.defineProperties(cause, {
    name: { value: name || "Error", configurable: true, writable: true },
    stack: { value: `${name || "Error"}: ${message}`, configurable: true, writable: true },
  });
  return code ? Object.assign(cause, { code }) : cause;
}

/**
 * What a call fails with that could only fail by a bug, such as a trap in WebAssembly. The instance stays usable: nothing
 * of it is held across calls but whole clients.
 *
 * @param {unknown} cause Kept only where it is a trap: anything else may show what a caller passed.
 */
export function internal(cause) {
  const error = new PolyvError("internal", "polyv-edge itself failed: this is a bug, please report it");
  if (isTrap(cause)) setCause(error, cause);
  return error;
}

/** Whether wasm gave up: on a host without WebAssembly nothing does. @param {unknown} error */
export function isTrap(error) {
  return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
}
