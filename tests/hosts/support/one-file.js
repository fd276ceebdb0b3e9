// A server bundled into one file: it must run with no other file beside it.
// @ts-check
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertEdgeReport, environmentOf, reportIn, withEmulator } from "./edge-host.js";
import { listFiles, run } from "./files.js";

/**
 * Runs the one file in `out/` alone, in a folder of its own that leads to no `node_modules`.
 * @param {import("./project.js").Project} host @param {string} extension What it is: .js is for the host's own program.
 */
export async function assertRunsAlone({ path }, extension) {
  const [name, ...others] = listFiles(path("out"));
  assert.deepEqual(others, [], "one file was wanted");
  const program = extension === ".js" ? path("node_modules/.bin/bun") : process.execPath;
  const alone = mkdtempSync(join(tmpdir(), "polyv-edge-alone-"));
  const file = join(alone, `server${extension}`);
  try {
    copyFileSync(path(`out/${name}`), file);
    await withEmulator(async (emulator) => {
      const { code, output } = await run(program, [file], { cwd: alone, env: environmentOf(emulator) });
      assert.equal(code, 0, output);
      assertEdgeReport(reportIn(output), emulator);
    });
  } finally {
    rmSync(alone, { recursive: true });
  }
}
