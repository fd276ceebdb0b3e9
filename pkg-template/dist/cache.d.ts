// polyv-edge/cache: answers from memory for a while. Optional: without it nothing is cached.

import type { PolyvClient, RequestOptions } from "./edge.js";

type Lookup = "getViewer" | "listViewers" | "getChannelAccount" | "listChannelAccounts";

/** The lookups and `request` of a client, with plain promises; `listViewers` answers one page. */
export type CachedClient = {
  [Name in Lookup]: (...call: Parameters<PolyvClient[Name]>) => Promise<Awaited<ReturnType<PolyvClient[Name]>>>;
} & {
  /** Cached with `idempotent: true`, unless `as` is `"bytes"`; any other request goes to the client. */
  request(
    route: string,
    options?: RequestOptions & { idempotent?: boolean; [part: string]: unknown },
  ): Promise<unknown>;
};

export interface CacheOptions {
  /** How long an answer counts as new, in milliseconds. */
  ttlMs: number;
  /** How many answers this isolate keeps; the one used longest ago goes first. Default: 1000. */
  maxEntries?: number;
  /**
   * The age in milliseconds, counted from when POLYV gave it, up to which an answer is served where POLYV fails:
   * `network`, `timeout`, `server`, `rate_limited`. Default: 0, never. Otherwise at least `ttlMs`.
   */
  staleIfErrorMs?: number;
  /** Shares viewers beyond this isolate. It gets neither roles, which hold passwords, nor answers of `request`. */
  store?: CacheStore;
}

/** An answer in a store. */
export interface CacheEntry {
  /** JSON, with personal data in clear text. */
  text: string;
  /** When POLYV gave it, in milliseconds since 1970. */
  at: number;
}

/** A place beyond the isolate. Where it fails or takes longer than 500 ms, the lookup goes on without it. */
export interface CacheStore {
  get(key: string): Promise<CacheEntry | undefined>;
  /** `ms`: how long to keep it. The key holds `baseUrl`, `appId` and ids in clear text. */
  put(key: string, entry: CacheEntry, ms: number): Promise<void>;
  /** POLYV has answered with an error: the earlier answer is no longer valid. */
  delete(key: string): Promise<void>;
}

/**
 * A client whose answers are kept. For `createHandler({ client: cached(client, { ttlMs: 10_000 }), authorize })`.
 *
 * It holds what the client's account may see, and does not authorise: let callers in before the lookup, as
 * `createHandler` does, never by whether it succeeds. Make one per client, where the isolate starts.
 *
 * Calls are the same if their parameters and `headers` are. Overlapping ones, with equal `timeoutMs`, `retries` and
 * `maxBodyBytes`, share one call: the signal and `timeoutMs` of each end its own wait, and the call goes on to fill the
 * cache. Every caller gets its own copy. Errors are not kept, nor answers longer than 32768 characters.
 *
 * Calls reject with the client's own `PolyvError`s.
 *
 * @throws {PolyvError} `invalid_argument`
 */
export function cached(
  client: Pick<PolyvClient, "getViewer"> & Partial<Pick<PolyvClient, Lookup | "request">>,
  options: CacheOptions,
): CachedClient;

export interface WorkersCacheOptions {
  /**
   * At least 16 characters that only your Workers know. Keys and values are unreadable without it; a new one empties
   * the cache.
   */
  secret: string;
  /** Default: `caches.default`. */
  cache?: WorkersCache;
}

/** The part of the Cache API that is used. */
export interface WorkersCache {
  match(url: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | undefined>;
  // biome-ignore lint/suspicious/noExplicitAny: the host's own Response.
  put(url: string, response: any): Promise<void>;
  delete(url: string): Promise<boolean>;
}

/**
 * A store in the Workers Cache API: one per data centre, and without effect on `*.workers.dev`. Accounts and `baseUrl`s
 * are kept apart.
 *
 * @throws {PolyvError} `invalid_argument`
 */
export function workersCache(options: WorkersCacheOptions): CacheStore;
