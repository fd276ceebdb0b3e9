// Values that no API expects and fast-check does not make: large ones, odd states, and objects that fight back.
// @ts-check
import { ACCOUNT, answer, VIEWER_DATA } from "./edge.js";

const THEN = "then";
const TRAPS = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "set"];

/** @returns {never} */
export function boom() {
  throw new Error("a trap of the caller's");
}

/** @param {object} target @param {string[]} [traps] */
export function trapped(target, traps = TRAPS) {
  return new Proxy(target, Object.fromEntries(traps.map((trap) => [trap, boom])));
}

/** @param {object} target */
export function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** An object that `await` takes for a promise. @param {Function} then */
export const thenable = (then) => Object.fromEntries([[THEN, then]]);

/** An object whose every member throws when it is read. */
function throwing() {
  const ofAnswers = ["code", "status", "message", "error", "data", "requestId", "viewerUnionId", "account", "labels"];
  const ofOptions = ["channelId", "appId", "appSecret", "query", "form", "json", "signal", "client", "authorize"];
  const names = [...ofAnswers, ...ofOptions];
  return Object.defineProperties({}, Object.fromEntries(names.map((name) => [name, { get: boom, enumerable: true }])));
}

/** @returns {any} */
function cyclic() {
  /** @type {any} */
  const value = { code: 200 };
  value.data = value;
  return value;
}

/** @param {number} depth */
function deep(depth) {
  /** @type {any} */
  let value = {};
  for (let level = 0; level < depth; level++) value = { data: value, error: value };
  return value;
}

/** @template {ArrayBuffer | Uint8Array<ArrayBuffer>} T @param {T} held @returns {T} */
function detached(held) {
  const buffer = held instanceof ArrayBuffer ? held : held.buffer;
  structuredClone(buffer, { transfer: [buffer] });
  return held;
}

/** @type {Record<string, () => unknown>} */
export const VALUES = {
  "2^53": () => 2 ** 53,
  symbol: () => Symbol("s"),
  function: () => () => {},
  class: () => class {},
  NUL: () => "\0",
  "half of a surrogate pair": () => "\ud800",
  "half of a pair in JSON": () => '{"code":200,"data":"\ud800"}',
  "1 MiB of text": () => "x".repeat(1 << 20),
  "1 MiB of [": () => "[".repeat(1 << 20),
  "1 MiB of \\": () => `"${"\\".repeat(1 << 20)}`,
  "1 MiB of digits": () => `[${"9".repeat(1 << 20)}]`,
  "own __proto__": () => JSON.parse('{"__proto__":{"code":200},"constructor":1}'),
  "code inherited": () => Object.create(answer(VIEWER_DATA)),
  frozen: () => Object.freeze(answer(Object.freeze({ account: ACCOUNT, channelId: 5 }))),
  "getters that throw": throwing,
  "error that throws": () => ({ code: 400, error: throwing() }),
  "a Proxy whose traps throw": () => trapped({}),
  "a Proxy of a list whose traps throw": () => trapped([1]),
  "a revoked Proxy": () => revoked({}),
  "data behind a Proxy": () => ({ code: 200, data: trapped({}) }),
  "labels behind a Proxy": () => answer({ ...VIEWER_DATA, labels: trapped([1]) }),
  "labels of the wrong kind, alone": () => ({ ...VIEWER_DATA, labels: [1, null, [], "x"] }),
  "labels that throw, alone": () => ({ ...VIEWER_DATA, labels: [throwing()] }),
  "labels that throw": () => answer({ ...VIEWER_DATA, labels: [throwing()] }),
  "a setter that throws": () =>
    answer(Object.defineProperty({ account: "1" }, "channelId", { get: () => 5, set: boom, enumerable: true })),
  "a getter that changes its mind": () => {
    let turn = 0;
    return answer(Object.defineProperty({ account: "1" }, "channelId", { get: () => (turn++ % 2 ? {} : "5") }));
  },
  "`unusable` that throws": () =>
    answer(Object.defineProperty({ ...VIEWER_DATA, source: 1.5 }, "unusable", { get: boom, enumerable: true })),
  cyclic,
  "nested 10,000 deep": () => deep(10_000),
  Error: () => new Error("x"),
  "a Promise": () => Promise.resolve(answer(VIEWER_DATA)),
  "a thenable that throws": () => thenable(boom),
  "an object that turns into no text": () => ({ toString: boom, valueOf: boom, [Symbol.toPrimitive]: boom }),
  "bytes that are no UTF-8": () => new Uint8Array([0xff, 0xfe, 0xc0, 0x80]),
  "a surrogate in UTF-8": () => new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]),
  "1 MiB of zeros": () => new Uint8Array(1 << 20),
  "a detached buffer": () => detached(new ArrayBuffer(8)),
  SharedArrayBuffer: () => new SharedArrayBuffer(4),
  "a view of a SharedArrayBuffer": () => new Uint8Array(new SharedArrayBuffer(4)),
  "a Response": () => new Response("x"),
  "a Blob": () => new Blob(["x"]),
  globalThis: () => globalThis,
};
