// Faults on the way: answers that come late, in pieces, cut short, or not at all.
// @ts-check

import { half } from "./bodies.js";

/** @typedef {import("../faults.js").Fault} Fault */
/** @typedef {import("../faults.js").Scene} Scene */

const HANG_MS = 30_000;
const DRIP_MS = 1_000;
/** Time for bytes to reach the client before the connection breaks under them. */
const FLUSH_MS = 20;

/** @param {Scene} scene */
function good({ reply, sample }) {
  const { status, headers, body } = reply.ok(sample);
  return { status, headers, body: Buffer.from(body) };
}

/**
 * Sends the head and a part of the good answer, promising `length` bytes.
 * @param {Scene} scene @param {number} length @param {Buffer} part
 */
function sendPart(scene, length, part) {
  const { status, headers } = good(scene);
  scene.exchange.head(status, { ...headers, "content-length": String(length) });
  scene.exchange.response.write(part);
}

/**
 * Sends the good answer in parts of `size` bytes, `ms` apart.
 * @param {Scene} scene @param {number} size @param {number} ms @param {boolean} isChunked
 */
function drip(scene, size, ms, isChunked) {
  const { exchange } = scene;
  const { status, headers, body } = good(scene);
  exchange.head(status, isChunked ? headers : { ...headers, "content-length": String(body.length) });
  let sent = 0;
  const next = () => {
    exchange.response.write(body.subarray(sent, sent + size));
    sent += size;
    if (sent >= body.length) exchange.response.end();
    else exchange.later(ms, next);
  };
  next();
}

/** @type {(name: string, expect: readonly string[], what: string, show: (scene: Scene) => void) => Fault} */
const fault = (name, expect, what, show) => ({ name, what, expect, show });

/** @type {readonly Fault[]} */
export const transportFaults = [
  fault("slow-headers", ["timeout"], "nothing for 30 s, then the sample", (scene) =>
    scene.exchange.later(HANG_MS, () => scene.exchange.send(good(scene))),
  ),
  fault("slow-body", ["timeout"], "the headers at once, then the sample at one byte a second", (scene) =>
    drip(scene, 1, DRIP_MS, false),
  ),
  fault("slow-200ms", ["ok"], "the sample after 200 ms", (scene) =>
    scene.exchange.later(200, () => scene.exchange.send(good(scene))),
  ),
  fault("chunked", ["ok"], "the sample in chunks of seven bytes that cut Chinese characters in two", (scene) =>
    drip(scene, 7, 1, true),
  ),
  fault("reset-headers", ["network"], "the connection is reset before any answer", ({ exchange }) => exchange.reset()),
  fault("reset-body", ["network"], "the connection is reset in the middle of the body", (scene) => {
    const { body } = good(scene);
    sendPart(scene, body.length, half(body));
    scene.exchange.later(FLUSH_MS, () => scene.exchange.reset());
  }),
  fault(
    "wrong-length",
    ["network", "invalid_response"],
    "a whole body but a content-length 100 bytes larger, then the connection ends",
    (scene) => {
      const { body } = good(scene);
      sendPart(scene, body.length + 100, body);
      scene.exchange.response.socket?.end();
    },
  ),
];
