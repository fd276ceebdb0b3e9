// What an answer becomes: nothing of it is lost, nothing that a caller passed is changed, and nothing is made up. Which value
// fits which field, and what an envelope says, `tests/ground/` tells, and `src/js/object/tests.rs` that JavaScript agrees.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { ACCOUNT_DATA, answer, each, errorOf, scripted, untyped, VIEWER_DATA } from "./support/edge.js";

const BUILDS = [edge, browser];
const HUGE = "653247040368672768";

/** @template T @param {T} value @returns {T} */
function deepFreeze(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

describe("an answer", () => {
  const text = JSON.stringify(answer({ ...VIEWER_DATA, nickname: "观众😀" }));
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(bytes.length + 32).fill(0x78);
  padded.set(bytes, 16);
  const shared = new Uint8Array(new SharedArrayBuffer(padded.length));
  shared.set(padded);
  /** @type {Record<string, any>} */
  const forms = {
    text,
    "text with a byte order mark": `\ufeff${text}`,
    bytes,
    "bytes with a byte order mark": new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]),
    ArrayBuffer: bytes.buffer,
    "a view with an offset": new Uint8Array(padded.buffer, 16, bytes.length),
    "a DataView with an offset": new DataView(padded.buffer, 16, bytes.length),
    "a Buffer of the pool": Buffer.from(text),
    "a view of a SharedArrayBuffer": new Uint8Array(shared.buffer, 16, bytes.length),
    "an object": JSON.parse(text),
  };
  test("is read however it is held, and no byte around it", () =>
    each(Object.entries(forms), (input) => {
      for (const { parseViewer } of BUILDS)
        assert.deepEqual(parseViewer(input), { ...VIEWER_DATA, nickname: "观众😀" });
    }));

  test("not where nobody has awaited it", () => {
    for (const { parseViewer } of BUILDS) {
      for (const input of [new Response(text), Promise.resolve(text)])
        assert.throws(() => parseViewer(input), { kind: "invalid_argument", message: /await/ });
    }
  });
});

test("what a caller passed is not changed, and may be frozen", () => {
  const labels = [{ id: 1282, label: {} }, null];
  for (const { parseViewer } of BUILDS) {
    for (const more of [{}, { viewerUnionId: 5, createTime: "1712054270000" }, { source: true }, { labels }]) {
      const input = untyped(answer({ ...VIEWER_DATA, ...more, extra: { deep: [1] } }));
      const before = structuredClone(input);
      const parsed = parseViewer(input);
      assert.deepEqual(input, before);
      assert.deepEqual(parseViewer(deepFreeze(before)), parsed);
    }
  }
});

test("whole numbers beyond 2^53 become text, wherever they are, in both builds and from the wire", async () => {
  const json = `{"code":200,"data":{"orderNo":${HUGE},"ids":[-${HUGE},9007199254740991,1e300],"text":"\\"1${HUGE}\\""}}`;
  const expected = { orderNo: HUGE, ids: [`-${HUGE}`, 9007199254740991, 1e300], text: `"1${HUGE}"` };
  for (const { parseResponse } of BUILDS) {
    assert.deepEqual(parseResponse(json), expected);
    assert.deepEqual(parseResponse(new TextEncoder().encode(json)), expected);
  }
  assert.deepEqual(await scripted(() => new Response(json)).client.request("GET /x"), expected);
});

describe("fields", () => {
  test("take what means the same; what can't be theirs stands in `unusable`, of a label in the label's own", async () => {
    const labels = [{ id: 1282 }, { id: "#", label: [1] }];
    const data = untyped({ ...VIEWER_DATA, viewerUnionId: 5, createTime: "1712054270000", labels, nickname: false });
    const viewer = {
      ...{ ...VIEWER_DATA, viewerUnionId: "5", unusable: { nickname: false } },
      labels: [{ id: "1282" }, { id: HUGE, unusable: { label: [1] } }],
    };
    for (const { parseViewer, parseChannelAccount } of BUILDS) {
      assert.deepEqual(parseViewer(JSON.stringify(answer(data)).replace('"#"', HUGE)), viewer);
      labels[1].id = HUGE;
      assert.deepEqual(parseViewer(answer(data)), viewer);
      labels[1].id = "#";
      const role = untyped(answer({ ...ACCOUNT_DATA, account: 62149710 }));
      await errorOf(() => parseChannelAccount(role), "invalid_response");
    }
  });

  test("nobody documents stay, and one called __proto__ changes no prototype", () => {
    const json = '{"code":200,"data":{"viewerUnionId":5,"__proto__":{"polluted":true},"x":{"y":[null]}}}';
    for (const { parseViewer } of BUILDS) {
      const viewer = untyped(parseViewer(json));
      assert.equal(Object.getPrototypeOf(viewer), Object.prototype);
      assert.deepEqual(Object.getOwnPropertyDescriptor(viewer, "__proto__")?.value, { polluted: true });
      assert.deepEqual(viewer.x, { y: [null] });
      assert.equal(untyped({}).polluted, undefined);
    }
  });

  test("that everybody inherits are no part of an answer", async () => {
    const polluted = /** @type {any} */ (Object.prototype);
    let deep = "1";
    for (let depth = 0; depth < 200; depth++) deep = `[${deep}]`;
    polluted.inherited = JSON.parse(deep);
    try {
      const { client } = scripted(() => Response.json(answer("x".repeat(5_000))));
      assert.equal(untyped(await client.request("GET /x")).length, 5_000);
    } finally {
      delete polluted.inherited;
    }
  });
});

describe("rows that lack their id", () => {
  const rows = [VIEWER_DATA, { nickname: "no id" }, { ...VIEWER_DATA, viewerUnionId: 1.5 }, null, { viewerUnionId: 7 }];
  test("leave a page's contents, and stand in its `unusable`; the rest arrives", async () => {
    const { client } = scripted(() => Response.json(answer({ contents: rows, totalPages: "1", pageSize: {}, own: 5 })));
    const page = untyped(await client.listViewers());
    const field = "viewerUnionId";
    assert.deepEqual(page.contents, [VIEWER_DATA, { viewerUnionId: "7" }]);
    assert.deepEqual([page.totalPages, page.pageSize, page.own], [1, undefined, 5]);
    assert.deepEqual(page.unusable, [
      { field: "pageSize", value: {} },
      { row: rows[1], field, value: undefined },
      { row: rows[2], field, value: 1.5 },
      { row: null, field, value: undefined },
    ]);
  });

  test("leave a list, and stand beside it, out of the way of whoever walks it", async () => {
    const wrong = [ACCOUNT_DATA, { account: "2" }, 4];
    const { client } = scripted(() => Response.json(answer(wrong)));
    const list = untyped(await client.listChannelAccounts({ channelId: 1 }));
    assert.deepEqual([[...list], Object.keys(list)], [[ACCOUNT_DATA], ["0"]]);
    assert.deepEqual(list.unusable, [
      { row: wrong[1], field: "channelId", value: undefined },
      { row: 4, field: "account", value: undefined },
    ]);
  });
});

describe("what leaves the edge", () => {
  const secrets = { passwd: "PW", stream: "ST", pushUrl: "PU", loginUrl: "LU" };
  const role = { ...ACCOUNT_DATA, ...secrets, other: "OT", unusable: { pushUrl: ["PU"] } };
  test("holds no secret of a role, whatever kind of object it comes from", () => {
    for (const given of [role, Object.freeze({ ...role }), Object.create(role), new Proxy(role, {})]) {
      const shown = edge.redactChannelAccount(given);
      assert.deepEqual(shown, ACCOUNT_DATA);
      assert.equal(Object.getPrototypeOf(shown), Object.prototype);
    }
  });

  test("holds of what is personal of a viewer only the ends, and nothing that could not be used", () => {
    const tricks = {
      ...{ ...VIEWER_DATA, mobile: { toString: () => "13800138000" }, email: ["a@b.c"], wxOpenId: "oX1a2b3c4d5e6f" },
      ...{ labels: [{ id: "1", x: "OT" }], unusable: { email: ["a@b.c"] }, other: "OT" },
    };
    const shown = edge.redactViewer(untyped(tricks));
    assert.deepEqual(shown, { ...VIEWER_DATA, wxOpenId: "oX****6f", labels: [{ id: "1" }] });
  });

  test("keeps half of a surrogate pair, NUL and everything else that text may hold where nothing is masked", () => {
    const nickname = "a\0\ud800\u202e😀";
    assert.equal(edge.parseViewer(answer({ ...VIEWER_DATA, nickname })).nickname, nickname);
    assert.equal(edge.redactViewer(untyped({ ...VIEWER_DATA, nickname })).nickname, nickname);
    const masked = edge.redactViewer(untyped({ ...VIEWER_DATA, mobile: "1380013\ud8008000", wxOpenId: "a\0b" }));
    assert.match(masked.mobile ?? "", /^138\*+8000$/);
    assert.equal(masked.wxOpenId, "****");
  });
});

test("parsers that are not loaded yet, and a host without WebAssembly, say so", async () => {
  const page = await import(new URL("../../pkg/dist/index.web.js?fresh", import.meta.url).href);
  const refused = { name: "PolyvError", kind: "invalid_argument" };
  assert.throws(() => page.parseViewer("{}"), { ...refused, message: /ready\(\)/ });
  const { WebAssembly: own } = globalThis;
  Reflect.deleteProperty(globalThis, "WebAssembly");
  try {
    await assert.rejects(page.ready(), { ...refused, message: /no WebAssembly/ });
  } finally {
    globalThis.WebAssembly = own;
  }
  await assert.rejects(page.ready(new Response("", { status: 404 })), /404/);
  await page.ready();
  assert.equal(page.parseResponse('{"code":200,"data":1}'), 1);
});
