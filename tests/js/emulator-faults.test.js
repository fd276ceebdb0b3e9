// Holds the faults of the local POLYV to what they promise, because other tests trust them.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { faults, startEmulator } from "../../emulator/index.js";
import {
  ACCOUNT,
  ACCOUNTS,
  ask,
  assertV2Failure,
  assertV4Failure,
  emulator,
  NOW,
  postForm,
  postJson,
  signed,
  UPDATE,
  VIEWER,
  VIEWERS,
} from "./support/emulator.js";

describe("faults", () => {
  const operations = [
    { name: "viewer", path: VIEWER, id: "viewerUnionId", sample: SAMPLE_VIEWER, v4: true },
    { name: "account", path: ACCOUNT, id: "account", sample: SAMPLE_ACCOUNT, v4: false },
  ];
  /** @typedef {(typeof operations)[number]} Operation */
  /** @typedef {Awaited<ReturnType<typeof ask>>} Heard */

  /**
   * @param {Operation} operation
   * @param {Heard} heard
   */
  function assertSample(operation, heard, status = 200) {
    assert.equal(heard.status, status);
    assert.deepEqual(heard.json().data, operation.sample);
    assert.equal(heard.json().code, 200);
  }
  /**
   * @param {string} v2
   * @param {string} v4
   * @param {number} code
   * @param {number} errorCode
   * @returns {(heard: Heard, operation: Operation) => void}
   */
  function says(v2, v4 = v2, code = 400, errorCode = 400) {
    return (heard, operation) =>
      operation.v4 ? assertV4Failure(heard, errorCode, v4, code) : assertV2Failure(heard, code, v2);
  }
  /**
   * @param {number} status
   * @returns {(heard: Heard) => void}
   */
  function page(status) {
    return (heard) => {
      assert.equal(heard.status, status);
      assert.equal(heard.headers.get("content-type"), "text/html");
      assert.match(heard.text, /^<html>/);
    };
  }
  /** @type {(heard: Heard, operation: Operation) => void} */
  const sample = (heard, operation) => assertSample(operation, heard);
  /**
   * @param {unknown} data
   * @returns {(heard: Heard) => void}
   */
  function data(data) {
    return (heard) => {
      assert.equal(heard.status, 200);
      assert.equal(heard.json().code, 200);
      assert.deepEqual(heard.json().data, data);
      assert.equal("data" in heard.json(), data !== undefined);
    };
  }
  /** @type {(heard: Heard) => void} */
  const noJson = (heard) => {
    assert.equal(heard.status, 200);
    assert.match(heard.headers.get("content-type") ?? "", /^application\/json/);
    assert.throws(() => heard.json(), SyntaxError);
  };

  /** What each fault that ends in an answer must look like. @type {Record<string, (h: Heard, o: Operation) => void>} */
  const answered = {
    unauthorized: says("application not found.", undefined, 400, 20001),
    "invalid-signature": says("invalid signature."),
    "signature-zh": (heard, operation) => {
      const body = heard.json();
      assert.deepEqual([body.code, operation.v4 ? body.error.desc : body.message], [403, "签名错误"]);
    },
    "invalid-timestamp": says("invalid timestamp."),
    forbidden: says("access forbidden", undefined, 500, 500),
    "not-found": (heard, operation) => {
      if (operation.v4) assertV4Failure(heard, 400, "未知用户信息");
      else assertV2Failure(heard, 404, "channel not found.");
    },
    conflict: says("channel in live"),
    validation: says("param length is incorrect: account", "直播名称不能为空", 400, 10001),
    "body-parse": (heard) => assert.match(heard.text, /JSON parse error: Cannot deserialize/),
    qps: says("qps exceeds number of calls"),
    blocked: page(403),
    "undefined-error": says("undefined error", undefined, 500, 500),
    "system-error": says("系统异常", undefined, 500, 500),
    "clock-ahead": says("invalid timestamp."),
    "clock-behind": says("invalid timestamp."),
    "status-500": (heard) => {
      assert.equal(heard.status, 500);
      assert.equal(heard.json().status, 500);
      assert.equal("code" in heard.json(), false);
    },
    "status-502-html": page(502),
    "status-503-retry-after": (heard) => {
      page(503)(heard);
      assert.equal(heard.headers.get("retry-after"), "1");
    },
    "status-503-retry-after-hour": (heard) => {
      page(503)(heard);
      assert.equal(heard.headers.get("retry-after"), "3600");
    },
    "status-429": page(429),
    "html-200": page(200),
    empty: (heard) => {
      noJson(heard);
      assert.equal(heard.headers.get("content-length"), "0");
    },
    truncated: (heard) => {
      noJson(heard);
      assert.equal(heard.headers.get("content-length"), String(heard.bytes.length));
      assert.match(heard.text, /^\{"code":200,/);
    },
    "wrong-type": (heard, operation) => {
      assertSample(operation, heard);
      assert.match(heard.headers.get("content-type") ?? "", /^text\/html/);
    },
    "no-type": (heard, operation) => {
      assertSample(operation, heard);
      assert.equal(heard.headers.get("content-type"), null);
    },
    "not-json": noJson,
    "garbage-bytes": (heard) => {
      noJson(heard);
      assert.equal(heard.bytes.length, 4096);
      assert.throws(() => new TextDecoder("utf-8", { fatal: true }).decode(heard.bytes));
    },
    "json-null": (heard) => assert.equal(heard.text, "null"),
    "json-array": (heard) => assert.equal(heard.text, "[]"),
    "json-text": (heard) => assert.equal(heard.text, '"live"'),
    "duplicate-keys": (heard, operation) => {
      assertSample(operation, heard);
      assert.match(heard.text, /^\{"code":500,"status":"error","code":200/);
      assert.equal(heard.text.split(`"${operation.id}":`).length, 3);
    },
    huge: (heard, operation) => {
      const { padding, ...rest } = heard.json().data;
      assert.deepEqual(rest, operation.sample);
      assert.equal(heard.bytes.length, 5 * 1024 * 1024);
    },
    deep: (heard) => assert.ok(heard.text.includes(`"deep":${"[".repeat(100_000)}]`)),
    "big-numbers": (heard, operation) => {
      const got = heard.json().data;
      assert.equal(got.bigExponent, Number.POSITIVE_INFINITY);
      assert.equal(got[operation.v4 ? "watchDuration" : "sort"], 9007199254740992);
      assert.match(heard.text, /123456789012345678901234567890/);
    },
    redirect: (heard, operation) => {
      assert.equal(heard.status, 302);
      assert.equal(heard.headers.get("location"), `/emulator/followed?route=${operation.name}`);
    },
    "code-as-text": (heard, operation) => {
      assert.equal(heard.json().code, "200");
      assert.deepEqual(heard.json().data, operation.sample);
    },
    "error-on-200": (heard) => {
      assert.equal(heard.status, 200);
      assert.equal(heard.json().code, 400);
      assert.match(heard.text, /invalid signature\./);
    },
    "success-on-500": (heard, operation) => assertSample(operation, heard, 500),
    "unknown-code": (heard) => assert.deepEqual([heard.status, heard.json().code], [400, 460]),
    "data-empty-string": data(""),
    "data-null": data(null),
    "data-absent": data(undefined),
    "data-array": data([]),
    "wrong-shape": (heard, operation) => {
      const { [operation.id]: _, ...rest } = /** @type {Record<string, unknown>} */ (operation.sample);
      assert.deepEqual(heard.json().data, rest);
    },
    "number-id": (heard, operation) => assert.equal(typeof heard.json().data[operation.id], "number"),
    gzip: (heard, operation) => {
      assertSample(operation, heard);
      assert.equal(heard.headers.get("content-encoding"), "gzip");
    },
    bom: (heard, operation) => {
      assert.deepEqual([...heard.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      assert.deepEqual(JSON.parse(heard.text.slice(1)).data, operation.sample);
    },
    "proto-keys": (heard) => {
      const got = heard.json().data;
      for (const name of ["__proto__", "constructor", "prototype", "toString"])
        assert.ok(Object.hasOwn(got, name), name);
    },
    "slow-200ms": sample,
    chunked: (heard, operation) => {
      assertSample(operation, heard);
      assert.equal(heard.headers.get("transfer-encoding"), "chunked");
    },
  };
  const cut = ["slow-headers", "slow-body", "reset-headers", "reset-body", "wrong-length"];

  test("the table is complete, named once each, and explained", () => {
    const names = faults.map((fault) => fault.name);
    assert.deepEqual([...names].sort(), [...Object.keys(answered), ...cut].sort());
    for (const { name, what, expect } of faults) {
      assert.match(name, /^[a-z0-9-]+$/);
      assert.ok(what.length > 5 && expect.length > 0, name);
    }
  });
  for (const operation of operations) {
    for (const { name } of faults) {
      const check = answered[name];
      if (!check) continue;
      test(`${name} of ${operation.name}`, async () => {
        check(await ask(operation.path, signed({ [operation.id]: `fault:${name}` })), operation);
      });
    }
  }
  test("slow-headers sends nothing, slow-body sends its head and little more", async () => {
    const hang = (/** @type {string} */ name) => {
      const query = new URLSearchParams(signed({ account: `fault:${name}` }));
      return fetch(`${emulator.url}${ACCOUNT}?${query}`, { signal: AbortSignal.timeout(150) });
    };
    await assert.rejects(hang("slow-headers"), { name: "TimeoutError" });
    const response = await hang("slow-body");
    assert.equal(response.status, 200);
    await assert.rejects(response.text(), { name: "TimeoutError" });
    const recorded = emulator.requests.filter((request) => request.query.account?.startsWith("fault:slow-"));
    const states = () => recorded.slice(-2).map(({ status, aborted }) => ({ status, aborted }));
    for (let tries = 0; tries < 50 && !recorded.at(-1)?.aborted; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.deepEqual(states(), [
      { status: 0, aborted: true },
      { status: 200, aborted: true },
    ]);
  });
  test("reset-headers, reset-body and wrong-length break the connection where they say", async () => {
    const fetched = (/** @type {string} */ name) =>
      fetch(`${emulator.url}${ACCOUNT}?${new URLSearchParams(signed({ account: `fault:${name}` }))}`);
    await assert.rejects(fetched("reset-headers"), (/** @type {any} */ error) => error.cause.code === "ECONNRESET");
    for (const name of ["reset-body", "wrong-length"]) {
      const response = await fetched(name);
      assert.equal(response.status, 200);
      await assert.rejects(response.text(), TypeError);
    }
  });
  test("a clock that is off accepts timestamps of its own time only", async () => {
    for (const { name, off } of [
      { name: "clock-ahead", off: 600_000 },
      { name: "clock-behind", off: -600_000 },
    ]) {
      const first = await ask(VIEWER, signed({ viewerUnionId: `fault:${name}` }));
      assertV4Failure(first, 400, "invalid timestamp.");
      assert.equal(Date.parse(first.headers.get("date") ?? ""), NOW + off);
      const fits = signed({ viewerUnionId: `fault:${name}`, timestamp: String(NOW + off) });
      assert.deepEqual((await ask(VIEWER, fits)).json().data, SAMPLE_VIEWER);
    }
  });
  test("the checks come before the fault", async () => {
    assertV2Failure(await ask(ACCOUNT, { ...signed({ account: "fault:gzip" }), sign: "X" }), 400, "invalid signature.");
  });
  test("a followed redirect is on record and answers as if nothing had happened", async () => {
    const answer = await ask(ACCOUNT, signed({ account: "fault:redirect" }), { redirect: "follow" });
    assert.deepEqual(answer.json().data, SAMPLE_ACCOUNT);
    assert.equal(emulator.requests.at(-1)?.path, "/emulator/followed");
  });
  test("n calls, then the real id", async () => {
    const account = "fault:qps:2:0012149710";
    for (let call = 1; call <= 2; call += 1) {
      assertV2Failure(await ask(ACCOUNT, signed({ account })), 400, "qps exceeds number of calls");
    }
    for (let call = 3; call <= 4; call += 1) {
      assert.equal((await ask(ACCOUNT, signed({ account }))).json().data.account, "0012149710");
    }
    const fresh = "fault:qps:1:0012149710";
    assertV2Failure(await ask(ACCOUNT, signed({ account: fresh })), 400, "qps exceeds number of calls");
    const none = await ask(VIEWER, signed({ viewerUnionId: "fault:qps:0:2_nobody" }));
    assertV4Failure(none, 400, "未知用户信息");
  });
  test("faults one after the other", async () => {
    const account = "fault:qps:1:fault:empty:2:0012149710";
    const seen = [];
    for (let call = 0; call < 4; call += 1) seen.push(await ask(ACCOUNT, signed({ account })));
    assertV2Failure(/** @type {Heard} */ (seen[0]), 400, "qps exceeds number of calls");
    assert.deepEqual([seen[1]?.text, seen[2]?.text], ["", ""]);
    assert.equal(seen[3]?.json().data.account, "0012149710");
  });
  test("in any parameter, the form, the JSON body and the path", async () => {
    const text = "fault:conflict";
    assertV4Failure(await ask(VIEWERS, signed({ source: text })), 400, "channel in live");
    assertV2Failure(await postForm(UPDATE, signed({ account: text })), 400, "channel in live");
    const body = { nickname: text, mobile: "1" };
    assertV4Failure(await postJson(signed(), body), 400, "channel in live");
    const place = (/** @type {string} */ id) => `/live/v2/channelAccount/${encodeURIComponent(id)}/accounts`;
    assertV2Failure(await ask(place(text), signed()), 400, "channel in live");
    const once = place("fault:conflict:1:2149710");
    assertV2Failure(await ask(once, signed()), 400, "channel in live");
    assert.equal((await ask(once, signed())).json().data.length, 5);
    const realName = { nickname: "fault:conflict:0:真名", mobile: "1" };
    assert.equal((await postJson(signed(), realName)).json().data.nickname, "真名");
  });
  test("the other endpoints have samples of their own", async () => {
    const gzip = "fault:gzip";
    assert.deepEqual((await ask(VIEWERS, signed({ source: gzip }))).json().data.contents, [SAMPLE_VIEWER]);
    assert.deepEqual((await ask(ACCOUNTS, signed({ any: gzip }))).json().data, [{ ...SAMPLE_ACCOUNT, sort: "6" }]);
    assert.equal((await postForm(UPDATE, signed({ account: gzip }))).json().data, "success");
    const created = (await postJson(signed({ any: gzip }), {})).json().data;
    assert.equal(created.viewerUnionId, SAMPLE_VIEWER.viewerUnionId);
    assert.equal("wxOpenId" in created, false);
  });
  test("every fault works on every endpoint", async () => {
    const server = await startEmulator({ now: () => NOW });
    try {
      for (const { name } of faults) {
        if (cut.includes(name)) continue;
        const any = { any: `fault:${name}` };
        const heard = [await ask(VIEWERS, signed(any), {}, server), await ask(ACCOUNTS, signed(any), {}, server)];
        heard.push(await postForm(UPDATE, signed(any), server), await postJson(signed(any), {}, server));
        for (const { text } of heard) assert.doesNotMatch(text, /the emulator has no fault/, name);
        if (["huge", "deep", "big-numbers", "proto-keys", "duplicate-keys"].includes(name)) {
          for (const answer of heard) assert.equal(answer.json().code, 200, name);
        }
      }
    } finally {
      await server.close();
    }
  });
  test("an unknown fault says so", async () => {
    for (const id of ["fault:nonsense", "fault:", "fault:qps:3"]) {
      const { message } = (await ask(ACCOUNT, signed({ account: id }))).json();
      assert.match(message, /^the emulator has no fault "/);
    }
  });
});

describe("limit per address", () => {
  test("a sliding window, then shut out, then free again", async () => {
    let now = NOW;
    const limit = { calls: 3, windowMs: 1000, blockMs: 5000 };
    const server = await startEmulator({ now: () => now, limit });
    const call = async (/** @type {number} */ at) => {
      now = at;
      const params = signed({ account: "0062149710", timestamp: String(at) });
      return (await ask(ACCOUNT, params, {}, server)).status;
    };
    try {
      assert.equal(await call(NOW), 200);
      assert.equal(await call(NOW + 600), 200);
      assert.equal(await call(NOW + 600), 200);
      // The first call has left the window; a counter that starts anew each second would allow three more.
      assert.equal(await call(NOW + 1000), 200);
      assert.equal(await call(NOW + 1100), 403);
      assert.equal(await call(NOW + 6099), 403);
      assert.equal(await call(NOW + 6100), 200);
    } finally {
      await server.close();
    }
  });
  test("none by default", async () => {
    const many = Array.from({ length: 200 }, () => ask(ACCOUNT, signed({ account: "0062149710" })));
    for (const { status } of await Promise.all(many)) assert.equal(status, 200);
  });
});
