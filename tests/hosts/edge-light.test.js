// The packed package under the `edge-light` condition. Vercel's host is not for sale in a box: esbuild stands in for its
// bundler and workerd for its runtime, which is the same contract: `.wasm?module` is a compiled module.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as esbuild from "esbuild";
import { Miniflare } from "miniflare";
import { assertEdgeReport, environmentOf, withEmulator } from "./support/edge-host.js";
import { project } from "./support/project.js";

test("edge-light: calls POLYV and parses", async () => {
  const host = await project("edge-light");
  const folder = host.path("out");
  const { metafile } = await esbuild.build({
    absWorkingDir: host.dir,
    entryPoints: ["worker.js"],
    outdir: folder,
    bundle: true,
    format: "esm",
    // What Next.js asks for in its edge bundles, beside its own.
    conditions: ["edge-light", "worker", "browser"],
    external: ["*.wasm?module"],
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs).join("\n");
  assert.match(inputs, /dist\/edge\.edge-light\.js/);
  assert.match(inputs, /dist\/index\.edge-light\.js/);
  assert.doesNotMatch(inputs, /\.(node|workerd|web)\.js/);
  const builds = ["edge", "browser"];

  await withEmulator(async (emulator) => {
    const worker = new Miniflare({
      modulesRoot: folder,
      modules: [
        { type: "ESModule", path: join(folder, "worker.js") },
        ...builds.map((name) => ({
          type: /** @type {const} */ ("CompiledWasm"),
          path: join(folder, `${name}.wasm?module`),
          contents: new Uint8Array(readFileSync(host.path(`node_modules/polyv-edge/dist/${name}.wasm`))),
        })),
      ],
      compatibilityDate: "2026-04-01",
      bindings: environmentOf(emulator),
      cf: false,
    });
    try {
      const response = await worker.dispatchFetch("http://host/");
      const text = await response.text();
      assert.equal(response.status, 200, text);
      assertEdgeReport(JSON.parse(text), emulator);
    } finally {
      await worker.dispose();
    }
  });
});
