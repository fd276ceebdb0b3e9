// createWatchHandler: for whom links are made, what is refused, and what is in no answer.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PolyvError } from "polyv-edge/edge";
import { createWatchHandler, verifyExternal } from "polyv-edge/watch";
import { signCustom, signExternal } from "../../emulator/index.js";
import { errorOf, untyped } from "./support/edge.js";

const channels = {
  1: { direct: "direct-key" },
  2: { external: "external-key" },
  3: { custom: "custom-key" },
  4: { direct: "direct-key-4", external: "external-key-4", custom: "custom-key-4" },
};
const KEY = /-key/;
const user = { viewerId: "u_1", nickname: "王芳", avatar: "https://x.example/a.png", actor: "会员", param4: "p" };
const externalViewer = () => ({ nickname: "王芳" });

/** @typedef {import("polyv-edge/watch").WatchHandlerOptions} Options */

/** @param {Partial<Options>} [options] */
function handlerOf(options) {
  const handle = createWatchHandler(untyped({ channels, viewer: () => user, externalViewer, ...options }));
  /** @param {string} path @param {RequestInit} [init] */
  return (path, init) => handle(new Request(`https://edge.example${path}`, { redirect: "manual", ...init }));
}

/** @param {Response} response @param {number} status */
function assertHeaders(response, status) {
  assert.equal(response.status, status);
  assert.equal(response.headers.get("cache-control"), "private, no-store");
  assert.equal(response.headers.get("referrer-policy"), "no-referrer");
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  assert.equal(response.headers.get("access-control-allow-origin"), null);
}

/** @param {Response} response */
function locationOf(response) {
  assertHeaders(response, 302);
  return new URL(response.headers.get("location") ?? "");
}

describe("GET /:channelId", () => {
  test("is a direct link where that key is given, made now, with what it can carry", async () => {
    const { origin, pathname, searchParams } = locationOf(await handlerOf()("/watch/1?a=b"));
    assert.equal(origin + pathname, "https://live.polyv.cn/watch/1");
    const { ts, sign, ...rest } = Object.fromEntries(searchParams);
    assert.ok(Math.abs(Date.now() - Number(ts)) < 5_000);
    assert.equal(verifyExternal({ userid: "u_1", ts, token: sign }, { key: "direct-key" }).viewerId, "u_1");
    const nickname = Buffer.from("王芳").toString("base64url");
    assert.deepEqual(rest, { userid: "u_1", nickname, avatar: "https://x.example/a.png", param4: "cA==" });
  });

  for (const [id, key] of Object.entries({ 2: "external-key", 4: "external-key-4" })) {
    test(`is an external link where that key is given, and carries the id alone: ${id}`, async () => {
      const { userid, ts, sign, ...rest } = Object.fromEntries(
        locationOf(await handlerOf()(`/watch/${id}`)).searchParams,
      );
      verifyExternal({ userid, ts, token: sign }, { key });
      assert.deepEqual(rest, {});
    });
  }

  test("is the bare page where only custom is given: nobody is asked for, nothing is signed", async () => {
    const location = locationOf(await handlerOf({ viewer: () => assert.fail() })("/watch/3"));
    assert.equal(location.href, "https://live.polyv.cn/watch/3");
  });

  test("asks with the request, the channel and a URL to continue at, without the query; 401 for nobody", async (t) => {
    const viewer = t.mock.fn();
    const headers = { cookie: "session=x" };
    for (const nobody of [null, undefined, Promise.resolve(null)]) {
      viewer.mock.mockImplementation(untyped(() => nobody));
      assertHeaders(await handlerOf({ viewer })("/watch/1?sign=secret", { headers }), 401);
    }
    const { request, ...rest } = viewer.mock.calls[0].arguments[0];
    assert.equal(request.headers.get("cookie"), "session=x");
    assert.deepEqual(rest, { channelId: "1", continueUrl: "https://edge.example/watch/1" });
  });

  test("sends the app's own answer as it is", async () => {
    const signIn = () => new Response("sign in", { status: 307, headers: { location: "https://login.example/" } });
    const response = await handlerOf({ viewer: signIn })("/watch/1");
    assert.deepEqual([response.status, await response.text()], [307, "sign in"]);
  });

  test("a fault of the app lets nobody in: it is for its host to report", async () => {
    const fault = new PolyvError("forbidden", "the session store is down");
    await assert.rejects(async () => handlerOf({ viewer: () => Promise.reject(fault) })("/watch/1"), fault);
    for (const wrong of [true, "u_1", { viewerId: "a-b", nickname: "n" }, { ...user, email: "x" }, {}]) {
      const ask = handlerOf({ viewer: () => untyped(wrong) });
      assert.doesNotMatch((await errorOf(async () => ask("/watch/1"), "invalid_argument")).message, KEY);
    }
  });
});

describe("links are made for a page that is opened, and for nothing else", () => {
  const viewer = () => assert.fail("nobody was to be asked for");
  const custom = `/watch/custom?${signCustom({ key: "custom-key", channelId: "3", returnUrl: "https://live.polyv.cn/watch/3" })}`;
  for (const path of ["/watch/1", "/watch/2", custom]) {
    const name = path.slice(0, 13);
    test(`${name}: other methods are 405, a prefetch is 503, what a page loads is 403`, async () => {
      const ask = handlerOf({ viewer });
      for (const method of ["HEAD", "POST", "PUT", "OPTIONS"]) {
        const response = await ask(path, { method });
        assertHeaders(response, 405);
        assert.equal(response.headers.get("allow"), "GET");
      }
      for (const header of ["sec-purpose", "purpose", "x-purpose", "x-moz"]) {
        for (const purpose of ["prefetch", "prefetch;prerender", "Prefetch", "preview"]) {
          assertHeaders(await ask(path, { headers: { [header]: purpose, "sec-fetch-mode": "navigate" } }), 503);
        }
      }
      for (const mode of ["no-cors", "cors", "same-origin", "websocket"]) {
        assertHeaders(await ask(path, { headers: { "sec-fetch-mode": mode } }), 403);
      }
      locationOf(await handlerOf()(path, { headers: { "sec-fetch-mode": "navigate" } }));
    });
  }
});

describe("GET /:channelId/external", () => {
  /** @param {object} [change] @param {string} [path] */
  const callOf = (change, path = "/watch/2/external") =>
    `${path}?${signExternal({ key: "external-key", viewerId: "u_1", channelId: "2", ...change })}`;
  const old = Date.now() - 240_000;

  test("answers POLYV's server with the viewer that it asked for, and for nobody else", async (t) => {
    const looks = { nickname: "王芳", actor: "会员" };
    const profile = t.mock.fn(async () => untyped({ viewerId: "boss", ...looks }));
    for (const change of [{}, { channelId: undefined }]) {
      const response = await handlerOf({ externalViewer: profile })(callOf(change));
      assertHeaders(response, 200);
      assert.deepEqual(await response.json(), { status: 1, userid: "u_1", ...looks });
    }
    const { request, ...rest } = untyped(profile.mock.calls[0].arguments)[0];
    assert.equal(new URL(request.url).pathname, "/watch/2/external");
    assert.deepEqual(rest, { viewerId: "u_1", channelId: "2" });
  });

  for (const [name, path, kind, errorUrl] of [
    ["a wrong signature", callOf({ key: "another" }), "unverified", "no?2&?"],
    ["an old signature", callOf({ timestamp: old }), "unverified", "no?2&?"],
    ["another channel in the query", callOf({ channelId: "4" }), "unverified", "no?2&?"],
    ["the key of another channel", callOf({ channelId: "4" }, "/watch/4/external"), "unverified", "no?4&?"],
    ["no signature", "/watch/2/external?userid=u_1", "unverified", "no?2&?"],
    ["a viewer whom the app refuses", callOf({ viewerId: "blocked" }), "forbidden", "no?2&blocked"],
  ]) {
    test(`${name} is refused: by a 403, or with where to go`, async (t) => {
      const onRefused = t.mock.fn();
      const externalViewer = () => (kind === "forbidden" ? null : assert.fail("asked without proof"));
      const options = { externalViewer, onRefused };
      assertHeaders(await handlerOf(options)(path), 403);
      const refusedUrl = ({ channelId = "", viewerId = "?" }) => `https://shop.example/no?${channelId}&${viewerId}`;
      const response = await handlerOf({ ...options, refusedUrl })(path);
      assertHeaders(response, 200);
      assert.deepEqual(await response.json(), { status: 0, errorUrl: `https://shop.example/${errorUrl}` });
      const told = onRefused.mock.calls.map((call) => call.arguments[0]);
      assert.equal(told.map((error) => error.kind).join(), `${kind},${kind}`);
      for (const { message } of told) assert.doesNotMatch(message, KEY);
    });
  }

  test("is there only for channels with that key", async () => {
    assertHeaders(await handlerOf()(callOf({ key: "direct-key", channelId: "1" }, "/watch/1/external")), 404);
  });
});

describe("GET /custom", () => {
  /** @param {object} [change] */
  const visitOf = (change) => {
    const home = "https://live.polyv.cn/watch/3?lang=en";
    return `/watch/custom?${signCustom({ key: "custom-key", channelId: "3", returnUrl: home, ...change })}`;
  };

  test("sends the viewer back signed", async () => {
    const location = locationOf(await handlerOf()(visitOf()));
    assert.equal(location.origin + location.pathname, "https://live.polyv.cn/watch/3");
    const { ts, sign, ...rest } = Object.fromEntries(location.searchParams);
    assert.match(sign, /^[0-9a-f]{32}$/);
    assert.ok(Math.abs(Date.now() - Number(ts)) < 5_000);
    const { viewerId, param4: _, ...looks } = user;
    assert.deepEqual(rest, { lang: "en", userid: viewerId, ...looks });
  });

  test("continues at the watch page after a sign-in, where POLYV signs anew", async (t) => {
    const viewer = t.mock.fn();
    assertHeaders(await handlerOf({ viewer })(visitOf()), 401);
    assert.equal(viewer.mock.calls[0].arguments[0].continueUrl, "https://live.polyv.cn/watch/3");
  });

  test("takes the hosts that are named, with that of watchOrigin, and no other", async () => {
    const options = { watchOrigin: "https://acme.example", returnHosts: ["b.example"] };
    for (const host of ["live.polyv.cn", "acme.example", "b.example"]) {
      assert.equal(locationOf(await handlerOf(options)(visitOf({ returnUrl: `https://${host}/` }))).host, host);
    }
    for (const returnUrl of ["https://evil.example/", "http://acme.example/", "https://c.b.example/"]) {
      assertHeaders(await handlerOf(options)(visitOf({ returnUrl })), 403);
    }
  });

  for (const [name, change] of Object.entries({
    "an open redirect": { returnUrl: "https://evil.example/" },
    "a wrong signature": { key: "another" },
    "an old signature": { timestamp: Date.now() - 240_000 },
  })) {
    test(`${name} is refused: by a 403, or a redirect to where the app says`, async () => {
      const options = {
        viewer: () => assert.fail("asked without proof"),
        onRefused: () => Promise.reject(new Error("x")),
      };
      assertHeaders(await handlerOf(options)(visitOf(change)), 403);
      const refusedUrl = "https://shop.example/no";
      assert.equal(locationOf(await handlerOf({ ...options, refusedUrl })(visitOf(change))).href, refusedUrl);
    });
  }

  test("of a channel that is not known, or has no such key, is 404", async () => {
    for (const channelId of ["1", "9", "x", ""]) assertHeaders(await handlerOf()(visitOf({ channelId })), 404);
    assertHeaders(await handlerOf()("/watch/custom"), 404);
  });
});

describe("channels", () => {
  test("may be a function, asked for each request", async (t) => {
    const channels = t.mock.fn(async (/** @type {string} */ id) => (id === "7" ? { direct: "key-7" } : null));
    const ask = handlerOf({ channels });
    locationOf(await ask("/watch/7"));
    assertHeaders(await ask("/watch/8"), 404);
    assert.equal(channels.mock.callCount(), 2);
  });

  test("one that is not known is 404, also by a name that every object has, and so is any other path", async () => {
    const unknown = ["/watch/9", "/watch/constructor", "/watch/01", "/watch/%31"];
    const paths = [
      "/watch/1/",
      "/watch/",
      "/watch",
      "/watch/1/tokens",
      "/watch/1/x",
      "/watch/1/external/x",
      "/x/watch/1",
    ];
    for (const path of [...unknown, ...paths, "/watch/custom/x"]) {
      assertHeaders(await handlerOf({ viewer: () => assert.fail() })(path), 404);
    }
  });

  for (const shared of [
    { 1: { direct: "k", external: "k" } },
    { 1: { direct: "k", custom: "k" } },
    { 1: { direct: "k" }, 2: { custom: "k" } },
    { 1: { external: "k" }, 2: { direct: "k", custom: "c" } },
  ]) {
    test(`two conditions with one key are refused, and named: ${JSON.stringify(shared)}`, async () => {
      const named = /channels\[1\]\.\w+ and channels\[[12]\]\.\w+/;
      assert.match((await errorOf(() => handlerOf({ channels: untyped(shared) }), "invalid_argument")).message, named);
      const ask = handlerOf({ channels: (id) => untyped(shared)[id] });
      await errorOf(async () => [await ask("/watch/1"), await ask("/watch/2")], "invalid_argument");
    });
  }

  test("two channels may share one", () => void handlerOf({ channels: { 1: { direct: "k" }, 2: { direct: "k" } } }));

  test("a wrong key, condition or channel is named, and no key is shown", async () => {
    const wrong = [
      ...[{ 1: { direct: "a secret-key" } }, { 1: { direct: "" } }, { 1: {} }, { 1: null }, { 1: "secret-key" }],
      ...[{ 1: { directKey: "secret-key" } }, { x1: { direct: "secret-key" } }, { 1: { direct: null } }],
    ];
    for (const one of [...wrong, undefined, null, "x"]) {
      const error = await errorOf(() => handlerOf({ channels: untyped(one) }), "invalid_argument");
      assert.match(error.message, /channels/);
      assert.doesNotMatch(error.message, /secret-key/);
    }
  });

  test("external needs externalViewer", async () => {
    const options = { externalViewer: undefined };
    await errorOf(() => handlerOf({ channels: { 1: { external: "k" } }, ...options }), "invalid_argument");
    const late = handlerOf({ channels: () => ({ external: "k" }), ...options });
    await errorOf(async () => late("/watch/1"), "invalid_argument");
  });
});

describe("the options", () => {
  for (const basePath of ["/live/in", "/live/", "", "/"]) {
    test(`basePath is where it answers, here ${basePath || "nowhere deeper"}`, async () => {
      const path = `${basePath.replace(/\/$/, "")}/1`;
      locationOf(await handlerOf({ basePath })(path));
      assertHeaders(await handlerOf({ basePath })(`/other${path}`), 404);
    });
  }

  test("watchOrigin is where links lead", async () => {
    const watchOrigin = "https://acme.live.polyv.cn";
    for (const id of [1, 2, 3]) {
      assert.equal(locationOf(await handlerOf({ watchOrigin })(`/watch/${id}`)).origin, watchOrigin);
    }
  });

  const client = { getViewerTokens: () => {} };
  for (const [name, value] of /** @type {[string, unknown][]} */ ([
    ["viewer", undefined],
    ["externalViewer", true],
    ["onRefused", "x"],
    ["refusedUrl", "/no"],
    ["basePath", "watch"],
    ["watchOrigin", "http://live.polyv.cn"],
    ["returnHosts", ["*.live.polyv.cn"]],
    ["tokens", { client: {}, kinds: ["chat"] }],
    ...[undefined, [], ["all"], "chat"].map((kinds) => /** @type {const} */ (["tokens", { client, kinds }])),
    ["keys", {}],
    ["userId", "x"],
  ])) {
    test(`a wrong one is named: ${name} ${JSON.stringify(value)}`, async () => {
      const error = await errorOf(() => handlerOf({ [name]: value }), "invalid_argument");
      assert.match(error.message, new RegExp(name));
    });
  }

  test("a refusedUrl that gives no absolute URL is found where it is asked", async () => {
    const late = handlerOf({ refusedUrl: () => "/no" });
    await errorOf(async () => late("/watch/2/external"), "invalid_argument");
  });
});
