// One budget for many isolates: a Durable Object that grants calls, and a `fetch` that asks it for them.
// @ts-check

import { Budget, Claims } from "./budget.js";
import { PolyvError } from "./error.js";

/** @typedef {import("./budget.js").Ask} Ask */
/** @typedef {import("./budget.js").Grant} Grant */
/** @typedef {import("./budget.js").Refusal} Refusal */
/** A grant as its isolate sees it. @typedef {{ id: number, left: number, permits: number, sent: number, from: number, until: number }} Slice */
/** @typedef {{ slice?: Slice, retryAfterMs?: number, endsAt: number, wake: () => void }} Waiter */

/** How long the object may take before it counts as failed. */
const ASK_MS = 1_000;
/** How long a failed object is left alone. */
const PAUSE_MS = 5_000;
/** What one isolate may send while the object fails: a hundredth of the default budget. */
const ALONE = { calls: 12, windowMs: 10_000 };
/** Calls of this much time are asked for in advance, judged by the time before. */
const AHEAD_MS = 500;

const CLAIMS = "claims";

/** The Durable Object: export it from the Worker, or a subclass with a budget of its own. */
export class PolyvBudget {
  static calls = 1_200;
  static windowMs = 10_000;

  #storage;
  #budget;
  #claims;

  /** @param {{ storage: any, blockConcurrencyWhile(work: () => Promise<void>): unknown }} ctx */
  constructor(ctx) {
    const limit = /** @type {typeof PolyvBudget} */ (this.constructor);
    this.#storage = ctx.storage;
    this.#budget = new Budget(limit);
    this.#claims = new Claims(limit);
    ctx.blockConcurrencyWhile(async () => {
      const past = (await ctx.storage.get(CLAIMS)) ?? [];
      this.#budget = new Budget(limit, past);
      this.#claims = new Claims(limit, past);
    });
  }

  /** @param {{ json(): Promise<any> }} request */
  async fetch(request) {
    /** @type {Ask} */
    const ask = await request.json();
    const now = Date.now();
    const answer = this.#budget.take(now, ask);
    if (answer.permits > 0) {
      const end = Budget.endOf(now, /** @type {Grant} */ (answer));
      // Not awaited: the host holds the answer back until the write is safe, and drops both if it fails.
      if (this.#claims.add(end, answer.permits)) this.#storage.put(CLAIMS, this.#claims.list(now));
    }
    return Response.json(answer);
  }
}

/**
 * @param {object} options
 * @param {any} options.budget
 * @param {string} [options.name]
 * @param {number} [options.slice]
 * @param {number} [options.maxWaitMs]
 * @param {(url: any, init?: any) => Promise<any>} [options.fetch]
 */
export function sharedFetch({ budget, name = "polyv", slice = 100, maxWaitMs = 3_000, fetch = hostFetch }) {
  if (typeof budget?.idFromName !== "function" && typeof budget?.fetch !== "function") {
    throw new PolyvError("invalid_argument", "sharedFetch needs budget: the Durable Object's namespace or a stub");
  }
  if (!Number.isInteger(slice) || slice < 1) {
    throw new PolyvError("invalid_argument", "slice must be a whole number from 1");
  }
  if (!(maxWaitMs >= 0 && Number.isFinite(maxWaitMs))) {
    throw new PolyvError("invalid_argument", "maxWaitMs must be a number of milliseconds");
  }
  const permits = new Permits(budget, name, slice, maxWaitMs);
  /** @param {any} url @param {any} [init] */
  return async (url, init) => {
    const refusedMs = await permits.take(init?.signal ?? undefined);
    return refusedMs === undefined ? fetch(url, init) : tooMany(refusedMs);
  };
}

/** @param {any} url @param {any} [init] */
const hostFetch = (url, init) => globalThis.fetch(url, init);

/** A refusal in POLYV's envelope, so that the client reads it as one. @param {number} ms */
function tooMany(ms) {
  const desc = "the shared budget leaves no room for this call; it was not sent";
  return Response.json(
    { code: 429, status: "error", error: { kind: "rate_limited", retryable: true, desc }, success: false },
    { status: 429, headers: { "retry-after": String(Math.max(1, Math.ceil(ms / 1000))) } },
  );
}

/**
 * The permits of one isolate, and the callers that wait for them.
 *
 * In Workers each caller lives in a request of its own, and whatever a request waits for dies with it. So no caller relies
 * on another's: each has its own promise and its own timer, and looks for itself when the one who asks takes too long.
 */
class Permits {
  #binding;
  #name;
  #most;
  #maxWaitMs;
  /** Made with the first ask: while a Worker starts, it has no random numbers. */
  #isolate = "";
  /** In order of arrival. @type {Set<Waiter>} */
  #waiting = new Set();
  /** @type {Slice[]} */
  #slices = [];
  /** Until when somebody asks the object. */
  #askingUntil = Number.NEGATIVE_INFINITY;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  /** Until when the object would refuse again, and when it has room. */
  #closedUntil = Number.NEGATIVE_INFINITY;
  #roomAt = 0;
  #alone = new Budget(ALONE);
  #calls = 0;
  #countedFrom = Number.NEGATIVE_INFINITY;

  /** @param {any} binding @param {string} name @param {number} most @param {number} maxWaitMs */
  constructor(binding, name, most, maxWaitMs) {
    this.#binding = binding;
    this.#name = name;
    this.#most = most;
    this.#maxWaitMs = maxWaitMs;
  }

  /**
   * Resolves when the call may be sent, at once, or with the time after which another try may succeed.
   *
   * @param {AbortSignal} [signal]
   * @returns {Promise<number | undefined>}
   */
  async take(signal) {
    signal?.throwIfAborted();
    this.#calls++;
    const endsAt = Date.now() + this.#maxWaitMs;
    /** @type {Waiter} */
    const waiter = { endsAt, wake: () => {} };
    waiter.slice = this.#spare(Date.now(), endsAt);
    if (!waiter.slice) this.#waiting.add(waiter);
    try {
      for (;;) {
        const now = Date.now();
        if (waiter.slice) {
          if (now < waiter.slice.from) await pause(waiter.slice.from - now, waiter, signal);
          else if (now < waiter.slice.until) {
            waiter.slice.sent++;
            return undefined;
          } else {
            // Woken too late: back to the queue.
            waiter.slice = undefined;
            this.#waiting.add(waiter);
          }
        } else if (waiter.retryAfterMs !== undefined || now >= endsAt) {
          return waiter.retryAfterMs ?? Math.max(0, this.#roomAt - now);
        } else if (now < this.#closedUntil) {
          waiter.retryAfterMs = this.#roomAt - now;
        } else if (now < this.#askingUntil) {
          await pause(Math.min(endsAt, this.#askingUntil) - now, waiter, signal);
        } else {
          const ended = this.#ask(now).finally(() => waiter.wake());
          await pause(Math.max(endsAt - now, 0), waiter, signal, ended);
        }
      }
    } finally {
      this.#waiting.delete(waiter);
      this.#wakeNext();
    }
  }

  /** A permit that nobody waits for. @param {number} now @param {number} endsAt */
  #spare(now, endsAt) {
    const slice = this.#slices.find(({ left, from, until }) => left > 0 && from < endsAt && now < until);
    if (slice) slice.left--;
    return slice;
  }

  /** Somebody must ask again as long as callers wait: the first of them. */
  #wakeNext() {
    if (Date.now() < this.#askingUntil) return;
    for (const waiter of this.#waiting) return waiter.wake();
  }

  /** Asks for as many calls as wait and will come soon, and hands them out. @param {number} now */
  async #ask(now) {
    const until = now + ASK_MS;
    this.#askingUntil = until;
    // Callers whose request has ended never left the queue.
    for (const waiter of this.#waiting) if (waiter.endsAt < now) this.#waiting.delete(waiter);
    let lastEnd = now;
    for (const { endsAt } of this.#waiting) lastEnd = Math.max(lastEnd, endsAt);
    const ask = {
      isolate: (this.#isolate ||= crypto.randomUUID()),
      want: Math.min(this.#most, this.#waiting.size + this.#soon(now)),
      patienceMs: lastEnd - now,
      done: this.#takeDone(now),
    };
    const answer = (now < this.#pausedUntil ? undefined : await this.#askObject(ask)) ?? this.#askAlone(ask);
    // Another has asked since, because this answer took too long: what it grants expires unused.
    if (this.#askingUntil !== until) return;
    this.#askingUntil = Number.NEGATIVE_INFINITY;
    this.#handOut(now, answer);
  }

  /** @param {number} now @param {Grant | Refusal} answer */
  #handOut(now, answer) {
    if (answer.permits === 0) {
      const { retryAfterMs } = /** @type {Refusal} */ (answer);
      this.#roomAt = Date.now() + retryAfterMs;
      this.#closedUntil = Math.max(Date.now(), this.#roomAt - this.#maxWaitMs);
      for (const waiter of this.#waiting) this.#refuse(waiter, retryAfterMs);
      return;
    }
    const { id, permits, delayMs, lifetimeMs } = /** @type {Grant} */ (answer);
    // Counted from the answer, the start cannot be early; counted from the question, the end cannot be late.
    const slice = { id, permits, left: permits, sent: 0, from: Date.now() + delayMs, until: now + delayMs + lifetimeMs };
    if (delayMs > 0) this.#roomAt = slice.from;
    this.#slices.push(slice);
    for (const waiter of this.#waiting) {
      if (slice.left === 0) break;
      if (waiter.endsAt <= slice.from) {
        this.#refuse(waiter, delayMs);
        continue;
      }
      slice.left--;
      waiter.slice = slice;
      this.#waiting.delete(waiter);
      waiter.wake();
    }
  }

  /** @param {Waiter} waiter @param {number} retryAfterMs */
  #refuse(waiter, retryAfterMs) {
    waiter.retryAfterMs = retryAfterMs;
    this.#waiting.delete(waiter);
    waiter.wake();
  }

  /** Calls to expect in the next moment, by those since the last ask. @param {number} now */
  #soon(now) {
    const perMs = this.#calls / Math.max(AHEAD_MS, now - this.#countedFrom);
    this.#calls = 0;
    this.#countedFrom = now;
    return Math.round(perMs * AHEAD_MS);
  }

  /** The slices that are used up or have run out. @param {number} now @returns {Ask["done"]} */
  #takeDone(now) {
    const isDone = (/** @type {Slice} */ { sent, permits, until }) => sent === permits || now >= until;
    const done = this.#slices.filter(isDone);
    this.#slices = this.#slices.filter((slice) => !isDone(slice));
    return done.map(({ id, sent }) => [id, sent]);
  }

  /** @param {Ask} ask @returns {Promise<Grant | Refusal | undefined>} undefined where the object fails */
  async #askObject(ask) {
    try {
      // A stub belongs to the request that made it, so each ask makes its own.
      const stub = this.#binding.idFromName ? this.#binding.get(this.#binding.idFromName(this.#name)) : this.#binding;
      const signal = AbortSignal.timeout(ASK_MS);
      const response = await stub.fetch("https://budget.invalid/", {
        method: "POST",
        body: JSON.stringify(ask),
        signal,
      });
      const answer = await response.json();
      if (Number.isInteger(answer?.permits)) return answer;
    } catch {
      // Told apart from nothing: whatever it was, the object gave no answer.
    }
    this.#pausedUntil = Date.now() + PAUSE_MS;
    return undefined;
  }

  /** @param {Ask} ask */
  #askAlone(ask) {
    const answer = this.#alone.take(Date.now(), { ...ask, isolate: "", done: [] });
    // The object has grants of the same numbers.
    return "id" in answer ? { ...answer, id: 0 } : answer;
  }
}

/**
 * Waits until the waiter is woken, `ms` have passed, or the signal fires, which rejects.
 *
 * @param {number} ms @param {Waiter} waiter @param {AbortSignal} [signal] @param {Promise<void>} [work] whose fault ends it
 * @returns {Promise<void>}
 */
function pause(ms, waiter, signal, work) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(), ms);
    const onAbort = () => end(() => reject(signal?.reason));
    const end = (settle = resolve) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      waiter.wake = () => {};
      settle();
    };
    waiter.wake = () => end();
    signal?.addEventListener("abort", onAbort);
    work?.catch((error) => end(() => reject(error)));
  });
}
