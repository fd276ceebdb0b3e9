/** What went wrong, in the terms a caller acts on. */
export type PolyvErrorKind =
  /** The call itself is wrong; nothing was sent. */
  | "invalid_argument"
  /** POLYV does not know the `appId` or the account behind it. */
  | "unauthorized"
  /** POLYV computed another signature: usually a wrong `appSecret`. */
  | "invalid_signature"
  /** The timestamp is more than 3 minutes off POLYV's clock. */
  | "invalid_timestamp"
  /** Known, but not allowed: a feature that is off, somebody else's channel, or an address that a firewall blocks. */
  | "forbidden"
  /** The viewer, channel, account or path does not exist. */
  | "not_found"
  /** Not possible in the object's current state, such as a channel that is live. */
  | "conflict"
  /** POLYV refused a parameter. */
  | "validation"
  /** Too many calls. */
  | "rate_limited"
  /** POLYV failed. */
  | "server"
  /** The answer is not what POLYV documents. */
  | "invalid_response"
  /** POLYV could not be reached, the connection broke, or `fetch` failed. */
  | "network"
  /** The deadline passed. */
  | "timeout"
  /** The caller's `AbortSignal` fired. */
  | "aborted"
  /** What came in is not proven to be POLYV's: a signature that does not match, or one that is too old. */
  | "unverified"
  /** polyv-edge itself failed: a bug. The next call works all the same. */
  | "internal";

/** What is known of a failure beside its kind. */
export type PolyvErrorDetails = Partial<Omit<PolyvError, "name" | "message" | "stack" | "kind" | "toJSON">>;

/**
 * A failed call. It holds no credential, no URL's query and no body, so it may be logged as it is; `message` is POLYV's own text
 * where there is one, which may name a parameter's value.
 */
export class PolyvError extends Error {
  constructor(kind: PolyvErrorKind, message: string, details?: PolyvErrorDetails);
  readonly name: "PolyvError";
  /** What went wrong: `switch (error.kind)` narrows it. */
  readonly kind: PolyvErrorKind;
  /** HTTP status of the answer, where there was one. */
  readonly httpStatus: number | undefined;
  /** `code` of POLYV's envelope. */
  readonly code: number | undefined;
  /** `error.code` of a v4 envelope, such as 20001. */
  readonly errorCode: number | undefined;
  /** POLYV's id of the request: for their support, of no other meaning. */
  readonly requestId: string | undefined;
  /** Whether the same call may succeed when it is made again later. */
  readonly retryable: boolean;
  /** How many times the request was sent. 0: nothing left this host. */
  readonly attempts: number;
  /** Method, host and path of the call, without query. */
  readonly endpoint: string | undefined;
  /** How long to wait before the next try, in milliseconds, where that is known. */
  readonly retryAfterMs: number | undefined;
  /**
   * The reason of an abort as it is; of a failed `fetch` a new error with its name, message and code, without URL, query and
   * credentials.
   */
  readonly cause?: unknown;
  toJSON(): PolyvErrorDetails & { name: "PolyvError"; message: string; kind: PolyvErrorKind };
}

/** @internal What a call fails with that could only fail by a bug. */
export function internal(cause: unknown): PolyvError;
/** @internal Whether wasm gave up. */
export function isTrap(error: unknown): boolean;
/** @internal As `new Error(message, { cause })` would. */
export function setCause(error: Error, cause: unknown): void;
