// What callers pass wrongly is refused by name, before anything is sent, and never shown. Which paths, base URLs and
// credentials are safe, `tests/ground/request.rs` tells in full: here are a few, and what only JavaScript can pass.
// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { createHandler, PolyvClient, verifyCallback } from "polyv-edge/edge";
import { client, emulator } from "./support/client.js";
import { ACCOUNT, CHANNEL, each, errorOf, untyped, VIEWER } from "./support/edge.js";

const SECRET = "s3cr3t-that-must-not-show";
const GOOD = { appId: "app", appSecret: SECRET };
const channelId = CHANNEL;
const viewerUnionId = VIEWER;
/** @param {object} options */
const make = (options) => new PolyvClient(untyped({ ...GOOD, ...options }));

/**
 * The call is refused, with a message that holds the argument's name and not the secret; nothing was sent.
 * @param {() => unknown} call @param {string} [name]
 */
async function refused(call, name = "") {
  const { message, stack, attempts, retryable, ...error } = await errorOf(call, "invalid_argument");
  assert.ok(message.includes(name), `${message}: names ${name}`);
  assert.deepEqual([attempts, retryable], [0, false]);
  assert.ok(!`${stack}${JSON.stringify(error)}`.includes(SECRET), "the secret shows");
  assert.equal(emulator.requests.length, 0);
}

/** @param {unknown[]} values @returns {[string, unknown][]} */
const titled = (...values) => values.map((value) => [inspect(value), value]);

/** @param {AsyncIterable<unknown>} list */
async function walk(list) {
  for await (const _ of list) assert.fail();
}

const NO_TEXTS = ["", " \t\u3000", "\ufeff", "2_v\0x", "2_\ud800", undefined, null, {}, ["2"], true, 5, Symbol("s")];
const NO_DIGITS = ["", "abc", "21 49710", "２１", "-1", -1, 1.5, 2 ** 53, "2149710/../1", "%32", true, null];
const NO_PAGES = [0, -1, 1001, 1.5, "1", Number.NaN, Number.POSITIVE_INFINITY];
const NO_OBJECTS = [undefined, null, VIEWER, 5, [VIEWER], new Map()];
const NO_ROUTES = [
  ...["", "/live/x", "DELETE /live/x", "get /live/x", "GET", "GET live/x", "GET  /live/x", undefined, null, 5, {}],
  ...[
    ["GET /x"],
    "GET /live/../admin",
    "GET /live/v2/{channelId}",
    "GET /频道",
    "GET /a\r\nHost: evil",
    "GET /a\ud800",
  ],
];
const NO_TIMES = [1_660_270_926, "1660270926732", 0, -1, 1_660_270_926_732.5, Number.NaN, 1e13, 2 ** 64, {}];
const NO_PARAMS = [undefined, {}, { id: "" }, { id: " " }, { id: "a/b" }, { id: ".." }, { id: "1", other: 2 }];
/** An item that holds a comma would be two. */
const NO_VALUES = [{}, [], [[1]], " \t", "x\0y", "\udc00", Number.NaN, 1e21, 1e-7, Symbol("s"), () => {}, ["a,b"]];
const NO_NAMES = ["", " ", "a\0b", "a\ud800", "appId", "timestamp", "sign", "signatureMethod", "signatureNonce"];
const NO_LISTS = [undefined, null, VIEWER, {}, new Set([VIEWER]), { length: 1, 0: VIEWER }];

const TWO_BODIES = [
  ...[
    { form: { a: 1 }, json: {} },
    { json: {}, files: {} },
    { query: { a: 1 }, form: { b: 1 } },
  ].map(untyped),
];

/** What is refused by which name, where there is one. @type {[string, (value: any) => unknown, unknown[]][]} */
const ARGUMENTS = [
  // A number has lost its zeros.
  ["account", (account) => client.getChannelAccount({ channelId, account }), [52191541, 0, Number.NaN]],
  ["", (account) => client.getChannelAccount({ channelId, account }), NO_TEXTS],
  ["account", (account) => client.request("POST /x", { form: { account } }), [52191541]],
  ["accounts", (accounts) => client.request("GET /x", { query: { accounts } }), [["1", 52191541]]],
  ["", (viewerUnionId) => client.getViewer({ viewerUnionId }), NO_TEXTS],
  ["channelId", (channelId) => client.getChannelAccount({ channelId, account: ACCOUNT }), NO_DIGITS],
  ["channelId", (channelId) => client.listChannelAccounts({ channelId }), NO_DIGITS],
  ["pageNumber", (pageNumber) => client.listViewers({ pageNumber }), NO_PAGES],
  ["pageSize", (pageSize) => client.listViewers({ pageSize }), NO_PAGES],
  ["", (params) => client.getViewer(params), NO_OBJECTS],
  ["", (route) => client.request(route), NO_ROUTES],
  ["", (route) => client.signedUrl(route), [...NO_ROUTES, "POST /x"]],
  ["", (route) => walk(client.paginate(route)), NO_ROUTES],
  ["timestamp", (timestamp) => client.signedUrl("GET /x", { timestamp }), NO_TIMES],
  ["", (params) => client.request("GET /live/{id}/x", { params }), NO_PARAMS],
  ["", (name) => client.request("GET /x", { query: { name } }), NO_VALUES],
  ["", (name) => client.request("POST /x", { form: { name } }), NO_VALUES],
  ["", (name) => client.signedUrl("GET /x", { query: { name } }), NO_VALUES],
  ["", (name) => client.request("GET /x", { query: { [name]: "x" } }), NO_NAMES],
  ["", (query) => client.request("GET /x", { query }), [[1], new Map(), "a=1"]],
  ["", (body) => client.request("GET /x", body), [{ form: {} }, { json: {} }, { files: {} }]],
  ["json", (json) => client.request("POST /x", { json }), [() => {}, { a: 1n }]],
  ["file", (file) => client.request("POST /x", { files: { file } }), ["a", [new Blob([]), {}]]],
  ["idempotent", (idempotent) => client.request("POST /x", { idempotent }), ["yes", 1]],
  ["as", (as) => client.request("POST /x", { as }), ["stream", true]],
  ["", (bodies) => client.request("POST /x", bodies), TWO_BODIES],
  ["", (list) => client.getViewers(list), NO_LISTS],
  ["concurrency", (concurrency) => client.getViewers([VIEWER], { concurrency }), [0, -1, 1.5, 1001, "5", Number.NaN]],
  ["", (options) => client.getViewer({ viewerUnionId }, options), [5, "x", [], true]],
  ["", (options) => new PolyvClient(options), [undefined, null, "app", 5, [], {}]],
];
for (const [index, [name, call, values]] of ARGUMENTS.entries()) {
  test(`argument ${index}: ${`${call}`.slice(0, 80)}`, () =>
    each(titled(...values), (value) => refused(() => call(value), name)));
}

/** Wrong values of options that a client and a call share. @type {Record<string, unknown[]>} */
const COMMON = {
  timeoutMs: [0, -1, Number.NaN, Number.POSITIVE_INFINITY, "1000"],
  retries: [-1, 11, 1.5, "1", Number.NaN],
  maxBodyBytes: [0, -1, 1.5, "1", Number.POSITIVE_INFINITY],
  headers: [5, "x", [], { "x-a": 5 }, { "x-a": "a\nb" }, { "bad name": "x" }, { "Content-Type": "a" }, { host: "x" }],
};

describe("options of a call", () => {
  for (const [name, values] of Object.entries({ ...COMMON, signal: [{}, true, "x"] })) {
    test(`${name} is what it says, for every kind of call`, () =>
      each(titled(...values), async (value) => {
        const options = untyped({ [name]: value });
        await refused(() => client.getViewer({ viewerUnionId }, options), name === "headers" ? "header" : name);
        await refused(() => client.request("GET /x", options));
        await refused(() => client.listViewers({}, options));
        await refused(() => client.getViewers([VIEWER], options));
      }));
  }
});

describe("options of a client", () => {
  const plain = [
    ...[undefined, null, "", "  ", 5, {}, [], [SECRET], true],
    ...["a\ud800", `${SECRET}\n`, "\u200ba", '"a"', "密"],
  ];
  // "yes" is no flag, and `true` no budget.
  const wrong = {
    ...COMMON,
    appId: plain,
    appSecret: plain,
    baseUrl: ["http://api.polyv.net", "http://localhost@evil.example", "https://user:pw@a.example", "//a.example", 5],
    signatureMethod: ["md5", "SHA1", 5, ""],
    nonce: ["yes", 1],
    allowHttp: ["yes"],
    allowBrowser: [1],
    fetch: ["fetch", {}, true],
    onAttempt: ["x", {}],
    onCall: [5],
    rateLimit: [true, 5, "x", {}, { calls: 5 }, { windowMs: 5 }, { calls: 0, windowMs: 5 }, { calls: 5, windowMs: 0 }],
  };
  for (const [name, values] of Object.entries(wrong)) {
    test(`${name} is what it says`, () => each(titled(...values), (value) => refused(() => make({ [name]: value }))));
  }

  test("allowHttp lets http leave this machine, and nothing else", async () => {
    const baseUrl = "http://polyv-emulator:8788";
    await refused(() => make({ baseUrl }), "baseUrl");
    assert.ok(make({ baseUrl, allowHttp: true }).signedUrl("GET /x").startsWith(`${baseUrl}/x?`));
    await refused(() => make({ baseUrl: "ftp://a.example", allowHttp: true }), "baseUrl");
  });
});

/**
 * Names that do not exist, by who refuses them, and what is said instead.
 * @type {[string, (options: any) => unknown, Record<string, string>][]}
 */
const UNKNOWN = [
  ["a client", make, { baseURL: "baseUrl", timeout: "timeoutMs", secret: "appSecret", query: "query" }],
  ["rateLimit", (more) => make({ rateLimit: { calls: 1, windowMs: 1, ...more } }), { window: "window" }],
  ["withOptions", (options) => client.withOptions(options), { maxRetries: "retries", signal: "signal" }],
  ["request", (options) => client.request("POST /x", options), { body: "form or json", path: "params", url: "route" }],
  ["signedUrl", (options) => client.signedUrl("GET /x", options), { form: "form", idempotent: "idempotent" }],
  ["getViewer", (params) => client.getViewer({ viewerUnionId, ...params }), { id: "id", signal: "signal" }],
  ["a call", (options) => client.getViewer({ viewerUnionId }, options), { concurrency: "concurrency", url: "signal" }],
  ["listViewers", (params) => client.listViewers(params), { page: "page" }],
  ["a walk", (params) => walk(client.listViewers(params)), { page: "page" }],
];
for (const [of, call, names] of UNKNOWN) {
  test(`a name that ${of} does not know is refused, and the right one said`, () =>
    each(Object.entries({ ...names, constructor: "constructor" }), (right, name) =>
      refused(() => call({ [name]: {} }), right),
    ));
}

test("what everybody inherits is no option", async () => {
  const timestamp = `${Date.now() - 86_400_000}`;
  const sign = createHash("md5").update(`${SECRET}${timestamp}`).digest("hex");
  assert.ok(verifyCallback({ timestamp, sign }, { appSecret: SECRET, maxAgeMs: Number.POSITIVE_INFINITY }));
  const inherited = { baseUrl: "https://evil.example", fetch: () => assert.fail(), form: { a: 1 }, redact: false };
  Object.assign(Object.prototype, inherited, { calls: 0, as: "text", maxAgeMs: 1e15, pageNumber: 7 });
  try {
    for (const one of [make({}), make({}).withOptions({ retries: 1 })]) {
      assert.ok(one.signedUrl("GET /x").startsWith("https://api.polyv.net/x?"));
    }
    assert.equal((await client.withOptions({ retries: 0 }).getViewer({ viewerUnionId })).viewerUnionId, VIEWER);
    assert.ok(await client.request("GET /live/v4/user/viewer-record/get", { query: { viewerUnionId } }));
    for await (const _ of client.paginate("GET /live/v4/user/viewer-record/list", { query: { pageSize: 1000 } })) break;
    const handle = createHandler({ client, authorize: () => true });
    const { data } = await (await handle(new Request(`https://edge.example/api/viewers/${VIEWER}`))).json();
    assert.match(data.mobile, /\*/);
    assert.equal((await client.listViewers({ pageSize: 1 })).pageNumber, 1);
    assert.throws(() => verifyCallback({ timestamp, sign }, { appSecret: SECRET }), { kind: "unverified" });
  } finally {
    for (const name of Object.keys(Object.prototype)) delete untyped(Object.prototype)[name];
  }
});

test("a getter that throws, or says something else each time, is read once", async () => {
  const get = () => assert.fail(SECRET);
  const thrown = Object.defineProperty({ ...GOOD }, "retries", { enumerable: true, get });
  await refused(() => new PolyvClient(thrown), "retries");
  let reads = 0;
  const changing = Object.defineProperty({}, "viewerUnionId", { enumerable: true, get: () => (reads++ ? {} : VIEWER) });
  await client.getViewer(untyped(changing));
  assert.equal(reads, 1);
  const signal = { enumerable: true, get: () => (reads++ > 1 ? AbortSignal.abort() : undefined) };
  await client.getViewer({ viewerUnionId }, Object.defineProperty({}, "signal", signal));
  assert.equal(reads, 2);
});
