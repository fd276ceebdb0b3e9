// The packed package in a bare isolate, made as the tools of hosts do that cannot be had on a computer: stand-ins.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import * as esbuild from "esbuild";
import { assertEdgeReport, environmentOf, withEmulator } from "./support/edge-host.js";
import { project } from "./support/project.js";

const VIEWER = "2_v378gn997yovtl3p8h77db9e224t6hg9";
/** All that a bundle may count on, beside the language. */
const GLOBALS = "AbortController AbortSignal Blob Headers Request URL URLSearchParams TextDecoder TextEncoder"
  .concat(" btoa clearTimeout crypto fetch performance setTimeout")
  .split(" ");
const request = new Request(`https://edge.example/api/viewers/${VIEWER}`);

/** @param {string} script @param {{ before?: string, more?: Record<string, unknown> }} [options] before: runs first @returns {any} */
function isolate(script, { before = "", more } = {}) {
  const known = Object.fromEntries(GLOBALS.map((name) => [name, /** @type {any} */ (globalThis)[name]]));
  return vm.runInContext(`${before}; ${script}; bundle`, vm.createContext({ ...known, ...more }));
}

/** @param {string} dir @param {string} entry @param {esbuild.BuildOptions} [options] */
async function scriptOf(dir, entry, options) {
  const { outputFiles } = await esbuild.build({
    ...{ absWorkingDir: dir, entryPoints: [entry], write: false, bundle: true, format: "iife", globalName: "bundle" },
    ...options,
  });
  return /** @type {esbuild.OutputFile[]} */ (outputFiles)[0].text;
}

test("edge-light: a module that another realm compiled, as Vercel's and Next's tools hand it in, serves", async () => {
  const { dir, path } = await project("edge-light");
  const modules = Object.fromEntries(
    ["edge", "browser"].map((name) => {
      return [name, new WebAssembly.Module(readFileSync(path(`node_modules/polyv-edge/dist/${name}.wasm`)))];
    }),
  );
  /** @type {esbuild.Plugin} */
  const plugin = {
    name: "modules",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "modules" }));
      onLoad({ filter: /.*/, namespace: "modules" }, ({ path }) => ({
        contents: `export default modules.${/(\w+)\.wasm/.exec(path)?.[1]}`,
      }));
    },
  };
  // What Next asks for in its edge bundles, beside its own.
  const conditions = ["edge-light", "worker", "browser"];
  const script = await scriptOf(dir, "shared/answer.js", { conditions, plugins: [plugin] });
  await withEmulator(async (emulator) => {
    const { answer } = isolate(script, { more: { modules, File, FormData, Response } });
    const response = await answer({ url: "https://edge.example/api/check" }, environmentOf(emulator));
    const text = await response.text();
    assert.equal(response.status, 200, text);
    assertEdgeReport(JSON.parse(text), emulator);
  });
});

// As the tools of edge hosts in mainland China do: as for a page, into one script, with no condition of their own.
test("portable", async (t) => {
  const { dir } = await project("portable");
  const script = await scriptOf(dir, "main.js", { platform: "browser" });
  // Not every host has it.
  class WithoutJson extends Response {}
  Reflect.defineProperty(WithoutJson, "json", { value: undefined });
  const more = { Response: WithoutJson };

  await t.test("calls POLYV, answers as a handler, and signs a link", () =>
    withEmulator(async (emulator) => {
      const answer = await isolate(script, { more }).onRequest({ env: environmentOf(emulator), request });
      assert.deepEqual(JSON.parse(JSON.stringify(answer)), {
        viewer: VIEWER,
        missing: "not_found",
        answer: [200, VIEWER],
        link: "live.polyv.cn",
      });
    }),
  );

  await t.test("what looks like a page's worker is refused, until allowBrowser says that it is a server", () =>
    withEmulator(async (emulator) => {
      // Every global object is an instance of it.
      const worker = isolate(script, { before: "var WorkerGlobalScope = Object", more });
      const env = environmentOf(emulator);
      await assert.rejects(worker.onRequest({ env, request }), { name: "PolyvError", kind: "invalid_argument" });
      const { viewer, link } = await worker.onRequest({ env: { ...env, allowBrowser: true }, request });
      assert.deepEqual([viewer, link], [VIEWER, undefined]);
    }),
  );

  await t.test("a handler called onRequest keeps its name, by which some tools find it", () => {
    assert.deepEqual(script.match(/\bonRequest\w*/g), ["onRequest", "onRequest", "onRequest"]);
  });
});
