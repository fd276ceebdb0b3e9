// What callers pass wrongly is refused by name, before anything is sent, and never shown.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PolyvClient } from "polyv-edge/edge";
import { client, emulator } from "./support/client.js";
import { ACCOUNT, CHANNEL, each, errorOf, untyped, VIEWER, VIEWER_PATH } from "./support/edge.js";

const SECRET = "s3cr3t-that-must-not-show";
const GOOD = { appId: "app", appSecret: SECRET };
const channelId = CHANNEL;

/**
 * The call is refused, with a message that starts with the argument's name; nothing was sent.
 * @param {() => unknown} call @param {string} [names]
 */
async function refused(call, names = "") {
  const { message, attempts, retryable } = await errorOf(call, "invalid_argument");
  assert.ok(message.includes(names), `${message}: names ${names}`);
  assert.deepEqual([attempts, retryable], [0, false]);
  assert.equal(emulator.requests.length, 0);
}

/** @param {unknown[]} values @returns {[string, unknown][]} */
const titled = (...values) =>
  values.map((value) => [`${typeof value} ${String(JSON.stringify(value) ?? value)}`, value]);

describe("parameters of lookups", () => {
  test("account is text: a number has lost its zeros", () =>
    each(
      [52191541, 0, Number.NaN].map((account) => [String(account), account]),
      (account) => refused(() => client.getChannelAccount({ channelId, account: untyped(account) }), "account"),
    ));

  const texts = [
    "",
    " \t\u3000",
    "\ufeff",
    "2_v\u0000x",
    "2_\ud800",
    undefined,
    null,
    {},
    ["2_v"],
    true,
    5,
    Symbol("s"),
  ];
  test("ids are text that is not blank", () =>
    each(
      texts.map((id) => [String(typeof id === "object" ? JSON.stringify(id) : String(id)), id]),
      async (id) => {
        await refused(() => client.getViewer({ viewerUnionId: untyped(id) }));
        await refused(() => client.getChannelAccount({ channelId, account: untyped(id) }));
      },
    ));

  const ids = ["", "abc", "21 49710", "２１４９７１０", "-1", -1, 1.5, 2 ** 53, "2149710/../1", "%32", true, null];
  test("a channel id is digits", () =>
    each(titled(...ids), async (id) => {
      await refused(() => client.getChannelAccount({ channelId: untyped(id), account: ACCOUNT }), "channelId");
      await refused(() => client.listChannelAccounts({ channelId: untyped(id) }), "channelId");
    }));

  test("pages are whole numbers from 1 to 1000", () =>
    each(titled(0, -1, 1001, 1.5, "1", Number.NaN, Number.POSITIVE_INFINITY), async (number) => {
      await refused(() => client.listViewers({ pageNumber: untyped(number) }), "pageNumber");
      await refused(() => client.listViewers({ pageSize: untyped(number) }), "pageSize");
    }));

  test("are an object, and have no other names", async () => {
    await each(titled(undefined, null, VIEWER, 5, [VIEWER], new Map()), (params) =>
      refused(() => client.getViewer(untyped(params))),
    );
    const viewerUnionId = VIEWER;
    const calls = {
      page: () => client.listViewers(untyped({ page: 2 })),
      signal: () => client.getViewer(untyped({ viewerUnionId, signal: AbortSignal.abort() })),
      id: () => client.getViewer(untyped({ viewerUnionId, id: 1 })),
      accounts: () => client.getChannelAccount(untyped({ channelId, account: ACCOUNT, accounts: "x" })),
    };
    await each(Object.entries(calls), (call, name) => refused(call, name));
    await each(Object.entries(calls), async (call, name) => {
      const list = untyped(call());
      if (!list[Symbol.asyncIterator]) return errorOf(list, "invalid_argument");
      return refused(async () => {
        for await (const _ of list) assert.fail();
      }, name);
    });
  });
});

describe("routes", () => {
  const paths = [
    "/live/../admin",
    "/live/..",
    "/live/./v4",
    "/live//v4",
    "//evil.example/live",
    "/live?x=1",
    "/live#x",
  ];
  const encoded = ["/live/%2e%2e/admin", "/live%2Fv4", "/live/v2/channelAccount/{channelId}/account", "/live/频道"];
  const odd = ["/live\\v4", "/live v4", "/live\r\nHost: evil.example", "/li\tve", "/live\u0000", "/live\ud800"];
  const java = ["/live/..;/admin", "/live/v3;x=1/y", "/live/v4;"];
  test("lead where they seem to lead", () =>
    each(titled(...paths, ...encoded, ...odd, ...java), async (path) => {
      await refused(() => client.request(/** @type {`GET /${string}`} */ (`GET ${path}`)));
      await refused(() => client.signedUrl(/** @type {`GET /${string}`} */ (`GET ${path}`)));
    }));

  test("are a method, a blank and a path", () =>
    each(
      titled(
        "",
        "/live/x",
        "DELETE /live/x",
        "get /live/x",
        "GET",
        "GET live/x",
        "GET  /live/x",
        undefined,
        null,
        5,
        {},
        ["GET /x"],
      ),
      async (route) => {
        await refused(() => client.request(untyped(route)));
        await refused(() => client.signedUrl(untyped(route)));
        await refused(async () => {
          for await (const _ of client.paginate(untyped(route))) assert.fail();
        });
      },
    ));

  test("have a value for each placeholder, and a placeholder for each value", () =>
    each(titled(undefined, {}, { id: "" }, { id: " " }, { id: "a/b" }, { id: ".." }, { id: "1", other: 2 }), (params) =>
      refused(() => client.request("GET /live/{id}/x", untyped({ params }))),
    ));

  test("signedUrl is for a GET without a body, and signs a time of 13 digits", async () => {
    await refused(() => client.signedUrl(untyped("POST /x")));
    for (const part of ["form", "json", "files", "idempotent", "signal"]) {
      await refused(() => client.signedUrl("GET /x", untyped({ [part]: {} })), part);
    }
    const times = [1_660_270_926, "1660270926732", 0, -1, 1_660_270_926_732.5, Number.NaN, 1e13, 2 ** 64, {}];
    await each(titled(...times), (timestamp) =>
      refused(() => client.signedUrl("GET /x", { timestamp: untyped(timestamp) }), "timestamp"),
    );
  });
});

describe("parts of a request", () => {
  const values = [
    ...[{}, [], [[1]], " \t", "x\0y", "\udc00", Number.NaN, 1e21, 1e-7, Symbol("s"), () => {}],
    // An item that holds a comma would be two.
    ...[["a,b"], ["a", "b,"]],
  ];
  test("hold texts, numbers that are exact, booleans, or lists of these", () =>
    each(
      values.map((value, index) => [`${index}`, value]),
      async (value) => {
        await refused(() => client.request("GET /x", { query: { name: untyped(value) } }));
        await refused(() => client.request("POST /x", { form: { name: untyped(value) } }));
        await refused(() => client.signedUrl("GET /x", { query: { name: untyped(value) } }));
      },
    ));

  test("have names, none of which is the client's own", () =>
    each(
      titled("", " ", "a\0b", "a\ud800", "appId", "timestamp", "sign", "signatureMethod", "signatureNonce"),
      (name) => refused(() => client.request("GET /x", { query: { [`${name}`]: "x" } })),
    ));

  test("account stays text in any route, in a list too", async () => {
    await refused(() => client.request("POST /x", { form: { account: 52191541 } }), "account");
    await refused(() => client.request("GET /x", { query: { accounts: ["1", 52191541] } }), "accounts");
  });

  const parts = {
    "a form of a GET": { form: {} },
    "JSON of a GET": { json: {} },
    "files of a GET": { files: {} },
  };
  test("fit the method", () =>
    each(Object.entries(parts), (options) => refused(() => client.request("GET /x", options))));

  const bodies = {
    "two bodies": { form: { a: 1 }, json: {} },
    "JSON and files": { json: {}, files: {} },
    "a query beside a form": { query: { a: 1 }, form: { b: 1 } },
    "JSON that cannot be written": { json: () => {} },
    "JSON with a bigint": { json: { a: 1n } },
    "a query that is a list": { query: [1] },
    "a query that is a Map": { query: new Map() },
    "a query that is text": { query: "a=1" },
    "a file that is none": { files: { file: "a" } },
    "a list of files with none": { files: { file: [new Blob([]), {}] } },
    "idempotent that is text": { idempotent: "yes" },
    "another way to read": { as: "stream" },
  };
  test("are one body, of its kind", () =>
    each(Object.entries(bodies), (options) => refused(() => client.request("POST /x", untyped(options)))));
});

/** Wrong values of options that a client and a call share. @type {Record<string, unknown[]>} */
const COMMON = {
  timeoutMs: [0, -1, Number.NaN, Number.POSITIVE_INFINITY, "1000"],
  retries: [-1, 11, 1.5, "1", Number.NaN],
  maxBodyBytes: [0, -1, 1.5, "1", Number.POSITIVE_INFINITY],
  headers: [
    5,
    "x",
    [],
    { "x-a": 5 },
    { "x-a": "a\nb" },
    { "bad name": "x" },
    { "Content-Type": "text/plain" },
    { host: "x" },
  ],
};

test("options of a call are refused by name", async () => {
  const viewerUnionId = VIEWER;
  const wrong = { ...COMMON, signal: [{}, true, "x"] };
  for (const [name, values] of Object.entries(wrong)) {
    await each(titled(...values), async (value) => {
      const options = untyped({ [name]: value });
      await refused(() => client.getViewer({ viewerUnionId }, options));
      await refused(() => client.request(`GET ${VIEWER_PATH}`, options));
      await refused(() => client.listViewers({}, options));
      await refused(() => client.getViewers([VIEWER], options));
    });
  }
  await each(titled(5, "x", [], true), (options) =>
    refused(() => client.getViewer({ viewerUnionId }, untyped(options))),
  );
});

test("what is no list is no batch", async () => {
  for (const list of [undefined, null, VIEWER, {}, new Set([VIEWER]), { length: 1, 0: VIEWER }]) {
    await refused(() => client.getViewers(untyped(list)));
  }
  for (const concurrency of [0, -1, 1.5, 1001, "5", Number.NaN]) {
    await refused(() => client.getViewers([VIEWER], { concurrency: untyped(concurrency) }), "concurrency");
  }
});

test("an option that does not exist is refused, and the right name said where it is known", async () => {
  const named = {
    baseURL: "baseUrl",
    BaseUrl: "baseUrl",
    timeout: "timeoutMs",
    timeoutMS: "timeoutMs",
    maxRetries: "retries",
    app_id: "appId",
    onResponse: "onAttempt",
    secret: "appSecret",
  };
  await each(Object.entries(named), (right, name) =>
    refused(() => new PolyvClient(untyped({ ...GOOD, [name]: "x" })), right),
  );
  const inCalls = { body: "form or json", data: "form or json", method: "route", path: "params", responseType: "as" };
  await each(Object.entries(inCalls), (right, name) =>
    refused(() => client.request("POST /x", untyped({ [name]: "x" })), right),
  );
  const viewerUnionId = VIEWER;
  for (const name of ["timeout", "query", "viewerUnionId", "concurrency", "constructor", "__proto__x"]) {
    await refused(() => client.getViewer({ viewerUnionId }, untyped({ [name]: 1 })), name);
    await refused(() => client.withOptions(untyped({ [name]: 1 })), name);
  }
  await refused(() => new PolyvClient(untyped({ ...GOOD, rateLimit: { calls: 1, windowMs: 1, window: 1 } })), "window");
});

describe("options of a client", () => {
  /** @param {unknown} options @param {string} [names] */
  async function refusedClient(options, names) {
    await refused(() => new PolyvClient(untyped(options)), names);
    const { stack, ...error } = await errorOf(() => new PolyvClient(untyped(options)));
    assert.ok(!`${stack}${JSON.stringify(error)}`.includes(SECRET), "the secret shows");
  }

  test("name an account", async () => {
    await each(titled(undefined, null, "app", 5, [], {}), (options) => refusedClient(options));
    // What is copied along unseen would only show as POLYV's "invalid signature".
    const plain = [
      undefined,
      null,
      "",
      "  ",
      5,
      {},
      [],
      true,
      "a\ud800",
      "a\n",
      " a",
      "a b",
      "\u200ba",
      "a\ufeff",
      "ａ",
    ];
    await each(titled(...plain, '"a"', "'a'", "`a`", "a\u00a0", "a\u0007", "密"), async (value) => {
      await refusedClient({ ...GOOD, appId: value }, "appId");
      await refusedClient({ ...GOOD, appSecret: value }, "appSecret");
    });
    await refusedClient({ ...GOOD, appSecret: [SECRET] }, "appSecret");
    await refusedClient({ ...GOOD, appSecret: `${SECRET}\n` }, "appSecret");
  });

  /** @type {Record<string, unknown[]>} */
  const wrong = {
    ...COMMON,
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
    test(`${name} is what it says`, () =>
      each(titled(...values), (value) => refusedClient({ ...GOOD, [name]: value })));
  }

  const hosts = [
    "http://api.polyv.net",
    "http://127.0.0.1.evil.example",
    "http://localhost@evil.example",
    "http://0.0.0.0",
  ];
  const more = ["http://localhost.evil.example", "http://[::]", "http://192.168.1.1", "https://user:pw@api.polyv.net"];
  const parts = ["https://api.polyv.net/?x=1", "https://api.polyv.net/#x", "https://api.polyv.net/../x", "https://"];
  const forms = ["https://api.polyv.net\\evil.example", "ws://127.0.0.1", "//api.polyv.net", "api.polyv.net", "", 5];
  test("baseUrl is https, or a loopback host", async () => {
    await each(titled(...hosts, ...more, ...parts, ...forms), (baseUrl) =>
      refusedClient({ ...GOOD, baseUrl }, "baseUrl"),
    );
    for (const baseUrl of ["http://localhost:1", "http://127.8.9.1", "http://[::1]:2", "HTTP://LOCALHOST/"]) {
      assert.ok(new PolyvClient({ ...GOOD, baseUrl }).signedUrl("GET /x").startsWith("http://"), baseUrl);
    }
  });

  test("allowHttp lets http leave this machine, and nothing else that is refused", async () => {
    for (const baseUrl of ["http://polyv-emulator:8788", "http://host.docker.internal:1", "http://app.localhost"]) {
      await refusedClient({ ...GOOD, baseUrl }, "baseUrl");
      const url = new PolyvClient({ ...GOOD, baseUrl, allowHttp: true }).signedUrl("GET /x");
      assert.ok(url.startsWith(baseUrl), url);
    }
    for (const baseUrl of ["http://user:pw@a.example", "http://a.example/?x", "ftp://a.example"]) {
      await refusedClient({ ...GOOD, baseUrl, allowHttp: true }, "baseUrl");
    }
  });
});

test("a getter that throws, or says something else each time, is read once", async () => {
  const thrown = Object.defineProperty({ ...GOOD }, "retries", {
    enumerable: true,
    get() {
      throw new Error(SECRET);
    },
  });
  await refused(() => new PolyvClient(thrown), "retries");
  let reads = 0;
  const changing = Object.defineProperty({}, "viewerUnionId", { enumerable: true, get: () => (reads++ ? {} : VIEWER) });
  await client.getViewer(untyped(changing));
  assert.equal(reads, 1);
  const options = {
    get signal() {
      return reads++ > 1 ? AbortSignal.abort() : undefined;
    },
  };
  await client.getViewer({ viewerUnionId: VIEWER }, options);
  assert.equal(reads, 2);
});
