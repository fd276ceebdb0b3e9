// Every fault of the emulator, met by both lookups in Node and in workerd: the result, the attempts, the time, and that
// nothing secret shows and the client goes on.
// @ts-check
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { faults, startEmulator } from "../../emulator/index.js";
import { LOOKUPS, RETRIES, runFault, TIMEOUT_MS } from "./support/fault-run.js";
import { documentWithTable, EXPECTED, expectedOf } from "./support/fault-table.js";
import { startWorkerd } from "./support/workerd.js";

/** @typedef {import("./support/fault-run.js").Report} Report */

/** What a busy machine may add to a deadline. */
const SLACK_MS = 750;
/** Password, stream and push key of POLYV's sample role. */
const SECRETS = ["xxxxxx", "km1bdhf9", "52776ade7d496c0bd8c2da61d80cc0e1", "auth_key", "sign=", "timestamp="];
/** The compatibility flags of workerd. @type {Record<string, string[] | undefined>} */
const HOSTS = { Node: undefined, workerd: [], "workerd with nodejs_compat": ["nodejs_compat"] };

test("the table has exactly the emulator's faults, and expects what the emulator calls sound", () => {
  assert.deepEqual(
    Object.keys(EXPECTED),
    faults.map(({ name }) => name),
  );
  /** Sounder than the emulator asks for: an account without its zeros is another account. */
  const stricter = new Set(["number-id account"]);
  for (const { name, expect } of faults) {
    for (const lookUp of LOOKUPS) {
      const { outcome } = expectedOf(name, lookUp);
      assert.ok(expect.includes(outcome) || stricter.has(`${name} ${lookUp}`), `${name}: ${outcome}`);
    }
  }
});

test("docs/reliability.md shows the table", () => {
  const { is, should } = documentWithTable();
  assert.ok(is === should, "out of date: run `node tests/js/support/fault-table.js`");
});

for (const [host, flags] of Object.entries(HOSTS)) {
  describe(`in ${host}`, () => {
    /** @type {import("../../emulator/index.js").Emulator} */
    let emulator;
    /** @type {import("miniflare").Miniflare | undefined} */
    let worker;
    /** @type {Map<string, Report>} */
    const reports = new Map();

    before(async () => {
      emulator = await startEmulator();
      if (flags) worker = await startWorkerd(new URL("./support/fault-worker.js", import.meta.url), { flags });
      const { appId, appSecret, url } = emulator;
      const server = { appId, appSecret, url };
      const tasks = faults.flatMap(({ name }) => LOOKUPS.map((lookUp) => ({ server, fault: name, lookUp })));
      // Most of them only wait, so several may at once.
      const queue = tasks.values();
      const work = async () => {
        for (const task of queue) {
          const body = JSON.stringify(task);
          const response = await worker?.dispatchFetch("http://worker/", { method: "POST", body });
          const report = response ? JSON.parse(await response.text()) : await runFault(task);
          reports.set(`${task.fault} ${task.lookUp}`, report);
        }
      };
      await Promise.all(Array.from({ length: 6 }, work));
    });
    after(async () => {
      await worker?.dispose();
      await emulator.close();
    });

    for (const { name } of faults) {
      for (const lookUp of LOOKUPS) {
        const { outcome, attempts } = expectedOf(name, lookUp);
        test(`${name}, ${lookUp}: ${outcome}, sent ${attempts} time(s)`, () => {
          const report = reports.get(`${name} ${lookUp}`) ?? assert.fail();
          const param = lookUp === "viewer" ? "viewerUnionId" : "account";
          const sent = emulator.requests.filter(({ query }) => query[param] === `fault:${name}`);
          assert.equal(report.outcome, outcome);
          assert.equal(sent.length, attempts, "requests at the server");
          assert.equal(report.attempts ?? attempts, attempts, "error.attempts");
          assert.ok(sent.length <= RETRIES + 1);
          assert.ok(report.elapsedMs <= TIMEOUT_MS + SLACK_MS, `took ${report.elapsedMs} ms`);
          assert.equal(report.next, "ok", "the next call");
          assert.equal(report.isPolluted, false);
          for (const secret of [...SECRETS, emulator.appSecret, ...sent.map(({ query }) => query.sign)]) {
            assert.ok(!report.shown.includes(secret), `the error shows ${secret}`);
          }
        });
      }
    }

    test("no redirect was followed", () => {
      assert.ok(!emulator.requests.some(({ path }) => path.startsWith("/emulator/")));
    });
  });
}
