// polyv-edge/limiter: one budget for many isolates, by way of a Durable Object. Optional, and for Workers.

import type { HostAbortSignal, HostRequest, HostRequestInit, HostResponse } from "./host.js";

/**
 * The Durable Object that holds the budget. Export it from the Worker, bind it, and pass the binding to `sharedFetch`.
 *
 * For another budget, export a subclass:
 * `export class PolyvBudget extends Base { static calls = 600; static windowMs = 10_000; }`
 */
export class PolyvBudget {
  /** Calls in any window. Default: 1200, below POLYV's 1500 for one IP address. */
  static calls: number;
  /** Length of the window in milliseconds. Default: 10000. */
  static windowMs: number;

  /** What `DurableObjectNamespace<PolyvBudget>`, as `wrangler types` writes it, asks of a class. Not there at run time. */
  readonly __DURABLE_OBJECT_BRAND: never;

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
  /** The most calls that one request to the object brings, a whole number from 1. Default: 100. */
  slice?: number;
  /** How long a call waits for its turn, in milliseconds. Default: 3000. */
  maxWaitMs?: number;
  /** Sends the calls. Default: the host's `fetch`. */
  fetch?: (url: string, init: HostRequestInit) => Promise<HostResponse>;
}

/**
 * A `fetch` for `new PolyvClient({ fetch, rateLimit: false })` that sends a call only with a permit of the shared budget.
 * Make one per isolate and account of POLYV's, not one per request.
 *
 * Calls wait in order, at most `maxWaitMs`. One that gets no permit is not sent: its answer is a `Response` with status
 * 429 and `Retry-After`, which the client reads as `rate_limited` with `retryAfterMs`. The signal in `init` ends the wait.
 *
 * While the object fails or takes longer than 1 second, each isolate sends at most 12 calls in 10 seconds, and asks
 * the object again every 5 seconds.
 *
 * @throws `PolyvError` of kind `invalid_argument`
 */
export function sharedFetch(options: SharedFetchOptions): (url: string, init: HostRequestInit) => Promise<HostResponse>;
