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

  test("is an external link where that key is given, also beside others, and carries the id alone", async () => {
    for (const [id, key] of [
      ["2", "external-key"],
      ["4", "external-key-4"],
    ]) {
      const { searchParams } = locationOf(await handlerOf()(`/watch/${id}`));
      assert.deepEqual([...searchParams.keys()], ["userid", "ts", "sign"]);
      const { userid, ts, sign } = Object.fromEntries(searchParams);
      verifyExternal({ userid, ts, token: sign }, { key });
    }
  });

  test("is the bare page where only custom is given: nobody is asked for, nothing is signed", async () => {
    const location = locationOf(await handlerOf({ viewer: () => assert.fail() })("/watch/3"));
    assert.equal(location.href, "https://live.polyv.cn/watch/3");
  });

  test("asks with the request, the channel and a URL to continue at, without the query", async () => {
    const request = { headers: { cookie: "session=x" } };
    /** @type {any[]} */
    const asked = [];
    await handlerOf({ viewer: (visit) => (asked.push(visit) ? null : null) })("/watch/1?sign=secret", request);
    const [{ request: seen, ...rest }] = asked;
    assert.equal(seen.headers.get("cookie"), "session=x");
    assert.deepEqual(rest, { channelId: "1", continueUrl: "https://edge.example/watch/1" });
  });

  test("sends the app's own answer as it is, and 401 for nobody", async () => {
    const signIn = () => new Response("sign in", { status: 307, headers: { location: "https://login.example/" } });
    const response = await handlerOf({ viewer: signIn })("/watch/1");
    assert.deepEqual([response.status, await response.text()], [307, "sign in"]);
    for (const nobody of [null, undefined, Promise.resolve(null)]) {
      assertHeaders(await handlerOf({ viewer: () => nobody })("/watch/1"), 401);
    }
  });

  test("a fault of the app lets nobody in: it is for its host to report", async () => {
    const fault = new PolyvError("forbidden", "the session store is down");
    const viewer = () => Promise.reject(fault);
    await assert.rejects(async () => handlerOf({ viewer })("/watch/1"), fault);
    for (const wrong of [true, "u_1", { viewerId: "a-b", nickname: "n" }, { ...user, email: "x" }, {}]) {
      const error = await errorOf(
        async () => handlerOf({ viewer: () => untyped(wrong) })("/watch/1"),
        "invalid_argument",
      );
      assert.doesNotMatch(error.message, KEY);
    }
  });
});

describe("links are made for a page that is opened, and for nothing else", () => {
  const viewer = () => assert.fail("nobody was to be asked for");
  const custom = `/watch/custom?${signCustom({ key: "custom-key", channelId: "3", returnUrl: "https://live.polyv.cn/watch/3" })}`;
  for (const path of ["/watch/1", "/watch/2", custom]) {
    const name = path.slice(0, 14);
    test(`${name}: other methods are 405`, async () => {
      for (const method of ["HEAD", "POST", "PUT", "OPTIONS"]) {
        const response = await handlerOf({ viewer })(path, { method });
        assertHeaders(response, 405);
        assert.equal(response.headers.get("allow"), "GET");
      }
    });

    test(`${name}: a prefetch is 503`, async () => {
      for (const header of ["sec-purpose", "purpose", "x-purpose", "x-moz"]) {
        for (const purpose of ["prefetch", "prefetch;prerender", "Prefetch", "preview"]) {
          const headers = { [header]: purpose, "sec-fetch-mode": "navigate" };
          assertHeaders(await handlerOf({ viewer })(path, { headers }), 503);
        }
      }
    });

    test(`${name}: what a page loads is 403, what a person opens is let through`, async () => {
      for (const mode of ["no-cors", "cors", "same-origin", "websocket"]) {
        assertHeaders(await handlerOf({ viewer })(path, { headers: { "sec-fetch-mode": mode } }), 403);
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

  test("answers POLYV's server with the viewer that it asked for", async () => {
    /** @type {any[]} */
    const asked = [];
    const profile = async (/** @type {any} */ call) => (asked.push(call) ? { nickname: "王芳", actor: "会员" } : null);
    for (const change of [{}, { channelId: undefined }]) {
      const response = await handlerOf({ externalViewer: profile })(callOf(change));
      assertHeaders(response, 200);
      assert.deepEqual(await response.json(), { status: 1, userid: "u_1", nickname: "王芳", actor: "会员" });
    }
    const [{ request, ...rest }] = asked;
    assert.equal(new URL(request.url).pathname, "/watch/2/external");
    assert.deepEqual(rest, { viewerId: "u_1", channelId: "2" });
  });

  test("answers for nobody else, whatever externalViewer says", async () => {
    const wrong = () => untyped({ viewerId: "boss", nickname: "n" });
    const response = await handlerOf({ externalViewer: wrong })(callOf());
    assert.equal((await response.json()).userid, "u_1");
  });

  for (const [name, path] of Object.entries({
    "a wrong signature": callOf({ key: "another" }),
    "an old signature": callOf({ timestamp: old }),
    "another channel in the query": callOf({ channelId: "4" }),
    "the key of another channel": callOf({ channelId: "4" }, "/watch/4/external"),
    "a viewer whom the app refuses": callOf({ viewerId: "blocked" }),
    "no signature": "/watch/2/external?userid=u_1",
  })) {
    test(`${name} is refused: by a 403, or with where to go`, async () => {
      const isApp = name.includes("app");
      /** @type {PolyvError[]} */
      const told = [];
      const options = {
        externalViewer: () => (isApp ? null : assert.fail("asked without proof")),
        onRefused: (/** @type {PolyvError} */ error) => void told.push(error),
      };
      assertHeaders(await handlerOf(options)(path), 403);
      const refusedUrl = ({ channelId = "", viewerId = "?" }) => `https://shop.example/no?${channelId}&${viewerId}`;
      const response = await handlerOf({ ...options, refusedUrl })(path);
      assertHeaders(response, 200);
      const channelId = name.includes("another channel") && path.includes("/4/") ? "4" : "2";
      const errorUrl = `https://shop.example/no?${channelId}&${isApp ? "blocked" : "?"}`;
      assert.deepEqual(await response.json(), { status: 0, errorUrl });
      assert.deepEqual(
        told.map(({ kind }) => kind),
        Array(2).fill(isApp ? "forbidden" : "unverified"),
      );
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

  test("continues at the watch page after a sign-in, where POLYV signs anew", async () => {
    /** @type {string[]} */
    const urls = [];
    const viewer = (/** @type {any} */ { continueUrl }) => void urls.push(continueUrl);
    assertHeaders(await handlerOf({ viewer })(visitOf()), 401);
    assert.deepEqual(urls, ["https://live.polyv.cn/watch/3"]);
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

  for (const [name, path] of Object.entries({
    "an open redirect": visitOf({ returnUrl: "https://evil.example/" }),
    "a wrong signature": visitOf({ key: "another" }),
    "an old signature": visitOf({ timestamp: Date.now() - 240_000 }),
  })) {
    test(`${name} is refused: by a 403, or a redirect to where the app says`, async () => {
      const viewer = () => assert.fail("asked without proof");
      assertHeaders(await handlerOf({ viewer })(path), 403);
      const refusedUrl = "https://shop.example/no";
      const broken = () => Promise.reject(new Error("a fault in somebody's log"));
      assert.equal(locationOf(await handlerOf({ viewer, refusedUrl, onRefused: broken })(path)).href, refusedUrl);
    });
  }

  test("of a channel that is not known, or has no such key, is 404", async () => {
    for (const channelId of ["1", "9", "x", ""]) assertHeaders(await handlerOf()(visitOf({ channelId })), 404);
    assertHeaders(await handlerOf()("/watch/custom"), 404);
  });
});

describe("channels", () => {
  test("may be a function, asked for each request", async () => {
    /** @type {string[]} */
    const asked = [];
    const lookUp = async (/** @type {string} */ id) => {
      asked.push(id);
      return id === "7" ? { direct: "key-7" } : null;
    };
    const ask = handlerOf({ channels: lookUp });
    locationOf(await ask("/watch/7"));
    assertHeaders(await ask("/watch/8"), 404);
    assert.deepEqual(asked, ["7", "8"]);
  });

  test("one that is not known is 404, also by a name that every object has", async () => {
    for (const path of [
      "/watch/9",
      "/watch/constructor",
      "/watch/01",
      "/watch/%31",
      "/watch/1/",
      "/watch/",
      "/watch",
    ]) {
      assertHeaders(await handlerOf({ viewer: () => assert.fail() })(path), 404);
    }
    for (const path of ["/watch/1/tokens", "/watch/1/x", "/watch/1/external/x", "/watch/custom/x", "/x/watch/1"]) {
      assertHeaders(await handlerOf({ viewer: () => assert.fail() })(path), 404);
    }
  });

  test("two conditions with one key are refused, and named; two channels may share one", async () => {
    const shared = [
      ...[{ 1: { direct: "k", external: "k" } }, { 1: { direct: "k", custom: "k" } }],
      ...[
        { 1: { direct: "k" }, 2: { custom: "k" } },
        { 1: { external: "k" }, 2: { direct: "k", custom: "c" } },
      ],
    ];
    for (const one of shared) {
      const error = await errorOf(() => handlerOf({ channels: untyped(one) }), "invalid_argument");
      assert.match(error.message, /channels\[1\]\.\w+ and channels\[[12]\]\.\w+/);
    }
    handlerOf({ channels: { 1: { direct: "k" }, 2: { direct: "k" } } });
    /** @type {Record<string, object>} */
    const late = { 1: { direct: "k" }, 2: { custom: "k" } };
    const ask = handlerOf({ channels: (id) => late[id] });
    locationOf(await ask("/watch/1"));
    await errorOf(async () => ask("/watch/2"), "invalid_argument");
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

  test("external needs externalViewer", async () => {
    const options = { externalViewer: undefined };
    await errorOf(() => handlerOf({ channels: { 1: { external: "k" } }, ...options }), "invalid_argument");
    const late = handlerOf({ channels: () => ({ external: "k" }), ...options });
    await errorOf(async () => late("/watch/1"), "invalid_argument");
  });
});

describe("the options", () => {
  test("basePath, with or without a slash at its end, and none", async () => {
    for (const [basePath, path] of [
      ["/live/in", "/live/in/1"],
      ["/live/", "/live/1"],
      ["", "/1"],
      ["/", "/1"],
    ]) {
      locationOf(await handlerOf({ basePath })(path));
      assertHeaders(await handlerOf({ basePath })(`/other${path}`), 404);
    }
  });

  test("watchOrigin is where links lead", async () => {
    const watchOrigin = "https://acme.live.polyv.cn";
    for (const id of [1, 2, 3])
      assert.equal(locationOf(await handlerOf({ watchOrigin })(`/watch/${id}`)).origin, watchOrigin);
  });

  test("wrong ones are named", async () => {
    const wrong = {
      viewer: undefined,
      externalViewer: true,
      onRefused: "x",
      refusedUrl: "/no",
      basePath: "watch",
      watchOrigin: "http://live.polyv.cn",
      returnHosts: ["*.live.polyv.cn"],
      tokens: { client: {}, kinds: ["chat"] },
      keys: {},
      userId: "x",
    };
    for (const [name, value] of Object.entries(wrong)) {
      const error = await errorOf(() => handlerOf({ [name]: value }), "invalid_argument");
      assert.match(error.message, new RegExp(name));
    }
    const client = { getViewerTokens: () => {} };
    for (const kinds of [undefined, [], ["all"], "chat"]) {
      await errorOf(() => handlerOf({ tokens: untyped({ client, kinds }) }), "invalid_argument");
    }
    const late = handlerOf({ refusedUrl: () => "/no" });
    await errorOf(async () => late("/watch/2/external"), "invalid_argument");
  });
});
