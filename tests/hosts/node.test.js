// The packed package in Node: what it prints, what it loads, and under which conditions.
// @ts-check
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { assertEdgeReport, environmentOf, reportIn, withEmulator } from "./support/edge-host.js";
import { project } from "./support/project.js";

describe("node", () => {
  /** @type {import("./support/project.js").Project} */
  let host;
  before(async () => {
    host = await project("node");
  });

  // The last as where Node may not require an ES module: before 20.19.
  const required = ["--no-experimental-require-module", "shared/server.cjs"];
  for (const args of [["shared/server.mjs"], ["shared/server.cjs"], required]) {
    test(`${args.join(" ")} calls POLYV and parses`, () =>
      withEmulator(async (emulator) => {
        const { code, output } = await host.node(args, { env: environmentOf(emulator) });
        assert.equal(code, 0, output);
        assertEdgeReport(reportIn(output), emulator);
        assert.equal(output.trim().split("\n").length, 1, `nothing but the report is printed:\n${output}`);
      }));
  }

  for (const [flag, script] of [
    ["--no-experimental-require-module", 'new (require("polyv-edge/edge").PolyvClient)({})'],
    ["--conditions=browser", 'require("polyv-edge").parseViewer("{}")'],
  ]) {
    test(`an uncaught error prints a line that people can read: ${script}`, async () => {
      const { code, output } = await host.node([flag, "-e", script]);
      assert.equal(code, 1);
      assert.match(output, /PolyvError/);
      assert.doesNotMatch(output, /.{2000}/);
    });
  }

  for (const [conditions, kind] of /** @type {const} */ ([
    ["", "node"],
    ["workerd worker browser", "workerd"],
    ["edge-light worker browser", "edge-light"],
    ["deno", "node"],
    ["bun", "node"],
    ["browser", "web"],
    ["worker browser", "web"],
    ["worker", "node"],
  ])) {
    test(`conditions [${conditions}] choose the right file`, async () => {
      const flags = conditions
        .split(" ")
        .filter(Boolean)
        .map((name) => `--conditions=${name}`);
      const resolved = (/** @type {string} */ specifier) =>
        host.node([...flags, "--input-type=module", "-e", `console.log(import.meta.resolve("${specifier}"))`]);
      assert.match((await resolved("polyv-edge")).output, new RegExp(`/dist/index\\.${kind}\\.js\n$`));
      const edge = kind === "web" ? /ERR_PACKAGE_PATH_NOT_EXPORTED/ : new RegExp(`/dist/edge\\.${kind}\\.js\n$`);
      assert.match((await resolved("polyv-edge/edge")).output, edge);
    });
  }
});
