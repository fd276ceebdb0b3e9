// POLYV's answers, exactly: both envelopes, the known failure messages, and the pages of its gateway and of Spring.
// @ts-check
import { createHash } from "node:crypto";

/** @typedef {"v2" | "v4"} Family v2 and v3 paths answer alike; v4 paths have an envelope of their own */
/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string>} headers
 * @property {string | Buffer} body
 */
/**
 * @typedef {object} Failure
 * @property {number} code
 * @property {string} message
 * @property {number} [errorCode] `error.code` of v4; where POLYV documents none the emulator repeats `code`
 * @property {"error" | "fail"} [word] `status` of v2
 */
/**
 * @typedef {object} Reply
 * @property {Family} family
 * @property {(data: unknown) => Record<string, unknown>} envelope the good envelope as an object
 * @property {(data: unknown) => Answer} ok
 * @property {(result: unknown) => Answer} okResult the oldest paths have `result` in place of `data`
 * @property {(failure: Failure) => Answer} fail
 */

/** @satisfies {Record<string, Failure>} */
export const FAILURES = {
  appIdMissing: { code: 400, message: "appId is required." },
  appIdUnknown: { code: 400, message: "application not found.", errorCode: 20001 },
  timestamp: { code: 400, message: "invalid timestamp." },
  signature: { code: 400, message: "invalid signature." },
  viewerUnknown: { code: 400, message: "未知用户信息" },
  channelUnknown: { code: 404, message: "channel not found." },
  accountUnknown: { code: 400, message: "数据不存在" },
  notYesOrNo: { code: 400, message: "param is not boolean (Y / N)", errorCode: 10001 },
  range: { code: 400, message: "number range error", errorCode: 10001 },
  param: { code: 400, message: "param validate error", errorCode: 10001 },
  bodyShape: { code: 400, message: "JSON parse error: Cannot deserialize the body", errorCode: 10001 },
  viewerShape: { code: 400, message: "JSON parse error: Cannot deserialize the viewer", errorCode: 10001 },
  textShape: {
    ...{ code: 400, errorCode: 10001 },
    message: "JSON parse error: Cannot deserialize value of type `java.lang.String`",
  },
  fileMissing: { code: 400, message: "file is not found", errorCode: 10001 },
  login: { code: 400, message: "未登录" },
  bodyMissing: { code: 400, message: "Required request body is missing", errorCode: 10001 },
  forbidden: { code: 500, message: "access forbidden", word: "fail" },
  qps: { code: 400, message: "qps exceeds number of calls" },
  undefinedError: { code: 500, message: "undefined error", word: "fail" },
  system: { code: 500, message: "系统异常", word: "fail" },
};

/** How an endpoint says no, from wherever it finds out. */
export class Refusal extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** @type {(failure: Failure) => never} */
export function refuse(failure) {
  throw new Refusal(failure);
}

/**
 * A failure whose text ends with a name or value, such as `param should not be empty: account`.
 * @param {string} text @param {string} detail @returns {Failure}
 */
export function invalidParam(text, detail) {
  return { code: 400, message: `${text}: ${detail}`, errorCode: 10001 };
}

/** @param {number} status @param {unknown} value @param {Record<string, string>} [headers] @returns {Answer} */
export function json(status, value, headers) {
  const type = { "content-type": "application/json;charset=UTF-8" };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(value) };
}

/** @param {number} status @param {string} title @param {Record<string, string>} [headers] @returns {Answer} */
export function html(status, title, headers) {
  const body =
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n` +
    `<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { "content-type": "text/html", ...headers }, body };
}

/** What an address gets while POLYV blocks it. The real form is undocumented; a gateway page is the likely one. */
export const blocked = () => html(403, "403 Forbidden");

/**
 * Spring's own error body: it has a `status` but no `code`.
 * @param {number} status
 * @param {string} error
 * @param {string} message
 * @param {string} path
 * @param {number} at
 * @param {Record<string, string>} [headers]
 */
export function springError(status, error, message, path, at, headers) {
  const timestamp = new Date(at).toISOString().replace("Z", "+0000");
  return json(status, { timestamp, status, error, message, path }, headers);
}

/**
 * The two envelopes for one call. `count` makes the request ids: different for every call, the same in every run.
 * @param {Family} family
 * @param {number} count
 * @returns {Reply}
 */
export function replyFor(family, count) {
  /** @type {Reply["envelope"]} */
  const envelope = (data) =>
    family === "v4"
      ? { code: 200, status: "success", requestId: uuid(count), data, success: true }
      : { code: 200, status: "success", message: "", data };
  return {
    family,
    envelope,
    ok: (data) => json(200, envelope(data)),
    okResult: (result) => json(200, { code: 200, status: "success", result }),
    fail: ({ code, message, errorCode = code, word = "error" }) => {
      const error = { code: errorCode, desc: message };
      const v4 = { code, status: "error", requestId: traceId(count), error, success: false };
      return json(code >= 500 ? 500 : 400, family === "v4" ? v4 : { code, status: word, message, data: "" });
    },
  };
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {number} count */
const hex = (count) => createHash("md5").update(`emulator request ${count}`).digest("hex");
/** @param {number} count A request id as in POLYV's good sample. */
const uuid = (count) => hex(count).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
/** @param {number} count A request id as in POLYV's bad sample. */
const traceId = (count) => `${hex(count)}.128.1636083155${String(count).padStart(7, "0")}`;
