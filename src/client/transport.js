// Waits for what Rust has sent: inside a deadline, until the caller's signal fires, even where the host's fetch ignores
// both; and reads the body. No promise of this file rejects.

import { decode, orUndefined, parse } from "../json.js";

// The numbers of `Code` in transport.rs.
const READY = 0;
const TIMEOUT = 1;
const ABORTED = 2;
const ABORTED_BY_TIMEOUT = 3;
const FAILED = 4;
const NOT_A_RESPONSE = 5;
const REDIRECT = 6;
const TOO_LARGE = 7;
const NOT_TEXT = 8;
const NOT_JSON = 9;
const BROKE_OFF = 10;
const ANSWERED = 11;
const NO_TIMERS = 12;
const TO_LOOK_INTO = 13;

/** Timers count in 31 bits. */
const LONGEST_MS = 0x7fffffff;

/** @typedef {"json" | "text" | "bytes"} ReadAs */
/**
 * What a wait has brought. `answer` is the parsed body, or its text where numbers would lose digits; `detail` is its text
 * or bytes, where that was asked for, or what `fetch` failed with.
 *
 * @typedef {{ code: number, status?: number, response?: Response, answer?: unknown, detail?: unknown }} Outcome
 */

/** @type {WeakMap<AbortSignal, { runs: Set<() => void>, fire: () => void }>} */
const listeners = new WeakMap();

/** Calls back when a signal fires: one listener for a signal, however many calls it has. @param {AbortSignal} signal @param {() => void} run */
function listen(signal, run) {
  const others = listeners.get(signal);
  if (others) return others.runs.add(run);
  const runs = new Set([run]);
  const fire = () => {
    listeners.delete(signal);
    for (const each of runs) each();
  };
  listeners.set(signal, { runs, fire });
  orUndefined(() => signal.addEventListener("abort", fire, { once: true }));
}

/** The last call takes the listener along: a host keeps a signal that is listened to. @param {AbortSignal} signal @param {() => void} run */
function forget(signal, run) {
  const { runs, fire } = listeners.get(signal) ?? {};
  if (!runs?.delete(run) || runs.size > 0 || !fire) return;
  listeners.delete(signal);
  orUndefined(() => signal.removeEventListener("abort", fire));
}

/** @param {AbortSignal | undefined} signal */
function abortCode(signal) {
  if (!orUndefined(() => signal?.aborted)) return undefined;
  return orUndefined(() => /** @type {any} */ (signal).reason?.name) === "TimeoutError" ? ABORTED_BY_TIMEOUT : ABORTED;
}

/**
 * A deadline, and the signal that ends what it stands over. Made before anything is sent: a host without timers, such as
 * workerd outside of a request, sends nothing.
 */
export class Deadline {
  #controller = new AbortController();
  /** @type {(outcome: Outcome) => void} */
  #resolve = () => {};
  #signal;
  #timer;
  /** @type {Response | undefined} */
  #response;
  /** @type {ReadableStreamDefaultReader<Uint8Array> | undefined} */
  #reader;
  /** @type {Promise<Outcome>} */
  outcome;
  isOver = false;

  /** @param {AbortSignal | undefined} signal The caller's. @param {number} ms */
  constructor(signal, ms) {
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#signal = signal;
    try {
      this.#timer = setTimeout(() => this.#end(TIMEOUT), Math.min(Math.ceil(ms), LONGEST_MS));
    } catch {
      this.#settle({ code: NO_TIMERS });
    }
    if (signal && !this.isOver) {
      if (abortCode(signal)) this.#onAbort();
      else listen(signal, this.#onAbort);
    }
  }

  /** Fires when the deadline ends. */
  get signal() {
    return this.#controller.signal;
  }

  #onAbort = () => this.#end(abortCode(this.#signal) ?? ABORTED);

  /** @param {number} code */
  #end(code) {
    this.#settle({ code, status: orUndefined(() => this.#response?.status), response: this.#response });
    this.#controller.abort();
    this.#stop();
  }

  /** @param {Outcome} outcome */
  #settle(outcome) {
    this.isOver = true;
    clearTimeout(this.#timer);
    if (this.#signal) forget(this.#signal, this.#onAbort);
    this.#resolve(outcome);
  }

  /**
   * What `sent` promises, read as asked for.
   *
   * @param {unknown} sent @param {number | undefined} limit The longest body, in bytes. @param {ReadAs} as
   */
  receive(sent, limit = 4_194_304, as = "json") {
    // Read to its end even if nobody waits any more: what fails then must not be left unhandled.
    const settle = (/** @type {Outcome} */ outcome) => this.#settle(outcome);
    this.#read(sent, limit, as).then(settle, (detail) => settle({ code: FAILED, detail }));
    return this.outcome;
  }

  /** @param {unknown} sent @param {number} limit @param {ReadAs} as @returns {Promise<Outcome>} */
  async #read(sent, limit, as) {
    let response;
    try {
      response = /** @type {Response} */ (await sent);
    } catch (error) {
      // Node's words, where nothing may be redirected.
      const isRedirect = orUndefined(() => /** @type {any} */ (error).cause.message) === "unexpected redirect";
      return isRedirect ? { code: REDIRECT } : { code: FAILED, detail: error };
    }
    if (!isResponse(response)) return { code: NOT_A_RESPONSE };
    this.#response = response;
    const { status, type } = response;
    const isRedirect = type === "opaqueredirect" || (status >= 300 && status < 400);
    if (isRedirect || this.isOver) {
      // Lets go of the connection.
      orUndefined(() => response.body?.cancel().catch(() => {}));
      return { code: REDIRECT, status: status || undefined, response };
    }
    let bytes;
    try {
      bytes = await this.#body(response, limit);
    } catch (error) {
      this.#stop();
      return { code: BROKE_OFF, status, response, detail: error };
    }
    if (bytes === undefined) return { code: TOO_LARGE, status, response };
    if (bytes === null) return { code: NOT_A_RESPONSE };
    const { code, answer, detail } = interpret(bytes, response, as);
    return { code, status, answer, detail, response };
  }

  /**
   * The body; undefined where it is longer than the limit, which holds while it is read, and null where there is no way to
   * read it. Throws only where the connection breaks.
   *
   * @param {any} response @param {number} limit @returns {Promise<Uint8Array | undefined | null>}
   */
  async #body(response, limit) {
    const { body, headers } = response;
    /** @type {Uint8Array[]} */
    const chunks = [];
    let length = 0;
    const fits = (/** @type {Uint8Array | string} */ piece) => {
      const chunk = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
      length += chunk.byteLength;
      return chunks.push(chunk) && length <= limit;
    };
    const hasBytes = typeof response.arrayBuffer === "function";
    // Node's streams are JavaScript too, and take half the time of what it builds on them.
    const isAtOnce = hasBytes && !isNode() && announcedLength(headers) <= limit;
    if (!isAtOnce && typeof body?.getReader === "function") {
      const reader = body.getReader();
      this.#reader = reader;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        if (!fits(value)) return this.#stop();
      }
    } else if (!isAtOnce && typeof body?.[Symbol.asyncIterator] === "function") {
      for await (const piece of body) if (!fits(piece)) return undefined;
    } else if (hasBytes) {
      // A Response that somebody made up keeps no promise of its length.
      if (!fits(new Uint8Array(await response.arrayBuffer()))) return undefined;
    } else if (typeof response.text === "function") {
      if (!fits(await response.text())) return undefined;
    } else if (body !== null) {
      return null;
    }
    return join(chunks, length);
  }

  /** A caller's fetch may ignore the signal. */
  #stop() {
    orUndefined(() => this.#reader?.cancel().catch(() => {}));
    return undefined;
  }
}

/** What a call begins with. @param {AbortSignal | undefined} signal @returns {Outcome} */
export function ready(signal) {
  return { code: abortCode(signal) ?? READY };
}

let latest = 0;

/** A clock that never steps back, in milliseconds. */
export function steadyMs() {
  latest = Math.max(latest, globalThis.performance?.now() ?? Date.now());
  return latest;
}

/** Waits for so long, unless the signal ends it before. @param {AbortSignal | undefined} signal @param {number} ms */
export async function pause(signal, ms) {
  const { code } = await new Deadline(signal, ms).outcome;
  return { code: code === TIMEOUT ? READY : code };
}

/** Whoever passes a `fetch` may answer with anything. @param {any} value */
function isResponse(value) {
  return orUndefined(() => typeof value.status === "number" && typeof value.headers.get === "function") ?? false;
}

/** @param {Uint8Array} bytes @param {Response} response @param {ReadAs} as */
function interpret(bytes, response, as) {
  if (as === "bytes" && !isJson(bytes, response)) return { code: TO_LOOK_INTO, detail: bytes };
  const text = orUndefined(() => decode(bytes));
  if (text === undefined) return as === "bytes" ? { code: TO_LOOK_INTO, detail: bytes } : { code: NOT_TEXT };
  if (as === "text" && !isJson(bytes, response)) return { code: TO_LOOK_INTO, detail: text };
  const answer = parse(text);
  if (as !== "json") return { code: TO_LOOK_INTO, answer, detail: as === "bytes" ? bytes : text };
  if (answer === false) return { code: NOT_JSON };
  return { code: typeof answer === "string" ? TO_LOOK_INTO : ANSWERED, answer };
}

/** What may be a refusal in the place of a file. @param {Uint8Array} bytes @param {Response} response */
function isJson(bytes, { headers }) {
  return bytes[0] === 0x7b || /\bjson\b/.test(headers.get("content-type") ?? "");
}

/** HTTP holds a body to its announced length, unless an encoding lets it grow afterwards. @param {Headers} headers */
function announcedLength(headers) {
  const length = headers.get("content-encoding") === null ? headers.get("content-length") : null;
  return length === null ? Number.POSITIVE_INFINITY : Number(length);
}

/** workerd names undici too, without a version. */
const isNode = () => !!(/** @type {any} */ (globalThis).process?.versions?.undici);

/** @param {Uint8Array[]} chunks @param {number} length */
function join(chunks, length) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** @type {RequestInit} */
const NOT_CACHED = { cache: "no-store" };

/**
 * @param {boolean} isPost @param {string | undefined} contentType @param {Record<string, string> | undefined} headers
 * @param {string | FormData | undefined} body @param {AbortSignal} signal @param {boolean} isHosts Whether it is for the host's own fetch.
 * @returns {RequestInit}
 */
export function requestInit(isPost, contentType, headers, body, signal, isHosts) {
  /** @type {RequestInit} */
  const init = {
    // Next.js caches a GET unless it is told not to; other hosts do not cache, and some refuse the field.
    ...("__nextPatched" in (globalThis.fetch ?? {}) ? NOT_CACHED : undefined),
    method: isPost ? "POST" : "GET",
    headers: contentType ? { ...headers, "content-type": contentType } : { ...headers },
    body,
    // A redirect would take the signature to wherever it points.
    redirect: "manual",
    signal,
  };
  if (typeof body !== "object" || !isHosts) return init;
  if ("Bun" in globalThis) return inPieces(body, init);
  return isNode() ? { ...init, ...NOT_KEPT } : init;
}

/** Where it may have to send a body again, Node's fetch keeps all of it. @type {RequestInit} */
const NOT_KEPT = { redirect: "error", window: null };

/**
 * Bun reads the files of a FormData into memory, and loses those of a Blob, so its fetch gets them piece by piece.
 *
 * @param {FormData} form @param {RequestInit} init
 */
function inPieces(form, init) {
  const boundary = `polyv-edge-${crypto.randomUUID()}`;
  const quoted = (/** @type {string} */ name) => `"${name.replace(/["\r\n]/g, encodeURIComponent)}"`;
  const parts = Array.from(form, ([name, value]) => {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name=${quoted(name)}`;
    if (typeof value === "string") return [head, "\r\n\r\n", value, "\r\n"];
    const type = value.type || "application/octet-stream";
    return [head, `; filename=${quoted(value.name)}\r\ncontent-type: ${type}\r\n\r\n`, value, "\r\n"];
  });
  const pieces = [...parts.flat(), `--${boundary}--\r\n`].map((part) =>
    part instanceof Blob ? part : new Blob([part]),
  );
  const length = pieces.reduce((sum, { size }) => sum + size, 0);
  const type = `multipart/form-data; boundary=${boundary}`;
  async function* chunks() {
    for (const piece of pieces) yield* /** @type {any} */ (piece.stream());
  }
  return {
    ...init,
    headers: { ...init.headers, "content-type": type, "content-length": `${length}` },
    body: /** @type {any} */ (chunks()),
  };
}

/**
 * What `Retry-After` asks for, in milliseconds by the answer's own clock; or the answer's `Date`, in milliseconds since 1970.
 * Not a number where it has none.
 *
 * @param {Response} response @param {boolean} isRetryAfter
 */
export function timeOf(response, isRetryAfter) {
  const date = dateOf(headerOf(response, "date") ?? "");
  if (!isRetryAfter) return date;
  const header = headerOf(response, "retry-after") ?? "";
  return /^\d+$/.test(header) ? Number(header) * 1000 : Math.max(dateOf(header) - (date || Date.now()), 0);
}

/** @param {Response} response @param {string} name */
function headerOf(response, name) {
  return orUndefined(() => response.headers.get(name)?.trim());
}

/** The three forms of RFC 9110 5.6.7; `Date.parse` alone takes nearly anything. @param {string} text */
function dateOf(text) {
  return /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
}

/** Codes of the system and of Node's fetch, but for those of wrong calls; the others are Bun's. */
const SYSTEM_CODE =
  /^(?!(UND_)?ERR_INVALID)(E|UND_ERR_)[A-Z0-9_]{1,34}$|^(Connection[A-Z]\w{1,20}|FailedToOpenSocket)$/;

/**
 * What is known of a host's failure, `name NUL message NUL code NUL`, after a letter that says whether the connection broke.
 *
 * @param {any} error @param {boolean} isHosts Whether the host's own fetch failed, and not a caller's.
 */
export function describeFailure(error, isHosts) {
  const text = (/** @type {unknown} */ value) =>
    typeof value === "string" ? value.replace(/\0|\p{Surrogate}/gu, "\ufffd") : "";
  const get = (/** @type {() => unknown} */ run) => text(orUndefined(run));
  const codes = [() => error.code, () => error.cause.code, () => error.cause.errors[0].code].map(get);
  const code = codes.find((code) => SYSTEM_CODE.test(code)) ?? "";
  const [name, message] = [get(() => error.name), get(() => error.message)];
  const isHostsWord = isHosts && name === "TypeError" && !message.startsWith("Illegal invocation");
  const isBroken = code !== "" || isHostsWord || orUndefined(() => error.retryable) === true;
  return `${isBroken ? "b" : "-"}${name}\0${message || text(error)}\0${code}\0`;
}
