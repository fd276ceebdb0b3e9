// polyv-edge/edge: signs, sends and checks. For servers only: it holds the appSecret.

import type { ChannelAccount, Viewer } from "./models.js";
import type { Operations } from "./operations.js";

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
  /** Sends the requests in place of the host's `fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Allows a client in a browser, for tests. Default: false. */
  allowBrowser?: boolean;
}

/** What one call decides for itself. */
export interface CallOptions {
  /** Ends the call with `aborted` when it fires. */
  signal?: AbortSignal;
  /** Deadline of this call in milliseconds, in place of the client's. */
  timeoutMs?: number;
}

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

/** What a callback of POLYV carries: its URL's query, as text, `URLSearchParams` or an object. */
export type CallbackQuery = string | URLSearchParams | Readonly<Record<string, string | undefined>>;

/**
 * Whether POLYV sent a callback: its `sign` is `md5(appSecret + timestamp)`.
 *
 * @throws {PolyvError} `invalid_argument` without an `appSecret`.
 */
export function verifyCallback(query: CallbackQuery, appSecret: string): boolean;

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
  authorize: (request: Request) => boolean | Promise<boolean>;
  /** Where the routes start. Default: `/api`. */
  basePath?: string;
}

/**
 * Two routes for a Worker, `GET /api/viewers/:viewerUnionId` and `GET /api/channels/:channelId/accounts/:account`, which
 * answer in POLYV's v4 envelope with what may leave the edge. `redacted` names the fields that were removed or masked.
 *
 * @throws {PolyvError} `invalid_argument` without `client` or `authorize`.
 */
export function createHandler(options: HandlerOptions): (request: Request) => Promise<Response>;
