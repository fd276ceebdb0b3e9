// What leaves the edge: the demo Worker in workerd, as `npm start` runs it, and its handler alone, kind by kind.
// @ts-check
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import { createHandler, PolyvError } from "polyv-edge/edge";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { startDemo } from "./support/demo.js";
import { ACCOUNT, CHANNEL, errorOf, pause, until, untyped, VIEWER, withEmulator } from "./support/edge.js";
import { startWorkerd } from "./support/workerd.js";

const SECRET_FIELDS = ["passwd", "stream", "pushUrl", "loginUrl"];
const SECRETS = [
  String(SAMPLE_ACCOUNT.passwd),
  String(SAMPLE_ACCOUNT.stream),
  String(SAMPLE_ACCOUNT.pushUrl),
  "auth_key",
];

/** @param {Response} response @param {number} status */
async function bodyOf(response, status) {
  const text = await response.text();
  assert.equal(response.status, status, text);
  assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
  assert.equal(response.headers.get("cache-control"), "private, no-store");
  return { text, json: JSON.parse(text) };
}

describe("the demo Worker in workerd", () => {
  /** @type {Awaited<ReturnType<typeof startDemo>>} */
  let demo;
  before(async () => {
    demo = await startDemo();
  });
  after(() => demo.close());
  beforeEach(() => {
    demo.emulator.requests.length = 0;
  });

  /** @param {string} path @param {RequestInit} [init] */
  const ask = (path, init) =>
    fetch(`${demo.origin}${path}`, { headers: { authorization: `Bearer ${demo.token}` }, redirect: "manual", ...init });

  test("gives POLYV's sample viewer, personal values masked, and says which", async () => {
    const { json } = await bodyOf(await ask(`/api/viewers/${VIEWER}`), 200);
    const masked = ["mobile", "lastCollectMobile", "email", "latestAccessIp", "wxOpenId", "wxUnionId", "wxAppId"];
    const { redacted, data, ...envelope } = json;
    assert.deepEqual(envelope, { code: 200, status: "success", success: true });
    assert.deepEqual(
      [redacted.removed, redacted.masked.toSorted?.() ?? redacted.masked.sort()],
      [[], masked.toSorted?.() ?? masked.sort()],
    );
    for (const [name, value] of Object.entries(SAMPLE_VIEWER)) {
      assert.equal(data[name], masked.includes(name) ? data[name] : value, name);
    }
    for (const name of masked) assert.notEqual(data[name], SAMPLE_VIEWER[name], name);
    assert.deepEqual(Object.keys(data).sort(), Object.keys(SAMPLE_VIEWER).sort());
  });

  test("gives POLYV's sample role without its secrets, and says which", async () => {
    const { json, text } = await bodyOf(await ask(`/api/channels/${CHANNEL}/accounts/${ACCOUNT}`), 200);
    const { passwd: _p, stream: _s, pushUrl: _u, ...shown } = SAMPLE_ACCOUNT;
    assert.deepEqual(json, {
      ...{ code: 200, status: "success", success: true },
      data: { ...shown, channelId: CHANNEL },
      redacted: { removed: ["passwd", "stream", "pushUrl"], masked: [] },
    });
    for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
  });

  test("a realistic viewer leaves with enough to be recognised and no more", async () => {
    const { viewers } = (await import("../../emulator/data.js")).createData();
    const viewer = untyped(viewers.find(({ nickname }) => nickname === "王芳"));
    const { json, text } = await bodyOf(await ask(`/api/viewers/${viewer.viewerUnionId}`), 200);
    assert.equal(json.data.mobile, "138****8000");
    assert.equal(json.data.email, "w***@example.com");
    assert.equal(json.data.latestAccessIp, "203.0.*.*");
    assert.deepEqual(json.data.labels, [{ id: "1282", label: "老客户" }]);
    for (const value of [viewer.mobile, viewer.email, viewer.latestAccessIp]) assert.ok(!text.includes(value));
  });

  test("members that nobody documents stay behind, and are named", async () => {
    const { json } = await bodyOf(await ask("/api/viewers/fault%3Aproto-keys"), 200);
    assert.deepEqual(json.redacted.removed.sort(), ["__proto__", "constructor", "prototype", "toString"]);
    assert.ok(!Object.keys(json.data).includes("constructor"));
  });

  test("an id that POLYV does not know is 404 not_found, with POLYV's text and request id alone", async () => {
    const { json } = await bodyOf(await ask("/api/viewers/2_nobody"), 404);
    const { requestId, ...rest } = json;
    assert.match(requestId, /^[0-9a-f]{32}\.\d+\.\d+$/);
    const error = { kind: "not_found", code: 400, desc: "未知用户信息", retryable: false };
    assert.deepEqual(rest, { code: 404, status: "error", success: false, error });
    await bodyOf(await ask(`/api/channels/9999/accounts/${ACCOUNT}`), 404);
  });

  test("nobody without the token is let in, and nothing is asked of POLYV", async () => {
    const { token } = demo;
    const wrong = ["", "Bearer", "Bearer ", `Bearer ${token}x`, `Bearer ${token.slice(1)}`, token, `Basic ${token}`];
    for (const path of [`/api/viewers/${VIEWER}`, `/api/channels/${CHANNEL}/accounts/${ACCOUNT}`]) {
      for (const authorization of [undefined, ...wrong]) {
        const response = await ask(path, { headers: authorization === undefined ? {} : { authorization } });
        const { json } = await bodyOf(response, 401);
        assert.equal(json.error.kind, "unauthorized", authorization);
        assert.equal(response.headers.get("www-authenticate"), "Bearer");
      }
      await bodyOf(await ask(`${path}?token=${token}`, { headers: {} }), 401);
    }
    assert.equal(demo.emulator.requests.length, 0);
  });

  test("other methods are 405, other routes 404, and nothing is asked of POLYV", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const response = await ask(`/api/viewers/${VIEWER}`, { method });
      assert.equal(response.headers.get("allow"), "GET, HEAD");
      await bodyOf(response, 405);
    }
    const paths = ["/api/", "/api/viewers", "/api/viewers/a/b", "/api/viewers/a/", "/api/channels/1/accounts"];
    for (const path of [
      ...paths,
      "/api/Viewers/a",
      "/api/channels/1/accounts/2/3",
      "/api//viewers/a",
      "/api/viewers/%zz",
    ]) {
      const { json } = await bodyOf(await ask(path), 404);
      // POLYV's word, `not_found`, is for what POLYV does not know.
      assert.equal(json.error.kind, "invalid_argument", path);
    }
    assert.equal(demo.emulator.requests.length, 0);
  });

  test("an encoded id reaches POLYV decoded, whatever it holds", async () => {
    for (const id of ["2_a/b", "观众", "a b&c=d", "%41", "a?b#c", "😀"]) {
      demo.emulator.requests.length = 0;
      const { json } = await bodyOf(await ask(`/api/viewers/${encodeURIComponent(id)}`), 404);
      assert.equal(json.error.desc, "未知用户信息");
      assert.equal(demo.emulator.requests[0].query.viewerUnionId, id);
    }
  });

  test("an id that cannot be one is refused and sent nowhere", async () => {
    const noRoutes = ["/api/viewers/", "/api/channels/x/accounts/1", `/api/channels/1%2F..%2F2/accounts/${ACCOUNT}`];
    // Another spelling of an id would pass whoever compares paths.
    for (const path of [
      ...noRoutes,
      ...["/api/viewers/%20", "/api/viewers/%00", "/api/viewers/2_vip%20", "/api/viewers/2_vip%E2%80%8B"],
      ...["/api/viewers/%61", "/api/viewers/2_a%3ab", "/api/viewers/2_a:b"],
      "/api/channels/%31/accounts/1",
      "/api/channels/01/accounts/1",
    ]) {
      await bodyOf(await ask(path), 404);
    }
    assert.equal(demo.emulator.requests.length, 0);
  });

  test("HEAD is GET without a body", async () => {
    const response = await ask(`/api/viewers/${VIEWER}`, { method: "HEAD" });
    assert.deepEqual([response.status, await response.text()], [200, ""]);
    assert.equal((await ask("/api/viewers/2_nobody", { method: "HEAD" })).status, 404);
    assert.equal((await ask(`/api/viewers/${VIEWER}`, { method: "HEAD", headers: {} })).status, 401);
  });

  /** @type {Record<string, [number, string]>} */
  const faults = {
    qps: [429, "rate_limited"],
    blocked: [502, "forbidden"],
    "invalid-signature": [502, "invalid_signature"],
    unauthorized: [502, "unauthorized"],
    "undefined-error": [502, "server"],
    "status-503-retry-after-hour": [502, "server"],
    "html-200": [502, "invalid_response"],
    "wrong-shape": [502, "invalid_response"],
    redirect: [502, "invalid_response"],
    "reset-headers": [502, "network"],
    conflict: [409, "conflict"],
    validation: [400, "validation"],
  };
  for (const [fault, [status, kind]] of Object.entries(faults)) {
    test(`${fault} becomes ${status} ${kind}, and nothing of POLYV's body comes along`, async () => {
      for (const path of [`/api/viewers/fault%3A${fault}`, `/api/channels/${CHANNEL}/accounts/fault%3A${fault}`]) {
        const response = await ask(path);
        const { json, text } = await bodyOf(response, status);
        assert.equal(json.error.kind, kind);
        assert.deepEqual(
          Object.keys(json)
            .filter((name) => name !== "requestId")
            .sort(),
          [...["code", "error", "status", "success"]],
        );
        assert.doesNotMatch(text, /<html|nginx|demoData|127\.0\.0\.1|sign=|"data"/);
        for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
        const isHour = fault === "status-503-retry-after-hour";
        assert.equal(response.headers.get("retry-after"), isHour ? "3600" : null);
      }
    });
  }

  test("a hundred calls at once are answered, each with its own data", async () => {
    const ids = Array.from({ length: 100 }, (_, index) => (index % 3 ? VIEWER : `2_nobody${index}`));
    const answers = await Promise.all(ids.map(async (id) => (await ask(`/api/viewers/${id}`)).status));
    assert.deepEqual(
      answers,
      ids.map((id) => (id === VIEWER ? 200 : 404)),
    );
  });
});

describe("a caller who hangs up, in workerd", () => {
  /**
   * Hangs up as soon as POLYV is asked.
   * @param {string[]} flags
   * @param {(requests: import("../../emulator/index.js").Recorded[]) => Promise<void>} then
   */
  const hangUp = (flags, then) =>
    withEmulator(async (emulator) => {
      const { appId, appSecret, url } = emulator;
      const worker = await startWorkerd(new URL("./support/signal-worker.js", import.meta.url), {
        bindings: { APP_ID: appId, APP_SECRET: appSecret, EMULATOR: url },
        flags,
      });
      try {
        const { hostname, port } = await worker.ready;
        const caller = connect(Number(port), hostname);
        caller.write("GET /api/viewers/fault%3Aslow-headers HTTP/1.1\r\nhost: worker.example\r\n\r\n");
        await until(() => emulator.requests.length === 1, "the request");
        // As Cloudflare's edge tells workerd. A socket that is only closed, as fetch does it, may still be read from.
        caller.resetAndDestroy();
        await until(() => emulator.requests[0]?.aborted === true, "the end of the call to POLYV");
        await then(emulator.requests);
      } finally {
        await worker.dispose();
      }
    });
  /** @param {import("../../emulator/index.js").Recorded[]} requests */
  const heard = (requests) => requests.slice(1).map(({ path }) => path);

  test("with enable_request_signal the client's call ends as `aborted`", () =>
    hangUp(["enable_request_signal"], async (requests) => {
      await until(() => requests.length === 2, "what the Worker heard");
      assert.deepEqual(heard(requests), ["/heard/aborted"]);
    }));

  test("without it workerd drops the call, and the Worker hears nothing", () =>
    hangUp([], async (requests) => {
      await pause(1_000);
      assert.deepEqual(heard(requests), []);
    }));
});

describe("createHandler", () => {
  /** @param {Partial<Record<"getViewer" | "getChannelAccount", (...args: any[]) => any>>} client @param {object} [options] */
  const handlerOf = (client, options) =>
    createHandler(
      untyped({ client: { getViewer: () => assert.fail(), ...client }, authorize: () => true, ...options }),
    );
  /** @param {string} path @param {RequestInit} [init] */
  const request = (path, init) => new Request(`https://edge.example${path}`, init);

  /** @type {Record<import("polyv-edge/edge").PolyvErrorKind, number>} */
  const STATUS = {
    ...{ invalid_argument: 400, validation: 400, not_found: 404, conflict: 409, rate_limited: 429, aborted: 499 },
    unverified: 403,
    ...{ unauthorized: 502, invalid_signature: 502, invalid_timestamp: 502, forbidden: 502, server: 502 },
    ...{ invalid_response: 502, network: 502, timeout: 504, internal: 500 },
  };
  for (const [kind, status] of Object.entries(STATUS)) {
    test(`${kind} is ${status}`, async () => {
      const error = new PolyvError(untyped(kind), "what POLYV said", {
        ...{
          requestId: "id-1",
          errorCode: 7,
          retryAfterMs: 1_500,
          endpoint: "GET internal.example/live",
          httpStatus: 418,
        },
      });
      const handle = handlerOf({ getViewer: async () => Promise.reject(error) });
      const response = await handle(request("/api/viewers/x"));
      const { json, text } = await bodyOf(response, status);
      assert.deepEqual(json, {
        ...{ code: status, status: "error", requestId: "id-1", success: false },
        error: { kind, code: 7, desc: "what POLYV said", retryable: false },
      });
      assert.equal(response.headers.get("retry-after"), "2");
      assert.ok(!text.includes("internal.example"), "the endpoint is nobody's business");
    });
  }

  test("only `true` lets a caller in", async () => {
    for (const verdict of [false, undefined, null, 0, 1, "true", {}, [true], Promise.resolve(1), new Boolean(true)]) {
      const handle = handlerOf({}, { authorize: () => verdict });
      await bodyOf(await handle(request("/api/viewers/x")), 401);
    }
    const found = { viewerUnionId: "x", source: "WX", latestAuthTime: 1, createTime: 1 };
    for (const authorize of [() => true, async () => true]) {
      const handle = handlerOf({ getViewer: async () => found }, { authorize });
      assert.deepEqual((await bodyOf(await handle(request("/api/viewers/x")), 200)).json.data, found);
    }
  });

  test("authorize sees the request, before anything else happens", async () => {
    /** @type {string[]} */
    const seen = [];
    const handle = handlerOf(
      { getViewer: async () => assert.fail("asked before the caller was let in") },
      { authorize: (/** @type {Request} */ { headers }) => seen.push(headers.get("x-user") ?? "") > 99 },
    );
    await bodyOf(await handle(request("/api/viewers/x", { headers: { "x-user": "u" } })), 401);
    assert.deepEqual(seen, ["u"]);
  });

  test("a fault in authorize lets nobody in: it is the Worker's own, for its host to report", async () => {
    const fault = new Error("the session store is down");
    const broken = [
      () => {
        throw fault;
      },
      async () => Promise.reject(fault),
    ];
    for (const authorize of broken) {
      await assert.rejects(async () => handlerOf({}, { authorize })(request("/api/viewers/x")), fault);
    }
  });

  test("there is no default that allows: without a client or authorize there is no handler", async () => {
    const client = { getViewer: () => {}, getChannelAccount: () => {} };
    const authorize = () => true;
    const wrong = [undefined, {}, { client }, { authorize }, { client, authorize: true }, { client: {}, authorize }];
    for (const options of [...wrong, { client, authorize: undefined }, { client: null, authorize }]) {
      await errorOf(() => createHandler(untyped(options)), "invalid_argument");
    }
  });

  test("a base path of one's own, with or without a slash at its end, and at the root", async () => {
    const found = { viewerUnionId: "x", source: "WX", latestAuthTime: 1, createTime: 1 };
    for (const [basePath, path] of [
      ["/polyv", "/polyv/viewers/x"],
      ["/polyv/v1/", "/polyv/v1/viewers/x"],
      ["", "/viewers/x"],
      ["/", "/viewers/x"],
    ]) {
      const handle = handlerOf({ getViewer: async () => found }, { basePath });
      await bodyOf(await handle(request(path)), 200);
      await bodyOf(await handle(request(`/other${path}`)), 404);
      await bodyOf(await handle(request(`${path}x/y`)), 404);
    }
  });

  test("the caller's signal goes along", async () => {
    const controller = new AbortController();
    /** @type {AbortSignal | undefined} */
    let given;
    const handle = handlerOf({
      getViewer: async (_params, call) => {
        given = call.signal;
        throw new PolyvError("aborted", "x");
      },
    });
    await handle(request("/api/viewers/x", { signal: controller.signal }));
    assert.equal(given?.aborted, false);
    controller.abort();
    assert.equal(given?.aborted, true);
  });

  test("whatever a role holds, its secrets are never in the answer", async () => {
    const role = {
      account: "00",
      channelId: "1",
      passwd: "PW",
      stream: "ST",
      pushUrl: "PU",
      loginUrl: "LU",
      brandNew: "BN",
    };
    for (const wrap of [role, { ...role, nickname: { passwd: "PW" } }, { ...role, role: ["ST"] }]) {
      const handle = handlerOf({ getChannelAccount: async () => wrap });
      const { json, text } = await bodyOf(await handle(request("/api/channels/1/accounts/00")), 200);
      for (const secret of ["PW", "ST", "PU", "LU", "BN"]) assert.ok(!text.includes(`"${secret}"`), secret);
      for (const name of [...SECRET_FIELDS, "brandNew"]) assert.ok(json.redacted.removed.includes(name), name);
    }
  });

  test("an answer is told in the v4 envelope that the parsers of the browser build read", async () => {
    const { parseViewer, parseResponse } = await import("polyv-edge");
    const found = { viewerUnionId: "x", source: "WX", latestAuthTime: 1, createTime: 1 };
    const good = handlerOf({ getViewer: async () => found });
    assert.deepEqual(parseViewer(await (await good(request("/api/viewers/x"))).text()), found);
    const denied = handlerOf({}, { authorize: () => false });
    const body = await (await denied(request("/api/viewers/x"))).text();
    assert.equal((await errorOf(() => parseResponse(body))).kind, "unauthorized");
  });
});
