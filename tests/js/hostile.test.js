// Whatever is passed to whatever export, in whatever state: the result, or a PolyvError, and the next call works.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { types } from "node:util";
import fc from "fast-check";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import * as watch from "polyv-edge/watch";
import {
  ACCOUNT,
  answer,
  CHANNEL,
  each,
  errorOf,
  pause,
  runs,
  scripted,
  untyped,
  VIEWER,
  VIEWER_DATA,
} from "./support/edge.js";
import { boom, revoked, thenable, trapped, VALUES } from "./support/odd-values.js";

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

/** Of a call, or of the first of what it lists; a call's promise may be both. @param {any} result @returns {Promise<any>} */
async function outcomeOf(result) {
  const data = types.isPromise(result) ? await result : undefined;
  if (result?.[Symbol.asyncIterator]) for await (const item of result) return item?.result ?? item;
  return data;
}

/** @param {string} names of members that are there, without a value */
const named = (names) => Object.fromEntries(names.split(" ").map((name) => [name, undefined]));
const LINK = { channelId: "1", key: "secret", viewerId: "a", nickname: "n" };
const CALL = named("signal timeoutMs headers context");
const role = { channelId: 1, account: "x" };
/** What methods and functions take: each argument gives way to another value, then each member of one. @type {Record<string, unknown[]>} */
const ARGUMENTS = {
  ...{ getViewer: [{ viewerUnionId }, CALL], getChannelAccount: [role, CALL], listViewers: [{}, CALL] },
  ...{ listChannelAccounts: [{ channelId: 1 }, CALL], getViewers: [["x"], CALL], getChannelAccounts: [[role], CALL] },
  getViewerTokens: [{ channelId: 1, viewerId: "a", tokens: ["chat"] }, CALL],
  getLoginUrl: [{ channelId: 1 }, CALL],
  request: ["POST /x", named("params query form json files as idempotent")],
  ...{ paginate: ["GET /live/v4/user/viewer-record/list", {}], signedUrl: ["GET /x", {}], withOptions: [{}] },
  PolyvClient: [{ appId: "a", appSecret: "b", ...named("baseUrl fetch rateLimit headers onCall nonce") }],
  verifyCallback: ["timestamp=1&sign=2", { appSecret: "secret" }],
  directWatchUrl: [{ ...LINK, ...named("watchOrigin timestamp") }],
  verifyExternal: ["userid=a", { key: "secret" }],
  verifyCustom: ["id=1", { key: "secret", ...named("returnHosts") }],
  customReturnUrl: [{ ...LINK, visit: undefined }],
  createHandler: [{ client: client(), authorize: () => true, ...named("basePath redact") }],
  createWatchHandler: [{ channels: {}, viewer: () => null }],
};

/** @type {Record<string, (...args: any[]) => unknown>} */
const USES = { PolyvClient: (options) => new edge.PolyvClient(options) };
const methods = Object.getOwnPropertyNames(client()).filter((name) => name !== "dispose");
for (const name of methods) {
  // Detached, as it may be.
  USES[name] = (...args) => {
    const { [name]: method } = untyped(client());
    return outcomeOf(method(...args));
  };
}
for (const [of, module] of Object.entries({ "": edge, "browser's ": browser, "watch's ": watch })) {
  for (const [name, value] of Object.entries(module)) {
    if (typeof value === "function" && !name.startsWith("Polyv")) USES[of + name] = value;
  }
}
/** @type {Record<string, (value: any) => unknown>} */
const WAYS_IN = {
  "createWatchHandler, a channel": (value) => watch.createWatchHandler({ channels: { 1: value }, viewer: () => null }),
  "request, a value": (value) => client().request("GET /x", { query: { value } }),
  "request, a list of values": (value) => client().request("POST /x", { form: { value: [value, value] } }),
  "request, a file": (file) => client().request("POST /x", { files: { file } }),
};
for (const [name, use] of Object.entries(USES)) {
  const args = ARGUMENTS[name.split(" ").at(-1) ?? ""] ?? [undefined];
  for (const [index, arg] of args.entries()) {
    WAYS_IN[`${name}, ${index}`] = (value) => use(...args.with(index, value));
    for (const member of arg instanceof Object && !Array.isArray(arg) ? Object.keys(arg) : []) {
      WAYS_IN[`${name}, ${index}, ${member}`] = (value) =>
        use(...args.with(index, { ...untyped(arg), [member]: value }));
    }
  }
}

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
    test(name, async () => {
      await each(Object.entries(VALUES), (value) => tryWith(value()));
      await fc.assert(fc.asyncProperty(random, tryWith), runs(20));
    });
  }
});

test("after dispose(), which `using` finds under Symbol.dispose, every method is refused and sends nothing", () =>
  each(
    methods.map((name) => [name, name]),
    async (name) => {
      const { client: gone, sent } = scripted(ok);
      gone.dispose();
      untyped(gone)[untyped(Symbol).dispose ?? Symbol.for("Symbol.dispose")]();
      await errorOf(async () => {
        const end = await outcomeOf(untyped(gone)[name](...(ARGUMENTS[name] ?? [])));
        if (end instanceof Error) throw end;
      }, "invalid_argument");
      assert.equal(sent.length, 0);
    },
  ));

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
  /** What gateways.test.js has not. @type {Record<string, () => any>} */
  const answers = {
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
    "has a body of texts": () => new Response(untyped(ReadableStream).from(["x"])),
    "has a body of nothing": () => ({ status: 200, headers, body: untyped(ReadableStream).from([undefined]) }),
    "has an arrayBuffer that throws": () => ({ status: 200, headers, arrayBuffer: boom }),
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
    ...Object.fromEntries(
      [0, -1, Number.NaN, 99_999].map((status) => [`says ${status}`, () => ({ status, headers, body: null })]),
    ),
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
