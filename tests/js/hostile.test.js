// Whatever is passed to whatever export, in whatever state: the result, or a PolyvError, and the next call works.
// @ts-check
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { types } from "node:util";
import fc from "fast-check";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import * as watch from "polyv-edge/watch";
import { startEmulator } from "../../emulator/index.js";
import { ACCOUNT, CHANNEL, clientOf, errorOf, pause, untyped, VIEWER, VIEWER_PATH } from "./support/edge.js";
import { runs } from "./support/runs.js";

const { PolyvError } = edge;
const VIEWER_DATA = { viewerUnionId: VIEWER, source: "WX", latestAuthTime: 1712054271000, createTime: 1712054270000 };
const ACCOUNT_DATA = { account: ACCOUNT, channelId: CHANNEL };

/** @type {import("./support/edge.js").Emulator} */
let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator.close());

/** @param {unknown} data */
const answer = (data) => ({ code: 200, status: "success", data });

/** Both builds still do their work, with fresh input. */
function assertAlive() {
  for (const { parseViewer, parseChannelAccount } of [edge, browser]) {
    assert.deepEqual(parseViewer(JSON.stringify(answer(VIEWER_DATA))), VIEWER_DATA);
    assert.equal(parseChannelAccount(answer({ account: ACCOUNT, channelId: 2149710 })).channelId, CHANNEL);
  }
}

const THEN = "then";
const boom = () => {
  throw new Error("a trap of the caller's");
};
/** @param {object} target @param {string[]} [traps] */
function trapped(target, traps = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "set"]) {
  return new Proxy(target, Object.fromEntries(traps.map((trap) => [trap, boom])));
}
/** @param {object} target */
function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}
/** An object whose every declared member throws when it is read. */
const throwing = () =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      [
        ...[
          "code",
          "status",
          "message",
          "error",
          "data",
          "requestId",
          "viewerUnionId",
          "account",
          "channelId",
          "labels",
        ],
        ...["appId", "appSecret", "path", "query", "form", "json", "signal", "timeoutMs", "client", "authorize", "get"],
      ].map((name) => [name, { get: boom, enumerable: true }]),
    ),
  );
/** An object that `await` takes for a promise. @param {Function} then */
const thenable = (then) => Object.fromEntries([[THEN, then]]);
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
function detached() {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

/** @type {Record<string, () => unknown>} */
const VALUES = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  zero: () => 0,
  "-0": () => -0,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "2^53": () => 2 ** 53,
  bigint: () => 1n,
  symbol: () => Symbol("s"),
  function: () => () => {},
  class: () => class {},
  "empty text": () => "",
  NUL: () => "\0",
  "half of a surrogate pair": () => "\ud800",
  "half of a pair in JSON": () => '{"code":200,"data":"\ud800"}',
  "1 MiB of text": () => "x".repeat(1 << 20),
  "1 MiB of Chinese": () => "观".repeat(1 << 20),
  "1 MiB of [": () => "[".repeat(1 << 20),
  '1 MiB of "': () => '"'.repeat(1 << 20),
  "1 MiB of \\": () => `"${"\\".repeat(1 << 20)}`,
  "{}": () => ({}),
  "[]": () => [],
  "a sparse list": () => new Array(5),
  "a huge sparse list": () => Object.assign([], { length: 5 }),
  "no prototype": () => Object.create(null),
  "own __proto__": () => JSON.parse('{"__proto__":{"code":200},"constructor":1}'),
  "code inherited": () => Object.create(answer(VIEWER_DATA)),
  frozen: () => Object.freeze(answer(Object.freeze({ account: ACCOUNT, channelId: 5 }))),
  sealed: () => Object.seal({ code: 500 }),
  "getters that throw": throwing,
  "data that throws": () => ({ code: 200, data: throwing() }),
  "error that throws": () => ({ code: 400, error: throwing() }),
  "a Proxy whose traps throw": () => trapped({}),
  "a Proxy of a list whose traps throw": () => trapped([1]),
  "a Proxy without prototype": () => trapped({}, ["getPrototypeOf"]),
  "a revoked Proxy": () => revoked({}),
  "a revoked Proxy of a list": () => revoked([]),
  "a revoked Proxy of a function": () => revoked(() => {}),
  "data behind a Proxy": () => ({ code: 200, data: trapped({}) }),
  "data behind a revoked Proxy": () => ({ code: 200, data: revoked({}) }),
  "labels behind a Proxy": () => answer({ ...VIEWER_DATA, labels: trapped([1]) }),
  "labels behind a revoked Proxy": () => answer({ ...VIEWER_DATA, labels: revoked([]) }),
  "labels that are a Proxy, alone": () => ({ ...VIEWER_DATA, labels: trapped([1]) }),
  "labels of the wrong kind, alone": () => ({ ...VIEWER_DATA, labels: [1, null, [], "x"] }),
  "labels that throw, alone": () => ({ ...VIEWER_DATA, labels: [throwing()] }),
  "a setter that throws": () =>
    answer(Object.defineProperty({ account: "1" }, "channelId", { get: () => 5, set: boom })),
  "a getter that changes its mind": () => {
    let turn = 0;
    return answer(Object.defineProperty({ account: "1" }, "channelId", { get: () => (turn++ % 2 ? {} : "5") }));
  },
  cyclic,
  "nested 10,000 deep": () => deep(10_000),
  Map: () => new Map([["code", 200]]),
  Date: () => new Date(8.64e15),
  "an invalid Date": () => new Date(Number.NaN),
  RegExp: () => /x/,
  Error: () => new Error("x"),
  "a Promise": () => Promise.resolve(answer(VIEWER_DATA)),
  "a thenable that throws": () => thenable(boom),
  "an object that turns into no text": () => ({ toString: boom, valueOf: boom, [Symbol.toPrimitive]: boom }),
  "empty bytes": () => new Uint8Array(),
  "bytes that are no UTF-8": () => new Uint8Array([0xff, 0xfe, 0xc0, 0x80]),
  "a surrogate in UTF-8": () => new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]),
  "1 MiB of zeros": () => new Uint8Array(1 << 20),
  Float64Array: () => new Float64Array([1, 2]),
  "a detached buffer": detached,
  "a view of a detached buffer": () => {
    const bytes = new Uint8Array(8);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    return bytes;
  },
  SharedArrayBuffer: () => new SharedArrayBuffer(4),
  "a view of a SharedArrayBuffer": () => new Uint8Array(new SharedArrayBuffer(4)),
  "a Response": () => new Response("x"),
  globalThis: () => globalThis,
};

const LINK = { channelId: "1", key: "secret", viewerId: "a", nickname: "n" };
const client = () => clientOf(emulator, { fetch: async () => Response.json(answer("ok")), retries: 0 });
/** @type {Record<string, (value: any) => unknown>} */
const EXPORTS = {
  "edge.parseViewer": edge.parseViewer,
  "edge.parseChannelAccount": edge.parseChannelAccount,
  "edge.parseResponse": edge.parseResponse,
  "browser.parseViewer": browser.parseViewer,
  "browser.parseChannelAccount": browser.parseChannelAccount,
  "browser.parseResponse": browser.parseResponse,
  publicViewer: edge.publicViewer,
  publicChannelAccount: edge.publicChannelAccount,
  "verifyCallback, query": (value) => edge.verifyCallback(value, { appSecret: "secret" }),
  "verifyCallback, secret": (value) => edge.verifyCallback("timestamp=1&sign=2", { appSecret: value }),
  directWatchUrl: watch.directWatchUrl,
  "directWatchUrl, key": (key) => watch.directWatchUrl({ ...LINK, key }),
  "directWatchUrl, viewerId": (viewerId) => watch.directWatchUrl({ ...LINK, viewerId }),
  "directWatchUrl, channelId": (channelId) => watch.directWatchUrl({ ...LINK, channelId }),
  "directWatchUrl, nickname": (nickname) => watch.directWatchUrl({ ...LINK, nickname }),
  "directWatchUrl, watchOrigin": (watchOrigin) => watch.directWatchUrl({ ...LINK, watchOrigin }),
  "directWatchUrl, timestamp": (timestamp) => watch.directWatchUrl({ ...LINK, timestamp }),
  "verifyExternal, query": (value) => watch.verifyExternal(value, { key: "secret" }),
  "verifyCustom, options": (value) => watch.verifyCustom("id=1", value),
  "verifyCustom, returnHosts": (returnHosts) => watch.verifyCustom("id=1", { key: "secret", returnHosts }),
  "customReturnUrl, visit": (visit) => watch.customReturnUrl({ visit, key: "k", viewerId: "a", nickname: "n" }),
  externalAnswer: watch.externalAnswer,
  createWatchHandler: watch.createWatchHandler,
  "createWatchHandler, channels": (channels) => watch.createWatchHandler({ channels, viewer: () => null }),
  "createWatchHandler, a channel": (value) => watch.createWatchHandler({ channels: { 1: value }, viewer: () => null }),
  ready: (value) => edge.ready(value),
  createHandler: edge.createHandler,
  "new PolyvClient": (value) => new edge.PolyvClient(value),
  "new PolyvClient, appSecret": (appSecret) => new edge.PolyvClient({ appId: "a", appSecret }),
  "new PolyvClient, baseUrl": (baseUrl) => new edge.PolyvClient({ appId: "a", appSecret: "b", baseUrl }),
  "new PolyvClient, fetch": (fetch) => new edge.PolyvClient({ appId: "a", appSecret: "b", fetch }),
  "new PolyvClient, rateLimit": (rateLimit) => new edge.PolyvClient({ appId: "a", appSecret: "b", rateLimit }),
  getViewer: (value) => client().getViewer(value),
  "getViewer, id": (viewerUnionId) => client().getViewer({ viewerUnionId }),
  "getViewer, call": (call) => client().getViewer({ viewerUnionId: "x" }, call),
  "getViewer, signal": (signal) => client().getViewer({ viewerUnionId: "x" }, { signal }),
  "getViewer, timeoutMs": (timeoutMs) => client().getViewer({ viewerUnionId: "x" }, { timeoutMs }),
  "getChannelAccount, channelId": (channelId) => client().getChannelAccount({ channelId, account: "x" }),
  "getChannelAccount, account": (account) => client().getChannelAccount({ channelId: 1, account }),
  listChannelAccounts: (value) => client().listChannelAccounts(value),
  listViewers: (value) => client().listViewers(value),
  getViewers: (value) => client().getViewers(value),
  "getViewers, an id": (value) => client().getViewers([value]),
  "getViewers, call": (value) => client().getViewers(["x"], value),
  getChannelAccounts: (value) => client().getChannelAccounts(value),
  "getChannelAccounts, one": (value) => client().getChannelAccounts([value]),
  request: (value) => client().request(value),
  "request, path": (path) => client().request({ path }),
  "request, query": (query) => client().request({ path: "/x", query }),
  "request, a value": (value) => client().request({ path: "/x", query: { value } }),
  "request, a list of values": (value) => client().request({ path: "/x", form: { value: [value, value] } }),
  "request, json": (json) => client().request({ path: "/x", json }),
  "request, call": (call) => client().request({ path: "/x" }, call),
  signedUrl: (value) => client().signedUrl(value),
  "signedUrl, timestamp": (timestamp) => client().signedUrl({ path: "/x", timestamp }),
};

describe("any value for any export ends in a result or a PolyvError", () => {
  for (const [name, use] of Object.entries(EXPORTS)) {
    test(name, async () => {
      /** @type {string[]} */
      const problems = [];
      for (const [title, make] of Object.entries(VALUES)) {
        // A handler is made in plain JavaScript: what the caller's own options throw is the caller's.
        if (name === "createHandler" && /Proxy|throw/.test(title)) continue;
        try {
          const result = use(make());
          const isStuck = Symbol("stuck");
          // Only promises are awaited: a parser may rightly hand back what throws when it is touched.
          const end = types.isPromise(result)
            ? await Promise.race([result, pause(3_000).then(() => isStuck)])
            : undefined;
          if (end === isStuck) problems.push(`${title}: never ends`);
        } catch (error) {
          if (!(error instanceof PolyvError)) problems.push(`${title}: ${error}`);
        }
        assertAlive();
      }
      assert.deepEqual(problems, []);
    });
  }
});

describe("a fetch of the caller's that misbehaves", () => {
  const headers = { get: () => null };
  /** @type {Record<string, () => any>} */
  const answers = {
    "answers with nothing": () => undefined,
    "answers with a text": () => "ok",
    "answers with a status alone": () => ({ status: 200 }),
    "has a status that throws": () => Object.defineProperty({ headers }, "status", { get: boom }),
    "has headers that throw": () => ({ status: 200, headers: { get: boom }, body: null }),
    "answers with a Proxy whose traps throw": () => trapped(new Response("x")),
    "answers with a revoked Proxy": () => revoked({}),
    "redirects with a body that is none": () => ({ status: 302, headers, body: {} }),
    "redirects with a body that throws": () => Object.defineProperty({ status: 302, headers }, "body", { get: boom }),
    "has a body that is none": () => ({ status: 200, headers, body: {} }),
    "has a body that ends in an error": () =>
      new Response(new ReadableStream({ start: (controller) => controller.error(new Error("x")) })),
    "has a body of texts": () => new Response(untyped(ReadableStream).from(["x"])),
    "has a body that was read": () => {
      const response = Response.json(answer(VIEWER_DATA));
      void response.text();
      return response;
    },
    "throws at once": boom,
    "throws undefined": () => {
      throw undefined;
    },
    "rejects with a Proxy whose traps throw": () => Promise.reject(trapped({})),
    "rejects with a cause that throws": () => Promise.reject(Object.defineProperty({}, "cause", { get: boom })),
    "rejects with a code that is a number": () => Promise.reject({ cause: { code: 7 } }),
    "rejects with a code that is an object": () => Promise.reject({ cause: { code: {} } }),
    "answers with a thenable that throws": () => thenable(boom),
    "answers with a thenable that answers twice": () =>
      thenable((/** @type {(value: any) => void} */ resolve) => {
        resolve(Response.json(answer(VIEWER_DATA)));
        resolve(1);
      }),
    "answers with Response.error()": () => Response.error(),
    "says status 0": () => ({ status: 0, headers, body: null }),
    "says status NaN": () => ({ status: Number.NaN, headers, body: null }),
    "says status 99999": () => ({ status: 99_999, headers, body: null }),
  };
  for (const [name, fetch] of Object.entries(answers)) {
    test(`${name}: a PolyvError or data in time`, async () => {
      const odd = clientOf(emulator, { fetch: async () => fetch(), retries: 1, timeoutMs: 1_500 });
      const direct = clientOf(emulator, { fetch, retries: 1, timeoutMs: 1_500 });
      for (const it of [odd, direct]) {
        const isStuck = Symbol("stuck");
        const call = it.getViewer({ viewerUnionId: VIEWER }).catch((error) => error);
        const result = await Promise.race([call, pause(3_000).then(() => isStuck)]);
        assert.notEqual(result, isStuck, "the call never ends");
        assert.ok(result instanceof PolyvError || result.viewerUnionId === VIEWER, String(result));
      }
      const good = clientOf(emulator);
      assert.equal((await good.getViewer({ viewerUnionId: VIEWER })).viewerUnionId, VIEWER);
    });
  }

  test("a length that is announced too short lets nothing longer through", async () => {
    const long = JSON.stringify(answer({ ...VIEWER_DATA, name: "x".repeat(2_000_000) }));
    const lying = clientOf(emulator, {
      fetch: async () => new Response(long, { headers: { "content-length": "10" } }),
    });
    await errorOf(lying.getViewer({ viewerUnionId: VIEWER }), "invalid_response");
  });

  test("maxBodyBytes is exact", async () => {
    const body = JSON.stringify(answer(VIEWER_DATA));
    /** @param {number} maxBodyBytes @param {HeadersInit} [headers] */
    const get = (maxBodyBytes, headers) =>
      clientOf(emulator, { maxBodyBytes, fetch: async () => new Response(body, { headers }) }).getViewer({
        viewerUnionId: VIEWER,
      });
    const length = String(body.length);
    for (const headers of [undefined, { "content-length": length }]) {
      assert.deepEqual(await get(body.length, headers), VIEWER_DATA);
      const error = await errorOf(get(body.length - 1, headers), "invalid_response");
      assert.match(error.message, /longer than maxBodyBytes/);
    }
  });
});

describe("signals and hooks of the caller's that misbehave", () => {
  const listen = () => {};
  /** @type {Record<string, () => any>} */
  const signals = {
    "aborted throws": () => Object.defineProperty({ addEventListener: listen }, "aborted", { get: boom }),
    "addEventListener throws": () => ({ aborted: false, addEventListener: boom, removeEventListener: listen }),
    "removeEventListener is missing": () => ({ aborted: false, addEventListener: listen }),
    "removeEventListener throws": () => ({ aborted: false, addEventListener: listen, removeEventListener: boom }),
    "a Proxy of a signal": () => new Proxy(new AbortController().signal, {}),
  };
  for (const [name, make] of Object.entries(signals)) {
    test(`${name}: the call ends all the same`, async () => {
      const it = clientOf(emulator, { timeoutMs: 1_500, retries: 0 });
      const isStuck = Symbol("stuck");
      const call = (async () => it.getViewer({ viewerUnionId: VIEWER }, { signal: make() }))().catch((error) => error);
      const result = await Promise.race([call, pause(3_000).then(() => isStuck)]);
      assert.notEqual(result, isStuck, "the call never ends");
      assert.ok(result instanceof PolyvError || result.viewerUnionId === VIEWER, String(result));
      assert.equal((await it.getViewer({ viewerUnionId: VIEWER })).viewerUnionId, VIEWER);
    });
  }
});

describe("bytes", () => {
  const text = JSON.stringify(answer({ ...VIEWER_DATA, nickname: "观众😀" }));
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(bytes.length + 32).fill(0x78);
  padded.set(bytes, 16);
  const shared = new Uint8Array(new SharedArrayBuffer(padded.length));
  shared.set(padded);
  /** @type {Record<string, any>} */
  const forms = {
    text,
    "text with a byte order mark": `\ufeff${text}`,
    bytes,
    "bytes with a byte order mark": new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]),
    ArrayBuffer: bytes.buffer,
    "a view with an offset": new Uint8Array(padded.buffer, 16, bytes.length),
    "a DataView with an offset": new DataView(padded.buffer, 16, bytes.length),
    "a Buffer of the pool": Buffer.from(text),
    "a Uint8ClampedArray": new Uint8ClampedArray(bytes),
    "a view of a SharedArrayBuffer": new Uint8Array(shared.buffer, 16, bytes.length),
    "an object": JSON.parse(text),
  };
  for (const [name, input] of Object.entries(forms)) {
    test(`${name} is read, and no byte around it`, () => {
      for (const { parseViewer } of [edge, browser]) {
        assert.deepEqual(parseViewer(input), { ...VIEWER_DATA, nickname: "观众😀" });
      }
    });
  }
});

describe("objects", () => {
  test("a checked object is the very one that was given", () => {
    for (const { parseViewer, parseChannelAccount, parseResponse } of [edge, browser]) {
      const input = answer({ ...VIEWER_DATA, extra: { deep: [1] } });
      assert.equal(parseViewer(input), input.data);
      assert.equal(parseResponse(input), input.data);
      const role = answer({ account: ACCOUNT, channelId: 2149710 });
      assert.equal(parseChannelAccount(role), role.data);
    }
  });

  test("a frozen object passes where nothing has to be turned into text, and is refused where something has", async () => {
    assert.ok(edge.parseViewer(Object.freeze(answer(Object.freeze({ ...VIEWER_DATA })))));
    const number = answer(Object.freeze({ account: "1", channelId: 1 }));
    await errorOf(() => edge.parseChannelAccount(number), "invalid_argument");
  });

  test("numbers that are not exact, dates beyond 2^53 and words for numbers are invalid_response", async () => {
    for (const createTime of [2 ** 53, -(2 ** 53), 1.5, 1e300, Number.NaN, "1712054270000", true, [1], {}, 1n]) {
      await errorOf(() => edge.parseViewer(untyped(answer({ ...VIEWER_DATA, createTime }))), "invalid_response");
    }
    for (const createTime of [2 ** 53 - 1, -1, 0, -0]) {
      assert.ok(edge.parseViewer(answer({ ...VIEWER_DATA, createTime })));
    }
    for (const viewerUnionId of [1.5, 2 ** 53, Number.NaN, true, {}, [], 1n]) {
      await errorOf(() => edge.parseViewer(untyped(answer({ ...VIEWER_DATA, viewerUnionId }))), "invalid_response");
    }
  });

  test("sort is a number, or its digits", async () => {
    for (const [sort, number] of [
      [6, 6],
      ["6", 6],
      ["-3", -3],
      ["007", 7],
      [null, null],
      ["9007199254740991", 2 ** 53 - 1],
    ]) {
      assert.equal(edge.parseChannelAccount(untyped(answer({ ...ACCOUNT_DATA, sort }))).sort, number);
    }
    for (const sort of ["", " 6", "6.0", "1e3", "0x6", "six", "9007199254740993", "６", 1.5, true, {}]) {
      await errorOf(() => edge.parseChannelAccount(untyped(answer({ ...ACCOUNT_DATA, sort }))), "invalid_response");
    }
  });

  test("text may hold anything, half of a surrogate pair and NUL too", () => {
    const nickname = "a\0\ud800\u202e😀";
    assert.equal(edge.parseViewer(answer({ ...VIEWER_DATA, nickname })).nickname, nickname);
    assert.equal(edge.publicViewer({ ...VIEWER_DATA, nickname }).nickname, nickname);
  });

  test("what may leave the edge holds no secret, whatever kind of object it comes from", () => {
    const secrets = { passwd: "PW", stream: "ST", pushUrl: "PU", loginUrl: "LU" };
    const role = { ...ACCOUNT_DATA, ...secrets, other: "OT" };
    for (const given of [role, Object.freeze(role), Object.create(role), new Proxy(role, {})]) {
      const shown = edge.publicChannelAccount(given);
      assert.deepEqual(shown, ACCOUNT_DATA);
      assert.equal(Object.getPrototypeOf(shown), Object.prototype);
    }
    const viewer = { ...VIEWER_DATA, mobile: untyped({ toString: () => "13800138000" }), email: untyped(["a@b.c"]) };
    assert.doesNotMatch(JSON.stringify(edge.publicViewer(viewer)), /13800138000|a@b\.c/);
  });
});

describe("any data at all", () => {
  const parsers = [edge, browser].flatMap(({ parseViewer, parseChannelAccount, parseResponse }) => [
    ...[parseViewer, parseChannelAccount, parseResponse],
  ]);
  /** @param {any} input */
  function assertTyped(input) {
    for (const parse of parsers) {
      try {
        parse(input);
      } catch (error) {
        assert.ok(error instanceof PolyvError, `${error}`);
        assert.ok(
          ["invalid_argument", "invalid_response"].includes(error.kind) || error.code !== undefined,
          error.kind,
        );
      }
    }
  }
  const usual = runs(500);

  test("any JSON, alone and as the data of an answer", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assertTyped(JSON.stringify(value));
        assertTyped(JSON.stringify(answer(value)));
        assertTyped(JSON.stringify({ code: value, error: value, message: value, requestId: value }));
      }),
      usual,
    );
    assertAlive();
  });

  test("any bytes and any text", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), assertTyped), usual);
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), assertTyped), usual);
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }), assertTyped),
      usual,
    );
    assertAlive();
  });

  test("any value of JavaScript", () => {
    const anything = fc.anything({
      withBigInt: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        assertTyped(value);
        assertTyped(answer(value));
        for (const show of [edge.publicViewer, edge.publicChannelAccount]) {
          try {
            show(untyped(value));
          } catch (error) {
            assert.ok(error instanceof PolyvError, `${error}`);
          }
        }
      }),
      usual,
    );
    assertAlive();
  });

  test("any answer cut anywhere, or with any one byte changed", () => {
    const bytes = new TextEncoder().encode(JSON.stringify(answer({ ...VIEWER_DATA, nickname: "观众" })));
    for (let length = 0; length < bytes.length; length++) assertTyped(bytes.slice(0, length));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const changed = bytes.slice();
        changed[at] = byte;
        assertTyped(changed);
      }),
      usual,
    );
    assertAlive();
  });

  const text = fc.string({ unit: "binary", maxLength: 20 });
  const number = fc.maxSafeInteger();
  const id = fc.oneof(text, number);
  const absent = fc.constantFrom(undefined, null);
  /** @param {import("fast-check").Arbitrary<unknown>} arbitrary */
  const optional = (arbitrary) => fc.oneof(arbitrary, absent);
  /** @param {string[]} names */
  const texts = (names) => Object.fromEntries(names.map((name) => [name, optional(text)]));
  const extra = fc.dictionary(
    text.filter((name) => name !== "__proto__"),
    fc.jsonValue(),
    { maxKeys: 3 },
  );
  const viewers = fc.record({
    ...texts(["nickname", "name", "mobile", "lastCollectMobile", "email", "area", "latestAccessIp", "device"]),
    ...texts(["wxNickName", "wxAvatar", "wxOpenId", "wxUnionId", "wxAppId"]),
    ...{ viewerUnionId: id, source: text, latestAuthTime: number, createTime: number },
    ...{ watchDuration: optional(number), watchChannelCount: optional(number), externalViewerId: optional(id) },
    labels: optional(fc.array(fc.record({ id, label: optional(text) }), { maxLength: 3 })),
  });
  const accounts = fc.record({
    ...texts(["role", "nickname", "actor", "avatar", "passwd", "stream", "pushUrl", "loginUrl", "status"]),
    ...texts(["pageTurnEnabled", "notifyEnabled", "checkinEnabled", "voteEnabled", "chatInteractionEnabled"]),
    ...{ account: text, channelId: id, userId: optional(id), channelSessionId: optional(id) },
    ...{ createdTime: optional(number), lastModified: optional(number) },
    sort: optional(fc.oneof(number, number.map(String))),
  });
  /** What a checked object should be, by the rules of the documentation alone. @param {any} object @param {string[]} ids */
  function normal(object, ids) {
    const result = { ...object };
    for (const name of ids) if (typeof result[name] === "number") result[name] = String(result[name]);
    if (typeof result.sort === "string") result.sort = Number(result.sort);
    if (Array.isArray(result.labels))
      result.labels = result.labels.map((/** @type {any} */ label) => normal(label, ["id"]));
    return result;
  }

  test("every valid viewer and role passes, with its ids as text and everything else as it was", () => {
    const kinds = /** @type {const} */ ([
      [edge.parseViewer, browser.parseViewer, viewers, ["viewerUnionId", "externalViewerId"]],
      [edge.parseChannelAccount, browser.parseChannelAccount, accounts, ["channelId", "userId", "channelSessionId"]],
    ]);
    for (const [inEdge, inBrowser, arbitrary, ids] of kinds) {
      fc.assert(
        fc.property(extra, arbitrary, (more, declared) => {
          const data = { ...more, ...declared };
          const expected = normal(data, [...ids]);
          const input = answer(structuredClone(data));
          assert.equal(inEdge(untyped(input)), input.data, "the same object");
          assert.deepStrictEqual(input.data, expected);
          const wire = JSON.stringify(answer(data));
          const fromText = /** @type {unknown} */ (inBrowser(wire));
          assert.deepStrictEqual(fromText, normal(JSON.parse(wire).data, [...ids]));
          assert.deepStrictEqual(inEdge(new TextEncoder().encode(wire)), fromText);
        }),
        usual,
      );
    }
  });

  test("a valid one with any one declared field of another kind is invalid_response, and names the field", async () => {
    const cases = [
      ...["viewerUnionId", "source", "latestAuthTime", "createTime"].map((name) => ({
        name,
        wrong: [undefined, null],
      })),
      ...["viewerUnionId", "source", "nickname", "mobile", "externalViewerId"].map((name) => ({
        name,
        wrong: [true, {}, [], 1.5],
      })),
      ...["latestAuthTime", "watchDuration"].map((name) => ({ name, wrong: ["5", "", true, {}, [], 0.1] })),
      { name: "labels", wrong: ["x", {}, 5] },
    ];
    for (const { name, wrong } of cases) {
      for (const value of wrong) {
        const error = await errorOf(
          () => edge.parseViewer(untyped(answer({ ...VIEWER_DATA, [name]: value }))),
          "invalid_response",
        );
        assert.match(error.message, new RegExp(`^unexpected data: ${name} is `));
      }
    }
  });
});

test("paths and texts of a megabyte are signed, or refused, and sent right", async () => {
  const long = "观".repeat(300_000);
  const made = await clientOf(emulator).request({
    path: "/live/v2/channelAccount/2149710/update",
    form: { account: ACCOUNT, nickname: long },
  });
  assert.equal(made, "success");
  const account = await clientOf(emulator)
    .getChannelAccount({ channelId: CHANNEL, account: ACCOUNT })
    .catch((error) => error);
  assert.ok(account.nickname === long || account.kind === "invalid_response");
  const { length } = clientOf(emulator).signedUrl({ path: VIEWER_PATH, query: { viewerUnionId: long } });
  assert.ok(length > 9 * 300_000);
});
