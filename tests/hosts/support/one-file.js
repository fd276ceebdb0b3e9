// A server bundled into one file: it must run with no other file beside it.
// @ts-check
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { assertEdgeReport, environmentOf, reportIn, withEmulator } from "./edge-host.js";
import { listFiles, run } from "./files.js";

/**
 * Runs the one file of a folder alone, in a folder of its own that leads to no `node_modules`.
 * @param {string} folder @param {{ program?: string, as?: string }} [options] as: the extension that says what it is
 */
export async function assertRunsAlone(folder, { program = process.execPath, as } = {}) {
  const files = listFiles(folder);
  assert.equal(files.length, 1, `one file was wanted: ${files.join(", ")}`);
  const alone = mkdtempSync(join(tmpdir(), "polyv-edge-alone-"));
  const file = join(alone, `${basename(files[0], extname(files[0]))}${as ?? extname(files[0])}`);
  try {
    copyFileSync(join(folder, files[0]), file);
    await withEmulator(async (emulator) => {
      const { code, output } = await run(program, [file], { cwd: alone, env: environmentOf(emulator) });
      assert.equal(code, 0, output);
      assertEdgeReport(reportIn(output), emulator);
    });
  } finally {
    rmSync(alone, { recursive: true });
  }
}
