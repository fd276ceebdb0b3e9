// What leaves the edge: the demo Worker in workerd, as `npm start` runs it, and its handler alone.
// @ts-check
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import { parseViewer } from "polyv-edge";
import { createHandler, PolyvError } from "polyv-edge/edge";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { startDemo } from "./support/demo.js";
import { ACCOUNT, CHANNEL, each, errorOf, pause, until, untyped, VIEWER, withEmulator } from "./support/edge.js";
import { startWorkerd } from "./support/workerd.js";

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
  const paths = { viewer: `/api/viewers/${VIEWER}`, role: `/api/channels/${CHANNEL}/accounts/${ACCOUNT}` };

  test("gives a viewer, personal values masked, and says which; the browser build reads it", async () => {
    const { json, text } = await bodyOf(await ask(paths.viewer), 200);
    const masked = ["mobile", "lastCollectMobile", "email", "latestAccessIp", "wxOpenId", "wxUnionId", "wxAppId"];
    const { redacted, data, ...envelope } = json;
    assert.deepEqual(envelope, { code: 200, status: "success", success: true });
    assert.deepEqual([redacted.removed, redacted.masked.sort()], [[], masked.sort()]);
    for (const name of masked) assert.notEqual(data[name], SAMPLE_VIEWER[name], name);
    const shown = Object.fromEntries(masked.map((name) => [name, data[name]]));
    assert.deepEqual(data, { ...SAMPLE_VIEWER, ...shown });
    assert.deepEqual(parseViewer(text), data);
  });

  test("gives a role without its secrets, and says which", async () => {
    const { json, text } = await bodyOf(await ask(paths.role), 200);
    const { passwd, stream, pushUrl, ...shown } = SAMPLE_ACCOUNT;
    assert.deepEqual(json, {
      ...{ code: 200, status: "success", success: true },
      data: { ...shown, channelId: CHANNEL },
      redacted: { removed: ["passwd", "stream", "pushUrl"], masked: [] },
    });
    for (const secret of [passwd, stream, pushUrl]) assert.ok(!text.includes(String(secret)));
  });

  test("leaves behind what nobody documents, and names it", async () => {
    const { json } = await bodyOf(await ask("/api/viewers/fault%3Aproto-keys"), 200);
    assert.deepEqual(json.redacted.removed.sort(), ["__proto__", "constructor", "prototype", "toString"]);
    assert.ok(!Object.keys(json.data).includes("constructor"));
  });

  test("lets nobody in without the token, and asks nothing of POLYV", async () => {
    const { token } = demo;
    const wrong = ["", "Bearer", "Bearer ", `Bearer ${token}x`, `Bearer ${token.slice(1)}`, token, `Basic ${token}`];
    for (const path of [...Object.values(paths), `${paths.viewer}?token=${token}`]) {
      for (const headers of [{}, ...wrong.map((authorization) => ({ authorization }))]) {
        const response = await ask(path, { headers });
        assert.equal((await bodyOf(response, 401)).json.error.kind, "unauthorized");
        assert.equal(response.headers.get("www-authenticate"), "Bearer");
      }
    }
    assert.equal(demo.emulator.requests.length, 0);
  });

  test("other methods are 405, other routes and odd ids 404, and nothing is asked of POLYV", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const response = await ask(paths.viewer, { method });
      assert.equal(response.headers.get("allow"), "GET, HEAD");
      await bodyOf(response, 405);
    }
    // Another spelling of an id would pass whoever compares paths.
    for (const path of [
      ...["", "viewers", "viewers/", "viewers/a/b", "viewers/a/", "Viewers/a", "/viewers/a", "channels/1/accounts"],
      ...["channels/1/accounts/2/3", "channels/x/accounts/1", `channels/1%2F..%2F2/accounts/${ACCOUNT}`],
      ...["viewers/%zz", "viewers/%20", "viewers/%00", "viewers/2_vip%20", "viewers/2_vip%E2%80%8B", "viewers/%61"],
      ...["viewers/2_a%3ab", "viewers/2_a:b", "channels/%31/accounts/1", "channels/01/accounts/1"],
    ]) {
      // POLYV's word, `not_found`, is for what POLYV does not know.
      assert.equal((await bodyOf(await ask(`/api/${path}`), 404)).json.error.kind, "invalid_argument", path);
    }
    assert.equal(demo.emulator.requests.length, 0);
  });

  test("an encoded id reaches POLYV decoded, whatever it holds; unknown there, it is 404 with POLYV's text", async () => {
    for (const id of ["2_a/b", "观众", "a b&c=d", "%41", "a?b#c", "😀"]) {
      demo.emulator.requests.length = 0;
      const { json } = await bodyOf(await ask(`/api/viewers/${encodeURIComponent(id)}`), 404);
      const { requestId, ...rest } = json;
      assert.match(requestId, /^[0-9a-f]{32}\.\d+\.\d+$/);
      const error = { kind: "not_found", code: 400, desc: "未知用户信息", retryable: false };
      assert.deepEqual(rest, { code: 404, status: "error", success: false, error });
      assert.equal(demo.emulator.requests[0].query.viewerUnionId, id);
    }
  });

  test("HEAD is GET without a body", async () => {
    const response = await ask(paths.viewer, { method: "HEAD" });
    assert.deepEqual([response.status, await response.text()], [200, ""]);
    assert.equal((await ask("/api/viewers/2_nobody", { method: "HEAD" })).status, 404);
    assert.equal((await ask(paths.viewer, { method: "HEAD", headers: {} })).status, 401);
  });

  const faults = {
    ...{
      blocked: "502 forbidden",
      "status-503-retry-after-hour": "502 server 3600",
      "html-200": "502 invalid_response",
    },
    ...{ "wrong-shape": "502 invalid_response", "reset-headers": "502 network", conflict: "409 conflict" },
  };
  test("a fault becomes a status and a kind, and nothing of POLYV's body comes along", () =>
    each(Object.entries(faults), async (expected, fault) => {
      const [status, kind, retryAfter = null] = expected.split(" ");
      for (const path of [`/api/viewers/fault%3A${fault}`, `/api/channels/${CHANNEL}/accounts/fault%3A${fault}`]) {
        const response = await ask(path);
        const { json, text } = await bodyOf(response, Number(status));
        const { requestId: _, error, ...rest } = json;
        assert.deepEqual([error.kind, rest], [kind, { code: Number(status), status: "error", success: false }]);
        assert.doesNotMatch(text, /<html|nginx|demoData|127\.0\.0\.1|sign=|"data"/);
        assert.equal(response.headers.get("retry-after"), retryAfter);
      }
    }));
});

describe("a caller who hangs up, in workerd", () => {
  // The client's call ends as `aborted`; without the flag workerd drops the call, and the Worker hears nothing.
  for (const [flag, heard] of Object.entries({ enable_request_signal: ["/heard/aborted"], "": [] })) {
    test(`with the flag ${flag || "left out"}`, () =>
      withEmulator(async ({ appId, appSecret, url, requests }) => {
        const worker = await startWorkerd(new URL("./support/signal-worker.js", import.meta.url), {
          bindings: { APP_ID: appId, APP_SECRET: appSecret, EMULATOR: url },
          flags: flag ? [flag] : [],
        });
        try {
          const { hostname, port } = await worker.ready;
          const caller = connect(Number(port), hostname);
          caller.write("GET /api/viewers/fault%3Aslow-headers HTTP/1.1\r\nhost: worker.example\r\n\r\n");
          await until(() => requests.length === 1, "the request");
          // As Cloudflare's edge tells workerd. A socket that is only closed, as fetch does it, may still be read from.
          caller.resetAndDestroy();
          await until(() => requests[0]?.aborted === true, "the end of the call to POLYV");
          await (flag ? until(() => requests.length === 2, "what the Worker heard") : pause(1_000));
          const paths = requests.slice(1).map(({ path }) => path);
          assert.deepEqual(paths, heard);
        } finally {
          await worker.dispose();
        }
      }));
  }
});

describe("createHandler", () => {
  const found = { viewerUnionId: "x", source: "WX", latestAuthTime: 1, createTime: 1 };
  /** @param {object} client @param {object} [options] */
  const handlerOf = (client, options) =>
    createHandler(untyped({ client: { getViewer: async () => found, ...client }, authorize: () => true, ...options }));
  /** @param {string} path @param {RequestInit} [init] */
  const request = (path, init) => new Request(`https://edge.example${path}`, init);

  // Which status a kind is, `tests/ground/errors.rs` holds.
  test("an error is told with its status, and without what is nobody's business", async () => {
    const details = { requestId: "id-1", errorCode: 7, retryAfterMs: 1_500, endpoint: "GET internal/live" };
    for (const [kind, status] of Object.entries({ rate_limited: 429, timeout: 504, aborted: 499 })) {
      const error = new PolyvError(untyped(kind), "what POLYV said", { ...details, httpStatus: 418 });
      const response = await handlerOf({ getViewer: () => Promise.reject(error) })(request("/api/viewers/x"));
      assert.deepEqual((await bodyOf(response, status)).json, {
        ...{ code: status, status: "error", requestId: "id-1", success: false },
        error: { kind, code: 7, desc: "what POLYV said", retryable: false },
      });
      assert.equal(response.headers.get("retry-after"), "2");
    }
  });

  test("only `true` lets a caller in, and before that nothing happens", async () => {
    const getViewer = () => assert.fail("asked before the caller was let in");
    for (const verdict of [false, undefined, null, 0, 1, "true", {}, [true], Promise.resolve(1), new Boolean(true)]) {
      /** @type {unknown[]} */
      const seen = [];
      const authorize = (/** @type {Request} */ { headers }, /** @type {object} */ target) => {
        seen.push(headers.get("x-user"), target);
        return verdict;
      };
      const asked = request("/api/viewers/x", { headers: { "x-user": "u" } });
      await bodyOf(await handlerOf({ getViewer }, { authorize })(asked), 401);
      assert.deepEqual(seen, ["u", { viewerUnionId: "x" }]);
    }
    for (const authorize of [() => true, async () => true]) {
      const response = await handlerOf({}, { authorize })(request("/api/viewers/x"));
      assert.deepEqual((await bodyOf(response, 200)).json.data, found);
    }
  });

  test("a Response of authorize is the answer; a fault in it lets nobody in, and is for its host to report", async () => {
    const getViewer = () => assert.fail();
    const answer = new Response("sign in", { status: 302 });
    assert.equal(await handlerOf({ getViewer }, { authorize: () => answer })(request("/api/viewers/x")), answer);
    const fault = new Error("the session store is down");
    const broken = async () => Promise.reject(fault);
    await assert.rejects(handlerOf({ getViewer }, { authorize: broken })(request("/api/viewers/x")), fault);
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
    for (const basePath of ["/polyv", "/polyv/v1/", "", "/"]) {
      const handle = handlerOf({}, { basePath });
      const path = `${basePath.replace(/\/$/, "")}/viewers/x`;
      await bodyOf(await handle(request(path)), 200);
      await bodyOf(await handle(request(`/other${path}`)), 404);
    }
  });
});
