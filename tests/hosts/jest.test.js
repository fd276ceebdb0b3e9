// The packed package in Jest, whose default is CommonJS.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { orSkip, project } from "./support/project.js";

test("a Jest test with no setting requires both entries", async (t) => {
  const host = await orSkip("jest", () => project("jest"));
  if (!host) return t.skip("HOST NOT TESTED");
  const { code, output } = await host.node([
    "node_modules/jest/bin/jest.js",
    "--ci",
    "--runTestsByPath",
    "edge.test.js",
  ]);
  assert.equal(code, 0, output);
  assert.match(output, /1 passed, 1 total/);
});
