// polyv-edge/cache: the two look-ups, answered from memory for a while. Optional: without it nothing is cached.

import type { PolyvClient } from "./edge.js";

/** The two look-ups; all that a cache knows of a client. */
export type LookUps = Pick<PolyvClient, "getViewer" | "getChannelAccount">;

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
  /** Shares viewers beyond this isolate. Roles are never given to it: they hold passwords and push addresses. */
  store?: CacheStore;
}

/** An answer in a store. */
export interface CacheEntry {
  /** JSON, with personal data in clear text. */
  text: string;
  /** When POLYV gave it, in milliseconds since 1970. */
  at: number;
}

/** A place beyond the isolate. Where it fails or takes longer than 500 ms, the look-up goes on without it. */
export interface CacheStore {
  get(key: string): Promise<CacheEntry | undefined>;
  /** `ms`: how long to keep it. The key holds ids in clear text, and no account: one store per account of POLYV's. */
  put(key: string, entry: CacheEntry, ms: number): Promise<void>;
  /** POLYV has answered with an error: what it said before holds no longer. */
  delete(key: string): Promise<void>;
}

/**
 * The client's two look-ups, cached. For `createHandler({ client: cached(client, { ttlMs: 10_000 }), authorize })`.
 *
 * It holds what the client's account may see, and asks nobody for leave: let callers in before the look-up, as `createHandler`
 * does, never by whether it succeeds. Make one per client, where the isolate starts, and never one for several accounts.
 *
 * Overlapping look-ups of the same id, with equal `timeoutMs` and `retries`, share one call; the signal and `timeoutMs` of each end its own wait alone, and the call
 * goes on to fill the cache. Errors are not kept. Every caller gets an object of its own. Answers longer than 32768 characters are not kept.
 *
 * Look-ups reject with a `PolyvError` as the client's own do.
 *
 * @throws `PolyvError` of kind `invalid_argument`
 */
export function cached(client: LookUps, options: CacheOptions): LookUps;

export interface WorkersCacheOptions {
  /**
   * At least 16 characters that only your Workers know. Keys and values are made unreadable with it. A secret of its own for
   * each account of POLYV's keeps accounts apart; a new one empties the cache.
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
 * A store in the Workers Cache API: one per data centre, and none on `*.workers.dev`, where Cloudflare ignores it.
 *
 * @throws `PolyvError` of kind `invalid_argument`
 */
export function workersCache(options: WorkersCacheOptions): CacheStore;
