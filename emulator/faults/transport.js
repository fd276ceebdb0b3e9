// Faults on the way: answers that come late, in pieces, cut short, or not at all.
// @ts-check

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
 * Sends the head and the first half of the good answer, promising `length` bytes.
 * @param {Scene} scene
 * @param {number} length
 * @param {Buffer} part
 */
function sendPart(scene, length, part) {
  const { status, headers } = good(scene);
  scene.exchange.head(status, { ...headers, "content-length": String(length) });
  scene.exchange.response.write(part);
}

/**
 * Writes `parts` one by one, `ms` apart, then ends.
 * @param {Scene} scene
 * @param {Buffer[]} parts
 * @param {number} ms
 */
function drip(scene, parts, ms) {
  const { exchange } = scene;
  const [next, ...rest] = parts;
  if (next === undefined) {
    exchange.response.end();
    return;
  }
  exchange.response.write(next);
  exchange.later(ms, () => drip(scene, rest, ms));
}

/** @type {readonly Fault[]} */
export const transportFaults = [
  {
    name: "slow-headers",
    what: "nothing for 30 s, then the sample",
    expect: ["timeout"],
    show: (scene) => scene.exchange.later(HANG_MS, () => scene.exchange.send(good(scene))),
  },
  {
    name: "slow-body",
    what: "the headers at once, then the sample at one byte a second",
    expect: ["timeout"],
    show: (scene) => {
      const { status, headers, body } = good(scene);
      scene.exchange.head(status, { ...headers, "content-length": String(body.length) });
      let sent = 0;
      const next = () => {
        scene.exchange.response.write(body.subarray(sent, sent + 1));
        sent += 1;
        if (sent === body.length) scene.exchange.response.end();
        else scene.exchange.later(DRIP_MS, next);
      };
      next();
    },
  },
  {
    name: "slow-200ms",
    what: "the sample after 200 ms",
    expect: ["ok"],
    show: (scene) => scene.exchange.later(200, () => scene.exchange.send(good(scene))),
  },
  {
    name: "chunked",
    what: "the sample in chunks of seven bytes that cut Chinese characters in two",
    expect: ["ok"],
    show: (scene) => {
      const { status, headers, body } = good(scene);
      scene.exchange.head(status, headers);
      /** @type {Buffer[]} */
      const parts = [];
      for (let at = 0; at < body.length; at += 7) parts.push(body.subarray(at, at + 7));
      drip(scene, parts, 1);
    },
  },
  {
    name: "reset-headers",
    what: "the connection is reset before any answer",
    expect: ["network"],
    show: ({ exchange }) => exchange.reset(),
  },
  {
    name: "reset-body",
    what: "the connection is reset in the middle of the body",
    expect: ["network"],
    show: (scene) => {
      const { body } = good(scene);
      sendPart(scene, body.length, body.subarray(0, Math.floor(body.length / 2)));
      scene.exchange.later(FLUSH_MS, () => scene.exchange.reset());
    },
  },
  {
    name: "wrong-length",
    what: "a whole body but a content-length 100 bytes larger, then the connection ends",
    expect: ["network", "invalid_response"],
    show: (scene) => {
      const { body } = good(scene);
      sendPart(scene, body.length + 100, body);
      scene.exchange.response.socket?.end();
    },
  },
];
