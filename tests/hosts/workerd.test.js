// The packed package in Cloudflare's runtime: bundled by wrangler, run by Miniflare, old and new, with and without Node.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { before, describe, test } from "node:test";
import { Miniflare } from "miniflare";
import { assertEdgeReport, environmentOf, withEmulator } from "./support/edge-host.js";
import { project } from "./support/project.js";
import { wasmIn } from "./support/wasm-count.js";

const OLD = "2025-01-01";
const NEW = "2026-04-01";
const VIEWER = "2_v378gn997yovtl3p8h77db9e224t6hg9";
const sample = readFileSync(new URL("../fixtures/viewer.json", import.meta.url), "utf8");

describe("workerd", () => {
  /** @type {import("./support/project.js").Project} */
  let host;
  before(async () => {
    host = await project("workerd");
  });

  /**
   * Bundles as `wrangler deploy` would, and gives the Worker to `use`.
   * @param {{ entry: string, date: string, flags?: string[], bindings?: Record<string, string> }} options
   * @param {(worker: Miniflare, folder: string) => Promise<void>} use
   */
  async function withWorker({ entry, date, flags = [], bindings = {} }, use) {
    const folder = `out/${[basename(entry), date, ...flags].join("-")}`;
    const settings = [`--compatibility-date ${date}`, ...flags.map((flag) => `--compatibility-flag ${flag}`)].join(" ");
    const command = `wrangler deploy ${entry} --dry-run --outdir ${folder} --name host ${settings}`;
    const { code, output } = await host.shell(command, { env: { WRANGLER_LOG_PATH: host.path("logs"), CI: "1" } });
    assert.equal(code, 0, output);
    const worker = new Miniflare({
      modulesRoot: host.path(folder),
      scriptPath: host.path(join(folder, basename(entry))),
      modules: true,
      modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
      compatibilityDate: date,
      compatibilityFlags: flags,
      bindings,
      cf: false,
    });
    try {
      await worker.ready;
      await use(worker, host.path(folder));
    } finally {
      await worker.dispose();
    }
  }

  for (const date of [OLD, NEW]) {
    for (const flags of [[], ["nodejs_compat"]]) {
      test(`${date}, ${flags.join() || "without nodejs_compat"}: calls POLYV and parses`, () =>
        withEmulator(async (emulator) => {
          const options = { entry: "shared/answer.js", date, flags, bindings: environmentOf(emulator) };
          await withWorker(options, async (worker, folder) => {
            const response = await worker.dispatchFetch("http://host/api/check");
            const text = await response.text();
            assert.equal(response.status, 200, text);
            assertEdgeReport(JSON.parse(text), emulator);
            const { files, blobs } = wasmIn(folder);
            assert.deepEqual(files.map((file) => file.replace(/^.*-/, "")).sort(), ["browser.wasm", "edge.wasm"]);
            assert.equal(blobs, 0);
          });
        }));
    }
  }

  test("a Worker with the edge build alone holds one wasm file, and createHandler answers", () =>
    withEmulator(async (emulator) => {
      const options = { entry: "edge-only.js", date: NEW, bindings: environmentOf(emulator) };
      await withWorker(options, async (worker, folder) => {
        assert.equal(wasmIn(folder).files.length, 1);
        const response = await worker.dispatchFetch(`http://host/api/viewers/${VIEWER}`);
        const { data } = /** @type {any} */ (await response.json());
        assert.equal(data.viewerUnionId, VIEWER);
      });
    }));

  test("a Worker with the parsers alone holds one wasm file, and none of the signer", () =>
    withWorker({ entry: "parsers-only.js", date: OLD }, async (worker, folder) => {
      const { files, blobs } = wasmIn(folder);
      assert.deepEqual([files.length, blobs], [1, 0]);
      assert.match(files[0], /browser\.wasm$/);
      const response = await worker.dispatchFetch("http://host/", { method: "POST", body: sample });
      assert.equal(await response.text(), VIEWER);
    }));
});
