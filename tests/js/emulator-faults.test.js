// Holds the faults of the local POLYV to what they promise, where faults.test.js would pass without them: a fault that a
// client must survive, or must refuse, looks like a good answer, or like any other bad one.
// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SAMPLE_ACCOUNT } from "../../emulator/data/accounts.js";
import { SAMPLE_VIEWER } from "../../emulator/data/viewers.js";
import { faults } from "../../emulator/index.js";
import { ACCOUNT, until, withEmulator } from "./support/edge.js";
import { AT, ask, assertRefused, emulator, NOW, postForm, postJson, signed } from "./support/emulator.js";

/** @typedef {import("./support/emulator.js").Heard} Heard */

const MIB = 1024 * 1024;
/** Of each, the status, whether the sample is in the body, and what else is true of it. */
/** @type {[string, number, boolean, (heard: Heard, header: (name: string) => string | null) => unknown][]} */
const MARKS = [
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

for (const [name, status, isSample, holds] of MARKS) {
  test(`${name} is what it says, for both lookups`, async () => {
    for (const [path, id, sample] of /** @type {[string, string, object][]} */ ([
      [AT.viewer, "viewerUnionId", SAMPLE_VIEWER],
      [AT.account, "account", SAMPLE_ACCOUNT],
    ])) {
      const heard = await ask(path, signed({ [id]: `fault:${name}` }));
      assert.equal(heard.status, status);
      if (isSample) assert.deepEqual(heard.json().data, sample);
      const isHeld = holds(heard, (header) => heard.headers.get(header));
      assert.ok(isHeld, heard.text.slice(0, 300));
    }
  });
}

describe("a fault", () => {
  test("works on every endpoint, in any parameter, with a sample of its own for each", () =>
    withEmulator(
      async (server) => {
        for (const { name } of faults.filter(({ name }) => !/^(reset|wrong-length|slow-(headers|body))/.test(name))) {
          const params = signed({ any: `fault:${name}` });
          const form = { method: "POST", body: new URLSearchParams(params) };
          const json = { method: "POST", body: new Blob(["{}"], { type: "application/json" }) };
          const heard = [
            await ask(AT.viewers, params, {}, server),
            await ask(AT.accounts, params, {}, server),
            await ask(AT.update, {}, form, server),
            await ask(AT.create, params, json, server),
            await ask("/live/v3/user/get-info", params, {}, server),
          ];
          for (const { text } of heard) assert.doesNotMatch(text, /the emulator has no fault/, name);
          if (["huge", "deep", "big-numbers", "proto-keys"].includes(name)) {
            for (const { json } of heard) assert.equal(json().code, 200, name);
          }
          if (name !== "gzip") continue;
          const [viewers, accounts, updated, created] = heard.map(({ json }) => json().data);
          assert.deepEqual([viewers.contents, updated], [[SAMPLE_VIEWER], "success"]);
          assert.deepEqual(accounts, [{ ...SAMPLE_ACCOUNT, sort: "6" }]);
          assert.equal("wxOpenId" in created, false);
        }
      },
      { now: () => NOW },
    ));

  test("that breaks the connection does so where it says", async () => {
    emulator.requests.length = 0;
    for (const name of ["slow-headers", "slow-body", "reset-headers", "reset-body", "wrong-length"]) {
      const init = { signal: AbortSignal.timeout(1_000) };
      await assert.rejects(ask(AT.account, signed({ account: `fault:${name}` }), init), name);
    }
    await until(() => emulator.requests.slice(0, 4).every(({ aborted }) => aborted), "the end of four connections");
    assert.equal(emulator.requests.map(({ status }) => status).join(), "0,200,0,200,200");
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

  test("comes after the checks; one that redirects is on record where it is followed", async () => {
    assertRefused(await ask(AT.account, { ...signed({ account: "fault:gzip" }), sign: "X" }), "invalid signature.");
    const answer = await ask(AT.account, signed({ account: "fault:redirect" }), { redirect: "follow" });
    assert.deepEqual(answer.json().data, SAMPLE_ACCOUNT);
    assert.equal(emulator.requests.at(-1)?.path, `/emulator/followed${AT.account}`);
  });
});

describe("the id of a fault", () => {
  /** @param {string} account */
  const textOf = async (account) => (await ask(AT.account, signed({ account }))).text;

  test("may name a number of calls, for each text its own, and a fault or the real id after them", async () => {
    const account = "fault:qps:1:fault:empty:2:0012149710";
    const texts = [await textOf(account), await textOf(account), await textOf(account), await textOf(account)];
    assert.match(texts.join("|"), /^[^|]*qps exceeds[^|]*\|\|\|[^|]*"account":"0012149710"/);
    assert.match(await textOf("fault:qps:1:0012149710"), /qps exceeds/);
    assertRefused(await ask(AT.viewer, signed({ viewerUnionId: "fault:qps:0:2_nobody" })), "未知用户信息");
  });

  test("may stand in the form, the JSON body and the path, where the real one takes its place", async () => {
    const text = "fault:conflict";
    const roles = (/** @type {string} */ id) =>
      ask(`/live/v2/channelAccount/${encodeURIComponent(id)}/accounts`, signed());
    for (const answer of [
      await postForm(AT.update, signed({ account: text })),
      await postJson(AT.create, signed(), { nickname: text, mobile: "1" }),
      await roles(text),
      await roles(`${text}:1:2149710`),
    ]) {
      assertRefused(answer, "channel in live");
    }
    assert.equal((await roles(`${text}:1:2149710`)).json().data.length, 5);
    const real = await postJson(AT.create, signed(), { nickname: `${text}:0:真名`, mobile: "1" });
    assert.equal(real.json().data.nickname, "真名");
  });

  test("that names none says so", async () => {
    for (const id of ["fault:nonsense", "fault:", "fault:qps:3"]) {
      assert.match(await textOf(id), /"the emulator has no fault /);
    }
  });
});

test("the limit of an address: a sliding window, then shut out, then free again", () => {
  let now = NOW;
  return withEmulator(
    async (server) => {
      // At 1000 the first call has left the window; a counter that starts anew each second would allow three more.
      const statuses = [];
      for (const ms of [0, 600, 600, 1000, 1100, 6099, 6100]) {
        now = NOW + ms;
        statuses.push((await ask(AT.account, signed({ account: ACCOUNT, timestamp: String(now) }), {}, server)).status);
      }
      assert.deepEqual(statuses, [200, 200, 200, 200, 403, 403, 200]);
    },
    { now: () => now, limit: { calls: 3, windowMs: 1000, blockMs: 5000 } },
  );
});
