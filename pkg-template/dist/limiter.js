// One budget for many isolates: a Durable Object that grants calls, and a `fetch` that asks it for them.
// @ts-check

import { Budget, Claims } from "./budget.js";
import { PolyvError } from "./error.js";

/** @typedef {import("./budget.js").Ask} Ask */
/** @typedef {import("./budget.js").Grant} Grant */
/** @typedef {import("./budget.js").Refusal} Refusal */
/** A grant as its isolate sees it. @typedef {{ id: number, left: number, permits: number, sent: number, from: number, until: number }} Slice */
/** @typedef {Omit<Ask, "isolate">} Question */
/** @typedef {{ slice?: Slice, retryAfterMs?: number, endsAt: number, wake: () => void }} Waiter */

/** How long the object may take before it counts as failed. */
const ASK_MS = 1_000;
/** When nobody has heard of an ask for so long, the request that made it is gone. */
const LOST_MS = ASK_MS + 250;
/** The way to the object and back; a turn that comes later by it must still be in time. */
const TRIP_MS = 250;
/** How long a failed object is left alone. */
const PAUSE_MS = 5_000;
/** What one isolate may send while the object fails: a hundredth of the default budget. */
const ALONE = { calls: 12, windowMs: 10_000 };
const ALONE_NAME = "alone";
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
  if (!(maxWaitMs > 0 && Number.isFinite(maxWaitMs))) {
    throw new PolyvError("invalid_argument", "maxWaitMs must be a positive number of milliseconds");
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
  /** The ask under way, and until when to believe in it. @type {{ until: number } | undefined} */
  #asking;
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
    waiter.slice = this.#spare(endsAt);
    if (!waiter.slice) this.#waiting.add(waiter);
    let isSent = false;
    try {
      for (;;) {
        const now = Date.now();
        if (waiter.slice) {
          if (now < waiter.slice.from) await pause(waiter.slice.from - now, waiter, signal);
          else if (now < waiter.slice.until) {
            waiter.slice.sent++;
            isSent = true;
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
        } else if (this.#isAsking(now)) {
          await pause(Math.min(endsAt, this.#asking?.until ?? now) - now, waiter, signal);
        } else {
          this.#ask(now).then(() => waiter.wake());
          await pause(endsAt - now, waiter, signal);
        }
      }
    } finally {
      this.#waiting.delete(waiter);
      if (waiter.slice && !isSent) waiter.slice.left++;
      this.#wakeNext();
    }
  }

  /** @param {number} now */
  #isAsking(now) {
    return this.#asking !== undefined && now < this.#asking.until;
  }

  /** A permit that nobody waits for. @param {number} endsAt */
  #spare(endsAt) {
    const now = Date.now();
    const slice = this.#slices.find(({ left, from, until }) => left > 0 && from < endsAt && now < until);
    if (slice) slice.left--;
    return slice;
  }

  /** Somebody must ask again as long as callers wait: the first of them. */
  #wakeNext() {
    const [first] = this.#waiting;
    if (first && !this.#isAsking(Date.now())) first.wake();
  }

  /** Asks for as many calls as wait and will come soon, and hands them out. @param {number} now */
  async #ask(now) {
    const asking = { until: now + LOST_MS };
    this.#asking = asking;
    // Callers whose request has ended never left the queue.
    for (const waiter of this.#waiting) if (waiter.endsAt < now) this.#waiting.delete(waiter);
    let lastEnd = now;
    for (const { endsAt } of this.#waiting) lastEnd = Math.max(lastEnd, endsAt);
    const ask = {
      want: Math.min(this.#most, this.#waiting.size + this.#soon(now)),
      patienceMs: Math.max(0, lastEnd - now - TRIP_MS),
      done: this.#takeDone(now),
    };
    const answer = now < this.#pausedUntil ? undefined : await this.#askObject(ask);
    // Somebody else has asked since, because this answer took too long: what it grants runs out unused.
    if (this.#asking !== asking) return;
    this.#asking = undefined;
    if (answer) this.#handOut(now, answer);
    else this.#handOut(Date.now(), this.#alone.take(Date.now(), { ...ask, isolate: ALONE_NAME, done: [] }));
  }

  /** @param {number} askedAt @param {Grant | Refusal} answer */
  #handOut(askedAt, answer) {
    if (answer.permits === 0) {
      const { retryAfterMs } = /** @type {Refusal} */ (answer);
      this.#roomAt = Date.now() + retryAfterMs;
      this.#closedUntil = this.#roomAt - this.#maxWaitMs;
      // Alone there is less room than there will be with the object.
      if (Date.now() < this.#pausedUntil) this.#closedUntil = Math.min(this.#closedUntil, this.#pausedUntil);
      for (const waiter of this.#waiting) this.#refuse(waiter, retryAfterMs);
      return;
    }
    const { id, permits, delayMs, lifetimeMs } = /** @type {Grant} */ (answer);
    // Counted from the answer, the start cannot be early; counted from the question, the end cannot be late.
    const slice = {
      id,
      permits,
      left: permits,
      sent: 0,
      from: Date.now() + delayMs,
      until: askedAt + delayMs + lifetimeMs,
    };
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
    const perMs = Math.max(0, this.#calls - this.#waiting.size) / Math.max(AHEAD_MS, now - this.#countedFrom);
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

  /** @param {Question} question @returns {Promise<Grant | Refusal | undefined>} undefined where the object fails */
  async #askObject(question) {
    const controller = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    /** @type {Promise<undefined>} */
    const late = new Promise((resolve) => {
      timer = setTimeout(() => {
        resolve(undefined);
        controller.abort();
      }, ASK_MS);
    });
    const answer = await Promise.race([this.#exchange(question, controller.signal).catch(() => undefined), late]);
    clearTimeout(timer);
    if (Number.isInteger(answer?.permits)) return answer;
    this.#pausedUntil = Date.now() + PAUSE_MS;
    return undefined;
  }

  /** @param {Question} question @param {AbortSignal} signal */
  async #exchange(question, signal) {
    this.#isolate ||= crypto.randomUUID();
    // A stub belongs to the request that made it, so each ask makes its own.
    const stub = this.#binding.idFromName ? this.#binding.get(this.#binding.idFromName(this.#name)) : this.#binding;
    const body = JSON.stringify({ isolate: this.#isolate, ...question });
    const response = await stub.fetch("https://budget.invalid/", { method: "POST", body, signal });
    return response.json();
  }
}

/**
 * Waits until the waiter is woken, `ms` have passed, or the signal fires, which rejects.
 *
 * Only the promise is touched by whoever wakes it, perhaps in another request; timer and signal are this one's.
 *
 * @param {number} ms @param {Waiter} waiter @param {AbortSignal} [signal]
 */
async function pause(ms, waiter, signal) {
  let onAbort = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  try {
    await new Promise((/** @type {(value?: any) => void} */ resolve, reject) => {
      waiter.wake = resolve;
      timer = setTimeout(resolve, ms);
      onAbort = () => reject(signal?.reason);
      if (signal?.aborted) onAbort();
      else signal?.addEventListener("abort", onAbort);
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    waiter.wake = () => {};
  }
}
