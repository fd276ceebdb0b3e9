// polyv-edge/watch: how viewers come to POLYV's watch pages (观看条件). For servers only: it holds keys.
//
// `key` is the watch condition's own secret (`directKey`, `externalKey`, `customKey` of `authSettings`), not the account's
// `appSecret`. Each condition needs a key of its own: direct and external links, and what POLYV itself signs for custom
// authorisation, are one text, so with one key for two, POLYV's own call would be a link that lets in.

import type { AgeOptions, Signed } from "./callback.js";
import type { PolyvError } from "./error.js";
import type { HostRequest, HostResponse } from "./host.js";
import type { ViewerTokenKind, ViewerTokens, ViewerTokensParams } from "./tokens.js";

export type { AgeOptions, Signed } from "./callback.js";
export { PolyvError, type PolyvErrorDetails, type PolyvErrorKind } from "./error.js";

type Awaitable<T> = T | PromiseLike<T>;

interface LinkOptions {
  /** Channel id (频道号): digits. It is not signed: with one key for several channels, a link opens each of them. */
  channelId: string | number;
  /** The key of the channel's watch condition. */
  key: string;
  /**
   * The customer's own id of the viewer, `userid` in POLYV's words: 1 to 64 letters, digits and `_`. Of a UUID, take
   * `id.replaceAll("-", "_")`.
   */
  viewerId: string;
  /** Where the watch page is, for accounts with a host of their own. Default: `https://live.polyv.cn`. */
  watchOrigin?: string;
  /** When the link's three minutes begin, in milliseconds since 1970. Default: now. */
  timestamp?: number;
}

/** What POLYV does not sign: in a link, the viewer can change it. Only `externalAnswer` carries it from server to server. */
export interface WatchProfile {
  /** The name in the chat. */
  nickname: string;
  /** A picture's URL. */
  avatar?: string | null;
  /** A title beside the name. */
  actor?: string | null;
  /** The colour of the title, such as `#ffffff`. */
  actorFColor?: string | null;
  /** The colour behind the title. */
  actorBgColor?: string | null;
  /** The name that runs over the picture, against filming. */
  marqueeName?: string | null;
}

interface LogFields {
  /** Which replay to open. */
  vid?: string | null;
  /** A text of one's own in the watch log. The viewer can change it. */
  param4?: string | null;
  /** Another. */
  param5?: string | null;
}

export interface DirectWatchUrlOptions extends LinkOptions, Pick<WatchProfile, "nickname" | "avatar">, LogFields {}

export interface ExternalWatchUrlOptions extends LinkOptions {}

/**
 * A link for direct authorisation (独立授权). A credential: it lets one viewer in, once, within three minutes. Make it
 * when the viewer comes, answer 302 with `no-store`, and put it into no page.
 *
 * @throws {PolyvError} `invalid_argument`
 */
export function directWatchUrl(options: DirectWatchUrlOptions): string;

/**
 * A link for external authorisation (外部授权): POLYV's server then asks `externalUri` who that is. A credential, as
 * `directWatchUrl` gives it.
 *
 * @throws {PolyvError} `invalid_argument`
 */
export function externalWatchUrl(options: ExternalWatchUrlOptions): string;

export interface VerifyOptions extends AgeOptions {
  /** The key of the channel's watch condition. */
  key: string;
}

/** What POLYV's server asks: who is that? */
export interface ExternalCall {
  viewerId: string;
  /** Not signed, and not sent by older accounts. */
  channelId?: string;
  /** When POLYV signed it, in milliseconds since 1970. */
  timestamp: number;
}

/**
 * Proves that POLYV's server called `externalUri` lately: 3 minutes, unless `maxAgeMs` says otherwise.
 *
 * @throws {PolyvError} `unverified`, `invalid_argument`
 */
export function verifyExternal(signed: Signed, options: VerifyOptions): ExternalCall;

/** The viewer that POLYV's server asked for. */
export interface ExternalViewer extends WatchProfile {
  viewerId: string;
}

/** Where POLYV sends a viewer who may not watch. */
export interface ExternalRefusal {
  errorUrl: string;
}

/** The JSON that POLYV waits for, in its own names. */
export type ExternalAnswer =
  | ({ status: 1; userid: string; nickname: string } & { [Name in Exclude<keyof WatchProfile, "nickname">]?: string })
  | { status: 0; errorUrl: string };

/**
 * The answer to POLYV's server: `Response.json(externalAnswer({ viewerId, nickname }))`.
 *
 * @throws {PolyvError} `invalid_argument`
 */
export function externalAnswer(answer: ExternalViewer | ExternalRefusal): ExternalAnswer;

export interface VerifyCustomOptions extends VerifyOptions {
  /** Hosts beside `live.polyv.cn` that a viewer may go back to, exactly: the account's own, such as `acme.live.polyv.cn`. */
  returnHosts?: readonly string[];
}

/** A viewer whom POLYV has sent to `customUri`. */
export interface CustomVisit {
  readonly channelId: string;
  /** The way back: by https, to a host that was named. POLYV does not sign it. */
  readonly returnUrl: string;
  /** When POLYV signed it, in milliseconds since 1970. */
  readonly timestamp: number;
}

/**
 * Proves that POLYV sent a viewer to `customUri` lately (3 minutes, unless `maxAgeMs` says otherwise), and that the way
 * back leads by https to a host that was named.
 *
 * @throws {PolyvError} `unverified`, `invalid_argument`
 */
export function verifyCustom(signed: Signed, options: VerifyCustomOptions): CustomVisit;

export interface CustomReturnUrlOptions extends WatchProfile, Pick<LogFields, "vid"> {
  /** What `verifyCustom` gave. One made by hand leads to `live.polyv.cn` only. */
  visit: CustomVisit;
  /** The key of the channel's watch condition. */
  key: string;
  /** The customer's own id of the viewer, as in `directWatchUrl`. */
  viewerId: string;
  /** Default: now, and not the visit's. */
  timestamp?: number;
}

/**
 * The way back from custom authorisation (自定义授权). A credential, as `directWatchUrl` gives it.
 *
 * POLYV's own page of this signature is cut off in every copy known: the text that is signed comes from other projects.
 * Try it with one channel before relying on it.
 *
 * @throws {PolyvError} `invalid_argument`
 */
export function customReturnUrl(options: CustomReturnUrlOptions): string;

/** The keys of a channel's watch conditions, each its own. */
export interface WatchAuth {
  direct?: string;
  external?: string;
  custom?: string;
}

/** Who is signed in. What a way in cannot carry is left out. */
export interface WatchViewer extends WatchProfile, LogFields {
  viewerId: string;
}

export interface WatchHandlerOptions {
  /**
   * The keys of each channel: an object, or a function that gives null for a channel it does not know. A key for several
   * channels works for the same condition, but then a link for one of them opens the others.
   */
  channels: Readonly<Record<string, WatchAuth>> | ((channelId: string) => Awaitable<WatchAuth | null | undefined>);
  /**
   * Who is signed in; null is a 401, and a `Response`, such as a redirect to the sign-in, is sent as it is.
   *
   * `continueUrl` is where to come back to after the sign-in. Do not pass on `request.url`: it may hold a signature.
   */
  viewer: (visit: {
    request: HostRequest;
    channelId: string;
    continueUrl: string;
  }) => Awaitable<WatchViewer | HostResponse | null | undefined>;
  /**
   * Who may watch, where POLYV's server asks; null for nobody. Its call carries no cookie. Needed where a channel has an
   * `external` key.
   */
  externalViewer?: (asked: {
    viewerId: string;
    channelId: string;
    request: HostRequest;
  }) => Awaitable<WatchProfile | null | undefined>;
  /** Where those go who are refused, by a wrong or old signature or by `externalViewer`. Default: a plain 403. */
  refusedUrl?: string | ((refused: { channelId: string; viewerId?: string }) => string);
  /** Told of each refusal. `error.message` says why: it is for a log, not for the viewer. */
  onRefused?: (error: PolyvError, request: HostRequest) => void;
  /** Hands out tokens at `POST /:channelId/tokens`, of these kinds. Default: none. */
  tokens?: {
    /** The client of the channel's account. */
    client: TokenClient | ((channelId: string) => Awaitable<TokenClient>);
    /** `watch` opens the channel without its watch condition. */
    kinds: readonly ViewerTokenKind[];
  };
  /** Where the routes start. Default: `/watch`. */
  basePath?: string;
  /** Where the watch pages are. Default: `https://live.polyv.cn`. */
  watchOrigin?: string;
  /** Hosts that a viewer may go back to, beside `live.polyv.cn` and that of `watchOrigin`. */
  returnHosts?: readonly string[];
}

/** What the handler needs of a `PolyvClient`. */
export interface TokenClient {
  getViewerTokens<K extends ViewerTokenKind>(
    params: ViewerTokensParams<K>,
    // biome-ignore lint/suspicious/noExplicitAny: a client's own options.
    options?: any,
  ): PromiseLike<Pick<ViewerTokens, K>>;
}

/**
 * Routes for a Worker that lets viewers in, under `basePath`:
 *
 * - `GET /:channelId`: 302 to a link made that moment; external where that key is given, else direct, else the bare page.
 * - `GET /:channelId/external`: POLYV's server asks. Give it as `externalUri`, one for each channel.
 * - `GET /custom`: POLYV sends viewers. Give it as `customUri`.
 * - `POST /:channelId/tokens`: in POLYV's v4 envelope. Neither the query nor the body is read.
 *
 * Links are made for a page that is opened, and for nothing else: HEAD is 405, a prefetch 503, an image or a script 403.
 * A channel that is not known is 404. Nothing is stored by caches, and no page learns where a viewer comes from.
 *
 * @throws {PolyvError} `invalid_argument`, also for two conditions with one key.
 */
export function createWatchHandler(options: WatchHandlerOptions): (request: HostRequest) => Promise<HostResponse>;
