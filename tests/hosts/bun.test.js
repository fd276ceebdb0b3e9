// The packed package in Bun, installed by npm.
// @ts-check
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { binaryIn } from "./support/binary.js";
import { assertEdgeReport, environmentOf, reportIn, withEmulator } from "./support/edge-host.js";
import { assertRunsAlone } from "./support/one-file.js";
import { orSkip, project } from "./support/project.js";

describe("bun", () => {
  /** @type {{ program: string, path: (file: string) => string, run: (args: string[], env?: Record<string, string>) => Promise<import("./support/project.js").Ran> } | undefined} */
  let bun;
  before(async () => {
    bun = await orSkip("bun", async () => {
      const host = await project("bun");
      const program = binaryIn(host.path("node_modules/@oven"), "bun");
      return {
        program,
        path: host.path,
        run: (args, env) => host.run(program, args, { env: { DO_NOT_TRACK: "1", ...env } }),
      };
    });
  });

  test("calls POLYV and parses", async (t) => {
    if (!bun) return t.skip("HOST NOT TESTED");
    const { run } = bun;
    await withEmulator(async (emulator) => {
      const { code, output } = await run(["--no-install", "main.mjs"], environmentOf(emulator));
      assert.equal(code, 0, output);
      assertEdgeReport(reportIn(output), emulator);
    });
  });

  test("bun build refuses polyv-edge/edge for browsers, and takes it for Bun", async (t) => {
    if (!bun) return t.skip("HOST NOT TESTED");
    const refused = await bun.run(["build", "secret.js", "--target=browser", "--outdir=out/browser"]);
    assert.notEqual(refused.code, 0, refused.output);
    assert.match(refused.output, /Could not resolve: "polyv-edge\/edge"/);
    const { code, output } = await bun.run(["build", "secret.js", "--target=bun", "--outdir=out/bun"]);
    assert.equal(code, 0, output);
  });

  for (const target of ["bun", "node"]) {
    test(`bun build, for ${target}: a server in one file needs no other`, async (t) => {
      if (!bun) return t.skip("HOST NOT TESTED");
      const folder = `out/server-${target}`;
      const { code, output } = await bun.run([
        "build",
        "shared/server.mjs",
        `--target=${target}`,
        `--outdir=${folder}`,
      ]);
      assert.equal(code, 0, output);
      await assertRunsAlone(bun.path(folder), target === "bun" ? { program: bun.program } : { as: ".mjs" });
    });
  }

  test("both entries resolve to the loaders for servers", async (t) => {
    if (!bun) return t.skip("HOST NOT TESTED");
    const script = `for (const name of ["polyv-edge", "polyv-edge/edge"]) console.log(import.meta.resolve(name))`;
    const { code, output } = await bun.run(["--no-install", "-e", script]);
    assert.equal(code, 0, output);
    assert.match(output, /\/dist\/index\.node\.js\n.*\/dist\/edge\.node\.js\n/);
  });
});
