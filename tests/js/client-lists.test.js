// Lists, batches, and many calls at once, against a local POLYV.
// @ts-check
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import { PolyvError } from "polyv-edge/edge";
import { run } from "../hosts/support/files.js";
import { client, emulator } from "./support/client.js";
import {
  ACCOUNT,
  answer,
  CHANNEL,
  errorOf,
  goodViewer,
  LIST_VIEWERS,
  pause,
  scripted,
  until,
  untyped,
  VIEWER,
  VIEWER_DATA,
} from "./support/edge.js";

/** @template T @param {AsyncIterable<T>} iterable */
async function collect(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

/** A client whose calls all have that answer. @param {unknown} data */
const answered = (data) => scripted(() => Response.json(answer(data))).client;
const refusal = () => Response.json({ code: 400, message: "access forbidden" });
const idOf = (/** @type {{ viewerUnionId: string }} */ viewer) => viewer.viewerUnionId;

describe("many calls at once", () => {
  test("500 calls in flight on one client each get their own answer", async () => {
    const ids = (await client.listViewers({ pageSize: 25 })).contents.map(idOf);
    const asked = Array.from({ length: 500 }, (_, index) => ids[index % ids.length]);
    const found = await Promise.all(
      asked.map((viewerUnionId) => client.getViewer({ viewerUnionId }, { timeoutMs: 60_000 })),
    );
    assert.deepEqual(found.map(idOf), asked);
  });

  test("calls in flight outlive their client, collected or disposed of", async () => {
    const { appId, appSecret, url } = emulator;
    const script = `
      import { PolyvClient } from "polyv-edge/edge";
      const make = () => new PolyvClient(${JSON.stringify({ appId, appSecret, baseUrl: url })});
      const ask = (client) => client.getViewer({ viewerUnionId: "fault:slow-200ms" });
      let calls = Array.from({ length: 20 }, () => ask(make()));
      const disposed = make();
      calls.push(ask(disposed));
      disposed.dispose();
      for (let n = 0; n < 20; n++) { gc(); await new Promise((done) => setTimeout(done, 10)); }
      const found = await Promise.all(calls);
      console.log(found.length, new Set(found.map((viewer) => viewer.viewerUnionId)).size);`;
    // The emulator answers in this process, so it must not wait for another.
    const { output } = await run(process.execPath, ["--expose-gc", "--input-type=module", "-e", script]);
    assert.equal(output.trim(), "21 1");
  });
});

describe("lists", () => {
  test("listChannelAccounts gives every role; the list's sort, which is text, becomes a number", async () => {
    const accounts = await client.listChannelAccounts({ channelId: CHANNEL });
    const seen = accounts.map(({ channelId, sort }) => [channelId, sort]);
    assert.deepEqual(
      seen,
      [1, 2, 3, 6, 7].map((sort) => [CHANNEL, sort]),
    );
  });

  test("listViewers gives one page, by filters or none", async () => {
    const { contents, ...rest } = await client.listViewers({ pageNumber: 2, pageSize: 10 });
    assert.deepEqual(rest, { pageSize: 10, pageNumber: 2, totalPages: 3, totalItems: 25 });
    assert.deepEqual([contents.length, emulator.requests.length], [10, 1]);
    const imported = await client.listViewers({ source: "IMPORT", pageSize: 100 });
    assert.ok(imported.contents.length > 0 && imported.contents.every(({ source }) => source === "IMPORT"));
  });

  test("no rows are an empty list, however POLYV says so; anything else is no list", async () => {
    for (const data of [null, "", undefined, []]) {
      assert.deepEqual(await answered(data).listChannelAccounts({ channelId: 1 }), []);
    }
    for (const data of [null, "", undefined, {}, { contents: null }, { contents: "", totalPages: 0 }]) {
      assert.deepEqual((await answered(data).listViewers()).contents, []);
      assert.deepEqual(await collect(answered(data).listViewers()), []);
    }
    for (const data of [5, true, "none", {}]) {
      await errorOf(answered(data).listChannelAccounts({ channelId: 1 }), "invalid_response");
    }
    await errorOf(collect(answered([VIEWER_DATA]).paginate(LIST_VIEWERS)), "invalid_response");
  });
});

describe("iteration", () => {
  /** @param {object} [first] */
  const idsFrom = async (first) => (await collect(client.listViewers({ pageSize: 7, ...first }))).map(idOf);

  test("gives the viewers of all pages, once each, from the page on that was asked for or awaited", async () => {
    const all = await idsFrom();
    assert.deepEqual([all.length, new Set(all).size], [25, 25]);
    assert.equal(emulator.requests.map(({ query }) => query.pageNumber).join(), "1,2,3,4");
    assert.deepEqual(await idsFrom({ pageNumber: 3 }), all.slice(14));
    const list = client.listViewers({ pageSize: 20 });
    assert.equal((await list).contents.length, 20);
    assert.deepEqual((await collect(list)).map(idOf), all);
  });

  test("asks for 1000 a page where the caller names no size; a single page is POLYV's ten", async () => {
    await collect(client.listViewers());
    await client.listViewers();
    assert.deepEqual(
      emulator.requests.map(({ query }) => query.pageSize),
      ["1000", undefined],
    );
  });

  for (const [what, pages, expected] of /** @type {[string, object[][], object[]][]} */ ([
    ["ends at an empty page, whatever the totals say", [[VIEWER_DATA], []], [VIEWER_DATA]],
    ["goes on over a page none of whose rows can be used", [[{ nickname: "x" }], [VIEWER_DATA], []], [VIEWER_DATA]],
  ])) {
    test(what, async () => {
      const answers = pages.map((contents) => () => Response.json(answer({ contents, totalPages: 99 })));
      const { client, sent } = scripted(answers);
      assert.deepEqual(await collect(client.listViewers({ pageSize: 1 })), expected);
      assert.equal(sent.length, pages.length);
    });
  }

  test("beyond page 1000, which POLYV does not serve, says so", async () => {
    const { client, sent } = scripted(() => Response.json(answer({ contents: [VIEWER_DATA], totalPages: 2000 })));
    await errorOf(collect(client.listViewers({ pageNumber: 999 })), "validation");
    assert.equal(sent.length, 2);
    await errorOf(collect(client.paginate(LIST_VIEWERS, { query: { pageNumber: 1000 } })), "validation");
  });

  test("keeps what was asked for where the caller changes it meanwhile", async () => {
    const query = { pageSize: 10, area: "广东" };
    const { client, sent } = scripted(() => Response.json(answer({ contents: [VIEWER_DATA], totalPages: 3 })));
    for await (const _ of client.paginate(LIST_VIEWERS, { query })) query.pageSize = 5;
    assert.ok(sent.length === 3 && sent.every(({ url }) => url.includes("pageSize=10&")));
  });

  test("that fails later gives what came before; a break asks for no further page", async () => {
    const good = () => Response.json(answer({ contents: [VIEWER_DATA], totalPages: 9 }));
    const failing = scripted([good, refusal]);
    /** @type {unknown[]} */
    const seen = [];
    await errorOf(async () => {
      for await (const viewer of failing.client.listViewers({ pageSize: 1 })) seen.push(viewer);
    }, "forbidden");
    assert.equal(seen.length, 1);
    const { client, sent } = scripted(good);
    for await (const _ of client.listViewers({ pageSize: 1 })) break;
    await pause(10);
    assert.equal(sent.length, 1);
  });

  test("whoever looks at a failure in one way leaves no unhandled rejection in another", async () => {
    // It would fail the test.
    const { client } = scripted(refusal);
    await errorOf(collect(client.listViewers()), "forbidden");
    await errorOf(client.listViewers().withResponse(), "forbidden");
    await errorOf(client.getViewer({ viewerUnionId: "1" }).withResponse(), "forbidden");
    await pause(20);
  });
});

describe("batches", () => {
  const slow = async () => {
    await pause(5);
    return goodViewer();
  };

  test("hold the results in order, each its own, the failed ones as errors", async () => {
    const results = await client.getViewers([VIEWER, "2_nobody", "", untyped(5), "fault:wrong-shape", VIEWER]);
    assert.deepEqual(
      results.map((result) => (result instanceof PolyvError ? result.kind : result.viewerUnionId)),
      [VIEWER, "not_found", "invalid_argument", "invalid_argument", "invalid_response", VIEWER],
    );
  });

  test("of roles reach any channel", async () => {
    const results = await client.getChannelAccounts([
      { channelId: CHANNEL, account: ACCOUNT },
      { channelId: 2191541, account: "0052191541" },
      { channelId: CHANNEL, account: untyped(62149710) },
    ]);
    assert.deepEqual(
      results.map((result) => (result instanceof PolyvError ? result.kind : result.account)),
      [ACCOUNT, "0052191541", "invalid_argument"],
    );
  });

  test("of nothing are empty", async () => {
    assert.deepEqual(await client.getViewers([]), []);
    assert.deepEqual(await collect(client.getChannelAccounts([])), []);
  });

  test("tell each result as it arrives, with the progress; who iterates later, or twice, sees all too", async () => {
    const batch = client.getViewers(["fault:slow-200ms", VIEWER, "2_nobody"]);
    for (let round = 0; round < 2; round++) {
      const seen = await collect(batch);
      assert.equal(seen.map(({ done, total }) => `${done}/${total}`).join(), "1/3,2/3,3/3");
      assert.equal(seen[2].index, 0, "the slow one comes last");
      for (const { index, result } of seen) assert.equal(result instanceof PolyvError, index === 2);
    }
  });

  for (const concurrency of [1, 3, undefined]) {
    test(`no more than ${concurrency ?? "five"} calls are under way at once`, async () => {
      let now = 0;
      let most = 0;
      const { client } = scripted(async () => {
        most = Math.max(most, ++now);
        const response = await slow();
        now--;
        return response;
      });
      await client.getViewers(Array(12).fill(VIEWER), concurrency ? { concurrency } : undefined);
      assert.equal(most, concurrency ?? 5);
    });
  }

  test("end with the loop over them: what has not begun is not sent", async () => {
    const { client, sent } = scripted(slow);
    const batch = client.getViewers(Array(60).fill(VIEWER), { concurrency: 2 });
    for await (const _ of batch) break;
    const results = await batch;
    assert.ok(sent.length <= 3, `${sent.length} sent`);
    assert.equal(untyped(results.at(-1)).kind, "aborted");
  });

  test("end at once by a signal: what has arrived stays, the rest is aborted and not sent", async () => {
    const controller = new AbortController();
    const ids = [VIEWER, ...Array(50).fill("fault:slow-headers")];
    const batch = client.getViewers(ids, { signal: controller.signal, concurrency: 4 });
    await until(() => emulator.requests.length === 5, "five requests");
    controller.abort();
    const [first, ...rest] = await batch;
    assert.ok(!(first instanceof PolyvError));
    assert.ok(rest.every((result) => untyped(result).kind === "aborted"));
    await pause(20);
    assert.equal(emulator.requests.length, 5);
  });

  test("listen to their signal once, however many calls are under way, and leave no listener", async () => {
    const { signal } = new AbortController();
    const listeners = () => getEventListeners(signal, "abort").length;
    /** @type {Set<number>} */
    const seen = new Set();
    const { client } = scripted(() => {
      seen.add(listeners());
      return slow();
    });
    for (let round = 0; round < 3; round++) {
      await client.getViewers(Array(40).fill(VIEWER), { concurrency: 40, signal });
      assert.equal(listeners(), 0);
    }
    assert.deepEqual([...seen], [1]);
  });
});
