// What callers pass, read once and checked: an error names the option, says what it must be, and never shows its value.

import { orUndefined } from "../../src/json.js";
import { PolyvError } from "./error.js";
import { guarded } from "./guard.js";

/** @typedef {[is: (value: any) => boolean, what: string]} Check */

/** @param {string} message */
export const badArgument = (message) => new PolyvError("invalid_argument", message);

/** @type {(from: number, to: number, what: string) => Check} */
const whole = (from, to, what) => [(value) => Number.isSafeInteger(value) && value >= from && value <= to, what];
/** @type {Check} */
export const TEXT = [(value) => typeof value === "string", "text"];
/** @type {Check} */
const FLAG = [(value) => typeof value === "boolean", "true or false"];
/** @type {Check} */
export const FUNCTION = [(value) => typeof value === "function", "a function"];
/** Of a revoked Proxy nobody can say whether it is a list. @type {Check} */
const OBJECT = [
  (value) => typeof value === "object" && value !== null && orUndefined(() => Array.isArray(value)) === false,
  "an object",
];
/** @type {Check} */
const MILLISECONDS = [(value) => Number.isFinite(value) && value > 0, "a positive number of milliseconds"];
/** @type {Check} */
const SIGNAL = [isSignal, "an AbortSignal"];
/** @type {Check} */
export const ANY = [() => true, "anything"];

/** @param {string[]} words @returns {Check} */
export const oneOf = (...words) => [(value) => words.includes(value), words.map((word) => `"${word}"`).join(" or ")];

/** For a client, and for one of its calls. */
const COMMON = {
  headers: OBJECT,
  timeoutMs: MILLISECONDS,
  retries: whole(0, 10, "a whole number from 0 to 10"),
  maxBodyBytes: whole(1, Number.MAX_SAFE_INTEGER, "a whole number of bytes"),
};

const CLIENT = {
  appId: TEXT,
  appSecret: TEXT,
  signatureMethod: oneOf("MD5", "SHA256"),
  nonce: FLAG,
  baseUrl: TEXT,
  allowHttp: FLAG,
  ...COMMON,
  rateLimit: /** @type {Check} */ ([(value) => value === false || OBJECT[0](value), "false or { calls, windowMs }"]),
  onAttempt: FUNCTION,
  onCall: FUNCTION,
  fetch: FUNCTION,
  allowBrowser: FLAG,
};

const RATE_LIMIT = { calls: whole(1, 0xffffffff, "a whole number of calls"), windowMs: MILLISECONDS };

const CALL = { signal: SIGNAL, ...COMMON, context: ANY };

const BATCH = { ...CALL, concurrency: whole(1, 1000, "a whole number from 1 to 1000") };

const ROUTE = { params: OBJECT, query: OBJECT };

const REQUEST = {
  ...ROUTE,
  form: OBJECT,
  json: ANY,
  files: OBJECT,
  idempotent: FLAG,
  as: oneOf("json", "text", "bytes"),
  ...CALL,
};

export const TIME = whole(1e12, 9_999_999_999_999, "a time in milliseconds, of 13 digits");

const SIGNED_URL = { ...ROUTE, timestamp: TIME };

/** What other libraries call it, or POLYV where it has a name of its own. @type {Record<string, string>} */
const RIGHT_NAMES = {
  baseURL: "baseUrl",
  base_url: "baseUrl",
  url: "baseUrl, or the route",
  timeout: "timeoutMs",
  body: "form or json",
  data: "form or json",
  path: "params",
  method: 'the route, such as "POST /live/…"',
  retry: "retries",
  maxRetries: "retries",
  onResponse: "onAttempt",
  responseType: "as",
  abortSignal: "signal",
  app_id: "appId",
  appID: "appId",
  app_secret: "appSecret",
  secret: "appSecret",
  userId: "viewerId",
  userid: "viewerId",
  nickName: "nickname",
  secretKey: "key",
  secretkey: "key",
  ts: "timestamp",
  baseUrl: "watchOrigin",
  keys: "channels",
  profile: "externalViewer",
};

/** Inherits nothing: what somebody has put on Object.prototype is nobody's option. */
class Options {}
Object.setPrototypeOf(Options.prototype, null);

/** One object of several; the last has the last word. @param {object[]} parts @returns {Record<string, any>} */
export const merged = (...parts) => Object.assign(new Options(), ...parts);

/** @param {unknown} options */
export const clientOptions = (options) =>
  guarded(() => {
    const read = readOptions(options, CLIENT, "the client");
    if (read.rateLimit) {
      read.rateLimit = readOptions(read.rateLimit, RATE_LIMIT, "rateLimit");
      for (const name of Object.keys(RATE_LIMIT)) {
        if (read.rateLimit[name] === undefined) throw badArgument(`rateLimit.${name} is missing`);
      }
    }
    return read;
  });

/** @param {unknown} options */
export const callOptions = (options) => readOptions(options, CALL, "a call");
/** @param {unknown} options */
export const batchOptions = (options) => readOptions(options, BATCH, "a batch");
/** @param {unknown} options */
export const requestOptions = (options) => readOptions(options, REQUEST, "request");
/** @param {unknown} options */
export const signedUrlOptions = (options) => readOptions(options, SIGNED_URL, "signedUrl");

/** @type {any} */
const inherited = Object.prototype;

/**
 * The options, each read once: a getter may give something else each time.
 *
 * @param {any} options @param {Record<string, Check>} checks @param {string} what
 * @returns {Record<string, any>}
 */
export function readOptions(options, checks, what) {
  /** @type {Record<string, any>} */
  const read = new Options();
  if (options === undefined || options === null) return read;
  if (!OBJECT[0](options)) throw badArgument(`the options of ${what} must be an object`);
  const names = orUndefined(() => Object.keys(options)) ?? [];
  for (const name of names) {
    if (!Object.hasOwn(checks, name)) throw unknown(name, checks, what);
  }
  for (const name of Object.keys(checks)) {
    const value = readValue(options, name);
    if (value === undefined || (value === inherited[name] && !Object.hasOwn(options, name))) continue;
    const [is, mustBe] = checks[name];
    if (!is(value)) throw badArgument(`${name} must be ${mustBe}`);
    read[name] = value;
  }
  if (read.headers) read.headers = readHeaders(read.headers);
  return read;
}

/** @param {any} options @param {string} name */
export function readValue(options, name) {
  try {
    return options[name];
  } catch {
    throw badArgument(`${name} can't be read`);
  }
}

/** @param {string} name @param {Record<string, Check>} checks @param {string} what */
function unknown(name, checks, what) {
  const same = Object.keys(checks).find((known) => known.toLowerCase() === name.toLowerCase());
  const right = same ?? (Object.hasOwn(RIGHT_NAMES, name) ? RIGHT_NAMES[name] : undefined);
  // It is right only where there is an option of that name; a call of any route has `params`.
  const isRight = (/** @type {string} */ word) => Object.hasOwn(checks, word === "route" ? "params" : word);
  const hint = right?.split(/\W+/).some(isRight) ? `use ${right}` : `there are ${Object.keys(checks).join(", ")}`;
  return badArgument(`${name} is not an option of ${what}: ${hint}`);
}

/** What the client sets, or the connection does. */
const RESERVED_HEADERS = new Set(["content-type", "content-length", "host", "connection", "transfer-encoding"]);

/** @param {object} headers @returns {Record<string, string>} */
function readHeaders(headers) {
  /** @type {Record<string, string>} */
  const read = {};
  for (const [name, value] of entriesOf(headers)) {
    if (typeof value !== "string") throw badArgument(`the header ${name} must be text`);
    if (RESERVED_HEADERS.has(name.toLowerCase())) throw badArgument(`the header ${name} is set by the client`);
    // Its own message would show the value.
    const isValid = orUndefined(() => new Headers([[name, value]]));
    if (!isValid) throw badArgument(`the header ${JSON.stringify(name)} has a character that no header may have`);
    read[name.toLowerCase()] = value;
  }
  return read;
}

/** Of a record, or of what Fetch takes in its place: `Headers`, a `Map`, pairs. @param {any} headers @returns {[string, any][]} */
function entriesOf(headers) {
  try {
    return typeof headers[Symbol.iterator] === "function" ? [...headers] : Object.entries(headers);
  } catch {
    throw badArgument("headers can't be read");
  }
}

/** @param {any} value */
function isSignal(value) {
  const hasMethods = () => [value.addEventListener, value.removeEventListener].every((it) => typeof it === "function");
  return orUndefined(() => typeof value.aborted === "boolean" && hasMethods()) ?? false;
}
