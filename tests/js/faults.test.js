// Every fault of the emulator, met by both look-ups in Node and in workerd: the result, the attempts, the time, and that
// nothing secret shows and the client goes on.
// @ts-check
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { faults, startEmulator } from "../../emulator/index.js";
import { RETRIES, runFault, TIMEOUT_MS } from "./support/fault-run.js";
import { EXPECTED, expectedOf, faultTable } from "./support/fault-table.js";
import { startWorkerd } from "./support/workerd.js";
import { documentWithTable } from "./support/write-fault-table.js";

/** @typedef {import("./support/fault-run.js").Report} Report */
/** @typedef {(task: import("./support/fault-run.js").Task) => Promise<Report>} Run */

/** What a busy machine may add to a deadline. */
const SLACK_MS = 750;
/** Password, stream and push key of POLYV's sample role. */
const SECRETS = ["xxxxxx", "km1bdhf9", "52776ade7d496c0bd8c2da61d80cc0e1", "auth_key", "sign=", "timestamp="];

/** @type {Record<string, (use: (run: Run) => Promise<void>) => Promise<void>>} */
const HOSTS = {
  Node: (use) => use(runFault),
  workerd: (use) => inWorkerd([], use),
  "workerd with nodejs_compat": (use) => inWorkerd(["nodejs_compat"], use),
};

/** @param {string[]} flags @param {(run: Run) => Promise<void>} use */
async function inWorkerd(flags, use) {
  const worker = await startWorkerd(new URL("./support/fault-worker.js", import.meta.url), { flags });
  try {
    await use(async (task) => {
      const body = JSON.stringify(task);
      const response = await worker.dispatchFetch("http://worker/", { method: "POST", body });
      const text = await response.text();
      assert.equal(response.status, 200, text);
      return JSON.parse(text);
    });
  } finally {
    await worker.dispose();
  }
}

test("the table has exactly the emulator's faults, and expects what the emulator calls sound", () => {
  assert.deepEqual(
    Object.keys(EXPECTED),
    faults.map(({ name }) => name),
  );
  /** Sounder than the emulator asks for: an account without its zeros is another account. */
  const stricter = new Set(["number-id account"]);
  for (const { name, expect } of faults) {
    for (const lookUp of /** @type {const} */ (["viewer", "account"])) {
      const outcome = expectedOf(name, lookUp)?.outcome ?? "missing";
      assert.ok(expect.includes(outcome) || stricter.has(`${name} ${lookUp}`), `${name}: ${outcome}`);
    }
  }
});

test("docs/reliability.md shows the table", () => {
  const { is, should } = documentWithTable();
  assert.ok(is === should, "out of date: run `node tests/js/support/write-fault-table.js`");
});

test("the table, for whoever reads this run", (context) => {
  context.diagnostic(`\n${faultTable()}`);
});

for (const [host, withRun] of Object.entries(HOSTS)) {
  describe(`in ${host}`, () => {
    /** @type {import("../../emulator/index.js").Emulator} */
    let emulator;
    /** @type {Map<string, Report>} */
    const reports = new Map();

    before(async () => {
      emulator = await startEmulator();
      const { appId, appSecret, url } = emulator;
      const tasks = faults.flatMap(({ name }) =>
        /** @type {const} */ (["viewer", "account"]).map((lookUp) => ({
          server: { appId, appSecret, url },
          fault: name,
          lookUp,
        })),
      );
      await withRun(async (run) => {
        // Most of them only wait, so several may at once.
        const worker = async () => {
          for (let task = tasks.shift(); task; task = tasks.shift()) {
            reports.set(`${task.fault} ${task.lookUp}`, await run(task));
          }
        };
        await Promise.all(Array.from({ length: 6 }, worker));
      });
    });
    after(() => emulator.close());

    for (const { name } of faults) {
      for (const lookUp of /** @type {const} */ (["viewer", "account"])) {
        const expected = expectedOf(name, lookUp);
        test(`${name}, ${lookUp}: ${expected?.outcome}, sent ${expected?.attempts} time(s)`, () => {
          const report = reports.get(`${name} ${lookUp}`);
          assert.ok(expected && report);
          const param = lookUp === "viewer" ? "viewerUnionId" : "account";
          const sent = emulator.requests.filter(({ query }) => query[param] === `fault:${name}`);
          assert.equal(report.outcome, expected.outcome);
          assert.equal(sent.length, expected.attempts, "requests at the server");
          if (report.outcome !== "ok") assert.equal(report.attempts, expected.attempts, "error.attempts");
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
      assert.deepEqual(
        emulator.requests.filter(({ path }) => path.startsWith("/emulator/")),
        [],
      );
    });
  });
}
