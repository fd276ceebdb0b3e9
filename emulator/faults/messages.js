// Faults that are POLYV's own failures: one of each class of message, and a server whose clock is off.
// @ts-check
import { blocked, FAILURES, invalidParam } from "../answers.js";

/** @typedef {import("../faults.js").Fault} Fault */
/** @typedef {import("../answers.js").Failure} Failure */

const TEN_MINUTES_MS = 10 * 60 * 1000;

/**
 * @param {string} name
 * @param {string} kind
 * @param {Failure} failure
 * @param {Failure} [inV4] where v4 says it in other words
 * @returns {Fault}
 */
function refusal(name, kind, failure, inV4 = failure) {
  /** @param {Failure} said */
  const say = ({ code, message }) => `code ${code} "${message}"`;
  const what = say(failure) + (inV4 === failure ? "" : `; v4: ${say(inV4)}`);
  return {
    name,
    what,
    expect: [kind],
    show: ({ exchange, reply }) => exchange.send(reply.fail(reply.family === "v4" ? inV4 : failure)),
  };
}

/** @param {string} name @param {number} clockMs @param {string} direction @returns {Fault} */
function clock(name, clockMs, direction) {
  return {
    name,
    what: `the server's clock, and its Date header, are ten minutes ${direction}; the sample for a timestamp that fits`,
    expect: ["ok", "invalid_timestamp"],
    clockMs,
    show: ({ exchange, reply, sample }) => exchange.send(reply.ok(sample)),
  };
}

/** @type {readonly Fault[]} */
export const messageFaults = [
  refusal("unauthorized", "unauthorized", FAILURES.appIdUnknown),
  refusal("invalid-signature", "invalid_signature", FAILURES.signature),
  refusal("signature-zh", "invalid_signature", { code: 403, message: "签名错误" }),
  refusal("invalid-timestamp", "invalid_timestamp", FAILURES.timestamp),
  refusal("forbidden", "forbidden", FAILURES.forbidden),
  refusal("not-found", "not_found", FAILURES.channelUnknown, FAILURES.viewerUnknown),
  refusal("conflict", "conflict", { code: 400, message: "channel in live" }),
  refusal("validation", "validation", invalidParam("param length is incorrect", "account"), {
    code: 400,
    message: "直播名称不能为空",
    errorCode: 10001,
  }),
  refusal("body-parse", "validation", {
    code: 400,
    message: "JSON parse error: Cannot deserialize value of type `java.lang.String` from Array value",
  }),
  refusal("qps", "rate_limited", FAILURES.qps),
  {
    name: "blocked",
    what: "the 403 page of an address that POLYV has shut out",
    expect: ["rate_limited", "forbidden"],
    show: ({ exchange }) => exchange.send(blocked()),
  },
  refusal("undefined-error", "server", FAILURES.undefinedError),
  refusal("system-error", "server", FAILURES.system),
  clock("clock-ahead", TEN_MINUTES_MS, "ahead"),
  clock("clock-behind", -TEN_MINUTES_MS, "behind"),
];
