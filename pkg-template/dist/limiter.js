// One limit for many isolates: a Durable Object gives a permit for each call, and a `fetch` asks it for one.
// @ts-check

import { PolyvError } from "./error.js";

/** How long the object may take. A permit is used within this time of asking for it, or not at all. */
const ASK_MS = 1_000;
/** How long a caller's turn is kept for it when it is late. */
const LATE_MS = 1_000;
/** How long an object that failed is left alone. */
const PAUSE_MS = 5_000;
/** What each isolate may send meanwhile: a hundredth of the limit. */
const ALONE = { calls: 12, windowMs: 10_000 };
/** Permits are written to storage this many times in a window, not one by one. */
const WRITES_PER_WINDOW = 20;
const STORED = "permits";

/**
 * What to wait before asking again, and the `turn` to say then. 0 is a permit.
 * @typedef {{ retryAfterMs: number, turn?: number }} Answer
 */
/** @typedef {{ at: number, ages: number[] }} Stored */

/** Gives permits, in order, so that no window, wherever it starts, holds more than `calls` of them. */
class SlidingWindow {
  #limit;
  #now = steadyClock();
  /** When permits were given. @type {number[]} */
  #given = [];
  /** When those who wait are to come back: a place each, as good as given until `LATE_MS` after it. @type {number[]} */
  #turns = [];

  /** @param {{ calls: number, windowMs: number }} limit @param {string} name */
  constructor(limit, name) {
    const { calls, windowMs } = limit ?? {};
    if (!(Number.isSafeInteger(calls) && calls > 0)) throw invalid(`${name} needs calls: a whole number from 1`);
    if (!(windowMs > 0 && Number.isFinite(windowMs))) throw invalid(`${name} needs windowMs: milliseconds above 0`);
    this.#limit = { calls, windowMs };
  }

  /** @param {number} patienceMs how long the caller would wait @param {number} [turn] @returns {Answer} */
  take(patienceMs, turn) {
    const { calls, windowMs } = this.#limit;
    const now = this.#now();
    while (this.#given[0] + windowMs <= now) this.#given.shift();
    const place = turn === undefined ? -1 : this.#turns.indexOf(turn);
    // Nobody jumps the queue.
    if (place >= 0 && Number(turn) > now) return { retryAfterMs: Math.ceil(Number(turn) - now), turn };
    if (place >= 0) this.#turns.splice(place, 1);
    this.#turns = this.#turns.filter((moment) => moment + Math.min(LATE_MS, windowMs) > now);
    // Who comes back has waited for those in front; who is new also waits for those who wait.
    const taken = place >= 0 ? this.#given : [...this.#given, ...this.#turns].sort((a, b) => a - b);
    if (taken.length < calls) {
      this.#given.push(now);
      return { retryAfterMs: 0 };
    }
    const moment = taken[taken.length - calls] + windowMs;
    if (moment <= now + patienceMs) this.#turns.push(moment);
    return { retryAfterMs: Math.max(1, Math.ceil(moment - now)), turn: moment };
  }

  /** @returns {Stored} */
  toStored() {
    const now = this.#now();
    return { at: Date.now(), ages: this.#given.map((moment) => now - moment) };
  }

  /** A clock that was set back makes no permit younger than it was. @param {Stored} stored @param {number} more */
  restore({ at, ages }, more) {
    const now = this.#now();
    const since = Math.max(0, Date.now() - at);
    this.#given = ages.map((age) => now - age - since).concat(Array(more).fill(now));
  }
}

/** The Durable Object: export it from the Worker, or a subclass with a limit of its own. */
export class PolyvBudget {
  static calls = 1_400;
  static windowMs = 12_000;

  #storage;
  #window;
  /** Permits that one write covers: what is in storage, and as many more. */
  #step;
  #covered = 0;

  /** @param {{ storage: any, blockConcurrencyWhile(work: () => Promise<void>): unknown }} ctx */
  constructor(ctx) {
    const limit = /** @type {typeof PolyvBudget} */ (this.constructor);
    this.#window = new SlidingWindow(limit, "PolyvBudget");
    this.#storage = ctx.storage;
    this.#step = Math.ceil(limit.calls / WRITES_PER_WINDOW);
    ctx.blockConcurrencyWhile(async () => {
      const stored = await ctx.storage.get(STORED);
      if (stored) this.#window.restore(stored, this.#step - 1);
    });
  }

  /** @param {{ json(): Promise<any> }} request */
  async fetch(request) {
    const { patienceMs, turn } = await request.json();
    const answer = this.#window.take(patienceMs, turn);
    if (answer.retryAfterMs === 0 && --this.#covered < 0) {
      this.#covered = this.#step - 1;
      // Not awaited: the host holds the answer back until the write is safe, and drops both if it fails.
      this.#storage.put(STORED, this.#window.toStored());
    }
    return Response.json(answer);
  }
}

/** @param {import("./limiter.js").SharedFetchOptions} options */
export function sharedFetch(options) {
  const { budget, name = "polyv", maxWaitMs = 3_000, ...more } = options ?? /** @type {any} */ ({});
  const { whenUnavailable = ALONE, fetch = (url, init) => globalThis.fetch(url, init), ...rest } = more;
  for (const unknown of Object.keys(rest)) throw invalid(`sharedFetch has no option ${unknown}`);
  if (typeof budget?.idFromName !== "function" && typeof budget?.fetch !== "function") {
    throw invalid("sharedFetch needs budget: the Durable Object's namespace or a stub");
  }
  // Timers count in 31 bits.
  if (!(maxWaitMs > 0 && maxWaitMs < 2 ** 31)) throw invalid("maxWaitMs must be a number of milliseconds above 0");
  if (typeof fetch !== "function") throw invalid("fetch must be a function");
  const alone = whenUnavailable === "refuse" ? undefined : new SlidingWindow(whenUnavailable, "whenUnavailable");
  const now = steadyClock();
  let pausedUntil = 0;
  /** When the object has room, as it said when it refused. */
  let roomAt = 0;

  /** @param {number} patienceMs @param {number} [turn] @param {AbortSignal} [signal] @returns {Promise<Answer>} */
  async function ask(patienceMs, turn, signal) {
    const askedAt = now();
    // Not asked before it can help: an object serves about 1000 requests a second.
    if (turn === undefined && roomAt - askedAt > patienceMs) return { retryAfterMs: roomAt - askedAt };
    if (askedAt >= pausedUntil) {
      // Of an object that has failed, one call finds out whether it answers again.
      if (pausedUntil > 0) pausedUntil = askedAt + ASK_MS;
      const controller = new AbortController();
      const init = { method: "POST", body: JSON.stringify({ patienceMs, turn }), signal: controller.signal };
      const exchange = async () => {
        // A stub belongs to the request that made it, so each ask makes its own.
        const stub = budget.fetch ? budget : budget.get(budget.idFromName(name));
        return (await stub.fetch("https://budget.invalid/", init)).json();
      };
      const exchanged = exchange().catch(() => undefined);
      const answer = await within(ASK_MS, exchanged, signal).finally(() => controller.abort());
      if (answer?.retryAfterMs >= 0 && now() - askedAt <= ASK_MS) {
        pausedUntil = 0;
        if (answer.retryAfterMs > patienceMs) roomAt = now() + answer.retryAfterMs;
        return answer;
      }
      pausedUntil = now() + PAUSE_MS;
    }
    const answer = alone?.take(patienceMs, turn);
    if (answer?.retryAfterMs === 0) return answer;
    const pauseMs = Math.max(1, Math.ceil(pausedUntil - now()));
    return answer && answer.retryAfterMs < pauseMs ? answer : { retryAfterMs: pauseMs };
  }

  /** @param {any} url @param {any} [init] */
  return async (url, init) => {
    const signal = init?.signal ?? undefined;
    const endsAt = now() + maxWaitMs;
    for (let turn; ; ) {
      signal?.throwIfAborted();
      const patienceMs = endsAt - now();
      const answer = await ask(patienceMs, turn, signal);
      if (answer.retryAfterMs === 0) return fetch(url, init);
      if (answer.retryAfterMs > patienceMs) return refusal(answer.retryAfterMs);
      turn = answer.turn;
      await within(answer.retryAfterMs, new Promise(() => {}), signal);
    }
  };
}

/** @param {string} message */
const invalid = (message) => new PolyvError("invalid_argument", message);

/** A refusal in POLYV's envelope, so that the client reads it as one. @param {number} ms */
function refusal(ms) {
  const desc = "the shared limit gave no permit for this call; it was not sent";
  return Response.json(
    { code: 429, status: "error", error: { kind: "rate_limited", retryable: true, desc }, success: false },
    { status: 429, headers: { "retry-after": String(Math.ceil(ms / 1000)) } },
  );
}

/**
 * What `work` resolves to, or undefined after `ms`; rejects with the signal's reason.
 * @param {number} ms @param {Promise<any>} work @param {AbortSignal} [signal]
 */
function within(ms, work, signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let onAbort = () => {};
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(resolve, ms);
    onAbort = () => reject(signal?.reason);
    signal?.addEventListener("abort", onAbort);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  });
}

/** Milliseconds that have passed. Where the host's clock steps back, as workerd's may, this one stands still. */
function steadyClock() {
  let passed = 0;
  let last = performance.now();
  return () => {
    const at = performance.now();
    passed += Math.max(0, at - last);
    last = at;
    return passed;
  };
}
