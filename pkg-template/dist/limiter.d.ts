// polyv-edge/limiter: one limit for many isolates, by way of a Durable Object. Optional, and for Workers.

import type { HostAbortSignal, HostRequest, HostRequestInit, HostResponse } from "./host.js";

/**
 * The Durable Object that gives permits. Export it from the Worker, bind it, and pass the binding to `sharedFetch`.
 *
 * For another limit, export a subclass:
 * `export class PolyvBudget extends Base { static calls = 600; static windowMs = 12_000; }`
 */
export class PolyvBudget {
  /** Permits in any window, wherever it starts; a whole number from 1. Default: 1400. */
  static calls: number;
  /**
   * Length of the window in milliseconds. Default: 12000, 2 seconds more than POLYV's: a call leaves up to 1 second
   * after its permit was given, and is on its way for a while.
   */
  static windowMs: number;

  /** `DurableObjectNamespace<PolyvBudget>`, as `wrangler types` writes it, asks for it. Not there at run time. */
  readonly __DURABLE_OBJECT_BRAND: never;

  /** @throws {PolyvError} `invalid_argument`: `calls` or `windowMs` is not as described. */
  constructor(ctx: BudgetContext, env?: unknown);
  fetch(request: HostRequest): Promise<HostResponse>;
}

/** What the object uses of its `DurableObjectState`. */
export interface BudgetContext {
  storage: { get(key: string): Promise<unknown>; put(key: string, value: unknown): Promise<void> };
  blockConcurrencyWhile(work: () => Promise<void>): unknown;
}

/** A `DurableObjectNamespace` */
export interface BudgetNamespace {
  idFromName(name: string): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: the id's type is the host's own.
  get(id: any): BudgetStub;
}

/** A `DurableObjectStub`, or a service binding that leads to one. */
export interface BudgetStub {
  fetch(
    url: string,
    init: { method: string; body: string; signal: HostAbortSignal },
  ): Promise<{ json(): Promise<unknown> }>;
}

export interface SharedFetchOptions {
  /** The binding of `PolyvBudget`. A stub serves only within the request that made it; a namespace serves always. */
  budget: BudgetNamespace | BudgetStub;
  /** Which object of the namespace: one for each budget. Default: `polyv`. */
  name?: string;
  /** How long a call waits for its turn, in milliseconds. Default: 3000. */
  maxWaitMs?: number;
  /**
   * What each isolate does while the object fails or takes longer than 1 second: it sends `calls` in any `windowMs`, or
   * nothing. Default: 12 calls in 10000 ms, so 100 isolates together stay below the limit.
   */
  whenUnavailable?: "refuse" | { calls: number; windowMs: number };
  /** Sends the calls. Default: the host's `fetch`. */
  fetch?: (url: string, init: HostRequestInit) => Promise<HostResponse>;
}

/**
 * A `fetch` for `new PolyvClient({ fetch, rateLimit: false })` that sends a call only with a permit of the shared
 * limit, one request to the object for each. Make one per isolate, not one per request.
 *
 * A call that is refused waits for its turn and asks again. Calls wait in order, at most `maxWaitMs`; the signal in
 * `init` ends the wait. One whose turn would come later is not sent: its answer is a `Response` with status 429 and
 * `Retry-After`, which the client reads as `rate_limited` with `retryAfterMs`.
 *
 * An object that has failed is asked again after 5 seconds.
 *
 * @throws {PolyvError} `invalid_argument`
 */
export function sharedFetch(options: SharedFetchOptions): (url: string, init: HostRequestInit) => Promise<HostResponse>;
