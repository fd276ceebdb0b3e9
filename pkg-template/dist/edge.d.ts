// polyv-edge/edge: signs, sends and checks. For servers only: it holds the appSecret.

import type { PolyvError, PolyvErrorKind } from "./error.js";
import type { HostRequest, HostRequestInit, HostResponse } from "./host.js";
import type { ChannelAccount, Viewer } from "./models.js";
import type { GetChannelAccountParams, Operations } from "./operations.js";
import type { RequestOptions, RouteMethods } from "./request.js";
import type { CredentialMethods } from "./tokens.js";

export * from "./callback.js";
export * from "./index.js";
export type * from "./operations.js";
export type * from "./request.js";
export type * from "./tokens.js";

/** How a client reaches POLYV, and as whom. */
export interface ClientOptions {
  /** `appId` of the account, from POLYV's console (直播 → 开发设置). */
  appId: string;
  /** `appSecret` of the account. Never send it to a browser. */
  appSecret: string;
  /** Hash of the signature. Default: `MD5`. */
  signatureMethod?: "MD5" | "SHA256";
  /** Adds a random `signatureNonce` to each request, which makes it one-shot. Default: false. */
  nonce?: boolean;
  /** A gateway in front of POLYV, or a stand-in for tests. `https:`; `http:` on loopback. Default: `https://api.polyv.net`. */
  baseUrl?: string;
  /** Allows `http:` to any host, for a network that nobody else listens to: a signed URL is a credential. Default: false. */
  allowHttp?: boolean;
  /** Headers of every request, such as a gateway's. They show in no error and no hook. */
  headers?: Readonly<Record<string, string>> | Iterable<readonly [string, string]>;
  /**
   * Deadline of a whole call in milliseconds, to the last byte. It begins as soon as the code that made the call waits.
   * Default: 10000.
   */
  timeoutMs?: number;
  /**
   * How often a call is retried, 0 to 10. Default: 2.
   *
   * Calls that are safe to repeat are retried after network errors, attempt timeouts, HTTP 5xx, and POLYV's `undefined
   * error`; all calls but those with files are retried where they certainly have done nothing: no connection was made, or
   * POLYV answered `qps exceeds number of calls` or HTTP 429. Each attempt is signed anew, after a random wait that grows,
   * or after what `Retry-After` asks for.
   */
  retries?: number;
  /** The longest answer to read, in bytes. Default: 4194304 (4 MiB). */
  maxBodyBytes?: number;
  /**
   * The budget that all calls of this client share; beyond it, calls wait in order. Default: 1400 calls in 12000 ms.
   *
   * POLYV's ceiling is 1500 calls in 10 s for one IP address, and 5 minutes of blocking beyond it. `false`: no limit.
   */
  rateLimit?: RateLimit | false;
  /** Called when an attempt has ended, for metrics and logs. */
  onAttempt?: (event: AttemptEvent) => void;
  /**
   * Called when a call has ended, also one that never left this host. A batch of what is no list, and wrong arguments of
   * `getViewerTokens` and `getLoginUrl`, fail before there is a call.
   */
  onCall?: (event: CallEvent) => void;
  /** Sends the requests in place of the host's `fetch`. */
  fetch?: (url: string, init: HostRequestInit) => Promise<HostResponse>;
  /** Allows a client in a browser, for tests. Default: false. */
  allowBrowser?: boolean;
}

/** A budget of calls in any window of time. */
export interface RateLimit {
  calls: number;
  /** In milliseconds. */
  windowMs: number;
}

/** A call that has ended. Holds no query and no credential. */
export interface CallEvent {
  method: "GET" | "POST";
  /** The path as documented, its `{placeholders}` unfilled. */
  path: string;
  /** How many times the request was sent. */
  attempts: number;
  durationMs: number;
  /** HTTP status of the answer, where there was one. */
  httpStatus: number | undefined;
  /** What went wrong, if anything did. */
  kind: PolyvErrorKind | undefined;
  /** POLYV's id of the request: quote it to their support. */
  requestId: string | undefined;
  /** The call's `context`. */
  context: unknown;
}

/** An attempt that has ended. */
export interface AttemptEvent extends Omit<CallEvent, "attempts"> {
  /** 1 for the first. */
  attempt: number;
}

/** What a batch decides for itself; the deadline holds for each of its calls. */
export interface BatchOptions extends RequestOptions {
  /** How many calls are under way at once, 1 to 1000. Default: 5. */
  concurrency?: number;
}

/** One result of a batch, as it arrives. */
export interface BatchProgress<T> {
  /** Place in the input. */
  index: number;
  result: T | PolyvError;
  /** How many results have arrived, this one included. */
  done: number;
  total: number;
}

/** The results in the order of the input, or, with `for await`, as they arrive. */
export type Batch<T> = Promise<(T | PolyvError)[]> & AsyncIterable<BatchProgress<T>>;

/** A client for one POLYV account. Calls may overlap; there is nothing to close. */
export class PolyvClient {
  /** @throws {PolyvError} `invalid_argument` */
  constructor(options: ClientOptions);

  /**
   * Another client, with these options in place of this one's. The two share one budget and one clock while `baseUrl` is the
   * same: POLYV's ceiling is for an address, not for an account. `rateLimit` gives it a budget of its own.
   *
   * @throws {PolyvError} `invalid_argument`
   */
  withOptions(options: Partial<ClientOptions>): PolyvClient;

  readonly appId: string;
  readonly baseUrl: string;

  /**
   * Many viewers by their ids. One that fails is a `PolyvError` in its place and spoils nothing else.
   *
   * @throws {PolyvError} `invalid_argument` if `ids` is no list.
   */
  getViewers(ids: readonly string[], options?: BatchOptions): Batch<Viewer>;

  /**
   * Many roles, of any channels. One that fails is a `PolyvError` in its place and spoils nothing else.
   *
   * @throws {PolyvError} `invalid_argument` if `list` is no list.
   */
  getChannelAccounts(list: readonly GetChannelAccountParams[], options?: BatchOptions): Batch<ChannelAccount>;

  /** Forgets the account: the secret is overwritten in memory once the calls under way have ended. Also `using client = …`. */
  dispose(): void;
}

export interface PolyvClient extends Operations, RouteMethods, CredentialMethods {}

/**
 * What callers may see of a viewer: declared fields only, with mobile numbers, e-mail address, IP address
 * and WeChat ids masked.
 */
export function redactViewer(viewer: Viewer): Viewer;

/** What callers may see of a role: declared fields only, without `passwd`, `stream`, `pushUrl` and `loginUrl`. */
export function redactChannelAccount(
  account: ChannelAccount,
): Omit<ChannelAccount, "passwd" | "stream" | "pushUrl" | "loginUrl">;

/** Whom a request to the handler asks for. */
export type HandlerTarget =
  | { viewerUnionId: string; channelId?: undefined; account?: undefined }
  | { viewerUnionId?: undefined; channelId: string; account: string };

export interface HandlerOptions {
  client: {
    getViewer(params: { viewerUnionId: string }, options?: RequestOptions): Promise<Viewer>;
    getChannelAccount(
      params: { channelId: string; account: string },
      options?: RequestOptions,
    ): Promise<ChannelAccount>;
  };
  /**
   * Whether this caller may ask for this target, whose ids are decoded. `true` lets it in, a `Response` is sent as it is, and
   * anything else is 401.
   */
  authorize: (request: HostRequest, target: HandlerTarget) => Awaitable<boolean | HostResponse>;
  /** Where the routes start. Default: `/api`. */
  basePath?: string;
  /** What callers may see, in place of `redactViewer` and `redactChannelAccount`; `false`: all but `unusable`. */
  redact?: { viewer?: (viewer: Viewer) => object; channelAccount?: (account: ChannelAccount) => object } | false;
}

type Awaitable<T> = T | Promise<T>;

/**
 * Two routes for a Worker, `GET /api/viewers/:viewerUnionId` and `GET /api/channels/:channelId/accounts/:account`, which
 * answer in POLYV's v4 envelope with what callers may see. `redacted` names the fields that were removed or masked.
 *
 * @throws {PolyvError} `invalid_argument` without `client` or `authorize`.
 */
export function createHandler(options: HandlerOptions): (request: HostRequest) => Promise<HostResponse>;
