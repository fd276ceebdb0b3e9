// The error that every failed call ends in. One class for both builds, so `instanceof` holds across them.

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
    const json = { name: this.name, message: this.message };
    for (const field of FIELDS) json[field] = this[field];
    return json;
  }
}

Object.defineProperty(PolyvError.prototype, "name", { value: "PolyvError", configurable: true, writable: true });

/** For Rust, which passes plain values. */
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
