// Every way to see a kind of error on this page: where it arises, and what to do for it.
// @ts-check

/** @typedef {import("./address.js").Lookup} Lookup */
/**
 * @typedef {object} Provocation
 * @property {string} id
 * @property {import("../../pkg-template/dist/error.js").PolyvErrorKind} kind what it shows
 * @property {"polyv" | "worker" | "page"} from where the failure arises
 * @property {Lookup} lookup fails by itself where there is no trick, and so can be shared
 * @property {"wrong-token" | "cancel" | "deadline" | "no-answer" | "not-json"} [trick] what the page does to its request
 */

/** @param {string} viewer @returns {Lookup} */
const person = (viewer) => ({ what: "viewer", viewer });
/** @param {Provocation["kind"]} kind @param {string} name @returns {Provocation} */
const polyv = (kind, name) => ({ id: `polyv-${kind}`, kind, from: "polyv", lookup: person(`fault:${name}`) });

/** A viewer that takes long: time enough to cancel, or to run out of patience. */
export const SLOW = person("fault:slow-headers");
/** POLYV's sample, for requests that fail on the way and never by their id. */
export const SAMPLE = person("2_v378gn997yovtl3p8h77db9e224t6hg9");

/** @type {readonly Provocation[]} */
export const provocations = [
  polyv("unauthorized", "unauthorized"),
  polyv("invalid_signature", "invalid-signature"),
  polyv("invalid_timestamp", "invalid-timestamp"),
  polyv("forbidden", "forbidden"),
  { id: "polyv-not_found", kind: "not_found", from: "polyv", lookup: person("2_nobody") },
  polyv("conflict", "conflict"),
  polyv("validation", "validation"),
  polyv("rate_limited", "qps"),
  polyv("server", "status-503-retry-after"),
  { id: "worker-invalid_argument", kind: "invalid_argument", from: "worker", lookup: account("abc", "0062149710") },
  { id: "worker-unauthorized", kind: "unauthorized", from: "worker", lookup: SAMPLE, trick: "wrong-token" },
  { id: "worker-invalid_response", kind: "invalid_response", from: "worker", lookup: person("fault:html-200") },
  { id: "worker-network", kind: "network", from: "worker", lookup: person("fault:reset-headers") },
  { id: "worker-timeout", kind: "timeout", from: "worker", lookup: SLOW },
  { id: "page-invalid_argument", kind: "invalid_argument", from: "page", lookup: person(" ") },
  { id: "page-aborted", kind: "aborted", from: "page", lookup: SLOW, trick: "cancel" },
  { id: "page-timeout", kind: "timeout", from: "page", lookup: SLOW, trick: "deadline" },
  { id: "page-network", kind: "network", from: "page", lookup: SAMPLE, trick: "no-answer" },
  { id: "page-invalid_response", kind: "invalid_response", from: "page", lookup: SAMPLE, trick: "not-json" },
];

/** @param {string} channel @param {string} id @returns {Lookup} */
function account(channel, id) {
  return { what: "account", channel, account: id };
}
