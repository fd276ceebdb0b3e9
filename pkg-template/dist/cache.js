// Answers kept in memory for a while: fewer calls of POLYV, and an answer where POLYV has none.
// @ts-check

import { PolyvError } from "./error.js";

/** The lookups, and whether a shared store may hold their answers: never roles, with passwords and push addresses. */
const LOOKUPS = { getViewer: true, listViewers: true, getChannelAccount: false, listChannelAccounts: false };
/** Serve a stale answer instead. */
const TRANSIENT = new Set(["network", "timeout", "server", "rate_limited"]);
/** Failures of the call itself, of which POLYV knows nothing. */
const UNSENT = new Set(["invalid_argument", "aborted", "internal"]);
/** Longer texts are not kept: together with `maxEntries` this bounds the memory. */
const LONGEST = 32_768;
/** How long a caller counts on a call that another one makes: in Workers, that call ends with its own request. */
const PATIENCE_MS = 2_000;
/** A store that is slower than this is as good as none. */
const STORE_MS = 500;

/** @typedef {import("./cache.js").CacheEntry} Entry */
/** @typedef {import("./cache.js").CacheStore} Store */
/**
 * What does not change the answer.
 * @typedef {{ timeoutMs?: number, retries?: number, maxBodyBytes?: number, context?: unknown }} Terms
 */
/** What a caller gets, or throws: called once for each. @typedef {() => unknown} Outcome */
/** @typedef {{ since: number, waiters: Set<(outcome: Outcome) => void> }} Flight */
/** @typedef {{ key: string, store: Store | undefined, ask: (terms: Terms) => Promise<unknown> }} Lookup */

/** @param {any} client @param {import("./cache.js").CacheOptions} options @returns {any} */
export function cached(client, options) {
  const { ttlMs, maxEntries = 1_000, staleIfErrorMs = 0, store, ...rest } = options ?? /** @type {any} */ ({});
  for (const unknown of Object.keys(rest)) throw invalid(`cached has no option ${unknown}`);
  if (typeof client?.getViewer !== "function") throw invalid("cached needs a client");
  if (!(ttlMs > 0 && Number.isFinite(ttlMs))) throw invalid("ttlMs must be a number of milliseconds above 0");
  if (!(Number.isInteger(maxEntries) && maxEntries > 0)) throw invalid("maxEntries must be a whole number from 1");
  if (staleIfErrorMs !== 0 && !(staleIfErrorMs >= ttlMs && Number.isFinite(staleIfErrorMs))) {
    throw invalid("staleIfErrorMs must be 0 or at least ttlMs");
  }
  if (store !== undefined && !["get", "put", "delete"].every((name) => typeof store?.[name] === "function")) {
    throw invalid("store needs get, put and delete");
  }
  const cache = new Cache({ ttlMs, maxEntries, keepMs: Math.max(ttlMs, staleIfErrorMs) });

  /**
   * `first` is a lookup's parameters or a request's route.
   * @param {string} name @param {any} first @param {any} [options] @param {Store} [store]
   */
  async function get(name, first, options, store) {
    const { signal, timeoutMs, retries, maxBodyBytes, context, ...parts } = options ?? {};
    const key = keyOf([client.baseUrl, client.appId, name, first, parts]);
    const isUsual =
      (options === undefined || (typeof options === "object" && options !== null)) &&
      (signal === undefined || (signal instanceof AbortSignal && !signal.aborted)) &&
      [timeoutMs, retries, maxBodyBytes].every((value) => value === undefined || Number.isFinite(value));
    // What the client refuses, the client explains.
    if (key === undefined || !isUsual) return client[name](first, options);
    // What is asked is what the key says, whatever callers do to their objects meanwhile.
    const ask = (/** @type {Terms} */ terms) => {
      const [, , , first, parts] = JSON.parse(key);
      return client[name](first ?? undefined, { ...parts, ...terms });
    };
    return cache.get({ key, store, ask }, { timeoutMs, retries, maxBodyBytes, context }, signal);
  }

  /** @type {Record<string, (first: any, options?: any) => Promise<any>>} */
  const methods = {};
  for (const [name, isShared] of Object.entries(LOOKUPS)) {
    if (typeof client[name] !== "function") continue;
    methods[name] = (params, options) => get(name, sameChannel(params), options, isShared ? store : undefined);
  }
  if (typeof client.request === "function") {
    methods.request = async (route, options) => {
      const isKept = options?.idempotent === true && options.as !== "bytes";
      return isKept ? get("request", route, options) : client.request(route, options);
    };
  }
  return methods;
}

/** @param {string} message */
const invalid = (message) => new PolyvError("invalid_argument", message);

/** 1 and "1" are the same channel. @param {any} params */
const sameChannel = (params) =>
  typeof params?.channelId === "number" ? { ...params, channelId: String(params.channelId) } : params;

/** A call as text, or undefined where two calls could have the same text. @param {unknown[]} call */
function keyOf(call) {
  try {
    return JSON.stringify(call, (_, value) => {
      if (!isText(value)) throw new TypeError("not JSON");
      return value;
    });
  } catch {
    return undefined;
  }
}

/** Whether JSON says all there is to a value. @param {unknown} value */
function isText(value) {
  if (value === null || typeof value !== "object") {
    return value == null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
  }
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A list of roles has a property that JSON leaves out. @param {any} value */
function toText(value) {
  const unusable = Array.isArray(value) ? /** @type {any} */ (value).unusable : undefined;
  return JSON.stringify({ value, unusable });
}

/** @param {string} text */
function fromText(text) {
  const { value, unusable } = JSON.parse(text);
  return unusable ? Object.defineProperty(value, "unusable", { value: unusable, configurable: true }) : value;
}

class Cache {
  #limits;
  /** The one used longest ago comes first. @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {Map<string, Flight>} */
  #flights = new Map();

  /** @param {{ ttlMs: number, maxEntries: number, keepMs: number }} limits */
  constructor(limits) {
    this.#limits = limits;
  }

  /**
   * What is kept, or the outcome of one call for all who ask for the same on the same terms. Each waits with its own
   * promise, signal and deadline: none can take the others with it. A call for which nobody waits any more still fills
   * the cache.
   *
   * @param {Lookup} lookup @param {Terms} terms @param {AbortSignal} [signal] @returns {Promise<unknown>}
   */
  async get(lookup, terms, signal) {
    const { timeoutMs = Number.POSITIVE_INFINITY, retries, maxBodyBytes } = terms;
    const name = JSON.stringify([lookup.key, terms.timeoutMs, retries, maxBodyBytes]);
    const endsAt = performance.now() + timeoutMs;
    for (;;) {
      const entry = this.#recall(lookup.key);
      if (entry && isYounger(entry, this.#limits.ttlMs)) return fromText(entry.text);
      let flight = this.#flights.get(name);
      const isOwn = !flight || performance.now() - flight.since >= PATIENCE_MS;
      if (!flight || isOwn) flight = this.#start(name, lookup, terms);
      const { since, waiters } = flight;
      // Its own call ends by the client's deadline; of another's it is not sure.
      const patienceMs = isOwn ? Number.POSITIVE_INFINITY : since + PATIENCE_MS - performance.now();
      const outcome = await within(Math.min(patienceMs, endsAt - performance.now()), signal, (settle) => {
        waiters.add(settle);
        return () => waiters.delete(settle);
      });
      if (outcome) return outcome();
      if (performance.now() >= endsAt) {
        return (await this.#fallBack(lookup, new PolyvError("timeout", "no answer before the deadline")))();
      }
    }
  }

  /** @param {string} name @param {Lookup} lookup @param {Terms} terms */
  #start(name, lookup, terms) {
    /** @type {Flight} */
    const flight = { since: performance.now(), waiters: new Set() };
    this.#flights.set(name, flight);
    this.#fly(lookup, terms).then((outcome) => {
      if (this.#flights.get(name) === flight) this.#flights.delete(name);
      for (const settle of flight.waiters) settle(outcome);
    });
    return flight;
  }

  /** @param {Lookup} lookup @param {Terms} terms @returns {Promise<Outcome>} */
  async #fly(lookup, terms) {
    const { key, store, ask } = lookup;
    const stored = store && (await inTime(async () => checked(await store.get(key))));
    if (stored && isYounger(stored, this.#limits.keepMs)) {
      if (stored.at > (this.#recall(key)?.at ?? 0)) this.#keep(key, stored);
      if (isYounger(stored, this.#limits.ttlMs)) return () => fromText(stored.text);
    }
    try {
      const text = toText(await ask(terms));
      const entry = { text, at: Date.now() };
      if (text.length <= LONGEST) {
        this.#keep(key, entry);
        await (store && inTime(() => store.put(key, entry, this.#limits.keepMs)));
      }
      return () => fromText(text);
    } catch (error) {
      return this.#fallBack(lookup, error);
    }
  }

  /** @param {Lookup} lookup @param {unknown} error @returns {Promise<Outcome>} */
  async #fallBack({ key, store }, error) {
    const isPolyv = error instanceof PolyvError;
    const entry = isPolyv && TRANSIENT.has(error.kind) ? this.#recall(key) : undefined;
    if (entry) return () => fromText(entry.text);
    if (isPolyv && !TRANSIENT.has(error.kind) && !UNSENT.has(error.kind)) {
      // POLYV has spoken: what it said before holds no longer.
      this.#entries.delete(key);
      await (store && inTime(() => store.delete(key)));
    }
    return () => {
      // One for each caller, as without a cache.
      throw isPolyv ? new PolyvError(error.kind, error.message, error) : error;
    };
  }

  /** @param {string} key */
  #recall(key) {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (!isYounger(entry, this.#limits.keepMs)) return undefined;
    this.#entries.set(key, entry);
    return entry;
  }

  /** @param {string} key @param {Entry} entry */
  #keep(key, entry) {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest = key] = this.#entries.keys();
    if (this.#entries.size > this.#limits.maxEntries) this.#entries.delete(oldest);
  }
}

/**
 * A store's entry, if it is one; one from a clock that is ahead counts as new. Throws on text that is not JSON.
 * @param {Entry | undefined} entry
 */
function checked(entry) {
  if (!entry) return undefined;
  JSON.parse(entry.text);
  return { text: entry.text, at: Math.min(entry.at, Date.now()) };
}

/** One from later than now, by a clock that was set back since, is none. @param {Entry} entry @param {number} ms */
const isYounger = ({ at }, ms) => at <= Date.now() && Date.now() - at < ms;

/**
 * What `start` is settled with, or undefined after `ms`, or an error as soon as the signal fires.
 *
 * Only the promise is touched from outside, maybe by another request; timer and signal are this one's.
 *
 * @param {number} ms @param {AbortSignal | undefined} signal
 * @param {(settle: (value?: any) => void) => unknown} start may give what ends it
 * @returns {Promise<any>}
 */
async function within(ms, signal, start) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let onAbort = () => {};
  /** @type {unknown} */
  let end;
  const settled = await new Promise((settle) => {
    onAbort = () => {
      const kind = signal?.reason?.name === "TimeoutError" ? "timeout" : "aborted";
      const error = new PolyvError(kind, "the caller's signal ended the call", { cause: signal?.reason });
      settle(() => {
        throw error;
      });
    };
    signal?.addEventListener("abort", onAbort);
    // Timers count in 31 bits.
    timer = ms < 2 ** 31 ? setTimeout(settle, Math.max(0, ms)) : undefined;
    end = start(settle);
  });
  clearTimeout(timer);
  signal?.removeEventListener("abort", onAbort);
  if (typeof end === "function") end();
  return settled;
}

/** A store's answer, or undefined where it fails or takes too long. @template T @param {() => Promise<T>} work @returns {Promise<T | undefined>} */
const inTime = (work) =>
  within(STORE_MS, undefined, (settle) =>
    Promise.resolve()
      .then(work)
      .then(settle, () => settle()),
  );

const HOST = "https://polyv-edge.invalid/";

/**
 * A store in the Workers Cache API. Whoever shares that cache finds neither ids nor data without the secret: the key is
 * an HMAC, the value is encrypted, and bound to its key.
 *
 * @param {import("./cache.js").WorkersCacheOptions} options
 * @returns {Store}
 */
export function workersCache(options) {
  const { secret, cache, ...rest } = options ?? /** @type {any} */ ({});
  for (const unknown of Object.keys(rest)) throw invalid(`workersCache has no option ${unknown}`);
  if (typeof secret !== "string" || secret.length < 16) {
    throw invalid("workersCache needs a secret of at least 16 characters");
  }
  const place = () => cache ?? /** @type {any} */ (globalThis).caches.default;
  /**
   * The keys, not a promise of them: that would belong to one request.
   * @type {Awaited<ReturnType<typeof keysOf>> | undefined}
   */
  let keys;
  /** @param {string} key */
  const locate = async (key) => {
    keys ??= await keysOf(secret);
    const hash = new Uint8Array(await crypto.subtle.sign("HMAC", keys.mac, encode(key)));
    const url = HOST + Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return { url, seal: keys.seal, additionalData: encode(url) };
  };
  return {
    async get(key) {
      const { url, seal, additionalData } = await locate(key);
      const found = await place().match(url);
      if (!found) return undefined;
      const bytes = new Uint8Array(await found.arrayBuffer());
      const algorithm = { name: "AES-GCM", iv: bytes.subarray(0, 12), additionalData };
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, seal, bytes.subarray(12))));
    },
    async put(key, entry, ms) {
      const { url, seal, additionalData } = await locate(key);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const algorithm = { name: "AES-GCM", iv, additionalData };
      const sealed = await crypto.subtle.encrypt(algorithm, seal, encode(JSON.stringify(entry)));
      const headers = {
        "cache-control": `max-age=${Math.ceil(ms / 1000)}`,
        "content-type": "application/octet-stream",
      };
      await place().put(url, new Response(new Blob([iv, sealed]), { headers }));
    },
    async delete(key) {
      const { url } = await locate(key);
      await place().delete(url);
    },
  };
}

const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** Two keys of one secret, each for one purpose. @param {string} secret */
async function keysOf(secret) {
  const base = await crypto.subtle.importKey("raw", encode(secret), "HKDF", false, ["deriveKey"]);
  const from = (/** @type {string} */ purpose) => ({
    ...{ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encode(`polyv-edge cache ${purpose}`) },
  });
  const hmac = { name: "HMAC", hash: "SHA-256", length: 256 };
  const [mac, seal] = await Promise.all([
    crypto.subtle.deriveKey(from("key"), base, hmac, false, ["sign"]),
    crypto.subtle.deriveKey(from("value"), base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
  ]);
  return { mac, seal };
}
