// What an answer becomes: nothing of it is lost, nothing that a caller passed is changed, and nothing is made up.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as browser from "polyv-edge";
import * as edge from "polyv-edge/edge";
import { ACCOUNT_DATA, answer, each, errorOf, scripted, untyped, VIEWER, VIEWER_DATA } from "./support/edge.js";

const BUILDS = [edge, browser];
const viewerUnionId = VIEWER;
const HUGE = "653247040368672768";

/** JSON in which the digits stand as a number. @param {unknown} value @param {string} digits */
const withNumber = (value, digits) => JSON.stringify(value).replaceAll('"#"', digits);

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

  test("has its data in `result` where there is no `data`, and may say success without a code", async () => {
    const data = { a: 1 };
    for (const given of [
      { code: 200, result: data },
      { code: 200, data: null, result: data },
      { status: "success", data },
      { status: "success", result: data },
      { code: "200", data },
    ]) {
      for (const { parseResponse } of BUILDS) assert.deepEqual(parseResponse(untyped(given)), data);
      const { client } = scripted(() => Response.json(given));
      assert.deepEqual(await client.request("GET /x"), data);
    }
    const { client } = scripted(() => Response.json({ code: 200, result: VIEWER_DATA }));
    assert.deepEqual(await client.getViewer({ viewerUnionId }), VIEWER_DATA);
    for (const given of [{ status: "error", data }, { status: "success", code: "x" }, { data }, { success: true }]) {
      await errorOf(() => edge.parseResponse(untyped(given)), "invalid_response");
    }
  });
});

describe("what a caller passed", () => {
  const given = [
    answer(VIEWER_DATA),
    answer({ ...VIEWER_DATA, viewerUnionId: 5, createTime: "1712054270000", source: true }),
    answer({ ...VIEWER_DATA, labels: [{ id: 1282, label: "vip" }, { id: "2" }] }),
    answer({ ...VIEWER_DATA, labels: [{ id: 1282, label: {} }, null] }),
    answer({ ...ACCOUNT_DATA, channelId: 2149710, sort: "6", actor: [] }),
    { code: "200", result: { ...VIEWER_DATA, watchDuration: {} } },
  ];
  test("is not changed, and may be frozen", () => {
    for (const input of given) {
      const before = structuredClone(input);
      for (const { parseViewer, parseChannelAccount, parseResponse } of BUILDS) {
        const parse = "account" in (untyped(input).data ?? {}) ? parseChannelAccount : parseViewer;
        const loose = parse(untyped(input));
        assert.deepEqual(input, before);
        parseResponse(untyped(input));
        assert.deepEqual(parse(deepFreeze(structuredClone(untyped(input)))), loose);
      }
    }
  });

  test("is handed back itself, with all that is in it, where nothing has to change", () => {
    for (const { parseViewer, parseChannelAccount, parseResponse } of BUILDS) {
      const viewer = answer({ ...VIEWER_DATA, extra: { deep: [1] } });
      assert.equal(parseViewer(viewer), viewer.data);
      assert.equal(parseResponse(viewer), viewer.data);
      const labelled = untyped(answer({ ...VIEWER_DATA, viewerUnionId: 5, labels: [{ id: "1" }], extra: {} }));
      const parsed = untyped(parseViewer(labelled));
      assert.equal(parsed.labels, labelled.data.labels, "copied only where it changes");
      assert.equal(parsed.extra, labelled.data.extra);
      const role = answer({ account: "1", channelId: "1" });
      assert.equal(parseChannelAccount(role), role.data);
    }
  });
});

describe("whole numbers beyond 2^53", () => {
  const places = { orderNo: "#", ids: ["#", "-#"], deep: { id: "#", text: `say "${HUGE}" and \\"1${HUGE}\\"` } };
  test("become text, wherever they are, in both builds and from the wire", async () => {
    for (const digits of [HUGE, "9007199254740992", "18446744073709551616", `1${"0".repeat(30)}`]) {
      const json = withNumber(answer(places), digits).replace('"-#"', `-${digits}`);
      const expected = { orderNo: digits, ids: [digits, `-${digits}`], deep: { ...places.deep, id: digits } };
      for (const { parseResponse } of BUILDS) {
        assert.deepEqual(parseResponse(json), expected);
        assert.deepEqual(parseResponse(new TextEncoder().encode(json)), expected);
      }
      const { client } = scripted(() => new Response(json));
      assert.deepEqual(await client.request("GET /x"), expected);
    }
  });

  test("are ids like others, in a viewer, a label, a row; and what they can't be is set aside", async () => {
    const data = { ...VIEWER_DATA, externalViewerId: "#", labels: [{ id: "#" }], watchDuration: "#" };
    const { watchDuration, ...rest } = data;
    const expected = {
      ...rest,
      externalViewerId: HUGE,
      labels: [{ id: HUGE }],
      unusable: { watchDuration: HUGE },
    };
    for (const { parseViewer } of BUILDS) assert.deepEqual(parseViewer(withNumber(answer(data), HUGE)), expected);
    const { client } = scripted(() => new Response(withNumber(answer({ contents: [data] }), HUGE)));
    assert.deepEqual((await client.listViewers()).contents, [untyped(expected)]);
  });

  test("below, or no whole numbers, stay as they are", () => {
    const json =
      '{"code":200,"data":[9007199254740991,-9007199254740991,12345678901234567.5,1e300,0.1234567890123456789]}';
    for (const { parseResponse } of BUILDS) assert.deepEqual(parseResponse(json), JSON.parse(json).data);
  });
});

describe("fields", () => {
  test("that are ids arrive as text, also where POLYV sends a number", () => {
    for (const { parseViewer, parseChannelAccount } of BUILDS) {
      const viewer = parseViewer(
        untyped(answer({ ...VIEWER_DATA, viewerUnionId: 5, labels: [{ id: 1282, label: 7 }] })),
      );
      assert.deepEqual([viewer.viewerUnionId, viewer.labels], ["5", [{ id: "1282", label: "7" }]]);
      const mobile = parseViewer(untyped(answer({ ...VIEWER_DATA, mobile: 13800138000, externalViewerId: -0 })));
      assert.deepEqual([mobile.mobile, mobile.externalViewerId], ["13800138000", "0"]);
      assert.equal(parseChannelAccount(untyped(answer({ account: "1", channelId: 2149710 }))).channelId, "2149710");
    }
  });

  test("that are numbers take their digits as text; absent and null stay", () => {
    for (const [sort, number] of [
      ...[
        [6, 6],
        ["6", 6],
        ["-3", -3],
        ["007", 7],
        [null, null],
        [undefined, undefined],
        [3, 3],
      ],
      ["9007199254740991", 2 ** 53 - 1],
    ]) {
      for (const { parseChannelAccount } of BUILDS) {
        const role = parseChannelAccount(untyped(answer({ ...ACCOUNT_DATA, sort })));
        assert.deepEqual([role.sort, untyped(role).unusable], [number, undefined]);
      }
    }
  });

  test("that can't hold what arrived are absent, and it stands in `unusable` as it was", () => {
    for (const sort of ["", " 6", "6.0", "1e3", "0x6", "six", "9007199254740993", "６", 1.5, true, {}, [6]]) {
      for (const { parseChannelAccount } of BUILDS) {
        const role = untyped(parseChannelAccount(untyped(answer({ ...ACCOUNT_DATA, sort }))));
        assert.deepEqual(role, { ...ACCOUNT_DATA, unusable: { sort } });
      }
    }
    const odd = { ...VIEWER_DATA, source: {}, latestAuthTime: "soon", mobile: 1.5, labels: ["vip"], nickname: false };
    for (const { parseViewer } of BUILDS) {
      const { source, latestAuthTime, mobile, labels, nickname } = odd;
      const { viewerUnionId, createTime } = VIEWER_DATA;
      const unusable = { source, latestAuthTime, mobile, labels, nickname };
      assert.deepEqual(parseViewer(untyped(answer(odd))), { viewerUnionId, createTime, unusable });
    }
  });

  test("of a label that can't hold what arrived stand in the label's own `unusable`", () => {
    for (const { parseViewer } of BUILDS) {
      const labels = [{ id: [1], label: "vip" }, { id: 2 }];
      const viewer = parseViewer(untyped(answer({ ...VIEWER_DATA, labels })));
      assert.deepEqual(viewer, { ...VIEWER_DATA, labels: [{ label: "vip", unusable: { id: [1] } }, { id: "2" }] });
    }
  });

  test("that POLYV may leave out are not missed: an id is all that a viewer or a role needs", async () => {
    for (const { parseViewer, parseChannelAccount } of BUILDS) {
      assert.deepEqual(parseViewer(untyped(answer({ viewerUnionId: "1" }))), { viewerUnionId: "1" });
      const imported = { viewerUnionId: "1", source: null, latestAuthTime: null, nickname: null };
      assert.deepEqual(parseViewer(untyped(answer(imported))), imported);
      assert.ok(parseChannelAccount(untyped(answer({ account: "1", channelId: 1 }))));
      for (const id of [undefined, null, "", 1.5, true, {}, []]) {
        await errorOf(() => parseViewer(untyped(answer({ ...VIEWER_DATA, viewerUnionId: id }))), "invalid_response");
        await errorOf(
          () => parseChannelAccount(untyped(answer({ ...ACCOUNT_DATA, channelId: id }))),
          "invalid_response",
        );
      }
      for (const account of [52191541, undefined, null, ""]) {
        await errorOf(() => parseChannelAccount(untyped(answer({ ...ACCOUNT_DATA, account }))), "invalid_response");
      }
    }
  });

  test("by the name of `unusable` that POLYV itself sends are kept", () => {
    for (const own of ["theirs", 5, [1], { a: 1 }]) {
      for (const { parseViewer } of BUILDS) {
        const parsed = untyped(parseViewer(untyped(answer({ ...VIEWER_DATA, unusable: own, source: 1.5 }))));
        const kept = typeof own === "object" && !Array.isArray(own) ? own : { unusable: own };
        assert.deepEqual(parsed.unusable, { ...kept, source: 1.5 });
      }
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

describe("rows", () => {
  const rows = [
    VIEWER_DATA,
    { nickname: "no id" },
    { ...VIEWER_DATA, viewerUnionId: 1.5 },
    "row",
    null,
    { viewerUnionId: 7 },
  ];
  test("that lack their id leave a page's contents, and stand in its `unusable`; the rest arrives", async () => {
    const { client } = scripted(() => Response.json(answer({ contents: rows, totalPages: "1", pageSize: {}, own: 5 })));
    const page = untyped(await client.listViewers());
    const field = "viewerUnionId";
    assert.deepEqual(page.contents, [VIEWER_DATA, { viewerUnionId: "7" }]);
    assert.deepEqual([page.totalPages, page.pageSize, page.own], [1, undefined, 5]);
    assert.deepEqual(page.unusable, [
      { field: "pageSize", value: {} },
      { row: rows[1], field, value: undefined },
      { row: rows[2], field, value: 1.5 },
      { row: "row", field, value: undefined },
      { row: null, field, value: undefined },
    ]);
  });

  test("that lack their id leave a list, and stand beside it, out of the way of whoever walks it", async () => {
    const wrong = [ACCOUNT_DATA, { account: "2" }, { account: 3, channelId: "1" }, 4];
    const { client } = scripted(() => Response.json(answer(wrong)));
    const list = untyped(await client.listChannelAccounts({ channelId: 1 }));
    assert.deepEqual([...list], [ACCOUNT_DATA]);
    assert.ok(!Object.keys(list).includes("unusable"));
    assert.deepEqual(
      list.unusable.map((/** @type {any} */ { row, field }) => [row, field]),
      [
        [wrong[1], "channelId"],
        [wrong[2], "account"],
        [4, "account"],
      ],
    );
  });

  test("with an odd value arrive with all others, and say which of theirs was odd", async () => {
    const odd = { ...VIEWER_DATA, watchDuration: "12", latestAuthTime: 1.5, mobile: 13800138000, labels: ["vip"] };
    const { client } = scripted(() => Response.json(answer({ contents: [odd, VIEWER_DATA], totalPages: 1 })));
    const { contents, ...page } = untyped(await client.listViewers());
    const { latestAuthTime, labels, ...rest } = odd;
    assert.deepEqual(contents, [
      { ...rest, watchDuration: 12, mobile: "13800138000", unusable: { latestAuthTime, labels } },
      VIEWER_DATA,
    ]);
    assert.equal(page.unusable, undefined);
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

  test("holds of a viewer's phone, e-mail, IP and WeChat ids only their ends, and nothing that could not be used", () => {
    const personal = {
      ...{ mobile: "13800138000", lastCollectMobile: "13900139000", email: "wang.fang@example.com" },
      ...{
        latestAccessIp: "203.0.113.77",
        wxOpenId: "oX1a2b3c4d5e6f",
        wxUnionId: "uX1a2b3c4d5e6f",
        wxAppId: "wx1a2b3c4d5e6f",
      },
    };
    const viewer = { ...VIEWER_DATA, ...personal, unusable: { email: ["a@b.c"] }, other: "OT" };
    const shown = JSON.stringify(edge.redactViewer(untyped(viewer)));
    assert.ok(shown.includes(VIEWER));
    for (const value of [...Object.values(personal), "a@b.c", "OT"]) assert.ok(!shown.includes(value), value);
    const tricks = {
      ...VIEWER_DATA,
      mobile: { toString: () => "13800138000" },
      email: ["a@b.c"],
      labels: [{ id: "1", x: "OT" }],
    };
    assert.doesNotMatch(JSON.stringify(edge.redactViewer(untyped(tricks))), /13800138000|a@b\.c|OT/);
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
  await page.ready();
  assert.equal(page.parseResponse('{"code":200,"data":1}'), 1);
});
