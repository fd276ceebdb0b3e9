// Look-ups answered from memory for a while: fewer calls of POLYV, and an answer where POLYV has none.
// @ts-check

import { PolyvError } from "./error.js";

/** Failures of which an older answer is the better part. */
const PASSING = new Set(["network", "timeout", "server", "rate_limited"]);
/** Failures of the call itself, of which POLYV knows nothing. */
const UNSENT = new Set(["invalid_argument", "aborted", "internal"]);
/** Longer texts are not kept: together with `maxEntries` this bounds the memory. */
const LONGEST = 32_768;
/** How long a caller counts on a call that another one makes: in Workers, that call ends with its own request. */
const PATIENCE_MS = 2_000;
/** A store that is slower than this is as good as none. */
const STORE_MS = 500;

/** A value as JSON: each caller gets an object of its own, cheaper than a structured clone. @typedef {{ text: string, at: number }} Entry */
/** @typedef {{ get(key: string): Promise<Entry | undefined>, put(key: string, entry: Entry, ms: number): Promise<void>, delete(key: string): Promise<void> }} Store */
/** @typedef {{ signal?: AbortSignal, timeoutMs?: number, retries?: number }} Call */
/** @typedef {{ text: string } | { error: unknown }} Outcome */
/** @typedef {{ since: number, waiters: Set<(outcome: Outcome) => void> }} Flight */
/** @typedef {{ key: string, store: Store | undefined, ask: (call: Call) => Promise<unknown> }} LookUp */

/**
 * @param {any} client
 * @param {{ ttlMs: number, maxEntries?: number, staleIfErrorMs?: number, store?: Store }} options
 */
export function cached(client, { ttlMs, maxEntries = 1_000, staleIfErrorMs = 0, store } = /** @type {any} */ ({})) {
  if (typeof client?.getViewer !== "function" || typeof client.getChannelAccount !== "function") {
    throw new PolyvError("invalid_argument", "cached needs a client");
  }
  if (!(ttlMs > 0 && Number.isFinite(ttlMs))) {
    throw new PolyvError("invalid_argument", "ttlMs must be a number of milliseconds above 0");
  }
  if (!(Number.isInteger(maxEntries) && maxEntries > 0)) {
    throw new PolyvError("invalid_argument", "maxEntries must be a whole number from 1");
  }
  if (staleIfErrorMs !== 0 && !(staleIfErrorMs >= ttlMs && Number.isFinite(staleIfErrorMs))) {
    throw new PolyvError("invalid_argument", "staleIfErrorMs must be 0 or at least ttlMs");
  }
  for (const method of /** @type {const} */ (["get", "put", "delete"])) {
    if (store !== undefined && typeof store?.[method] !== "function") {
      throw new PolyvError("invalid_argument", "store needs get, put and delete");
    }
  }
  const cache = new Cache(ttlMs, maxEntries, Math.max(ttlMs, staleIfErrorMs));
  return {
    /** @param {{ viewerUnionId: string }} params @param {Call} [call] */
    async getViewer(params, call) {
      const viewerUnionId = params?.viewerUnionId;
      // What the client refuses, the client explains.
      if (typeof viewerUnionId !== "string") return client.getViewer(params, call);
      return cache.get(
        {
          key: JSON.stringify(["getViewer", viewerUnionId]),
          store,
          ask: (own) => client.getViewer({ viewerUnionId }, own),
        },
        call,
      );
    },
    /** @param {{ channelId: string | number, account: string }} params @param {Call} [call] */
    async getChannelAccount(params, call) {
      const { channelId, account } = params ?? {};
      const isChannel = typeof channelId === "string" || typeof channelId === "number";
      if (!isChannel || typeof account !== "string") return client.getChannelAccount(params, call);
      return cache.get(
        {
          key: JSON.stringify(["getChannelAccount", String(channelId), account]),
          // A role has a password and a push address: they stay in this isolate.
          store: undefined,
          ask: (own) => client.getChannelAccount({ channelId, account }, own),
        },
        call,
      );
    },
  };
}

class Cache {
  #ttlMs;
  #maxEntries;
  #keepMs;
  /** The one used longest ago comes first. @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {Map<string, Flight>} */
  #flights = new Map();

  /** @param {number} ttlMs @param {number} maxEntries @param {number} keepMs */
  constructor(ttlMs, maxEntries, keepMs) {
    this.#ttlMs = ttlMs;
    this.#maxEntries = maxEntries;
    this.#keepMs = keepMs;
  }

  /** @param {LookUp} lookUp @param {Call} [call] */
  async get(lookUp, call = {}) {
    if (call.signal?.aborted) return lookUp.ask(call);
    const outcome = await this.#share(lookUp, call);
    if ("error" in outcome) throw outcome.error;
    return JSON.parse(outcome.text);
  }

  /**
   * What is kept, or the outcome of one call for all who ask for the same on the same terms. Each waits with a promise, a
   * signal and a deadline of its own: none can take the others with it. A call for which nobody waits any more still
   * fills the cache.
   *
   * @param {LookUp} lookUp @param {Call} call @returns {Promise<Outcome>}
   */
  async #share(lookUp, { signal, timeoutMs, retries }) {
    const name = JSON.stringify([lookUp.key, timeoutMs, retries]);
    const endsAt = Date.now() + (timeoutMs ?? Number.POSITIVE_INFINITY);
    for (;;) {
      const entry = this.#recall(lookUp.key);
      if (entry && isYounger(entry, this.#ttlMs)) return entry;
      let flight = this.#flights.get(name);
      const isOwn = !flight || Date.now() - flight.since >= PATIENCE_MS;
      if (!flight || isOwn) flight = this.#start(name, lookUp, { timeoutMs, retries });
      // Its own call ends by the client's deadline; of another's it is not sure.
      const patienceMs = isOwn ? Number.POSITIVE_INFINITY : flight.since + PATIENCE_MS - Date.now();
      const outcome = await wait(flight, Math.min(patienceMs, endsAt - Date.now()), signal);
      if (outcome) return outcome;
      if (Date.now() >= endsAt)
        return this.#fallBack(lookUp, new PolyvError("timeout", "no answer before the deadline"));
    }
  }

  /** @param {string} name @param {LookUp} lookUp @param {Call} call */
  #start(name, lookUp, call) {
    /** @type {Flight} */
    const flight = { since: Date.now(), waiters: new Set() };
    this.#flights.set(name, flight);
    this.#fly(lookUp, call).then((outcome) => {
      if (this.#flights.get(name) === flight) this.#flights.delete(name);
      for (const settle of flight.waiters) settle("error" in outcome ? { error: copyOf(outcome.error) } : outcome);
    });
    return flight;
  }

  /** @param {LookUp} lookUp @param {Call} call @returns {Promise<Outcome>} */
  async #fly(lookUp, call) {
    const { key, store, ask } = lookUp;
    const stored = store && (await inTime(async () => checked(await store.get(key))));
    if (stored && isYounger(stored, this.#keepMs)) {
      if (stored.at > (this.#recall(key)?.at ?? 0)) this.#keep(key, stored);
      if (isYounger(stored, this.#ttlMs)) return { text: stored.text };
    }
    try {
      const value = await ask(call);
      const text = JSON.stringify(value);
      const entry = { text, at: Date.now() };
      if (text.length <= LONGEST) {
        this.#keep(key, entry);
        await (store && inTime(() => store.put(key, entry, this.#keepMs)));
      }
      return { text };
    } catch (error) {
      return this.#fallBack(lookUp, error);
    }
  }

  /** @param {LookUp} lookUp @param {unknown} error @returns {Promise<Outcome>} */
  async #fallBack({ key, store }, error) {
    if (error instanceof PolyvError && PASSING.has(error.kind)) {
      const entry = this.#recall(key);
      return entry ? { text: entry.text } : { error };
    }
    if (!(error instanceof PolyvError) || UNSENT.has(error.kind)) return { error };
    // POLYV has spoken: what it said before holds no longer.
    this.#entries.delete(key);
    await (store && inTime(() => store.delete(key)));
    return { error };
  }

  /** @param {string} key */
  #recall(key) {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (!isYounger(entry, this.#keepMs)) return undefined;
    this.#entries.set(key, entry);
    return entry;
  }

  /** @param {string} key @param {Entry} entry */
  #keep(key, entry) {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries) break;
      this.#entries.delete(oldest);
    }
  }
}

/**
 * A store's entry, if it is one; a clock that is ahead does not make it younger. Throws on text that is no JSON.
 * @param {import("./cache.js").CacheEntry | undefined} entry
 */
function checked(entry) {
  if (!entry) return undefined;
  JSON.parse(entry.text);
  return { text: entry.text, at: Math.min(entry.at, Date.now()) };
}

/** @param {Entry} entry @param {number} ms */
const isYounger = ({ at }, ms) => Date.now() - at < ms;

/** One error per caller, as without a cache. @param {unknown} error */
const copyOf = (error) => (error instanceof PolyvError ? new PolyvError(error.kind, error.message, error) : error);

/**
 * The flight's outcome, or undefined after `ms`, or an error as soon as the signal fires.
 *
 * Only the promise is touched by the flight, which may belong to another request; timer and signal are this one's.
 *
 * @param {Flight} flight @param {number} ms @param {AbortSignal} [signal]
 * @returns {Promise<Outcome | undefined>}
 */
async function wait(flight, ms, signal) {
  /** @type {(outcome?: Outcome) => void} */
  let settle = () => {};
  /** @type {Promise<Outcome | undefined>} */
  const settled = new Promise((resolve) => {
    settle = resolve;
  });
  const onAbort = () => settle({ error: new PolyvError("aborted", "the caller aborted the call") });
  flight.waiters.add(settle);
  signal?.addEventListener("abort", onAbort);
  // Timers count in 31 bits.
  const timer = ms < 2 ** 31 ? setTimeout(settle, Math.max(0, ms)) : undefined;
  const outcome = await settled;
  clearTimeout(timer);
  signal?.removeEventListener("abort", onAbort);
  flight.waiters.delete(settle);
  return outcome;
}

/** A store's answer, or undefined where it fails or takes too long. @template T @param {() => Promise<T>} work */
async function inTime(work) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<undefined>} */
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(undefined), STORE_MS);
  });
  const answer = await Promise.race([
    Promise.resolve()
      .then(work)
      .catch(() => undefined),
    late,
  ]);
  clearTimeout(timer);
  return answer;
}

const HOST = "https://polyv-edge.invalid/";

/**
 * A store in the Workers Cache API. Whoever shares that cache finds neither ids nor data without the secret: the key is an
 * HMAC, the value is encrypted, and bound to its key.
 *
 * @param {{ secret: string, cache?: any }} options
 * @returns {Store}
 */
export function workersCache({ secret, cache } = /** @type {any} */ ({})) {
  if (typeof secret !== "string" || secret.length < 16) {
    throw new PolyvError("invalid_argument", "workersCache needs a secret of at least 16 characters");
  }
  const place = () => cache ?? /** @type {any} */ (globalThis).caches.default;
  /** The keys, not a promise of them: that would belong to one request. @type {Awaited<ReturnType<typeof keysOf>> | undefined} */
  let keys;
  const open = async () => {
    keys ??= await keysOf(secret);
    return keys;
  };
  return {
    async get(key) {
      const { mac, seal } = await open();
      const url = await urlOf(mac, key);
      const found = await place().match(url);
      if (!found) return undefined;
      const bytes = new Uint8Array(await found.arrayBuffer());
      const additionalData = encode(url);
      const plain = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: bytes.subarray(0, 12), additionalData },
        seal,
        bytes.subarray(12),
      );
      return JSON.parse(new TextDecoder().decode(plain));
    },
    async put(key, entry, ms) {
      const { mac, seal } = await open();
      const url = await urlOf(mac, key);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const additionalData = encode(url);
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData },
        seal,
        encode(JSON.stringify(entry)),
      );
      const body = new Uint8Array(12 + sealed.byteLength);
      body.set(iv);
      body.set(new Uint8Array(sealed), 12);
      const headers = {
        "cache-control": `max-age=${Math.ceil(ms / 1000)}`,
        "content-type": "application/octet-stream",
      };
      await place().put(url, new Response(body, { headers }));
    },
    async delete(key) {
      const { mac } = await open();
      await place().delete(await urlOf(mac, key));
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

/** @param {CryptoKey} mac @param {string} key */
async function urlOf(mac, key) {
  const hash = new Uint8Array(await crypto.subtle.sign("HMAC", mac, encode(key)));
  return HOST + Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
