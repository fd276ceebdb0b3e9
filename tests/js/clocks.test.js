// Clocks that are set while faults happen, in workerd: the outcome is that of a clock that stands right, on time, and the
// client goes on. Every event with every clock: src/attempt/tests.
// @ts-check
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import { RETRIES, TIMEOUT_MS } from "./support/fault-run.js";
import { expectedOf } from "./support/fault-table.js";
import { startWorkerd } from "./support/workerd.js";

const HOUR_MS = 3_600_000;
const FAULTS = ["status-500", "qps", "reset-headers", "slow-headers", "status-503-retry-after", "not-found"];
/** What a busy machine may add to a deadline. */
const SLACK_MS = 1_000;

describe("a clock that is set", () => {
  /** @type {import("../../emulator/index.js").Emulator} */
  let emulator;
  /** @type {Awaited<ReturnType<typeof startWorkerd>>} */
  let worker;
  before(async () => {
    emulator = await startEmulator();
    worker = await startWorkerd(new URL("./support/fault-worker.js", import.meta.url));
  });
  after(async () => {
    await worker.dispose();
    await emulator.close();
  });

  for (const when of /** @type {const} */ (["before", "during"])) {
    for (const shiftMs of [-24 * HOUR_MS, -HOUR_MS, HOUR_MS, 24 * HOUR_MS]) {
      test(`${when} a call, by ${shiftMs / HOUR_MS} h`, async () => {
        const { appId, appSecret, url } = emulator;
        const server = { appId, appSecret, url };
        const reports = [];
        // One after the other: they share the Worker's clock.
        for (const fault of FAULTS) {
          const task = {
            server,
            fault: `${fault}:9:x${reports.length}${when}${shiftMs}`,
            lookUp: "viewer",
            shiftMs,
            when,
          };
          const body = JSON.stringify(task);
          const response = await worker.dispatchFetch("http://worker/", { method: "POST", body });
          const report = JSON.parse(await response.text());
          reports.push(report);
          const expected = expectedOf(fault, "viewer");
          assert.equal(report.outcome, expected?.outcome, fault);
          assert.ok(report.elapsedMs <= TIMEOUT_MS + SLACK_MS, `${fault} took ${report.elapsedMs} ms`);
          // A correction may come on top.
          assert.ok(report.attempts >= (expected?.attempts ?? 0) && report.attempts <= RETRIES + 2, fault);
          assert.equal(report.next, "ok", `the call after ${fault}`);
        }
      });
    }
  }
});
