// Calls of any route, typed by the description of POLYV's API.

import type { ClientOptions } from "./edge.js";
import type { HostAbortSignal, HostBlob } from "./host.js";
import type { PolyvPages, PolyvRoutes } from "./routes.js";

export type { PolyvPages, PolyvRoutes } from "./routes.js";

/** What every object type with only optional members takes. */
type None = Record<never, never>;

/** What a call decides for itself, in place of its client's options. */
export interface RequestOptions extends Pick<ClientOptions, "timeoutMs" | "retries" | "maxBodyBytes"> {
  /** Ends the call with `aborted` when it fires. */
  signal?: HostAbortSignal;
  /** Headers of this call, beside the client's. */
  headers?: ClientOptions["headers"];
  /** Handed to `onAttempt` and `onCall` as it is. */
  context?: unknown;
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

/** A file to upload. A `File` keeps its name; a `Blob` is called by its field and type. A list is sent as parts of one name. */
export type PolyvFile = HostBlob | readonly HostBlob[];

/** The parts of a call whose route the description does not know. */
export interface UnknownRouteOptions {
  /** Values of the path's `{placeholders}`. */
  params?: Readonly<Record<string, string | number>>;
  /** Parameters of the URL, signed. */
  query?: PolyvParams;
  /** Parameters of the body, signed. */
  form?: PolyvParams;
  /** JSON body; POLYV does not sign it. */
  json?: unknown;
  /** Files, which make the body multipart, beside `form`; POLYV does not sign them. */
  files?: Readonly<Record<string, PolyvFile>>;
}

/** Any other route; what it answers is `unknown`. */
export type UnknownRoute = (`GET /${string}` & {}) | (`POST /${string}` & {});

/** A route: `GET` or `POST`, a blank, and a path, such as `GET /live/v2/channelAccount/{channelId}/accounts`. */
export type Route = keyof PolyvRoutes | UnknownRoute;

/** How an answer is read: `json` gives POLYV's `data`, the others what arrived. */
export type ReadAs = "json" | "text" | "bytes";

/** The parts of a route's call: `params`, `query`, `form`, `json`, `files`. */
export type RouteOptions<R extends string> = [R] extends [keyof PolyvRoutes]
  ? PolyvRoutes[R] extends { options: infer Options }
    ? Options
    : never
  : UnknownRouteOptions;

/** What a route answers with. POLYV's description promises it; fields are not checked one by one. */
export type RouteData<R extends string, As = "json"> = [As] extends ["text"]
  ? string
  : [As] extends ["bytes"]
    ? ReturnType<Uint8ArrayConstructor["of"]>
    : [R] extends [keyof PolyvRoutes]
      ? PolyvRoutes[R]["data"]
      : unknown;

/** A route whose list comes in pages. */
export type PagedRoute = keyof PolyvPages;

/** One item of a paged route's list. */
export type RouteItem<R extends PagedRoute> = PolyvRoutes[R]["data"] extends infer Data
  ? Data extends { contents?: readonly (infer Item)[] | null }
    ? Item
    : never
  : never;

/** What `request` takes beside the route's parts. */
export interface CallParts {
  /** Whether repeating it does nothing twice, which allows retries. Some GETs of POLYV change data. Default: false. */
  idempotent?: boolean;
}

/** The arguments of `request` after the route: optional where the route needs nothing. */
export type RequestArguments<R extends string, As> =
  None extends RouteOptions<R>
    ? [options?: RouteOptions<R> & RequestOptions & CallParts & { as?: As }]
    : [
        options: RouteOptions<R> &
          RequestOptions &
          CallParts &
          (RouteOptions<R> extends { as: ReadAs } ? unknown : { as?: As }),
      ];

/** The arguments of `paginate` after the route. */
export type PageArguments<R extends PagedRoute> = None extends RouteOptions<R> & PolyvPages[R]
  ? [options?: RouteOptions<R> & PolyvPages[R] & RequestOptions]
  : [options: RouteOptions<R> & PolyvPages[R] & RequestOptions];

/** A route whose URL can be signed. */
export type GetRoute = (keyof PolyvRoutes & `GET ${string}`) | (`GET /${string}` & {});

/** What of a route's parts is in its URL. */
export type UrlParts<R extends string> = Pick<RouteOptions<R>, Extract<keyof RouteOptions<R>, "params" | "query">> & {
  /** In milliseconds since 1970: 13 digits. Default: now. */
  timestamp?: number;
};

/** The arguments of `signedUrl` after the route. */
export type UrlArguments<R extends string> = None extends UrlParts<R> ? [parts?: UrlParts<R>] : [parts: UrlParts<R>];

/** What a call answered, and how. */
export interface PolyvResponse<T> {
  data: T;
  httpStatus: number;
  /** POLYV's id of the request: for their support, of no other meaning. */
  requestId: string | undefined;
  /** How many times the request was sent. */
  attempts: number;
}

/** The answer of a call. */
export interface PolyvPromise<T> extends Promise<T> {
  /** The same answer, with what is known of the exchange. */
  withResponse(): Promise<PolyvResponse<T>>;
}

/** The methods of a client that take a route. */
export interface RouteMethods {
  /**
   * Calls any route and hands its `data` on. Which parts a route takes, its types say; `form`, `json` and `files` choose
   * how they travel.
   *
   * @throws {PolyvError}
   */
  request<R extends Route, As extends ReadAs = "json">(
    route: R,
    ...rest: RequestArguments<R, As>
  ): PolyvPromise<RouteData<R, As>>;

  /**
   * All items of a paged route, page after page, from the page that the parts name. `break` ends it.
   *
   * @throws {PolyvError} `validation` where the next page would be above 1000: POLYV serves none.
   */
  paginate<R extends PagedRoute>(route: R, ...rest: PageArguments<R>): AsyncIterable<RouteItem<R>>;

  /**
   * Signs a GET and sends nothing. The URL is a credential for 3 minutes: do not log it, do not send it to a browser.
   *
   * @throws {PolyvError} `invalid_argument`
   */
  signedUrl<R extends GetRoute>(route: R, ...rest: UrlArguments<R>): string;
}
