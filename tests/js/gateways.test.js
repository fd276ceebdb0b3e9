// What stands between the client and POLYV: hosts that refuse, gateways that answer in POLYV's place, and bodies that break.
// @ts-check
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { PolyvClient } from "polyv-edge/edge";
import { answer, each, errorOf, scripted, untyped, VIEWER, VIEWER_DATA } from "./support/edge.js";

const viewerUnionId = VIEWER;
const good = () => Response.json(answer(VIEWER_DATA));

describe("a fetch that fails", () => {
  const coded = (/** @type {string} */ code) => Object.assign(new TypeError("fetch failed"), { cause: { code } });
  /** Each with whether it is a broken connection, which may pass. @type {Record<string, [unknown, boolean]>} */
  const failures = {
    "a wrong this": [new TypeError("Illegal invocation: function called with incorrect `this` reference."), false],
    "a binding that is unbound": [new TypeError("unbound method"), false],
    "a limit of subrequests": [new Error("Too many subrequests."), false],
    "a permission": [Object.assign(new Error("Requires net access"), { name: "NotCapable" }), false],
    "a body that was read": [new TypeError("Body is unusable: Body has already been read"), false],
    "a mock's unhandled request": [new Error("no handler matched"), false],
    "a text": ["boom", false],
    nothing: [undefined, false],
    "a reset": [coded("ECONNRESET"), true],
    "a socket of undici": [coded("UND_ERR_SOCKET"), true],
    "a code of its own": [Object.assign(new Error("x"), { code: "EPIPE" }), true],
    "one of many addresses": [Object.assign(new Error("x"), { cause: { errors: [{ code: "ETIMEDOUT" }] } }), true],
    "what workerd says may pass": [Object.assign(new Error("Network connection lost."), { retryable: true }), true],
    "a code that is none": [Object.assign(new Error("x"), { code: "boom" }), false],
  };
  test("is a broken connection only where the host says so; anything else is sent once", () =>
    each(Object.entries(failures), async ([reason, isBroken]) => {
      const { client, sent } = scripted(() => Promise.reject(reason), { retries: 1 });
      const error = await errorOf(client.getViewer({ viewerUnionId }), "network");
      const attempts = isBroken ? 2 : 1;
      assert.deepEqual([error.retryable, error.attempts, sent.length], [isBroken, attempts, attempts]);
      const cause = untyped(error.cause);
      if (reason instanceof Error) assert.deepEqual([cause.name, cause.message], [reason.name, reason.message]);
      assert.notEqual(cause, reason, "a new error: the host's own may hold anything");
      assert.ok(cause instanceof Error);
    }));

  test("as the host's own, with a TypeError, is a broken connection, unless it was called wrongly", async (t) => {
    for (const message of ["fetch failed", "Load failed", "Illegal invocation"]) {
      const { mock } = t.mock.method(globalThis, "fetch", () => Promise.reject(new TypeError(message)));
      const client = new PolyvClient({ appId: "app", appSecret: "secret", retries: 1 });
      const { retryable } = await errorOf(client.getViewer({ viewerUnionId }), "network");
      const isBroken = !message.startsWith("Illegal");
      assert.deepEqual([retryable, mock.callCount()], [isBroken, isBroken ? 2 : 1]);
      mock.restore();
    }
  });

  test("shows its reason without URL, query, form, headers, secret and signature", async () => {
    const appSecret = "s3cr3t-that-must-not-show";
    const signOf = (/** @type {string} */ url) => new URL(url).searchParams.get("sign") ?? "";
    /** @type {((url: string, init: any) => string)[]} */
    const leaks = [
      (url) => `Failed to parse URL from ${url}`,
      (url) => `request to ${encodeURIComponent(url)}, reason: x`,
      (url) => `"${new URL(url).search}"`,
      (url) => `sign ${signOf(url).toLowerCase()} of ${appSecret}`,
      (_, { headers, body }) => `${headers.authorization} ${body}`,
    ];
    const { client } = scripted(good, { appSecret, headers: { authorization: "Bearer gateway-token" } });
    for (const leak of leaks) {
      const fetch = async (/** @type {string} */ url, /** @type {unknown} */ init) => {
        const message = `${leak(url, init)} end`;
        throw Object.assign(new Error(message), { name: message, code: signOf(url) });
      };
      const failing = client.withOptions({ fetch });
      const form = { name: "wang-fang" };
      for (const call of [() => failing.getViewer({ viewerUnionId }), () => failing.request("POST /x", { form })]) {
        const error = await errorOf(call, "network");
        const { name, message, stack, code } = untyped(error.cause);
        const shown = `${name} ${message} ${stack} ${code} ${JSON.stringify(error)}`;
        assert.doesNotMatch(shown, /sign(=|%3D)|timestamp|s3cr3t|viewerUnionId(=|%3D)|gateway-token|wang-fang/);
        assert.doesNotMatch(shown, /\b[0-9A-Fa-f]{32}\b/);
        assert.match(message, /end$/);
      }
    }
  });
});

describe("an answer that is no envelope", () => {
  /** Kind, and whether a lookup asks again. @type {Record<string, [number[], boolean]>} */
  const statuses = {
    server: [[408, 425, 500, 502, 503, 504, 520, 599], true],
    rate_limited: [[429], true],
    forbidden: [[403, 405, 418, 423, 444, 451, 499], false],
    not_found: [[404], false],
    invalid_response: [[200, 204, 301, 302, 307, 400, 401, 402, 406, 409, 410, 413, 422, 431], false],
  };
  test("is told by its status", async () => {
    for (const [kind, [codes, isRetried]] of Object.entries(statuses)) {
      for (const status of codes) {
        const page = () => new Response(status === 204 ? null : "<html>blocked</html>", { status });
        const { client, sent } = scripted(page, { retries: 1 });
        const error = await errorOf(client.getViewer({ viewerUnionId }), kind);
        assert.deepEqual([error.httpStatus, error.code, error.retryable], [status, undefined, isRetried]);
        assert.equal(sent.length, isRetried ? 2 : 1);
      }
    }
  });

  test("is none where it redirects, whatever its body says: the signature would go along", async () => {
    for (const status of [300, 301, 302, 303, 307, 308, 399]) {
      const { client, sent } = scripted(() => new Response(JSON.stringify(answer(VIEWER_DATA)), { status }));
      await errorOf(client.getViewer({ viewerUnionId }), "invalid_response");
      assert.deepEqual([sent.length, sent[0].init.redirect], [1, "manual"]);
    }
    const opaque = { type: "opaqueredirect", status: 0, headers: new Headers(), body: null };
    await errorOf(scripted(() => opaque).client.getViewer({ viewerUnionId }), "invalid_response");
  });

  /** What breaks after the status has arrived. @type {Record<string, (response: import("node:http").ServerResponse) => unknown>} */
  const breaks = {
    "cut off": (response) => {
      response.setHeader("content-length", 500);
      response.write("<html>");
      setTimeout(() => response.destroy(), 10);
    },
    "cut off within a chunk": (response) => {
      response.write("<html>");
      setTimeout(() => response.destroy(), 10);
    },
    stalled: (response) => response.write("<html>"),
    "not as its encoding says": (response) => {
      response.setHeader("content-encoding", "gzip");
      response.end("<html>");
    },
    "not UTF-8": (response) => response.end(Buffer.from([0xff, 0xfe])),
    "too long": (response) => response.end("x".repeat(5_000)),
  };
  for (const [name, respond] of Object.entries(breaks)) {
    test(`is judged by its status where the body is ${name}`, async (t) => {
      let asked = 0;
      const server = createServer(({ url }, response) => {
        asked++;
        response.statusCode = Number(url?.slice(1, 4));
        response.setHeader("retry-after", "3600");
        respond(response);
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      t.after(() => server.close().closeAllConnections());
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      for (const [kind, status] of Object.entries({ forbidden: 403, rate_limited: 429, server: 503 })) {
        const baseUrl = `http://127.0.0.1:${port}/${status}`;
        const options = { retries: 1, timeoutMs: name === "stalled" ? 800 : 10_000, maxBodyBytes: 4_000 };
        const client = new PolyvClient({ appId: "app", appSecret: "secret", baseUrl, ...options });
        asked = 0;
        const error = await errorOf(client.getViewer({ viewerUnionId }), kind);
        assert.deepEqual([error.httpStatus, error.retryAfterMs, asked], [status, 3_600_000, 1]);
      }
    });
  }
});

describe("Retry-After", () => {
  const date = (/** @type {number} */ ms) => new Date(ms).toUTCString();
  const now = Math.floor(Date.now() / 1000) * 1000;
  /** Value, the answer's own Date, and what the error says. @type {[string, string?, number?][]} */
  const cases = [
    ["0", undefined, 0],
    ["120", undefined, 120_000],
    ["2027", undefined, 2_027_000],
    ["9999999999", undefined, 9_999_999_999_000],
    // By the answer's clock, whatever this host's shows.
    [date(now - 598_000), date(now - 600_000), 2_000],
    [date(now - 3_000), date(now), 0],
    ["Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:30 GMT", 7_000],
    ["Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 GMT", 0],
    ...["retry 120", "soon", "", "-5", "1.5", "12 seconds", "Jan 1"].map((text) => /** @type {[string]} */ ([text])),
  ];
  test("is read by the answer's own clock", () =>
    each(
      cases.map((row) => [row[0], row]),
      async ([value, dated, expected]) => {
        const headers = { "retry-after": value, ...(dated && { date: dated }) };
        const { client } = scripted(() => new Response("", { status: 503, headers }), { retries: 0 });
        assert.equal((await errorOf(client.request("GET /x"), "server")).retryAfterMs, expected);
      },
    ));
});

describe("a body", () => {
  const text = JSON.stringify(answer({ ...VIEWER_DATA, nickname: "观众😀" }));
  const bytes = new TextEncoder().encode(text);
  const common = { status: 200, ok: true, headers: new Headers() };
  /** @param {string | Uint8Array} piece */
  const stream = async function* (piece) {
    for (let at = 0; at < piece.length; at += 7) yield piece.slice(at, at + 7);
  };
  /** @type {Record<string, () => unknown>} */
  const shapes = {
    "of the host": () => new Response(text),
    "of an async iterable of bytes, as of node-fetch": () => ({ ...common, body: stream(bytes) }),
    "of an async iterable of text": () => ({ ...common, body: stream(text.replace("😀", "")) }),
    "given by arrayBuffer() alone": () => ({ ...common, arrayBuffer: async () => bytes.buffer }),
    "given by text() alone": () => ({ ...common, text: async () => text }),
    "with a byte order mark": () => new Response(`\ufeff${text}`),
    "in pieces that cut characters": () => new Response(untyped(ReadableStream).from(stream(bytes))),
  };
  test("of any shape is read, within the limit", () =>
    each(Object.entries(shapes), async (make) => {
      assert.match(untyped(await scripted(make).client.request("GET /x")).nickname, /^观众(😀)?$/);
      const strict = scripted(make, { maxBodyBytes: 10 }).client.request("GET /x");
      assert.match((await errorOf(strict, "invalid_response")).message, /maxBodyBytes/);
    }));

  test("that cannot be read at all is refused", async () => {
    const { headers } = common;
    for (const response of [common, { ...common, body: {} }, { status: 200 }, undefined, "ok", { headers }]) {
      const { client, sent } = scripted(() => response);
      await errorOf(client.request("GET /x"), "invalid_response");
      assert.equal(sent.length, 1);
    }
  });

  test("is as long as maxBodyBytes to the byte, whatever length was announced", async () => {
    const length = String(bytes.length);
    for (const headers of [undefined, { "content-length": length }, { "content-length": "5" }]) {
      const { client } = scripted(() => new Response(text, { headers }));
      assert.ok(await client.request("GET /x", { maxBodyBytes: bytes.length }));
      await errorOf(client.request("GET /x", { maxBodyBytes: bytes.length - 1 }), "invalid_response");
    }
  });

  test("of 1000 rows with every field filled in fits the default limit", async () => {
    const labels = Array.from({ length: 14 }, (_, index) => ({ id: `${1280 + index}`, label: "高意向客户" }));
    const row = { ...VIEWER_DATA, device: "x".repeat(250), wxAvatar: "x".repeat(200), labels };
    const page = JSON.stringify(answer({ totalPages: 1, contents: Array(1000).fill(row) }));
    assert.ok(Buffer.byteLength(page) > 1_048_576);
    const { client } = scripted(() => new Response(page));
    assert.equal((await client.listViewers({ pageSize: 1000 })).contents.length, 1000);
  });

  test("of bytes that are no UTF-8 is refused; U+FFFD that was sent is kept", async () => {
    for (const broken of [[0xf0, 0x9f, 0x98], [0xff], [0xed, 0xa0, 0x80]]) {
      const parts = [Buffer.from('{"code":200,"data":"'), Buffer.from(broken), Buffer.from('"}')];
      const { client } = scripted(() => new Response(Buffer.concat(parts)));
      await errorOf(client.request("GET /x"), "invalid_response");
    }
    const { client } = scripted(() => new Response('{"code":200,"data":"\ufffd"}'));
    assert.equal(await client.request("GET /x"), "\ufffd");
  });

  test("may be asked for as text or bytes; a refusal in its place is POLYV's", async () => {
    for (const as of /** @type {const} */ (["text", "bytes"])) {
      const raw = (/** @type {unknown} */ data) => (as === "text" ? data : Buffer.from(untyped(data)).toString());
      for (const body of ["a,b\n1,2", "{not json", '{"own":"json"}', text, ""]) {
        const { client } = scripted(() => new Response(body));
        assert.equal(raw(await client.request("GET /x", { as })), body);
      }
      for (const type of ["application/json", "text/html"]) {
        const init = { headers: { "content-type": type } };
        const { client } = scripted(() => new Response('{"code":400,"message":"access forbidden"}', init));
        await errorOf(client.request("GET /x", { as }), "forbidden");
      }
      const { client: down } = scripted(() => new Response("<html>", { status: 502 }), { retries: 0 });
      await errorOf(down.request("GET /x", { as }), "server");
    }
  });
});

test("Next.js is told to cache nothing; other hosts are asked for nothing that they may not know", async (t) => {
  const { client, sent } = scripted(good);
  await client.getViewer({ viewerUnionId });
  t.mock.method(globalThis, "fetch", () => {});
  Object.assign(globalThis.fetch, { __nextPatched: true });
  await client.getViewer({ viewerUnionId });
  const [other, next] = sent.map(({ init }) => init);
  assert.deepEqual(["cache" in other, next.cache], [false, "no-store"]);
});
