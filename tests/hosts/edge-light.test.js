// The packed package under the `edge-light` condition. Vercel's host is not for sale in a box: esbuild stands in for its
// bundler and workerd for its runtime, which is the same contract: `.wasm?module` is a compiled module.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import vm from "node:vm";
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
      const response = await worker.dispatchFetch("http://host/api/check");
      const text = await response.text();
      assert.equal(response.status, 200, text);
      assertEdgeReport(JSON.parse(text), emulator);
    } finally {
      await worker.dispose();
    }
  });
});

test("edge-light: a module compiled in another realm, as Next's edge runtime hands it in, serves too", async () => {
  const host = await project("edge-light");
  /** @param {string} name */
  const compiled = (name) =>
    new WebAssembly.Module(readFileSync(host.path(`node_modules/polyv-edge/dist/${name}.wasm`)));
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: 'export { PolyvClient } from "polyv-edge/edge"; export * from "polyv-edge"',
      resolveDir: host.dir,
    },
    ...{ bundle: true, write: false, format: "iife", globalName: "bundle", conditions: ["edge-light", "browser"] },
    plugins: [
      {
        name: "modules",
        setup(plugin) {
          plugin.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "modules" }));
          plugin.onLoad({ filter: /.*/, namespace: "modules" }, ({ path }) => ({
            contents: `export default modules.${/(\w+)\.wasm/.exec(path)?.[1]}`,
          }));
        },
      },
    ],
  });
  const modules = { edge: compiled("edge"), browser: compiled("browser") };
  const context = vm.createContext({ modules, TextDecoder, TextEncoder, URL, crypto, performance });
  const { PolyvClient, parseResponse } = vm.runInContext(`${outputFiles[0].text}; bundle`, context);
  const url = new PolyvClient({ appId: "id", appSecret: "secret" }).signedUrl("GET /live/a");
  assert.match(url, /sign=[0-9A-F]{32}/);
  assert.equal(parseResponse('{"code":200,"status":"success","data":7}'), 7);
});
