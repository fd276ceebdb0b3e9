// One look-up from ids to outcome, with the tricks that make it fail on purpose.
// @ts-check
import { toPath } from "./address.js";
import { timeOf } from "./measure.js";
import { PolyvError, ready } from "./polyv-edge/index.web.js";
import { failureOf, parserFor, redactedIn } from "./read.js";
import { send } from "./request.js";

/** @typedef {import("./address.js").Lookup} Lookup */
/** @typedef {import("./faults.js").Provocation["trick"]} Trick */
/** @typedef {import("./request.js").Answer} Answer */
/**
 * @typedef {object} Found
 * @property {Lookup} lookup
 * @property {Answer} answer
 * @property {any} data a Viewer or a ChannelAccount, as the look-up says
 * @property {import("./read.js").Redacted} redacted
 * @property {import("./measure.js").Timing} timing
 */
/**
 * @typedef {object} Failed
 * @property {Lookup} lookup
 * @property {Answer} [answer]
 * @property {PolyvError} error
 * @property {import("./read.js").Place} from
 * @property {Trick} [trick]
 */

const SHORT_MS = 1000;

/**
 * @param {Lookup} lookup
 * @param {{ token: string, signal: AbortSignal, trick?: Trick }} options
 * @returns {Promise<Found | Failed>}
 */
export async function lookUp(lookup, { token, signal, trick }) {
  const path = addressFor(lookup, trick);
  /** @type {Answer | undefined} */
  let answer;
  try {
    checkIds(lookup);
    [answer] = await Promise.all([
      send(path, {
        token: trick === "wrong-token" ? "not-the-token" : token,
        signal,
        deadlineMs: trick === "deadline" ? SHORT_MS : undefined,
        redirect: trick === "no-answer" ? "error" : undefined,
      }),
      loadParsers(),
    ]);
    return found(lookup, answer);
  } catch (error) {
    // What the package did not throw is a mistake of this page: let the console have it.
    if (!(error instanceof PolyvError)) throw error;
    if (answer === undefined) return { lookup, error, from: "page", trick };
    return { lookup, answer, trick, ...failureOf(error, answer, path) };
  }
}

/** @param {Lookup} lookup @param {Answer} answer @returns {Found} */
function found(lookup, answer) {
  const parse = parserFor(lookup.what);
  const data = parse(answer.text);
  const timing = timeOf(() => parse(answer.text));
  return { lookup, answer, data, redacted: redactedIn(answer.text), timing };
}

/** The two last are addresses of the page itself: the first redirects to the second, which is HTML. @param {Lookup} lookup @param {Trick} trick */
function addressFor(lookup, trick) {
  if (trick === "no-answer") return "/index.html";
  if (trick === "not-json") return "/";
  return toPath(lookup);
}

/** A blank id would ask for another route. @param {Lookup} lookup */
function checkIds({ what, ...ids }) {
  for (const [name, id] of Object.entries(ids)) {
    if (id.trim() === "") throw new PolyvError("invalid_argument", `${name} must not be blank`);
  }
}

async function loadParsers() {
  try {
    await ready();
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new PolyvError("network", `the package's wasm did not load: ${why}`, { retryable: true });
  }
}
