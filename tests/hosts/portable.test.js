// The packed package in a bare isolate, bundled as the command-line tools of edge hosts in mainland China do: as for a
// page, into one script, with no condition of their own. A stand-in: no such host was asked.
// @ts-check
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import vm from "node:vm";
import * as esbuild from "esbuild";
import { environmentOf, withEmulator } from "./support/edge-host.js";
import { project } from "./support/project.js";

const VIEWER = "2_v378gn997yovtl3p8h77db9e224t6hg9";
/** All that the bundle may count on, beside the language. */
const GLOBALS = "AbortController AbortSignal Blob Headers Request URL URLSearchParams TextDecoder TextEncoder"
  .concat(" btoa clearTimeout crypto fetch performance setTimeout")
  .split(" ");

describe("portable", () => {
  /** @type {string} */
  let script;
  before(async () => {
    const host = await project("portable");
    const { outputFiles } = await esbuild.build({
      ...{ absWorkingDir: host.dir, entryPoints: ["main.js"], write: false },
      ...{ bundle: true, format: "iife", globalName: "bundle", platform: "browser" },
    });
    script = outputFiles[0].text;
  });

  /** @param {string} [before] Runs before the bundle. @returns {any} */
  function isolate(before = "") {
    const known = Object.fromEntries(GLOBALS.map((name) => [name, /** @type {any} */ (globalThis)[name]]));
    // Not every host has it.
    const withoutJson = /** @type {any} */ (class extends Response {});
    Reflect.defineProperty(withoutJson, "json", { value: undefined });
    const context = vm.createContext({ ...known, Response: withoutJson });
    return vm.runInContext(`${before}; ${script}; bundle`, context);
  }

  test("calls POLYV, answers as a handler, and signs a link", () =>
    withEmulator(async (emulator) => {
      const request = new Request(`https://edge.example/api/viewers/${VIEWER}`);
      const answer = await isolate().onRequest({ env: environmentOf(emulator), request });
      assert.deepEqual(JSON.parse(JSON.stringify(answer)), {
        viewer: VIEWER,
        missing: "not_found",
        answer: [200, VIEWER],
        link: "live.polyv.cn",
      });
    }));

  test("what looks like a page's worker is refused, until allowBrowser says that it is a server", () =>
    withEmulator(async (emulator) => {
      // Every global object is an instance of it.
      const worker = isolate("var WorkerGlobalScope = Object");
      const request = new Request(`https://edge.example/api/viewers/${VIEWER}`);
      const env = environmentOf(emulator);
      await assert.rejects(worker.onRequest({ env, request }), { name: "PolyvError", kind: "invalid_argument" });
      const { viewer, link } = await worker.onRequest({ env: { ...env, allowBrowser: true }, request });
      assert.deepEqual([viewer, link], [VIEWER, undefined]);
    }));

  test("a handler called onRequest keeps its name, by which some tools find it", () => {
    assert.deepEqual(script.match(/\bonRequest\w*/g), ["onRequest", "onRequest", "onRequest"]);
  });
});
