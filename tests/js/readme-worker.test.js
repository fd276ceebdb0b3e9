// The README's first Worker, as a reader makes it: its files, its types, `wrangler dev`, the local POLYV, its curl line.
// @ts-check
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { startEmulator } from "../../emulator/index.js";
import { withCommand } from "../hosts/support/command.js";
import { root } from "../hosts/support/files.js";
import { blocksOf, READMES } from "./support/markdown.js";

const run = promisify(execFile);
const bin = (/** @type {string} */ name) => join(root, "node_modules", ".bin", name);

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
    write(folder, blocks, emulator.url);
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "pkg"), join(folder, "node_modules", "polyv-edge"), "dir");
    await checkTypes(folder, env);
    const dev = ["dev", "--port", "0", "--inspector-port", "0", "--show-interactive-dev-session=false"];
    const ready = /Ready on (http:\/\/\S+)/;
    await withCommand([bin("wrangler"), ...dev], { cwd: folder, env }, ready, ({ output }) =>
      ask(blocks, ready.exec(output)?.[1] ?? assert.fail(output)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await emulator.close();
  }
}

/**
 * Each block whose first line is a comment with the name of a file is that file.
 * @param {string} folder @param {import("./support/markdown.js").Block[]} blocks @param {string} url of the local POLYV
 */
function write(folder, blocks, url) {
  for (const name of ["src/index.ts", "wrangler.jsonc", "tsconfig.json", ".dev.vars"]) {
    const block = blocks.find(({ code }) => [`// ${name}`, `# ${name}`].some((start) => code.startsWith(start)));
    assert.ok(block, `a block that is ${name}`);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), block.code.replaceAll("http://127.0.0.1:8788", url));
  }
}

/** @param {string} cwd @param {NodeJS.ProcessEnv} env */
async function checkTypes(cwd, env) {
  await run(bin("wrangler"), ["types"], { cwd, env });
  await run(bin("tsc"), [], { cwd }).catch(({ stdout }) => assert.fail(stdout));
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
