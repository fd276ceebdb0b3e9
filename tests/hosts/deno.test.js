// The packed package in Deno, installed by npm.
// @ts-check
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { binaryIn } from "./support/binary.js";
import { assertEdgeReport, environmentOf, reportIn, withEmulator } from "./support/edge-host.js";
import { orSkip, project } from "./support/project.js";

describe("deno", () => {
  /** @type {{ run: (args: string[], env?: Record<string, string>) => Promise<import("./support/project.js").Ran> } | undefined} */
  let deno;
  before(async () => {
    deno = await orSkip("deno", async () => {
      const host = await project("deno");
      const program = binaryIn(host.path("node_modules/@deno"), "deno");
      const own = { DENO_DIR: host.path(".deno"), DENO_NO_UPDATE_CHECK: "1" };
      return { run: (args, env) => host.run(program, args, { env: { ...own, ...env } }) };
    });
  });

  test("calls POLYV and parses, with no more than the permissions it needs", async (t) => {
    if (!deno) return t.skip("HOST NOT TESTED");
    const { run } = deno;
    await withEmulator(async (emulator) => {
      const allow = ["--allow-env", `--allow-net=127.0.0.1:${emulator.port}`];
      const args = ["run", "--no-prompt", "--node-modules-dir=manual", ...allow, "main.mjs"];
      const { code, output } = await run(args, environmentOf(emulator));
      assert.equal(code, 0, output);
      assertEdgeReport(reportIn(output), emulator);
    });
  });

  test("both entries resolve to the loaders for servers", async (t) => {
    if (!deno) return t.skip("HOST NOT TESTED");
    const script = `for (const name of ["polyv-edge", "polyv-edge/edge"]) console.log(import.meta.resolve(name))`;
    const { code, output } = await deno.run(["eval", "--node-modules-dir=manual", script]);
    assert.equal(code, 0, output);
    assert.match(output, /\/dist\/index\.node\.js\n.*\/dist\/edge\.node\.js\n/);
  });
});
