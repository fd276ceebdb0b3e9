// The arithmetic of a budget that many isolates share: who may send how many calls, from when, until when. No I/O.
// @ts-check

/** How long a grant may be used, counted by the isolate from the moment it asked. */
const LIFETIME_MS = 1_000;
/** Counted on top: a Worker's clock stands still between events, so an isolate may end its grant a little late. */
const GRACE_MS = 250;

/**
 * @typedef {object} Ask
 * @property {string} isolate who asks
 * @property {number} want how many calls
 * @property {number} patienceMs how far ahead the first of them may lie
 * @property {[id: number, sent: number][]} done earlier grants that will not be used again, and the calls they sent
 */
/** @typedef {{ id: number, permits: number, delayMs: number, lifetimeMs: number }} Grant */
/** @typedef {{ permits: 0, retryAfterMs: number }} Refusal */
/** @typedef {{ id: number, isolate: string, permits: number, end: number }} Entry */

/**
 * Grants calls so that no window, wherever it starts, holds more than `calls` of them.
 *
 * The rule: a grant that starts at s gets no more permits than fit beside all permits whose `end + windowMs` is later
 * than s, where `end` is the last moment at which their calls may leave. Proof: of the calls inside some window
 * [x, x + windowMs) take the one granted last, and its start s < x + windowMs. Each of the others left at x or later, so
 * its end + windowMs >= x + windowMs > s: it was counted when the last one was granted.
 *
 * An isolate that is done with a grant says so, and the end moves to now, and what was not sent comes back. One that
 * never says it keeps its share until the grant has run out and left the window.
 */
export class Budget {
  #calls;
  #windowMs;
  /** @type {Entry[]} */
  #entries = [];
  /** Ids must not repeat in the next life of the object, when isolates still speak of grants of this one. */
  #nextId = Math.floor(Math.random() * 2 ** 52);

  /** @param {{ calls: number, windowMs: number }} limit @param {Iterable<[end: number, permits: number]>} [past] */
  constructor({ calls, windowMs }, past = []) {
    this.#calls = calls;
    this.#windowMs = windowMs;
    for (const [end, permits] of past) this.#entries.push({ id: 0, isolate: "", permits, end });
  }

  /** @param {number} now @param {Ask} ask @returns {Grant | Refusal} */
  take(now, { isolate, want, patienceMs, done }) {
    for (const [id, sent] of done) this.#settle(now, id, sent);
    this.#entries = this.#entries.filter(({ end, permits }) => permits > 0 && end + this.#windowMs > now);

    // Nobody hoards: with many isolates about, each gets a small share at a time.
    const active = new Set(this.#entries.map((entry) => entry.isolate)).add(isolate).size;
    const target = Math.max(1, Math.min(want, Math.floor(this.#calls / active)));
    const { start, room } = this.#firstRoom(now, now + patienceMs, target);
    if (start > now + patienceMs) return { permits: 0, retryAfterMs: Math.ceil(start - now) };

    const permits = Math.min(target, room);
    const entry = { id: this.#nextId++, isolate, permits, end: start + LIFETIME_MS + GRACE_MS };
    this.#entries.push(entry);
    return { id: entry.id, permits, delayMs: Math.max(0, Math.ceil(start - now)), lifetimeMs: LIFETIME_MS };
  }

  /** The last moment at which a call of this grant may leave. @param {number} now @param {Grant} grant */
  static endOf(now, { delayMs, lifetimeMs }) {
    return now + delayMs + lifetimeMs + GRACE_MS;
  }

  /** @param {number} now @param {number} id @param {number} sent */
  #settle(now, id, sent) {
    const entry = this.#entries.find((candidate) => candidate.id === id);
    if (!entry) return;
    entry.end = Math.min(entry.end, now);
    entry.permits = Math.min(entry.permits, sent);
  }

  /**
   * Now, if there is room for anything at all; otherwise the moment up to `latest` that has room for the target, or for
   * as much of it as there will be; otherwise the first moment after `latest`.
   *
   * @param {number} now @param {number} latest @param {number} target
   */
  #firstRoom(now, latest, target) {
    let room = this.#calls - this.#entries.reduce((sum, { permits }) => sum + permits, 0);
    let start = now;
    if (room > 0) return { start, room };
    for (const { end, permits } of this.#entries.toSorted((a, b) => a.end - b.end)) {
      const moment = end + this.#windowMs;
      if (room > 0 && moment > latest) break;
      start = moment;
      room += permits;
      if (room >= target) break;
    }
    return { start, room };
  }
}

/** Claims are written down for this many calls and this long at a time, not for each grant. */
const CLAIMS_PER_WINDOW = 20;
const SLOT_MS = 1_000;

/**
 * What survives the object: an upper bound of what it has granted, written before the answer leaves. A new object counts
 * all of it as sent, so a restart never resets the budget; it only forgets what isolates had given back.
 */
export class Claims {
  #step;
  #windowMs;
  /** By the end of their grants, rounded up. @type {Map<number, { claimed: number, granted: number }>} */
  #slots = new Map();

  /** @param {{ calls: number, windowMs: number }} limit @param {[end: number, permits: number][]} [past] */
  constructor({ calls, windowMs }, past = []) {
    this.#step = Math.ceil(calls / CLAIMS_PER_WINDOW);
    this.#windowMs = windowMs;
    for (const [end, claimed] of past) this.#slots.set(end, { claimed, granted: claimed });
  }

  /** Counts a grant. True: write `list()` down before the grant is used. @param {number} end @param {number} permits */
  add(end, permits) {
    const key = Math.ceil(end / SLOT_MS) * SLOT_MS;
    const slot = this.#slots.get(key) ?? { claimed: 0, granted: 0 };
    slot.granted += permits;
    const isNew = slot.granted > slot.claimed;
    if (isNew) slot.claimed = Math.ceil(slot.granted / this.#step) * this.#step;
    this.#slots.set(key, slot);
    return isNew;
  }

  /** What still counts at `now`. @param {number} now @returns {[end: number, permits: number][]} */
  list(now) {
    for (const end of this.#slots.keys()) if (end + this.#windowMs <= now) this.#slots.delete(end);
    return [...this.#slots].map(([end, { claimed }]) => [end, claimed]);
  }
}
