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

const nobodyAsks = () => assert.fail("nobody was to be asked for");

/** @param {Partial<import("polyv-edge/watch").WatchHandlerOptions>} [options] */
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

/** POLYV's own call. @param {object} [change] @param {string} [path] */
const callOf = (change, path = "/watch/2/external") =>
  `${path}?${signExternal({ key: "external-key", viewerId: "u_1", channelId: "2", ...change })}`;

/** A visit that POLYV has sent. @param {object} [change] */
const visitOf = (change) => {
  const returnUrl = "https://live.polyv.cn/watch/3?lang=en";
  return `/watch/custom?${signCustom({ key: "custom-key", channelId: "3", returnUrl, ...change })}`;
};

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

  test("is an external link where that key is given, and carries the id alone", async () => {
    for (const [id, key] of Object.entries({ 2: "external-key", 4: "external-key-4" })) {
      const { searchParams } = locationOf(await handlerOf()(`/watch/${id}`));
      const { userid, ts, sign, ...rest } = Object.fromEntries(searchParams);
      assert.equal(verifyExternal({ userid, ts, token: sign }, { key }).viewerId, "u_1");
      assert.deepEqual(rest, {});
    }
    locationOf(await handlerOf({ viewer: () => ({ viewerId: "u_1", nickname: "", actorFColor: "red" }) })("/watch/2"));
  });

  test("is the bare page where only custom is given: nobody is asked for, nothing is signed", async () => {
    const location = locationOf(await handlerOf({ viewer: nobodyAsks })("/watch/3"));
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

test("links are made for a page that is opened, and for nothing else", async () => {
  for (const path of ["/watch/1", "/watch/2", visitOf()]) {
    const ask = handlerOf({ viewer: nobodyAsks });
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
  }
});

describe("GET /:channelId/external", () => {
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
});

describe("GET /custom", () => {
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

  test("takes the hosts that are named, with that of watchOrigin", async () => {
    const options = { watchOrigin: "https://acme.example", returnHosts: ["b.example"] };
    for (const host of ["live.polyv.cn", "acme.example", "b.example"]) {
      assert.equal(locationOf(await handlerOf(options)(visitOf({ returnUrl: `https://${host}/` }))).host, host);
    }
    assertHeaders(await handlerOf(options)(visitOf({ returnUrl: "https://c.b.example/" })), 403);
  });
});

describe("POLYV's call or visit is refused, by a 403 or with where to go:", () => {
  const old = { timestamp: Date.now() - 240_000 };
  for (const [name, path, refused] of [
    ["a call of a wrong signature", callOf({ key: "another" }), "2"],
    ["a call of an old signature", callOf(old), "2"],
    ["a call with another channel in its query", callOf({ channelId: "4" }), "2"],
    ["a call with the key of another channel", callOf({ channelId: "4" }, "/watch/4/external"), "4"],
    ["a call of no signature", "/watch/2/external?userid=u_1", "2"],
    ["a viewer whom the app refuses", callOf({ viewerId: "blocked" }), "2&blocked"],
    ["a visit of a wrong signature", visitOf({ key: "another" }), "3"],
    ["a visit of an old signature", visitOf(old), "3"],
    ["an open redirect", visitOf({ returnUrl: "https://evil.example/" }), "3"],
  ]) {
    test(name, async (t) => {
      const isBlocked = refused.endsWith("blocked");
      // A fault in somebody's log is no fault of the visit.
      const onRefused = t.mock.fn(() => Promise.reject(new Error("x")));
      const externalViewer = () => (isBlocked ? null : assert.fail("asked without proof"));
      const options = { viewer: nobodyAsks, externalViewer, onRefused: untyped(onRefused) };
      assertHeaders(await handlerOf(options)(path), 403);
      const refusedUrl = (/** @type {object} */ ids) => `https://shop.example/no?${Object.values(ids).join("&")}`;
      const response = await handlerOf({ ...options, refusedUrl })(path);
      const url = `https://shop.example/no?${refused}`;
      if (path.startsWith("/watch/custom")) assert.equal(locationOf(response).href, url);
      else {
        assertHeaders(response, 200);
        assert.deepEqual(await response.json(), { status: 0, errorUrl: url });
      }
      for (const { arguments: told } of onRefused.mock.calls) {
        const [{ kind, message }] = untyped(told);
        assert.equal(kind, isBlocked ? "forbidden" : "unverified");
        assert.doesNotMatch(message, KEY);
      }
      assert.equal(onRefused.mock.callCount(), 2);
    });
  }
});

describe("channels", () => {
  test("may be a function, asked for each request", async (t) => {
    const channels = t.mock.fn(async (/** @type {string} */ id) => (id === "7" ? { direct: "key-7" } : null));
    const ask = handlerOf({ channels });
    locationOf(await ask("/watch/7"));
    assertHeaders(await ask("/watch/8"), 404);
    assert.equal(channels.mock.callCount(), 2);
  });

  test("one that is not known, or lacks that key, is 404, also by a name that every object has, as is any other path", async () => {
    const channels = "9 constructor 01 %31 9/external 1/external";
    const paths = `${channels} 1/ 1/tokens 1/x 2/external/x custom custom/x`.split(" ").map((path) => `/watch/${path}`);
    const visits = ["1", "9", "x", ""].map((channelId) => visitOf({ channelId }));
    const foreign = callOf({ key: "direct-key", channelId: "1" }, "/watch/1/external");
    for (const path of [...paths, ...visits, foreign, "/watch/", "/watch", "/x/watch/1"]) {
      assertHeaders(await handlerOf({ viewer: nobodyAsks })(path), 404);
    }
  });

  test("have one key for one condition: two are refused, and named", async () => {
    for (const shared of untyped([
      { 1: { direct: "k", external: "k" } },
      { 1: { direct: "k", custom: "k" } },
      { 1: { direct: "k" }, 2: { custom: "k" } },
      { 1: { external: "k" }, 2: { direct: "k", custom: "c" } },
    ])) {
      const named = /channels\[1\]\.\w+ and channels\[[12]\]\.\w+/;
      assert.match((await errorOf(() => handlerOf({ channels: shared }), "invalid_argument")).message, named);
      const ask = handlerOf({ channels: (id) => shared[id] });
      await errorOf(async () => [await ask("/watch/1"), await ask("/watch/2")], "invalid_argument");
    }
    handlerOf({ channels: { 1: { direct: "k" }, 2: { direct: "k" } } });
  });

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
});

describe("the options", () => {
  test("basePath is where it answers", async () => {
    for (const basePath of ["/live/in", "/live/", "", "/"]) {
      const path = `${basePath.replace(/\/$/, "")}/1`;
      locationOf(await handlerOf({ basePath })(path));
      assertHeaders(await handlerOf({ basePath })(`/other${path}`), 404);
    }
  });

  test("watchOrigin is where links lead", async () => {
    const watchOrigin = "https://acme.live.polyv.cn";
    for (const id of [1, 2, 3]) {
      assert.equal(locationOf(await handlerOf({ watchOrigin })(`/watch/${id}`)).origin, watchOrigin);
    }
  });

  const client = { getViewerTokens: () => {} };
  /** @type {Record<string, unknown[]>} */
  const wrong = {
    ...{ viewer: [undefined], externalViewer: [true, undefined], onRefused: ["x"], refusedUrl: ["/no"] },
    ...{ basePath: ["watch"], watchOrigin: ["http://live.polyv.cn"], returnHosts: [["*.live.polyv.cn"]] },
    tokens: [{ client: {}, kinds: ["chat"] }, ...[undefined, [], ["all"], "chat"].map((kinds) => ({ client, kinds }))],
    ...{ keys: [{}], userId: ["x"] },
  };
  test("a wrong one is named", async () => {
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        const { message } = await errorOf(() => handlerOf({ [name]: value }), "invalid_argument");
        assert.match(message, new RegExp(name));
      }
    }
  });

  test("what depends on the channel is found where it is asked for", async () => {
    const unheard = handlerOf({ channels: () => ({ external: "k" }), externalViewer: undefined });
    await errorOf(async () => unheard("/watch/1"), "invalid_argument");
    const nowhere = handlerOf({ refusedUrl: () => "/no" });
    await errorOf(async () => nowhere("/watch/2/external"), "invalid_argument");
  });
});
