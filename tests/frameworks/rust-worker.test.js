// The example in Rust: built as its wrangler.jsonc says, by wrangler and worker-build, and run in workerd.
// @ts-check
import assert from "node:assert/strict";
import { delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Miniflare } from "miniflare";
import { startEmulator } from "../../emulator/index.js";
import { ensureTool, ensureWasmBindgen } from "../../scripts/setup.mjs";
import { environmentOf } from "../hosts/support/edge-host.js";
import { root, run } from "../hosts/support/files.js";

const WORKER_BUILD = "0.8.7";
const VIEWER = "2_v378gn997yovtl3p8h77db9e224t6hg9";
const folder = join(root, "examples/rust-worker");
const modules = (/** @type {string} */ path) => join(root, "node_modules", path);

describe("a Rust Worker", { timeout: 900_000 }, () => {
  /** @type {Awaited<ReturnType<typeof startEmulator>>} */
  let emulator;
  /** @type {Miniflare} */
  let worker;
  before(async () => {
    const workerBuild = await ensureTool("worker-build", WORKER_BUILD, [`worker-build@${WORKER_BUILD}`]);
    const env = {
      PATH: [workerBuild, process.env.PATH].join(delimiter),
      // What worker-build downloads where nobody names them.
      WASM_BINDGEN_BIN: join(await ensureWasmBindgen(), "wasm-bindgen"),
      WASM_OPT_BIN: modules("binaryen/bin/wasm-opt"),
      ESBUILD_BIN: modules("esbuild/bin/esbuild"),
      CI: "1",
    };
    const out = join(root, "target/rust-worker");
    const deploy = [modules("wrangler/bin/wrangler.js"), "deploy", "--dry-run", "--outdir", out];
    const { code, output } = await run(process.execPath, deploy, { cwd: folder, env, timeout: 600_000 });
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /warning/i);
    emulator = await startEmulator();
    worker = new Miniflare({
      modulesRoot: out,
      scriptPath: join(out, "index.js"),
      modules: true,
      modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
      compatibilityDate: "2026-04-01",
      bindings: { ...environmentOf(emulator), TOKEN: "tok" },
      cf: false,
    });
  });
  after(async () => {
    await worker?.dispose();
    await emulator?.close();
  });

  /** @param {string} path */
  async function ask(path, authorization = "Bearer tok") {
    const response = await worker.dispatchFetch(`http://worker/api/${path}`, { headers: { authorization } });
    const text = await response.text();
    const { data, error } = text.startsWith("{") ? JSON.parse(text) : {};
    return { status: response.status, data, kind: error?.kind, wait: Number(response.headers.get("retry-after")) };
  }

  test("reads both look-ups, and shows what callers may see", async () => {
    const { data: viewer } = await ask(`viewers/${VIEWER}`);
    assert.deepEqual([viewer.viewerUnionId, viewer.mobile], [VIEWER, "****"]);
    const { data: account } = await ask("channels/2149710/accounts/0062149710");
    assert.deepEqual([account.account, account.channelId, account.passwd], ["0062149710", "2149710", undefined]);
  });

  test("tries again what is safe to repeat", async () => {
    emulator.requests.length = 0;
    const { status } = await ask(`viewers/fault:status-502-html:1:${VIEWER}`);
    assert.deepEqual([status, emulator.requests.length], [200, 2]);
  });

  test("answers an error by its kind", async () => {
    const found = [ask("viewers/2_nobody"), ask("channels/no-digits/accounts/1"), ask("viewers/2_v", "Bearer no")];
    assert.deepEqual(
      (await Promise.all(found)).map(({ status, kind }) => [status, kind]),
      [
        [404, "not_found"],
        [400, "invalid_argument"],
        [401, undefined],
      ],
    );
  });

  test("stays below POLYV's limit, with all requests of the isolate together", async () => {
    emulator.requests.length = 0;
    const answers = await Promise.all(Array.from({ length: 1_600 }, () => ask(`viewers/${VIEWER}`)));
    for (const { status, kind, wait } of answers.filter(({ status }) => status !== 200)) {
      if (kind === "rate_limited") assert.ok(status === 429 && wait > 0 && wait <= 12, `${status} ${wait}`);
      else assert.equal(kind, "timeout", "on a busy machine");
    }
    // When each was sent, whenever it arrived: 1400 in 12 s at most.
    const sent = emulator.requests.map(({ query }) => Number(query.timestamp)).sort((a, b) => a - b);
    assert.ok(sent.slice(1_400).every((moment, index) => moment - sent[index] >= 11_990));
  });
});
