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
  ACCOUNT_DATA,
  answer,
  CHANNEL,
  pause,
  scripted,
  untyped,
  VIEWER,
  VIEWER_DATA,
} from "./support/edge.js";
import { boom, revoked, thenable, trapped, VALUES } from "./support/odd-values.js";
import { runs } from "./support/runs.js";

const { PolyvError } = edge;
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

const account = { appId: "a", appSecret: "b" };
const LINK = { channelId: "1", key: "secret", viewerId: "a", nickname: "n" };
const options = (/** @type {string} */ name) => (/** @type {any} */ value) =>
  new edge.PolyvClient(/** @type {any} */ ({ ...account, [name]: value }));
const part = (/** @type {string} */ name) => (/** @type {any} */ value) =>
  client().request("POST /x", /** @type {any} */ ({ [name]: value }));
const ofCall = (/** @type {string} */ name) => (/** @type {any} */ value) =>
  client().getViewer({ viewerUnionId }, { [name]: value });
/** @param {any} list */
async function walk(list) {
  for await (const _ of list);
}

/** @type {Record<string, (value: any) => unknown>} */
const EXPORTS = {
  "edge.parseViewer": edge.parseViewer,
  "edge.parseChannelAccount": edge.parseChannelAccount,
  "edge.parseResponse": edge.parseResponse,
  "browser.parseViewer": browser.parseViewer,
  "browser.parseChannelAccount": browser.parseChannelAccount,
  "browser.parseResponse": browser.parseResponse,
  redactViewer: edge.redactViewer,
  redactChannelAccount: edge.redactChannelAccount,
  ready: (value) => edge.ready(value),
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
  createHandler: edge.createHandler,
  "new PolyvClient": (value) => new edge.PolyvClient(value),
  ...Object.fromEntries(
    ["appId", "appSecret", "baseUrl", "fetch", "rateLimit", "headers", "onCall", "nonce"].map((name) => [
      `new PolyvClient, ${name}`,
      options(name),
    ]),
  ),
  withOptions: (value) => client().withOptions(value),
  getViewer: (value) => client().getViewer(value),
  "getViewer, id": (viewerUnionId) => client().getViewer({ viewerUnionId }),
  "getViewer, options": (call) => client().getViewer({ viewerUnionId }, call),
  ...Object.fromEntries(
    ["signal", "timeoutMs", "headers", "context"].map((name) => [`getViewer, ${name}`, ofCall(name)]),
  ),
  "getChannelAccount, channelId": (channelId) => client().getChannelAccount({ channelId, account: "x" }),
  "getChannelAccount, account": (account) => client().getChannelAccount({ channelId: 1, account }),
  listChannelAccounts: (value) => client().listChannelAccounts(value),
  listViewers: (value) => client().listViewers(value),
  "listViewers, iterated": (value) => walk(client().listViewers(value)),
  getViewers: (value) => client().getViewers(value),
  "getViewers, an id": (value) => client().getViewers([value]),
  "getViewers, options": (value) => client().getViewers(["x"], value),
  getChannelAccounts: (value) => client().getChannelAccounts([value]),
  request: (value) => client().request(value),
  "request, options": (value) => client().request("POST /x", value),
  ...Object.fromEntries(
    ["params", "query", "form", "json", "files", "as", "idempotent"].map((name) => [`request, ${name}`, part(name)]),
  ),
  "request, a value": (value) => client().request("GET /x", { query: { value } }),
  "request, a list of values": (value) => client().request("POST /x", { form: { value: [value, value] } }),
  "request, a file": (file) => client().request("POST /x", { files: { file } }),
  paginate: (value) => walk(client().paginate(value)),
  "paginate, options": (value) => walk(client().paginate("GET /live/v4/user/viewer-record/list", value)),
  signedUrl: (value) => client().signedUrl(value),
  "signedUrl, options": (value) => client().signedUrl("GET /x", value),
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
          // Only promises are awaited: a parser may rightly hand back what throws when it is touched.
          const end = types.isPromise(result) ? await endOf(result) : undefined;
          if (end instanceof Error) throw end;
        } catch (error) {
          if (!(error instanceof PolyvError)) problems.push(`${title}: ${error}`);
          else if (error.kind === "internal") problems.push(`${title}: internal, ${error.cause}`);
        }
        assertAlive();
      }
      assert.deepEqual(problems, []);
    });
  }
});

/** Ends in time with data or a PolyvError, and the client's next call works. @param {() => any} respond */
async function assertEnds(respond) {
  for (const fetch of [async () => respond(), respond]) {
    let isOdd = true;
    const { client } = scripted(ok, { retries: 1, timeoutMs: 1_500 });
    const odd = client.withOptions({ fetch: () => (isOdd ? fetch() : Promise.resolve(ok())) });
    const result = await endOf(odd.getViewer({ viewerUnionId }));
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

describe("a signal of the caller's that misbehaves", () => {
  const listen = () => {};
  /** @type {Record<string, () => any>} */
  const signals = {
    "aborted throws": () => Object.defineProperty({ addEventListener: listen }, "aborted", { get: boom }),
    "addEventListener throws": () => ({ aborted: false, addEventListener: boom, removeEventListener: listen }),
    "removeEventListener is missing": () => ({ aborted: false, addEventListener: listen }),
    "removeEventListener throws": () => ({ aborted: false, addEventListener: listen, removeEventListener: boom }),
    "reason throws": () =>
      Object.defineProperty({ aborted: true, addEventListener: listen, removeEventListener: listen }, "reason", {
        get: boom,
      }),
    "a Proxy of a signal": () => new Proxy(new AbortController().signal, {}),
  };
  for (const [name, make] of Object.entries(signals)) {
    test(`${name}: the call ends all the same`, async () => {
      const { client } = scripted(() => Response.json(answer(VIEWER_DATA)), { timeoutMs: 1_500, retries: 0 });
      const result = await endOf(client.getViewer({ viewerUnionId }, { signal: make() }));
      assert.ok(result instanceof PolyvError || result.viewerUnionId === VIEWER, String(result));
      assert.deepEqual(await client.getViewer({ viewerUnionId }), VIEWER_DATA);
    });
  }
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
        const isOwn = ["invalid_argument", "invalid_response"].includes(error.kind);
        assert.ok(error.kind !== "internal" && (isOwn || error.code !== undefined), error.kind);
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
    const units = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
    for (const any of [fc.uint8Array({ maxLength: 300 }), fc.string({ unit: "binary", maxLength: 300 }), units]) {
      fc.assert(fc.property(/** @type {fc.Arbitrary<unknown>} */ (any), assertTyped), usual);
    }
    assertAlive();
  });

  test("any value of JavaScript", () => {
    const kinds = { withBigInt: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true };
    fc.assert(
      fc.property(fc.anything(kinds), (value) => {
        assertTyped(value);
        assertTyped(answer(value));
        for (const show of [edge.redactViewer, edge.redactChannelAccount]) {
          try {
            show(untyped(value));
          } catch (error) {
            assert.ok(error instanceof PolyvError && error.kind !== "internal", `${error}`);
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
  const id = fc.oneof(
    text.filter((value) => value !== ""),
    fc.maxSafeInteger(),
  );
  const absent = fc.constantFrom(undefined, null);
  /** @param {fc.Arbitrary<unknown>} arbitrary */
  const optional = (arbitrary) => fc.oneof(arbitrary, absent);
  const extra = fc.dictionary(
    text.map((name) => `~${name}`),
    fc.jsonValue(),
    { maxKeys: 3 },
  );
  const whole = fc.maxSafeInteger();
  const viewers = fc.record({
    ...{ viewerUnionId: id, source: optional(text), mobile: optional(text), externalViewerId: optional(id) },
    ...{ latestAuthTime: optional(whole), watchDuration: optional(whole) },
    labels: optional(fc.array(fc.record({ id: optional(id), label: optional(text) }), { maxLength: 3 })),
  });
  const accounts = fc.record({
    ...{ account: text.filter((value) => value !== ""), channelId: id, userId: optional(id), passwd: optional(text) },
    ...{ createdTime: optional(whole), sort: optional(fc.oneof(whole, whole.map(String))) },
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

  /** Whole numbers that would lose digits arrive as text. @param {string} _ @param {unknown} value */
  const digits = (_, value) =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(`${value}`) ? `${value}` : value;

  test("every valid viewer and role passes, with its ids as text and everything else as it was", () => {
    const kinds = /** @type {const} */ ([
      [edge.parseViewer, browser.parseViewer, viewers, ["viewerUnionId", "externalViewerId"]],
      [edge.parseChannelAccount, browser.parseChannelAccount, accounts, ["channelId", "userId"]],
    ]);
    for (const [inEdge, inBrowser, arbitrary, ids] of kinds) {
      fc.assert(
        fc.property(extra, /** @type {fc.Arbitrary<any>} */ (arbitrary), (more, declared) => {
          const data = { ...more, ...declared };
          assert.deepStrictEqual(inEdge(untyped(answer(structuredClone(data)))), normal(data, [...ids]));
          const wire = JSON.stringify(answer(data));
          const fromText = /** @type {unknown} */ (inBrowser(wire));
          assert.deepStrictEqual(fromText, normal(JSON.parse(wire, digits).data, [...ids]));
          assert.deepStrictEqual(inEdge(new TextEncoder().encode(wire)), fromText);
        }),
        usual,
      );
    }
    assert.deepEqual(edge.parseChannelAccount(answer(ACCOUNT_DATA)), ACCOUNT_DATA);
  });
});
