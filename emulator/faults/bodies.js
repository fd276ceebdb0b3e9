// Faults in what an answer says: status codes, envelopes and bodies that arrive whole but are not the usual ones.
// @ts-check
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { FAILURES, html, isObject, json, springError } from "../answers.js";

/** @typedef {import("../faults.js").Fault} Fault */
/** @typedef {import("../faults.js").Scene} Scene */
/** @typedef {import("../answers.js").Answer} Answer */

/** What a careful client makes of it. */
const [OK, BAD, EITHER, SERVER] = [["ok"], ["invalid_response"], ["ok", "invalid_response"], ["server"]];
const HUGE_BYTES = 5 * 1024 * 1024;
const DEPTH = 100_000;

/** @type {(name: string, expect: readonly string[], what: string, answer: (scene: Scene) => Answer) => Fault} */
const fault = (name, expect, what, answer) => ({
  ...{ name, what, expect },
  show: (scene) => scene.exchange.send(answer(scene)),
});

/** @param {Scene} scene */
const good = ({ reply, sample }) => reply.ok(sample);

/** @param {string | Buffer} body @param {Record<string, string>} [headers] */
const asJson = (body, headers) => ({ ...json(200, null, headers), body });

/**
 * The good answer with some members of its sample object replaced or added, as text because no object can say it.
 * @param {Scene} scene
 * @param {string} members JSON text, with the leading comma
 */
function withMembers(scene, members) {
  const body = String(good(scene).body);
  // Lists and plain words have no sample object of their own: there the members go beside `data`.
  const object = isObject(scene.sample) ? JSON.stringify(scene.sample) : body;
  const end = body.indexOf(object) + object.length - 1;
  return asJson(body.slice(0, end) + members + body.slice(end));
}

/**
 * The sample object, or the first one in a list.
 * @param {unknown} sample
 * @param {(object: Record<string, unknown>) => Record<string, unknown>} change
 * @returns {unknown}
 */
function changed(sample, change) {
  if (Array.isArray(sample)) return sample.map((item) => changed(item, change));
  if (!isObject(sample)) return sample;
  if (Array.isArray(sample.contents)) return { ...sample, contents: changed(sample.contents, change) };
  return change({ ...sample });
}

/** @param {string | Buffer} body */
export function half(body) {
  const bytes = Buffer.from(body);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

/** Bytes that look random and are the same in every run; the first one is none of UTF-8. */
function garbage() {
  const blocks = Array.from({ length: 128 }, (_, n) => createHash("sha256").update(`garbage ${n}`).digest());
  return Buffer.concat([Buffer.from([0xff]), ...blocks]).subarray(0, 4096);
}

/** @type {readonly Fault[]} */
export const bodyFaults = [
  fault("status-500", SERVER, "HTTP 500 with Spring's own error body, which has no code", ({ path, now }) =>
    springError(500, "Internal Server Error", "", path, now),
  ),
  fault("status-502-html", SERVER, "HTTP 502 with the gateway's page", () => html(502, "502 Bad Gateway")),
  fault("status-503-retry-after", SERVER, "HTTP 503 with Retry-After: 1", () =>
    html(503, "503 Service Temporarily Unavailable", { "retry-after": "1" }),
  ),
  fault("status-503-retry-after-hour", SERVER, "HTTP 503 with Retry-After: 3600", () =>
    html(503, "503 Service Temporarily Unavailable", { "retry-after": "3600" }),
  ),
  fault("status-429", ["rate_limited"], "HTTP 429 with the gateway's page", () => html(429, "429 Too Many Requests")),
  fault("html-200", BAD, "HTTP 200 with a page instead of JSON", () => html(200, "保利威")),
  fault("empty", BAD, "HTTP 200 with no body", () => asJson("")),
  fault("truncated", BAD, "JSON cut in the middle, with the content-length of what is left", (scene) =>
    asJson(half(good(scene).body)),
  ),
  fault("wrong-type", OK, "the sample, called text/html", (scene) => ({
    ...good(scene),
    headers: { "content-type": "text/html;charset=UTF-8" },
  })),
  fault("no-type", OK, "the sample, without a content-type", (scene) => ({ ...good(scene), headers: {} })),
  fault("not-json", BAD, "words that are not JSON, called application/json", () =>
    asJson("java.lang.NullPointerException: null"),
  ),
  fault("garbage-bytes", BAD, "4096 fixed bytes that are no UTF-8, called application/json", () => asJson(garbage())),
  ...Object.entries({ null: "null", array: "[]", text: '"live"' }).map(([name, text]) =>
    fault(`json-${name}`, BAD, `the JSON text ${text}`, () => asJson(text)),
  ),
  fault("duplicate-keys", EITHER, "code, status and an id given twice, the last one right", (scene) => {
    const id = scene.reply.family === "v4" ? "viewerUnionId" : "account";
    const body = String(good(scene).body)
      .replace('{"code":200', '{"code":500,"status":"error","code":200')
      .replace(`"${id}":`, `"${id}":"the-first-of-two","${id}":`);
    return asJson(body);
  }),
  fault("huge", EITHER, "the sample and an unknown member that make 5 MiB of valid JSON", (scene) => {
    const frame = ',"padding":""';
    const used = Buffer.byteLength(String(good(scene).body)) + frame.length;
    return withMembers(scene, `,"padding":"${"x".repeat(HUGE_BYTES - used)}"`);
  }),
  fault("deep", EITHER, "the sample and an unknown member nested 100,000 deep", (scene) =>
    withMembers(scene, `,"deep":${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`),
  ),
  fault("big-numbers", EITHER, "the sample with numbers no double can hold", (scene) => {
    const known = scene.reply.family === "v4" ? "watchDuration" : "sort";
    return withMembers(
      scene,
      `,"${known}":9007199254740993,"bigInteger":123456789012345678901234567890,"bigExponent":1e400,"tiny":1e-400`,
    );
  }),
  fault(
    "redirect",
    ["invalid_response", "network"],
    "302 to /emulator/followed, which answers with the sample",
    ({ path }) => html(302, "302 Found", { location: `/emulator/followed${encodeURI(path)}` }),
  ),
  fault("code-as-text", OK, 'the sample with the code as text: "200"', ({ reply, sample }) =>
    json(200, { ...reply.envelope(sample), code: "200" }),
  ),
  fault("error-on-200", ["invalid_signature"], "POLYV's invalid signature with HTTP 200", ({ reply }) => ({
    ...reply.fail(FAILURES.signature),
    status: 200,
  })),
  fault("success-on-500", OK, "the sample with HTTP 500", (scene) => ({ ...good(scene), status: 500 })),
  fault(
    "unknown-code",
    ["invalid_response", "server", "validation"],
    "a code and a message nobody documents",
    ({ reply }) => reply.fail({ code: 460, message: "花开堪折直须折", errorCode: 99999 }),
  ),
  fault("data-empty-string", BAD, 'code 200 with data ""', ({ reply }) => reply.ok("")),
  fault("data-null", BAD, "code 200 with data null", ({ reply }) => reply.ok(null)),
  fault("data-absent", BAD, "code 200 without data", ({ reply }) => reply.ok(undefined)),
  fault("data-array", BAD, "code 200 with data []", ({ reply }) => reply.ok([])),
  fault("wrong-shape", BAD, "the sample without its id (viewerUnionId or account)", ({ reply, sample }) =>
    reply.ok(changed(sample, ({ viewerUnionId: _, account: __, ...object }) => object)),
  ),
  fault("number-id", OK, "the sample with its ids as JSON numbers", ({ reply, sample }) =>
    reply.ok(
      changed(sample, (object) =>
        "account" in object
          ? { ...object, account: 62149710, channelId: 2149710, userId: 14483023 }
          : { ...object, viewerUnionId: 2378997, externalViewerId: 10086, labels: [{ id: 1282, label: "老客户" }] },
      ),
    ),
  ),
  fault("gzip", OK, "the sample with content-encoding: gzip", (scene) =>
    asJson(gzipSync(good(scene).body), { "content-encoding": "gzip" }),
  ),
  fault("bom", OK, "the sample after a UTF-8 byte order mark", (scene) =>
    asJson(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(good(scene).body)])),
  ),
  fault("proto-keys", OK, "the sample with members named __proto__, constructor, prototype and toString", (scene) =>
    withMembers(
      scene,
      ',"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"prototype":1,"toString":"text"',
    ),
  ),
];
