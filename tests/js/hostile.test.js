// Whatever is passed to whatever export, in whatever state: the result, or a PolyvError, and the next call works.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { types } from "node:util";
import fc from "fast-check";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import * as watch from "polyv-edge/watch";
import { ACCOUNT, answer, CHANNEL, each, pause, scripted, untyped, VIEWER, VIEWER_DATA } from "./support/edge.js";
import { boom, revoked, thenable, trapped, VALUES } from "./support/odd-values.js";
import { runs } from "./support/runs.js";

const { PolyvError } = edge;
const parsers = [edge, browser].flatMap(({ parseViewer, parseChannelAccount, parseResponse }) => [
  ...[parseViewer, parseChannelAccount, parseResponse],
]);
const viewerUnionId = VIEWER;
const ok = () => Response.json(answer("ok"));
const client = () => scripted(ok, { retries: 0 }).client;

/** Both builds still do their work, with fresh input. */
function assertAlive() {
  for (const { parseViewer, parseChannelAccount } of [edge, browser]) {
    assert.deepEqual(parseViewer(JSON.stringify(answer(VIEWER_DATA))), VIEWER_DATA);
    assert.equal(parseChannelAccount(untyped(answer({ account: ACCOUNT, channelId: 2149710 }))).channelId, CHANNEL);
  }
}

/** How it ends. @param {unknown} promise @returns {Promise<any>} */
async function endOf(promise) {
  const isStuck = Symbol("stuck");
  const end = Promise.resolve(promise).catch((error) => error);
  const result = await Promise.race([end, pause(3_000).then(() => isStuck)]);
  assert.notEqual(result, isStuck, "never ends");
  return result;
}

/** Ways in by an object's members. @param {string} of @param {string[]} names @param {(members: any) => unknown} use */
const members = (of, names, use) =>
  Object.fromEntries(names.map((name) => [`${of}, ${name}`, (/** @type {unknown} */ value) => use({ [name]: value })]));
const LINK = { channelId: "1", key: "secret", viewerId: "a", nickname: "n" };
const LIST = "GET /live/v4/user/viewer-record/list";
/** Of a call, or of a walk over what it lists; a call's promise may be both. @param {any} result */
async function outcomeOf(result) {
  if (types.isPromise(result)) await result;
  if (result?.[Symbol.asyncIterator]) for await (const _ of result) break;
}

/** What each method takes first, where a second argument is tried. @type {Record<string, unknown>} */
const FIRST = {
  ...{
    getViewer: { viewerUnionId },
    getChannelAccount: { channelId: 1, account: "x" },
    listViewers: {},
    withOptions: {},
  },
  ...{ listChannelAccounts: { channelId: 1 }, getViewers: ["x"], getChannelAccounts: [{ channelId: 1, account: "x" }] },
  ...{ request: "POST /x", paginate: LIST, signedUrl: "GET /x", getLoginUrl: { channelId: 1 } },
  getViewerTokens: { channelId: 1, viewerId: "a", tokens: ["chat"] },
};
const methods = Object.getOwnPropertyNames(client()).filter((name) => name !== "dispose");
const functions = [edge, browser, watch].flatMap((module) =>
  Object.entries(module).filter(([name, value]) => typeof value === "function" && !name.startsWith("Polyv")),
);

/** @type {Record<string, (value: any) => unknown>} */
const WAYS_IN = {
  ...Object.fromEntries(functions.map(([name, use], index) => [`${name} ${index}`, use])),
  ...Object.fromEntries(
    methods.flatMap((name) => [
      [name, (/** @type {unknown} */ value) => outcomeOf(untyped(client())[name](value))],
      [`${name}, options`, (/** @type {unknown} */ value) => outcomeOf(untyped(client())[name](FIRST[name], value))],
    ]),
  ),
  "verifyCallback, query": (value) => edge.verifyCallback(value, { appSecret: "secret" }),
  "verifyCallback, secret": (value) => edge.verifyCallback("timestamp=1&sign=2", { appSecret: value }),
  ...members("directWatchUrl", [...Object.keys(LINK), "watchOrigin", "timestamp"], (more) =>
    watch.directWatchUrl({ ...LINK, ...more }),
  ),
  "verifyExternal, query": (value) => watch.verifyExternal(value, { key: "secret" }),
  "verifyCustom, options": (value) => watch.verifyCustom("id=1", value),
  ...members("verifyCustom", ["returnHosts"], (more) => watch.verifyCustom("id=1", { key: "secret", ...more })),
  ...members("customReturnUrl", ["visit"], (more) => watch.customReturnUrl({ ...LINK, ...more })),
  "createWatchHandler, channels": (channels) => watch.createWatchHandler({ channels, viewer: () => null }),
  "createWatchHandler, a channel": (value) => watch.createWatchHandler({ channels: { 1: value }, viewer: () => null }),
  "new PolyvClient": (value) => new edge.PolyvClient(value),
  ...members(
    "new PolyvClient",
    ["appId", "appSecret", "baseUrl", "fetch", "rateLimit", "headers", "onCall", "nonce"],
    (more) => new edge.PolyvClient({ appId: "a", appSecret: "b", ...more }),
  ),
  ...members("getViewer", ["signal", "timeoutMs", "headers", "context"], (call) =>
    client().getViewer({ viewerUnionId }, call),
  ),
  ...members("getChannelAccount", ["channelId", "account"], (more) =>
    client().getChannelAccount({ channelId: 1, account: "x", ...more }),
  ),
  ...members("getViewer", ["viewerUnionId"], (params) => client().getViewer(params)),
  ...members("request", ["params", "query", "form", "json", "files", "as", "idempotent"], (parts) =>
    client().request("POST /x", parts),
  ),
  "request, a value": (value) => client().request("GET /x", { query: { value } }),
  "request, a list of values": (value) => client().request("POST /x", { form: { value: [value, value] } }),
  "request, a file": (file) => client().request("POST /x", { files: { file } }),
};

describe("any value for any export ends in a result or a PolyvError", () => {
  const random = fc.anything({
    ...{ withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withNullPrototype: true },
    ...{ withObjectString: true, withSet: true, withSparseArray: true, withTypedArray: true },
  });
  for (const [name, use] of Object.entries(WAYS_IN)) {
    /** @param {unknown} value */
    const tryWith = async (value) => {
      try {
        const result = use(value);
        // Only promises are awaited: a parser may rightly hand back what throws when it is touched.
        const end = types.isPromise(result) ? await endOf(result) : undefined;
        if (end instanceof Error) throw end;
      } catch (error) {
        assert.ok(error instanceof PolyvError, `${error}`);
        assert.ok(error.kind !== "internal", `internal, ${error.cause}`);
      }
      assertAlive();
    };
    // A handler is made in plain JavaScript: what the caller's own options throw is the caller's.
    const rows = Object.entries(VALUES).filter(
      ([title]) => !name.startsWith("createHandler") || !/Proxy|throw/.test(title),
    );
    test(name, async () => {
      await each(rows, (value) => tryWith(value()));
      await fc.assert(fc.asyncProperty(random, tryWith), runs(20));
    });
  }
});

/** Ends in time with data or an error, and the client's next call works. @param {() => any} respond @param {object} [call] */
async function assertEnds(respond, call) {
  for (const fetch of [async () => respond(), respond]) {
    let isOdd = true;
    const { client } = scripted(ok, { retries: 1, timeoutMs: 1_500 });
    const odd = client.withOptions({ fetch: () => (isOdd ? fetch() : Promise.resolve(ok())) });
    const result = await endOf(odd.getViewer({ viewerUnionId }, call));
    assert.ok(result instanceof PolyvError || result.viewerUnionId === VIEWER, String(result));
    isOdd = false;
    assert.equal(await odd.request("GET /x"), "ok");
  }
}

describe("a fetch of the caller's that misbehaves ends in data or a PolyvError", () => {
  const headers = { get: () => null };
  /** @type {Record<string, () => any>} */
  const answers = {
    "answers with nothing": () => undefined,
    "answers with a text": () => "ok",
    "answers with a status alone": () => ({ status: 200 }),
    "has a status that throws": () => Object.defineProperty({ headers }, "status", { get: boom }),
    "has headers that throw": () => ({ status: 200, headers: { get: boom }, body: null }),
    "has headers that throw later": () => {
      let reads = 0;
      const get = () => (reads++ < 2 ? new Headers() : boom());
      return Object.defineProperty(new Response("gone", { status: 503 }), "headers", { get });
    },
    "answers with a Proxy whose traps throw": () => trapped(new Response("x")),
    "answers with a revoked Proxy": () => revoked({}),
    "redirects with a body that is none": () => ({ status: 302, headers, body: {} }),
    "redirects with a body that throws": () => Object.defineProperty({ status: 302, headers }, "body", { get: boom }),
    "has a body that is none": () => ({ status: 200, headers, body: {} }),
    "has a body that ends in an error": () =>
      new Response(new ReadableStream({ start: (controller) => controller.error(new Error("x")) })),
    "has a body of texts": () => new Response(untyped(ReadableStream).from(["x"])),
    "has a body of nothing": () => ({ status: 200, headers, body: untyped(ReadableStream).from([undefined]) }),
    "has an arrayBuffer that throws": () => ({ status: 200, headers, arrayBuffer: boom }),
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
    "rejects with a name that is half a pair": () => Promise.reject({ name: "\ud800", message: "\0" }),
    "rejects with codes that are none": () => Promise.reject({ code: {}, cause: { code: 7, errors: 5 } }),
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
    "says status -1": () => ({ status: -1, headers, body: null }),
  };
  for (const [name, respond] of Object.entries(answers)) test(name, () => assertEnds(respond));
});

describe("a signal of the caller's that misbehaves: the call ends all the same", () => {
  const quiet = { aborted: false, addEventListener() {}, removeEventListener() {} };
  /** @type {Record<string, () => any>} */
  const signals = {
    "aborted throws": () => Object.defineProperty({ ...quiet }, "aborted", { get: boom }),
    "addEventListener throws": () => ({ ...quiet, addEventListener: boom }),
    "removeEventListener is missing": () => ({ ...quiet, removeEventListener: undefined }),
    "removeEventListener throws": () => ({ ...quiet, removeEventListener: boom }),
    "reason throws": () => Object.defineProperty({ ...quiet, aborted: true }, "reason", { get: boom }),
    "a Proxy of a signal": () => new Proxy(new AbortController().signal, {}),
  };
  const viewer = () => Response.json(answer(VIEWER_DATA));
  for (const [name, make] of Object.entries(signals)) test(name, () => assertEnds(viewer, { signal: make() }));
});

test("a parser takes any answer at all, of POLYV's or not, cut anywhere, or with any one byte changed", () => {
  const bytes = new TextEncoder().encode(JSON.stringify(answer({ ...VIEWER_DATA, nickname: "观众" })));
  const text = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 300 });
  const json = fc.jsonValue();
  const any = fc.oneof(
    ...[json, json.map(answer), text, fc.uint8Array({ maxLength: 300 })],
    fc.record({ code: json, error: json, message: json, requestId: json }),
    fc.nat(bytes.length).map((length) => bytes.slice(0, length)),
    fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)).map(([at, byte]) => bytes.with(at, byte)),
  );
  /** @param {any} input */
  const assertTyped = (input) => {
    for (const parse of parsers) {
      try {
        parse(input);
      } catch (error) {
        assert.ok(error instanceof PolyvError, `${error}`);
        const isOwn = ["invalid_argument", "invalid_response"].includes(error.kind);
        assert.ok(error.kind !== "internal" && (isOwn || error.code !== undefined), error.kind);
      }
    }
  };
  fc.assert(
    fc.property(any, (input) => {
      assertTyped(input);
      assertTyped(JSON.stringify(input));
    }),
    runs(2_500),
  );
  assertAlive();
});
