// The README's first Worker, as a reader makes it: its files, its types, `wrangler dev`, the local POLYV, its curl line.
// @ts-check
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { startEmulator } from "../../emulator/index.js";
import { blocksOf, READMES, root } from "./support/markdown.js";

const run = promisify(execFile);
const bin = (/** @type {string} */ name) => join(root, "node_modules", ".bin", name);
/** A start takes seconds; this long only where something hangs. */
const START_MS = 60_000;

describe("the first Worker runs as printed", { concurrency: true }, () => {
  for (const page of READMES) test(page, () => follow(page));
});

/** @param {string} page */
async function follow(page) {
  const emulator = await startEmulator();
  const folder = mkdtempSync(join(tmpdir(), "polyv-edge-readme-"));
  const env = {
    ...process.env,
    ...{ WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
    ...{ XDG_CONFIG_HOME: join(folder, "config"), NODE_OPTIONS: "" },
  };
  try {
    const blocks = blocksOf(page);
    // The ports alone are others, so that this runs beside a `wrangler dev` or an emulator of the developer's.
    write(folder, blocks, { "http://127.0.0.1:8788": emulator.url });
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "pkg"), join(folder, "node_modules", "polyv-edge"), "dir");
    await checkTypes(folder, env);
    await withWrangler(folder, env, (url) => ask(blocks, url));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await emulator.close();
  }
}

/**
 * Each block whose first line is a comment with the name of a file is that file.
 * @param {string} folder
 * @param {import("./support/markdown.js").Block[]} blocks
 * @param {Record<string, string>} changes
 */
function write(folder, blocks, changes) {
  for (const name of ["src/index.ts", "wrangler.jsonc", ".dev.vars"]) {
    const block = blocks.find(({ code }) => [`// ${name}`, `# ${name}`].some((start) => code.startsWith(start)));
    assert.ok(block, `a block that is ${name}`);
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const text = Object.entries(changes).reduce((code, [from, to]) => code.replaceAll(from, to), block.code);
    writeFileSync(file, text);
  }
}

/** @param {string} cwd @param {NodeJS.ProcessEnv} env */
async function checkTypes(cwd, env) {
  await run(bin("wrangler"), ["types"], { cwd, env });
  const strict = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--lib", "es2022"];
  const modules = ["--module", "es2022", "--moduleResolution", "bundler"];
  const files = ["src/index.ts", "worker-configuration.d.ts"];
  await run(bin("tsc"), [...strict, ...modules, ...files], { cwd }).catch(({ stdout }) => assert.fail(stdout));
}

/** @param {import("./support/markdown.js").Block[]} blocks @param {string} url where the Worker answers */
async function ask(blocks, url) {
  const curl = blocks.find(({ language, code }) => language === "sh" && code.startsWith("curl "));
  const line = curl?.code.replace("http://localhost:8787", url) ?? "";
  assert.ok(line.includes(url), `a curl line to the Worker: ${curl?.code}`);
  const answer = await run("sh", ["-c", line]);
  const { code, data, redacted } = JSON.parse(answer.stdout);
  assert.equal(code, 200, answer.stdout);
  assert.deepEqual([data.nickname, data.mobile], ["王芳", "138****8000"]);
  assert.ok(redacted.masked.includes("mobile"));
  const refused = await run("sh", ["-c", line.replace("Bearer tok", "Bearer another")]);
  assert.equal(JSON.parse(refused.stdout).code, 401);
}

/** @param {string} cwd @param {NodeJS.ProcessEnv} env @param {(url: string) => Promise<void>} work */
async function withWrangler(cwd, env, work) {
  const args = ["dev", "--port", "0", "--inspector-port", "0", "--show-interactive-dev-session=false"];
  // A group of its own, so that workerd ends with wrangler.
  const wrangler = spawn(bin("wrangler"), args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const gone = once(wrangler, "close");
  try {
    await work(await ready(wrangler));
  } finally {
    if (wrangler.pid && wrangler.exitCode === null) process.kill(-wrangler.pid, "SIGKILL");
    await gone;
  }
}

/** @param {import("node:child_process").ChildProcess} wrangler @returns {Promise<string>} where the Worker answers */
function ready(wrangler) {
  let output = "";
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`wrangler dev has not started:\n${output}`));
    const timer = setTimeout(fail, START_MS);
    wrangler.on("close", fail);
    for (const stream of [wrangler.stdout, wrangler.stderr]) {
      stream?.on("data", (data) => {
        output += data;
        const url = /Ready on (http:\/\/\S+)/.exec(output)?.[1];
        if (url === undefined) return;
        clearTimeout(timer);
        resolve(url);
      });
    }
  });
}
