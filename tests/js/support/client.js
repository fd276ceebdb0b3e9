// A client and its local POLYV for all tests of a file; the record of requests is empty before each.
// @ts-check
import assert from "node:assert/strict";
import { after, before, beforeEach } from "node:test";
import { startEmulator } from "../../../emulator/index.js";
import { clientOf } from "./edge.js";

/** @type {import("./edge.js").Emulator} */
export let emulator;
/** @type {import("polyv-edge/edge").PolyvClient} */
export let client;
before(async () => {
  emulator = await startEmulator();
  client = clientOf(emulator);
});
after(() => emulator.close());
beforeEach(() => {
  emulator.requests.length = 0;
});

/** The one request that has arrived. */
export function onlyRequest() {
  assert.equal(emulator.requests.length, 1);
  return emulator.requests[0];
}
