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

  for (const file of ["shared/server.mjs", "shared/server.cjs"]) {
    test(`${file} calls POLYV and parses`, () =>
      withEmulator(async (emulator) => {
        const { code, output } = await host.node([file], { env: environmentOf(emulator) });
        assert.equal(code, 0, output);
        assertEdgeReport(reportIn(output), emulator);
        assert.equal(output.trim().split("\n").length, 1, `nothing but the report is printed:\n${output}`);
      }));
  }

  test("calls POLYV and parses where Node may not require an ES module, as before 20.19", () =>
    withEmulator(async (emulator) => {
      const options = ["--no-experimental-require-module", "shared/server.cjs"];
      const { code, output } = await host.node(options, { env: environmentOf(emulator) });
      assert.equal(code, 0, output);
      assertEdgeReport(reportIn(output), emulator);
    }));

  for (const [flag, script] of [
    ["--no-experimental-require-module", 'new (require("polyv-edge/edge").PolyvClient)({})'],
    ["--conditions=browser", 'require("polyv-edge").parseViewer("{}")'],
  ]) {
    test(`an uncaught error prints a line that people can read: ${script}`, async () => {
      const { code, output } = await host.node([flag, "-e", script]);
      assert.equal(code, 1);
      assert.match(output, /PolyvError/);
      assert.deepEqual(
        output.split("\n").filter((line) => line.length > 2000),
        [],
      );
    });
  }

  /** @param {string[]} conditions @param {string} specifier */
  const resolve = (conditions, specifier) =>
    host.node([
      ...conditions.map((name) => `--conditions=${name}`),
      "--input-type=module",
      "--eval",
      `console.log(import.meta.resolve(${JSON.stringify(specifier)}).replace(/^.*\\/dist\\//, ""))`,
    ]);

  for (const [conditions, main, edge] of /** @type {[string[], string, string | RegExp][]} */ ([
    [[], "index.node.js", "edge.node.js"],
    [["workerd", "worker", "browser"], "index.workerd.js", "edge.workerd.js"],
    [["edge-light", "worker", "browser"], "index.edge-light.js", "edge.edge-light.js"],
    [["deno"], "index.node.js", "edge.node.js"],
    [["bun"], "index.node.js", "edge.node.js"],
    [["browser"], "index.web.js", /ERR_PACKAGE_PATH_NOT_EXPORTED/],
    [["worker", "browser"], "index.web.js", /ERR_PACKAGE_PATH_NOT_EXPORTED/],
    [["worker"], "index.node.js", "edge.node.js"],
  ])) {
    test(`conditions [${conditions}] choose the right file`, async () => {
      assert.deepEqual(await resolve(conditions, "polyv-edge"), { code: 0, output: `${main}\n` });
      const { code, output } = await resolve(conditions, "polyv-edge/edge");
      if (typeof edge === "string") return assert.deepEqual({ code, output }, { code: 0, output: `${edge}\n` });
      assert.equal(code, 1);
      assert.match(output, edge);
    });
  }
});
