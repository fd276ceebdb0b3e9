// Lists, batches, and many calls at once, against a local POLYV.
// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { describe, test } from "node:test";
import { PolyvError } from "polyv-edge/edge";
import { client, emulator } from "./support/client.js";
import {
  ACCOUNT,
  answer,
  CHANNEL,
  clientOf,
  errorOf,
  pause,
  scripted,
  until,
  untyped,
  VIEWER,
  VIEWER_DATA,
  withEmulator,
} from "./support/edge.js";

/** Where `polyv-edge` can be imported. */
const ROOT = new URL("../../", import.meta.url);

/** @template T @param {AsyncIterable<T>} iterable */
async function collect(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

describe("many calls at once", () => {
  test("500 calls in flight on one client each get their own answer", async () => {
    const list = await client.listViewers({ pageSize: 25 });
    const ids = list.contents.map(({ viewerUnionId }) => viewerUnionId);
    const asked = Array.from({ length: 500 }, (_, index) => ids[index % ids.length]);
    const found = await Promise.all(asked.map((viewerUnionId) => client.getViewer({ viewerUnionId })));
    assert.deepEqual(
      found.map(({ viewerUnionId }) => viewerUnionId),
      asked,
    );
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
    // The emulator answers in this process, so it must not wait as spawnSync does.
    const child = spawn(process.execPath, ["--expose-gc", "--input-type=module", "-e", script], { cwd: ROOT });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
      });
    }
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.deepEqual([output.trim(), code], ["21 1", 0]);
  });
});

describe("lists", () => {
  test("listChannelAccounts gives every role; the list's sort, which is text, becomes a number", async () => {
    const accounts = await client.listChannelAccounts({ channelId: CHANNEL });
    assert.deepEqual(
      accounts.map(({ sort }) => sort),
      [1, 2, 3, 6, 7],
    );
    for (const account of accounts) assert.equal(account.channelId, CHANNEL);
  });

  test("listViewers gives one page, by filters or none", () =>
    withEmulator(async (fresh) => {
      const { contents, ...rest } = await clientOf(fresh).listViewers({ pageNumber: 2, pageSize: 10 });
      assert.deepEqual(rest, { pageSize: 10, pageNumber: 2, totalPages: 3, totalItems: 25 });
      assert.equal(contents.length, 10);
      assert.equal(fresh.requests.length, 1);
      const imported = await clientOf(fresh).listViewers({ source: "IMPORT", pageSize: 100 });
      assert.ok(imported.contents.length > 0 && imported.contents.every(({ source }) => source === "IMPORT"));
    }));

  test("no rows are an empty list, however POLYV says so", async () => {
    for (const data of [null, "", undefined, []]) {
      const { client } = scripted(() => Response.json(answer(data)));
      assert.deepEqual(await client.listChannelAccounts({ channelId: 1 }), []);
    }
    for (const data of [null, "", undefined, {}, { contents: null }, { contents: "", totalPages: 0 }]) {
      const { client } = scripted(() => Response.json(answer(data)));
      assert.deepEqual((await client.listViewers()).contents, []);
      assert.deepEqual(await collect(client.listViewers()), []);
    }
    for (const data of [5, true, "none", {}]) {
      const { client } = scripted(() => Response.json(answer(data)));
      await errorOf(client.listChannelAccounts({ channelId: 1 }), "invalid_response");
    }
  });
});

describe("iteration", () => {
  test("gives the viewers of all pages, once each, from the page on that was asked for", () =>
    withEmulator(async (fresh) => {
      const client = clientOf(fresh);
      const all = (await collect(client.listViewers({ pageSize: 7 }))).map(({ viewerUnionId }) => viewerUnionId);
      assert.deepEqual([all.length, new Set(all).size], [25, 25]);
      assert.deepEqual(
        fresh.requests.map(({ query }) => query.pageNumber),
        ["1", "2", "3", "4"],
      );
      const rest = await collect(client.listViewers({ pageSize: 7, pageNumber: 3 }));
      assert.deepEqual(
        rest.map(({ viewerUnionId }) => viewerUnionId),
        all.slice(14),
      );
    }));

  test("asks for 1000 a page where the caller names no size; a single page is POLYV's ten", async () => {
    await collect(client.listViewers());
    await client.listViewers();
    assert.deepEqual(
      emulator.requests.map(({ query }) => query.pageSize),
      ["1000", undefined],
    );
  });

  test("of a page that was awaited goes on from it", async () => {
    const list = client.listViewers({ pageSize: 20 });
    const page = await list;
    assert.equal(page.contents.length, 20);
    assert.equal((await collect(list)).length, 25);
  });

  test("ends at an empty page, whatever the totals say", async () => {
    const pages = [[VIEWER_DATA], []].map((contents) => () => Response.json(answer({ contents, totalPages: 99 })));
    const { client, sent } = scripted(pages);
    assert.equal((await collect(client.listViewers({ pageSize: 1 }))).length, 1);
    assert.equal(sent.length, 2);
  });

  test("goes on over a page none of whose rows can be used", async () => {
    const pages = [[{ nickname: "no id" }], [VIEWER_DATA]].map(
      (contents) => () => Response.json(answer({ contents, totalPages: 2 })),
    );
    const { client } = scripted(pages);
    assert.deepEqual(await collect(client.listViewers({ pageSize: 1 })), [VIEWER_DATA]);
  });

  test("beyond page 1000, which POLYV does not serve, says so", async () => {
    const { client, sent } = scripted(() => Response.json(answer({ contents: [VIEWER_DATA], totalPages: 2000 })));
    const call = collect(client.listViewers({ pageNumber: 999 }));
    await errorOf(call, "validation");
    assert.equal(sent.length, 2);
    const route = "GET /live/v4/user/viewer-record/list";
    await errorOf(collect(client.paginate(route, { query: { pageNumber: 1000 } })), "validation");
  });

  test("keeps what was asked for where the caller changes it meanwhile", async () => {
    const query = { pageSize: 10, area: "广东" };
    /** @type {unknown[]} */
    const sizes = [];
    const { client } = scripted(() => Response.json(answer({ contents: [VIEWER_DATA], totalPages: 3 })), {
      onAttempt: () => {
        query.pageSize = 5;
      },
    });
    for await (const _ of client.paginate("GET /live/v4/user/viewer-record/list", { query }))
      sizes.push(query.pageSize);
    assert.deepEqual(sizes, [5, 5, 5]);
  });

  test("that fails later gives what came before; a break asks for no further page", async () => {
    const good = () => Response.json(answer({ contents: [VIEWER_DATA], totalPages: 9 }));
    const bad = () => Response.json({ code: 400, message: "access forbidden" });
    const failing = scripted([good, bad]);
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
    /** @type {unknown[]} */
    const unhandled = [];
    const listen = (/** @type {unknown} */ reason) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const { client } = scripted(() => Response.json({ code: 400, message: "access forbidden" }));
    await errorOf(collect(client.listViewers()), "forbidden");
    await errorOf(client.listViewers().withResponse(), "forbidden");
    await errorOf(client.getViewer({ viewerUnionId: "1" }).withResponse(), "forbidden");
    await pause(20);
    process.off("unhandledRejection", listen);
    assert.deepEqual(unhandled, []);
  });
});

describe("batches", () => {
  test("hold the results in order, each its own, the failed ones as errors", async () => {
    const ids = [VIEWER, "2_nobody", "", VIEWER, untyped(5), "fault:wrong-shape"];
    const results = await client.getViewers(ids);
    assert.deepEqual(
      results.map((result) => (result instanceof PolyvError ? result.kind : result.viewerUnionId)),
      [VIEWER, "not_found", "invalid_argument", VIEWER, "invalid_argument", "invalid_response"],
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

  test("tell each result as it arrives, with the progress; who iterates later, or twice, sees all too", async () => {
    const batch = client.getViewers(["fault:slow-200ms", VIEWER, "2_nobody"]);
    for (let round = 0; round < 2; round++) {
      const seen = await collect(batch);
      assert.deepEqual(
        seen.map(({ done, total }) => [done, total]),
        [1, 2, 3].map((done) => [done, 3]),
      );
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
        await pause(5);
        now--;
        return Response.json(answer(VIEWER_DATA));
      });
      await client.getViewers(Array(12).fill(VIEWER), concurrency ? { concurrency } : undefined);
      assert.equal(most, concurrency ?? 5);
    });
  }

  /** @type {Record<string, (iterator: AsyncIterable<unknown>) => Promise<void>>} */
  const ends = {
    break: async (batch) => {
      for await (const _ of batch) break;
    },
    throw: async (batch) => {
      try {
        for await (const _ of batch) throw new Error("the caller's own");
      } catch {}
    },
    "return()": async (batch) => {
      const iterator = batch[Symbol.asyncIterator]();
      await iterator.next();
      await iterator.return?.();
    },
  };
  for (const [name, leave] of Object.entries(ends)) {
    test(`end with ${name}: what has not begun is not sent`, async () => {
      const { client, sent } = scripted(async () => {
        await pause(5);
        return Response.json(answer(VIEWER_DATA));
      });
      const batch = client.getViewers(Array(60).fill(VIEWER), { concurrency: 2 });
      await leave(batch);
      const results = await batch;
      assert.ok(sent.length <= 3, `${sent.length} sent`);
      assert.equal(untyped(results.at(-1)).kind, "aborted");
    });
  }

  test("end at once by a signal: what has arrived stays, the rest is aborted and not sent", async () => {
    const controller = new AbortController();
    const ids = [VIEWER, ...Array(50).fill("fault:slow-headers")];
    const batch = client.getViewers(ids, { signal: controller.signal, concurrency: 4 });
    await until(() => emulator.requests.length === 5, "five requests");
    controller.abort();
    const results = await batch;
    assert.ok(!(results[0] instanceof PolyvError));
    for (const result of results.slice(1)) assert.equal(/** @type {PolyvError} */ (result).kind, "aborted");
    await pause(20);
    assert.equal(emulator.requests.length, 5);
  });

  test("listen to their signal once, however many calls are under way, and leave no listener", async () => {
    const { signal } = new AbortController();
    let most = 0;
    let now = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (/** @type {any[]} */ ...args) => {
      most = Math.max(most, ++now);
      Reflect.apply(addEventListener, signal, args);
    };
    signal.removeEventListener = (/** @type {any[]} */ ...args) => {
      now--;
      Reflect.apply(removeEventListener, signal, args);
    };
    const { client } = scripted(() => Response.json(answer(VIEWER_DATA)));
    for (let round = 0; round < 3; round++)
      await client.getViewers(Array(40).fill(VIEWER), { concurrency: 40, signal });
    assert.deepEqual([most, now], [1, 0]);
  });

  test("of nothing are empty", async () => {
    assert.deepEqual(await client.getViewers([]), []);
    assert.deepEqual(await collect(client.getChannelAccounts([])), []);
  });
});
