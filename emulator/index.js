// A local POLYV: starts, answers and stops. What it answers is decided in the files beside this one.
// @ts-check
import { once } from "node:events";
import { createServer } from "node:http";
import { blocked, FAILURES, html, isObject, json, Refusal, replyFor, springError } from "./answers.js";
import { sendCallback } from "./callback.js";
import { createChecks } from "./checks.js";
import { createData } from "./data.js";
import { Exchange } from "./exchange.js";
import { createFaultIds } from "./fault-ids.js";
import { placesAt } from "./find.js";
import { createLimiter } from "./limit.js";
import { readMultipart } from "./multipart.js";
import { bodyKind, readAsked, readBody, readTarget } from "./request.js";
import { canonicalText } from "./signature.js";
import { createWatch } from "./watch.js";

export { faults } from "./faults.js";
export { sign } from "./signature.js";
export { signCallback, signCustom, signExternal } from "./watch-sign.js";

// What users are promised: declared once, in the package.
/** @typedef {import("../pkg-template/dist/emulator.js").EmulatorOptions} Options */
/** @typedef {import("../pkg-template/dist/emulator.js").Emulator} Emulator */
/** @typedef {import("../pkg-template/dist/emulator.js").EmulatorRequest} Recorded */

export const DEFAULT_APP_SECRET = "emulator-secret-never-real";
/** A redirect leads to its own path behind this: there stands the good sample, unchecked, as nobody should follow. */
const FOLLOWED = "/emulator/followed";
/** Keeps a long run from filling the memory. */
const REQUESTS_KEPT = 100_000;

/** @param {Options} [options] @returns {Promise<Emulator>} */
export async function startEmulator(options = {}) {
  const { port = 0, host = "127.0.0.1", appId = "emulatorappid", appSecret = DEFAULT_APP_SECRET, watch = {} } = options;
  const { now = Date.now } = options;
  const state = stateOf({ ...options, appId, appSecret, watch, now });
  const server = createServer((incoming, response) => {
    handle(state, incoming, response).catch((error) => {
      console.error("emulator: a fault of its own:", error);
      response.destroy();
    });
  });
  server.on("clientError", (_error, socket) => {
    if (!socket.writable) return;
    const date = new Date(now()).toUTCString();
    socket.end(`HTTP/1.1 400 Bad Request\r\nDate: ${date}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  });
  // Longer than clients keep idle connections, so that they never pick one that is just being closed.
  server.keepAliveTimeout = 120_000;
  await once(server.listen(port, host), "listening");

  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    port: address.port,
    appId,
    appSecret,
    requests: state.requests,
    watch,
    sendCallback: (url, fields) => sendCallback({ url, appSecret, fields, timestamp: now() }),
    // At once: connections that wait for a hanging fault are cut, which also ends the fault's timers.
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @typedef {ReturnType<typeof stateOf>} State */

/** @param {Options & { appId: string, appSecret: string, watch: Emulator["watch"], now: () => number }} options */
function stateOf({ appId, appSecret, watch, now, limit, onRequest }) {
  return {
    now,
    data: createData(),
    check: createChecks({ appId, appSecret }),
    faultIds: createFaultIds(),
    isRefused: limit ? createLimiter(limit) : () => false,
    watch: createWatch({ channels: watch, now }),
    requests: /** @type {Recorded[]} */ ([]),
    onRequest,
    count: 0,
  };
}

/**
 * @param {State} state
 * @param {import("node:http").IncomingMessage} incoming
 * @param {import("node:http").ServerResponse} response
 */
async function handle(state, incoming, response) {
  const now = state.now();
  const method = incoming.method ?? "GET";
  const target = readTarget(incoming.url ?? "/");
  /** @type {Recorded} */
  const record = { method, ...target, body: "", status: 0, aborted: false, at: now };
  if (state.requests.length >= REQUESTS_KEPT) state.requests.splice(0, REQUESTS_KEPT / 2);
  state.requests.push(record);
  state.count += 1;
  const exchange = new Exchange(response, record);
  response.once("close", () => state.onRequest?.(record));
  exchange.setDate(now);

  if (state.isRefused(incoming.socket.remoteAddress ?? "", now)) return exchange.send(blocked());
  const bytes = await readBody(incoming).catch(() => null);
  // The client went away while it was still sending.
  if (bytes === null) return undefined;
  if (bytes === undefined) return exchange.send(html(413, "413 Request Entity Too Large"));
  const type = incoming.headers["content-type"];
  const isMultipart = bodyKind(type, bytes) === "multipart";
  const body = isMultipart ? "" : bytes.toString("utf8");
  record.body = body;

  const watched =
    method === "GET" ? state.watch(target.path, target.query, `http://${incoming.headers.host}`) : undefined;
  if (watched) return exchange.send(await watched);
  const isFollowed = target.path.startsWith(FOLLOWED);
  const places = await placesAt(isFollowed ? target.path.slice(FOLLOWED.length) : target.path);
  const [first] = places;
  if (first === undefined) {
    // Not as POLYV's gateway answers, whose page would not say what is missing.
    record.refused = `the local POLYV has no ${method} ${target.path}`;
    return exchange.send(json(404, { code: 404, status: "error", message: record.refused, data: "" }));
  }
  if (isFollowed) return exchange.send(replyFor(first.route.family, state.count).ok(first.route.sample));
  const place = places.find(({ route }) => route.method === method);
  if (place === undefined) {
    const message = `Request method '${method}' not supported`;
    const headers = { allow: places.map(({ route }) => route.method).join(", ") };
    return exchange.send(springError(405, "Method Not Allowed", message, target.path, now, headers));
  }
  const { route } = place;
  const multipart = isMultipart ? await readMultipart(bytes, type ?? "") : undefined;
  if (isMultipart && multipart === undefined) {
    const message = "Failed to parse multipart servlet request";
    return exchange.send(springError(400, "Bad Request", message, target.path, now));
  }
  if (multipart) record.files = multipart.files;

  const reply = replyFor(route.family, state.count);
  const asked = readAsked(method, target.query, body, type, multipart?.fields);
  const parsed = asked.kind === "json" ? parse(body) : { value: undefined };
  const chosen = state.faultIds.choose([
    ...Object.values(place.path),
    ...Object.values(asked.params),
    ...(isObject(parsed?.value) ? Object.values(parsed.value) : []),
  ]);
  const clock = now + (chosen?.fault?.clockMs ?? 0);
  exchange.setDate(clock);

  const { signed = "all" } = route;
  const toCheck = signed === "query" ? target.query : asked.params;
  const refused = signed === "nothing" ? undefined : state.check(toCheck, clock);
  if (refused) {
    record.refused = refused.message;
    if (refused === FAILURES.signature) record.toSign = canonicalText(toCheck, "<appSecret>");
    return exchange.send(reply.fail(refused));
  }
  if (chosen?.problem) return exchange.send(reply.fail({ code: 400, message: chosen.problem }));
  if (chosen?.fault) return chosen.fault.show({ exchange, reply, sample: route.sample, path: target.path, now: clock });
  if (parsed === undefined) return exchange.send(reply.fail({ code: 400, message: "JSON parse error" }));

  const { text, realId } = chosen ?? {};
  /** @type {<T>(values: Record<string, T>) => Record<string, any>} */
  const real = (values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === text ? realId : value]));
  const question = {
    ...{ path: real(place.path), params: real(asked.params), kind: asked.kind, files: multipart?.files },
    ...{ json: isObject(parsed.value) ? real(parsed.value) : parsed.value, data: state.data, reply, now },
  };
  try {
    exchange.send(route.answer(question));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    exchange.send(reply.fail(error.failure));
  }
}

/** @param {string} body */
function parse(body) {
  try {
    return { value: /** @type {unknown} */ (JSON.parse(body)) };
  } catch {
    return undefined;
  }
}
