// Lists, batches, and many calls at once, against a local POLYV.
// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { describe, test } from "node:test";
import { PolyvError } from "polyv-edge/edge";
import { client, emulator } from "./support/client.js";
import { ACCOUNT, CHANNEL, clientOf, errorOf, pause, until, untyped, VIEWER, withEmulator } from "./support/edge.js";

/** Where `polyv-edge` can be imported. */
const ROOT = new URL("../../", import.meta.url);

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

  test("a failing call beside them spoils none", async () => {
    const ids = ["2_nobody", VIEWER, "fault:empty", VIEWER, "fault:reset-headers", VIEWER];
    const results = await Promise.allSettled(ids.map((viewerUnionId) => client.getViewer({ viewerUnionId })));
    assert.deepEqual(
      results.map(({ status }) => status),
      ["rejected", "fulfilled", "rejected", "fulfilled", "rejected", "fulfilled"],
    );
  });

  test("calls in flight outlive their client, collected or disposed of", async () => {
    const script = `
      import { PolyvClient } from "polyv-edge/edge";
      const make = () => new PolyvClient(${JSON.stringify({ appId: emulator.appId, appSecret: emulator.appSecret, baseUrl: emulator.url })});
      const ask = (client, n) => client.getViewer({ viewerUnionId: "fault:slow-200ms" });
      let calls = Array.from({ length: 20 }, (_, n) => ask(make(), n));
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
    assert.equal(output.trim(), "21 1");
    assert.equal(code, 0);
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
    assert.deepEqual(await client.listChannelAccounts({ channelId: 3100001 }), []);
  });

  test("one wrong role makes the whole list invalid_response", async () => {
    await errorOf(client.listChannelAccounts({ channelId: untyped("0") }), "not_found");
    const wrong = { code: 200, data: [{ account: "1", channelId: "1" }, { account: "2" }] };
    const lying = clientOf(emulator, { fetch: async () => Response.json(wrong) });
    const error = await errorOf(lying.listChannelAccounts({ channelId: 1 }), "invalid_response");
    assert.match(error.message, /channelId is missing/);
  });

  test("listViewers gives one page", () =>
    withEmulator(async (fresh) => {
      const page = await clientOf(fresh).listViewers({ pageNumber: 2, pageSize: 10 });
      const { contents, ...rest } = page;
      assert.deepEqual(rest, { pageSize: 10, pageNumber: 2, totalPages: 3, totalItems: 25 });
      assert.equal(contents.length, 10);
      assert.equal(fresh.requests.length, 1);
    }));

  test("listViewers takes filters, and none", async () => {
    assert.equal((await client.listViewers()).contents.length, 10);
    const imported = await client.listViewers({ source: "IMPORT", pageSize: 100 });
    assert.ok(imported.contents.length > 0);
    assert.ok(imported.contents.every(({ source }) => source === "IMPORT"));
  });

  test("as an async iterable it gives the viewers of all pages, once each, from the page on that was asked for", () =>
    withEmulator(async (fresh) => {
      const client = clientOf(fresh);
      const all = [];
      for await (const viewer of client.listViewers({ pageSize: 7 })) all.push(viewer.viewerUnionId);
      assert.equal(all.length, 25);
      assert.equal(new Set(all).size, 25);
      assert.deepEqual(
        fresh.requests.map(({ query }) => query.pageNumber),
        ["1", "2", "3", "4"],
      );
      const rest = [];
      for await (const viewer of client.listViewers({ pageSize: 7, pageNumber: 3 })) rest.push(viewer.viewerUnionId);
      assert.deepEqual(rest, all.slice(14));
    }));

  test("no page is asked for before it is needed", async () => {
    for await (const _ of client.listViewers({ pageSize: 5 })) break;
    await pause(30);
    assert.equal(emulator.requests.length, 1);
  });

  test("a later page that fails ends the iteration with its error, after the viewers before it", async () => {
    let page = 0;
    const failing = clientOf(emulator, {
      retries: 0,
      fetch: async (url, init) => (++page === 3 ? new Response("<html>", { status: 502 }) : fetch(url, init)),
    });
    let seen = 0;
    const error = await errorOf(async () => {
      for await (const _ of failing.listViewers({ pageSize: 5 })) seen++;
    }, "server");
    assert.equal(seen, 10);
    assert.match(error.endpoint ?? "", /viewer-record\/list$/);
  });

  test("iterating over arguments that are wrong ends in invalid_argument, like awaiting them", async () => {
    for (const call of [
      () => client.listViewers({ pageSize: 0 }),
      () => client.getViewers(untyped("2_v")),
      () => client.getChannelAccounts([], { concurrency: 0 }),
    ]) {
      await errorOf(async () => {
        for await (const _ of /** @type {AsyncIterable<unknown>} */ (call())) assert.fail("nothing to see");
      }, "invalid_argument");
    }
    assert.equal(emulator.requests.length, 0);
  });
});

describe("batches", () => {
  test("results come in the order of the input, and one bad id spoils nothing", async () => {
    const page = await client.listViewers({ pageSize: 8 });
    const ids = page.contents.map(({ viewerUnionId }) => viewerUnionId);
    const asked = [ids[0], "2_nobody", ids[1], untyped(5), ids[2], "", "fault:empty", ...ids.slice(3)];
    const results = await client.getViewers(asked);
    assert.equal(results.length, asked.length);
    const kinds = results.map((result) => (result instanceof PolyvError ? result.kind : result.viewerUnionId));
    const [a, b, c, ...rest] = ids;
    assert.deepEqual(kinds, [
      a,
      "not_found",
      b,
      "invalid_argument",
      c,
      "invalid_argument",
      "invalid_response",
      ...rest,
    ]);
  });

  test("getChannelAccounts reaches any channel", async () => {
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

  test("as an async iterable it tells each result as it arrives, with the progress", async () => {
    const ids = ["fault:slow-200ms", VIEWER, "2_nobody"];
    const seen = [];
    for await (const event of client.getViewers(ids)) seen.push(event);
    assert.deepEqual(
      seen.map(({ done, total }) => [done, total]),
      [
        [1, 3],
        [2, 3],
        [3, 3],
      ],
    );
    assert.equal(seen[2].index, 0, "the slow one comes last");
    for (const { index, result } of seen) assert.equal(result instanceof PolyvError, index === 2);
  });

  test("whoever iterates later, or twice, sees everything too", async () => {
    const batch = client.getViewers([VIEWER, "2_nobody", VIEWER]);
    await batch;
    for (let round = 0; round < 2; round++) {
      let seen = 0;
      for await (const { done } of batch) assert.equal(done, ++seen);
      assert.equal(seen, 3);
    }
  });

  for (const concurrency of [1, 3, undefined]) {
    test(`no more than ${concurrency ?? "five"} calls are under way at once`, async () => {
      let now = 0;
      let most = 0;
      const counting = clientOf(emulator, {
        fetch: async (url, init) => {
          most = Math.max(most, ++now);
          const response = await fetch(url, init);
          now--;
          return response;
        },
      });
      const ids = Array.from({ length: 12 }, () => "fault:slow-200ms");
      const results = await counting.getViewers(ids, concurrency ? { concurrency } : undefined);
      assert.equal(results.filter((result) => !(result instanceof PolyvError)).length, 12);
      assert.equal(most, concurrency ?? 5);
    });
  }

  test("an abort ends it at once: what has arrived stays, the rest is aborted and not sent", async () => {
    const controller = new AbortController();
    const ids = [VIEWER, ...Array.from({ length: 50 }, () => "fault:slow-headers")];
    const started = Date.now();
    const batch = client.getViewers(ids, { signal: controller.signal, concurrency: 4 });
    await until(() => emulator.requests.length === 5, "five requests");
    controller.abort();
    const results = await batch;
    assert.ok(Date.now() - started < 2_000);
    assert.ok(!(results[0] instanceof PolyvError));
    for (const result of results.slice(1)) assert.equal(/** @type {PolyvError} */ (result).kind, "aborted");
    await pause(50);
    assert.equal(emulator.requests.length, 5);
  });

  test("an empty list gives an empty list", async () => {
    assert.deepEqual(await client.getViewers([]), []);
    for await (const _ of client.getChannelAccounts([])) assert.fail("nothing to see");
  });

  test("what is no list is refused", async () => {
    for (const list of [undefined, null, VIEWER, {}, new Set([VIEWER]), { length: 1, 0: VIEWER }]) {
      await errorOf(client.getViewers(untyped(list)), "invalid_argument");
    }
    for (const concurrency of [0, -1, 1.5, 1001, "5", Number.NaN]) {
      const error = await errorOf(
        client.getViewers([VIEWER], { concurrency: untyped(concurrency) }),
        "invalid_argument",
      );
      assert.match(error.message, /^concurrency must be /);
    }
    assert.equal(emulator.requests.length, 0);
  });
});
