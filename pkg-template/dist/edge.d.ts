// polyv-edge/edge: signs, sends and checks. For servers only: it holds the appSecret.

import type { PolyvError, PolyvErrorKind } from "./error.js";
import type { HostAbortSignal, HostRequest, HostRequestInit, HostResponse } from "./host.js";
import type { ChannelAccount, Viewer } from "./models.js";
import type { GetChannelAccountParams, Operations } from "./operations.js";

export * from "./callback.js";
export * from "./index.js";
export type * from "./operations.js";

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
  /** A gateway in front of POLYV, or a stand-in for tests. `https:`; `http:` on loopback only. Default: `https://api.polyv.net`. */
  baseUrl?: string;
  /** Deadline of a whole call in milliseconds, from the call to the last byte. Default: 10000. */
  timeoutMs?: number;
  /**
   * How often a call that is safe to repeat is tried again, 0 to 10. Default: 2.
   *
   * Tried again are breaks of the network, attempts that take too long, HTTP 5xx, and POLYV's `qps exceeds number of
   * calls` and `undefined error`; each time signed anew, after a random wait or what `Retry-After` asks for.
   */
  retries?: number;
  /** The longest answer to read, in bytes. Default: 1048576 (1 MiB). */
  maxBodyBytes?: number;
  /**
   * The budget that all calls of this client share; beyond it, calls wait in order. Default: 1400 calls in 12000 ms.
   *
   * POLYV's ceiling is 1500 calls in 10 s for one IP address, and 5 minutes of blocking beyond it. `false`: no limit.
   */
  rateLimit?: RateLimit | false;
  /** Told of each attempt before it is sent. */
  onRequest?: (event: RequestEvent) => void;
  /** Told of each attempt when it has ended: for metrics and logs. */
  onResponse?: (event: ResponseEvent) => void;
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

/** An attempt that is about to be sent. Holds no query, so no credential. */
export interface RequestEvent {
  method: "GET" | "POST";
  path: string;
  /** 1 for the first. */
  attempt: number;
}

/** An attempt that has ended. */
export interface ResponseEvent extends RequestEvent {
  durationMs: number;
  /** HTTP status, where there was an answer. */
  status: number | undefined;
  /** What went wrong, if anything did. */
  kind: PolyvErrorKind | undefined;
  requestId: string | undefined;
}

/** What one call decides for itself. */
export interface CallOptions {
  /** Ends the call with `aborted` when it fires. */
  signal?: HostAbortSignal;
  /** Deadline of this call in milliseconds, in place of the client's. */
  timeoutMs?: number;
  /** Retries of this call, in place of the client's. */
  retries?: number;
}

/** What a batch decides for itself; the deadline holds for each of its calls. */
export interface BatchOptions extends CallOptions {
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

/** A parameter's value. `""` is sent but not signed, which is how POLYV clears a setting; null and undefined are not sent. */
export type ParamValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | readonly (string | number | bigint | boolean)[];

/** Parameters by POLYV's names. Lists are joined by commas. */
export type PolyvParams = Readonly<Record<string, ParamValue>>;

/** A call of any endpoint. */
export interface PolyvRequest {
  /** Default: `POST` with `form` or `json`, otherwise `GET`. */
  method?: "GET" | "POST";
  /** Such as `/live/v3/channel/basic/get`, placeholders filled in. */
  path: string;
  /** Parameters of the URL, signed. */
  query?: PolyvParams;
  /** Parameters of the body, signed unless `query` is there too: POLYV signs what travels with `sign`. */
  form?: PolyvParams;
  /** JSON body; POLYV does not sign it. */
  json?: unknown;
  /** Whether repeating it does nothing twice, which allows retries. Some GETs of POLYV change data. Default: false. */
  idempotent?: boolean;
}

/** A client for one POLYV account. Calls may overlap; there is nothing to close. */
export class PolyvClient {
  /** @throws {PolyvError} `invalid_argument` */
  constructor(options: ClientOptions);

  /**
   * Calls any endpoint and hands its `data` on, unchecked.
   *
   * @throws {PolyvError}
   */
  request<T = unknown>(request: PolyvRequest, call?: CallOptions): Promise<T>;

  /**
   * Many viewers by their ids. One that fails is a `PolyvError` in its place and spoils nothing else.
   *
   * @throws {PolyvError} `invalid_argument` if `ids` is no list.
   */
  getViewers(ids: readonly string[], call?: BatchOptions): Batch<Viewer>;

  /**
   * Many roles, of any channels. One that fails is a `PolyvError` in its place and spoils nothing else.
   *
   * @throws {PolyvError} `invalid_argument` if `list` is no list.
   */
  getChannelAccounts(list: readonly GetChannelAccountParams[], call?: BatchOptions): Batch<ChannelAccount>;

  /** Forgets the account: the secret is overwritten in memory once the calls under way have ended. Also `using client = …`. */
  dispose(): void;

  /**
   * Signs a GET and sends nothing. The URL is a credential for 3 minutes: do not log it, do not send it to a browser.
   *
   * @throws {PolyvError} `invalid_argument`
   */
  signedUrl(request: {
    path: string;
    query?: PolyvParams;
    /** In milliseconds since 1970: 13 digits. Default: now. */
    timestamp?: number;
  }): string;
}

export interface PolyvClient extends Operations {}

/**
 * The part of a viewer that may leave the edge: declared fields only, with mobile numbers, e-mail address, IP address
 * and WeChat ids masked.
 */
export function publicViewer(viewer: Viewer): Viewer;

/** The part of a role that may leave the edge: declared fields only, without `passwd`, `stream`, `pushUrl` and `loginUrl`. */
export function publicChannelAccount(
  account: ChannelAccount,
): Omit<ChannelAccount, "passwd" | "stream" | "pushUrl" | "loginUrl">;

export interface HandlerOptions {
  client: Pick<PolyvClient, "getViewer" | "getChannelAccount">;
  /** Whether this caller may ask. Only `true` lets it in. */
  authorize: (request: HostRequest) => boolean | Promise<boolean>;
  /** Where the routes start. Default: `/api`. */
  basePath?: string;
}

/**
 * Two routes for a Worker, `GET /api/viewers/:viewerUnionId` and `GET /api/channels/:channelId/accounts/:account`, which
 * answer in POLYV's v4 envelope with what may leave the edge. `redacted` names the fields that were removed or masked.
 *
 * @throws {PolyvError} `invalid_argument` without `client` or `authorize`.
 */
export function createHandler(options: HandlerOptions): (request: HostRequest) => Promise<HostResponse>;
