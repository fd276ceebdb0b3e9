// Holds the faults of the local POLYV to what they promise, where faults.test.js would pass without them: a fault that a
// client must survive, or must refuse, looks like a good answer, or like any other bad one.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { faults, startEmulator } from "../../emulator/index.js";
import { AT, ask, assertRefused, clock, emulator, NOW, postForm, postJson, signed } from "./support/emulator.js";

/** @typedef {Awaited<ReturnType<typeof ask>>} Heard */

const MIB = 1024 * 1024;
/** Of each, the status, whether the sample is in the body, and what else is true of it. */
/** @type {[string, number, boolean, (heard: Heard, header: (name: string) => string | null) => unknown][]} */
const MARKS = [
  ["status-500", 500, false, ({ json }) => json().status === 500 && !("code" in json())],
  ["status-503-retry-after", 503, false, (_, header) => header("retry-after") === "1"],
  ["status-503-retry-after-hour", 503, false, (_, header) => header("retry-after") === "3600"],
  ["status-502-html", 502, false, ({ text }) => text.startsWith("<html>")],
  ["status-429", 429, false, ({ text }) => text.startsWith("<html>")],
  ["html-200", 200, false, ({ text }, header) => text.startsWith("<html>") && header("content-type") === "text/html"],
  ["empty", 200, false, (_, header) => header("content-length") === "0"],
  ["truncated", 200, false, ({ bytes, text }) => text.startsWith('{"code":200,') && bytes.length > 100],
  ["wrong-type", 200, true, (_, header) => header("content-type")?.startsWith("text/html")],
  ["no-type", 200, true, (_, header) => header("content-type") === null],
  ["not-json", 200, false, ({ text }) => text.startsWith("java.lang")],
  ["garbage-bytes", 200, false, ({ bytes, text }) => bytes.length === 4096 && text.includes("\ufffd")],
  ["json-null", 200, false, ({ text }) => text === "null"],
  ["json-array", 200, false, ({ text }) => text === "[]"],
  ["json-text", 200, false, ({ text }) => text === '"live"'],
  ["duplicate-keys", 200, true, ({ text }) => /^\{"code":500,.*"code":200.*"the-first-of-two"/.test(text)],
  ["huge", 200, false, ({ bytes, json }) => bytes.length === 5 * MIB && json().code === 200],
  ["deep", 200, false, ({ text }) => text.includes(`"deep":${"[".repeat(100_000)}]`)],
  ["big-numbers", 200, false, ({ text }) => text.includes(":9007199254740993,") && text.includes(":1e400,")],
  ["redirect", 302, false, (_, header) => header("location")?.startsWith("/emulator/followed?route=")],
  ["code-as-text", 200, true, ({ json }) => json().code === "200"],
  ["error-on-200", 200, false, ({ json }) => json().code === 400],
  ["success-on-500", 500, true, ({ json }) => json().code === 200],
  ["unknown-code", 400, false, ({ json }) => json().code === 460],
  ["data-empty-string", 200, false, ({ json }) => json().data === ""],
  ["data-null", 200, false, ({ json }) => json().data === null],
  ["data-absent", 200, false, ({ json }) => json().code === 200 && !("data" in json())],
  ["data-array", 200, false, ({ json }) => json().data.length === 0],
  ["wrong-shape", 200, false, ({ json: j }) => j().data.nickname && !j().data.account && !j().data.viewerUnionId],
  ["number-id", 200, false, ({ text }) => /"(account|viewerUnionId)":\d/.test(text)],
  ["gzip", 200, true, (_, header) => header("content-encoding") === "gzip"],
  ["bom", 200, false, ({ bytes }) => bytes.subarray(0, 4).toString("latin1") === "\u00ef\u00bb\u00bf{"],
  ["proto-keys", 200, false, ({ json }) => Object.hasOwn(json().data, "__proto__")],
  ["slow-200ms", 200, true, () => true],
  ["chunked", 200, true, (_, header) => header("transfer-encoding") === "chunked"],
];

describe("a fault", () => {
  for (const [name, status, isSample, holds] of MARKS) {
    test(`${name} is what it says, for both lookups`, async () => {
      for (const [path, id, sample] of /** @type {[string, string, object][]} */ ([
        [AT.viewer, "viewerUnionId", SAMPLE_VIEWER],
        [AT.account, "account", SAMPLE_ACCOUNT],
      ])) {
        const heard = await ask(path, signed({ [id]: `fault:${name}` }));
        assert.equal(heard.status, status);
        if (isSample) assert.deepEqual(heard.json().data, sample);
        assert.ok(
          holds(heard, (header) => heard.headers.get(header)),
          heard.text.slice(0, 300),
        );
      }
    });
  }

  test("is named once and explained, and works on every endpoint", async (t) => {
    const server = await startEmulator({ now: () => NOW });
    t.after(() => server.close());
    assert.equal(new Set(faults.map(({ name }) => name)).size, faults.length);
    for (const { name, what } of faults) {
      assert.ok(/^[a-z0-9-]+$/.test(name) && what.length > 5, name);
      if (/^(reset|wrong-length|slow-(headers|body))/.test(name)) continue;
      const params = signed({ any: `fault:${name}` });
      const form = { method: "POST", body: new URLSearchParams(params) };
      const json = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
      for (const heard of [
        await ask(AT.viewers, params, {}, server),
        await ask(AT.accounts, params, {}, server),
        await ask(AT.update, {}, form, server),
        await ask(AT.create, params, json, server),
      ]) {
        assert.doesNotMatch(heard.text, /the emulator has no fault/, name);
        if (["huge", "deep", "big-numbers", "proto-keys"].includes(name)) assert.equal(heard.json().code, 200, name);
      }
    }
  });

  test("shows a sample of its own for each endpoint", async () => {
    const any = signed({ any: "fault:gzip" });
    assert.deepEqual((await ask(AT.viewers, any)).json().data.contents, [SAMPLE_VIEWER]);
    assert.deepEqual((await ask(AT.accounts, any)).json().data, [{ ...SAMPLE_ACCOUNT, sort: "6" }]);
    assert.equal((await postForm(AT.update, any)).json().data, "success");
    assert.equal("wxOpenId" in (await postJson(AT.create, any, {})).json().data, false);
  });

  test("that breaks the connection does so where it says", async () => {
    emulator.requests.length = 0;
    for (const name of ["slow-headers", "slow-body", "reset-headers", "reset-body", "wrong-length"]) {
      const init = { signal: AbortSignal.timeout(1_000) };
      await assert.rejects(ask(AT.account, signed({ account: `fault:${name}` }), init), name);
    }
    for (let tries = 0; tries < 50 && !emulator.requests[1]?.aborted; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.deepEqual(
      emulator.requests.map(({ status }) => status),
      [0, 200, 0, 200, 200],
    );
    assert.ok(emulator.requests.slice(0, 4).every(({ aborted }) => aborted));
  });

  for (const off of [600_000, -600_000]) {
    const viewerUnionId = `fault:clock-${off > 0 ? "ahead" : "behind"}`;
    test(`${viewerUnionId} accepts timestamps of its own time only`, async () => {
      const first = await ask(AT.viewer, signed({ viewerUnionId }));
      assertRefused(first, "invalid timestamp.");
      assert.equal(Date.parse(first.headers.get("date") ?? ""), NOW + off);
      assert.equal((await ask(AT.viewer, signed({ viewerUnionId, timestamp: String(NOW + off) }))).status, 200);
    });
  }

  test("comes after the checks", async () => {
    assertRefused(await ask(AT.account, { ...signed({ account: "fault:gzip" }), sign: "X" }), "invalid signature.");
  });

  test("of a followed redirect is on record and answers as if nothing had happened", async () => {
    const answer = await ask(AT.account, signed({ account: "fault:redirect" }), { redirect: "follow" });
    assert.deepEqual(answer.json().data, SAMPLE_ACCOUNT);
    assert.equal(emulator.requests.at(-1)?.path, "/emulator/followed");
  });
});

describe("the id of a fault", () => {
  /** @param {string} account */
  const textOf = async (account) => (await ask(AT.account, signed({ account }))).text;

  test("may name a number of calls, for each text its own, and a fault or the real id after them", async () => {
    const account = "fault:qps:1:fault:empty:2:0012149710";
    const texts = [await textOf(account), await textOf(account), await textOf(account), await textOf(account)];
    assert.match(texts[0], /qps exceeds/);
    assert.deepEqual(texts.slice(1, 3), ["", ""]);
    assert.match(texts[3], /"account":"0012149710"/);
    assert.match(await textOf("fault:qps:1:0012149710"), /qps exceeds/);
    assertRefused(await ask(AT.viewer, signed({ viewerUnionId: "fault:qps:0:2_nobody" })), "未知用户信息");
  });

  test("may stand in any parameter, the form, the JSON body and the path", async () => {
    const text = "fault:conflict";
    const place = (/** @type {string} */ id) =>
      ask(`/live/v2/channelAccount/${encodeURIComponent(id)}/accounts`, signed());
    for (const answer of [
      await ask(AT.viewers, signed({ source: text })),
      await postForm(AT.update, signed({ account: text })),
      await postJson(AT.create, signed(), { nickname: text, mobile: "1" }),
      await place(text),
      await place(`${text}:1:2149710`),
    ]) {
      assertRefused(answer, "channel in live");
    }
    assert.equal((await place(`${text}:1:2149710`)).json().data.length, 5);
    const real = await postJson(AT.create, signed(), { nickname: "fault:conflict:0:真名", mobile: "1" });
    assert.equal(real.json().data.nickname, "真名");
  });

  test("that names none says so", async () => {
    for (const id of ["fault:nonsense", "fault:", "fault:qps:3"]) {
      assert.match(await textOf(id), /"the emulator has no fault /);
    }
  });
});

test("the limit of an address: a sliding window, then shut out, then free again", async (t) => {
  const limit = { calls: 3, windowMs: 1000, blockMs: 5000 };
  const server = await startEmulator({ now: () => clock.now, limit });
  t.after(async () => {
    clock.now = NOW;
    await server.close();
  });
  // At 1000 the first call has left the window; a counter that starts anew each second would allow three more.
  for (const [ms, status] of [
    [0, 200],
    [600, 200],
    [600, 200],
    [1000, 200],
    [1100, 403],
    [6099, 403],
    [6100, 200],
  ]) {
    clock.now = NOW + ms;
    const answer = await ask(AT.account, signed({ account: "0062149710" }), {}, server);
    assert.equal(answer.status, status, `after ${ms} ms`);
  }
});
