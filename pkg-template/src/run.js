// Runs one call: Rust says what comes next, JavaScript waits, and tells the hooks.

import { RunningCall } from "#wasm";
import { Deadline, pause, ready, steadyMs } from "../../src/client/transport.js";
import { orUndefined, parseExact } from "../../src/json.js";
import { internal, isTrap, PolyvError, setCause } from "./error.js";
import { guarded } from "./guard.js";

/**
 * @typedef {object} Sending How a call is sent.
 * @property {typeof fetch} [fetch] @property {Record<string, string>} [headers] @property {unknown} [body]
 * @property {AbortSignal} [signal] @property {number} [maxBodyBytes] @property {"json" | "text" | "bytes"} [as]
 */
/**
 * @typedef {object} Hooks
 * @property {(event: any) => unknown} [onAttempt] @property {(event: any) => unknown} [onCall]
 * @property {string} route Method and path. @property {unknown} [context]
 */
/** @typedef {{ data: any, httpStatus: number, requestId: string | undefined, attempts: number }} PolyvResponse */

/**
 * A promise of the data, which can also give what else is known of the answer.
 *
 * @template T @param {Promise<PolyvResponse>} response
 * @returns {Promise<T> & { withResponse(): Promise<PolyvResponse> }}
 */
export function polyvPromise(response) {
  const data = /** @type {any} */ (response.then(({ data }) => data));
  // Set, not defined: in workerd a tenth of a call's own time.
  data.withResponse = () => {
    // Whoever takes the one promise never looks at the other.
    data.catch(() => {});
    return response;
  };
  return data;
}

/** Of calls that have ended: a host watches over each, which takes longer than to use it again. @type {RunningCall[]} */
const idle = [];
const MOST_IDLE = 64;

/**
 * Reads what a caller passed at once, and fails as calls fail: never by throwing.
 *
 * @param {(running: RunningCall) => Sending} begin @param {Hooks} hooks @returns {Promise<PolyvResponse>}
 */
export async function run(begin, hooks) {
  const started = hooks.onCall ? steadyMs() : 0;
  /** @type {RunningCall | undefined} */
  let call;
  /** @type {Sending | undefined} */
  let sending;
  try {
    const running = idle.pop() ?? new RunningCall();
    call = running;
    sending = guarded(() => begin(running));
    const response = await drive(running, sending, hooks);
    tellCall(hooks, started, response, undefined);
    if (idle.length < MOST_IDLE) idle.push(running);
    else running.free();
    return response;
  } catch (cause) {
    // A trap, or a host's error that went through, leaves it borrowed.
    orUndefined(() => call?.end());
    orUndefined(() => call?.free());
    const error = asPolyvError(cause, sending);
    tellCall(hooks, started, error, error.kind);
    throw error;
  }
}

/** @param {RunningCall} call @param {Sending} sending @param {Hooks} hooks @returns {Promise<PolyvResponse>} */
async function drive(call, sending, hooks) {
  const { signal } = sending;
  // Not at once: whoever makes the call may still abort it.
  await undefined;
  /** @type {import("../../src/client/transport.js").Outcome} */
  let wait = ready(signal);
  let attempts = 0;
  for (let sentAt; ; ) {
    let next;
    try {
      const { code, status, answer, detail, response } = wait;
      next = call.step(code, status, answer, detail, response, Date.now(), steadyMs(), Math.random());
    } finally {
      if (sentAt !== undefined && hooks.onAttempt) tellAttempt(hooks, call, attempts, sentAt, wait);
    }
    sentAt = undefined;
    if (next === 0) {
      const { answer, status = 0 } = wait;
      const requestId = requestIdOf(call, answer);
      return { data: call.end(), httpStatus: status, requestId, attempts };
    }
    if (next > 0) {
      wait = await pause(signal, next);
      continue;
    }
    const deadline = new Deadline(signal, -next);
    if (!deadline.isOver) {
      attempts += 1;
      sentAt = hooks.onAttempt ? steadyMs() : 0;
      send(call, sending, deadline);
    }
    wait = await deadline.outcome;
  }
}

/** @param {RunningCall} call @param {Sending} sending @param {Deadline} deadline */
function send(call, { fetch, headers, body, maxBodyBytes, as }, deadline) {
  let sent;
  try {
    sent = call.send(globalThis, fetch, body, headers, deadline.signal);
  } catch (error) {
    if (isTrap(error)) throw error;
    // What was thrown at once is what a promise would have said.
    sent = Promise.reject(error);
  }
  deadline.receive(sent, maxBodyBytes, as);
}

/** Most v2 answers have none. @param {RunningCall} call @param {any} answer */
function requestIdOf(call, answer) {
  const id = (typeof answer === "string" ? parseExact(answer) : answer)?.requestId;
  return typeof id === "string" && call.mayShow(id) ? id : undefined;
}

/** @param {unknown} error @param {Sending | undefined} sending */
function asPolyvError(error, { signal, headers } = {}) {
  if (!(error instanceof PolyvError)) return internal(error);
  if (error.kind === "network" && headers) hideHeaders(/** @type {any} */ (error.cause), headers);
  // The caller's own reason, as it is.
  const isAborted = (error.kind === "aborted" || error.kind === "timeout") && orUndefined(() => signal?.aborted);
  if (isAborted && error.cause === undefined)
    setCause(
      error,
      orUndefined(() => signal?.reason),
    );
  return error;
}

/** A gateway's token may be among them. @param {any} cause Made here. @param {Record<string, string>} headers */
function hideHeaders(cause, headers) {
  for (const value of Object.values(headers)) {
    if (value !== "") for (const part of ["name", "message", "stack"]) cause[part] = cause[part].replaceAll(value, "…");
  }
}

/** @param {Hooks} hooks @param {RunningCall} call @param {number} attempt @param {number} sentAt @param {any} wait */
function tellAttempt({ onAttempt, route, context }, call, attempt, sentAt, { status, answer }) {
  const [kind, failedId] = call.failure()?.split("\0") ?? [];
  tell(onAttempt, {
    ...endpointOf(route),
    attempt,
    durationMs: steadyMs() - sentAt,
    httpStatus: status,
    kind,
    requestId: kind === undefined ? requestIdOf(call, answer) : failedId || undefined,
    context,
  });
}

/** @param {Hooks} hooks @param {number} started @param {any} outcome @param {string | undefined} kind */
function tellCall({ onCall, route, context }, started, { httpStatus, requestId, attempts }, kind) {
  if (!onCall) return;
  const durationMs = steadyMs() - started;
  tell(onCall, { ...endpointOf(route), attempts, durationMs, httpStatus, kind, requestId, context });
}

/** The path as documented, its placeholders unfilled, without a query that may be there by mistake. @param {unknown} route */
function endpointOf(route) {
  const [method, path] = typeof route === "string" ? route.split(/[ ?]/) : [];
  return { method, path };
}

/** A fault in somebody's metrics is no fault of the call. @param {((event: any) => unknown) | undefined} hook @param {object} event */
function tell(hook, event) {
  new Promise((resolve) => resolve(hook?.(event))).catch(() => {});
}
