// `npm start`, typed in a copy of the tree: it answers the lines that it prints, leaves no process, and writes no secret down.
// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import { listFiles, root, run } from "../hosts/support/files.js";

const HEAVY = ["node_modules", "target", "pkg", ".git", ".wrangler", ".dev.vars"];
const account = {
  appId: `app${randomBytes(6).toString("hex")}`,
  appSecret: randomBytes(16).toString("hex"),
};

describe("npm start", () => {
  /** @type {string} */
  let copy;
  before(() => {
    copy = mkdtempSync(join(tmpdir(), "polyv-edge-start-"));
    cpSync(root, copy, { recursive: true, filter: (file) => !HEAVY.some((name) => file.endsWith(`/${name}`)) });
    // What is built and installed is taken along: this is about the command, not about the compiler.
    cpSync(join(root, "pkg"), join(copy, "pkg"), { recursive: true });
    mkdirSync(join(copy, "target"));
    cpSync(join(root, "target/pkg-stamp.json"), join(copy, "target/pkg-stamp.json"));
    mkdirSync(join(copy, "node_modules"));
    for (const name of readdirSync(join(root, "node_modules"))) {
      if (name !== "polyv-edge") symlinkSync(join(root, "node_modules", name), join(copy, "node_modules", name));
    }
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  test("a local POLYV answers where there is no account", async () => {
    const { answers, code, left } = await start(copy, (npm) => npm.kill("SIGINT"));
    assertSamples(answers);
    assert.deepEqual({ code, left }, { code: 0, left: [] });
  });

  test("the account in www/.dev.vars is used, and what wrangler writes down has neither its secret nor the token", async () => {
    const emulator = await startEmulator(account);
    const token = randomBytes(12).toString("hex");
    const lines = [
      "# an account",
      `POLYV_APP_ID=${account.appId} # its id`,
      `export POLYV_APP_SECRET="${account.appSecret}"`,
      `POLYV_BASE_URL=${emulator.url}`,
      `DEMO_TOKEN=${token}`,
    ];
    writeFileSync(join(copy, "www/.dev.vars"), lines.join("\n"));
    // A terminal's Ctrl-C reaches every process of the group.
    const stop = (/** @type {import("node:child_process").ChildProcess} */ { pid }) =>
      process.kill(-Number(pid), "SIGINT");
    const { output, answers, code, left, written } = await start(copy, stop).finally(emulator.close);
    assertSamples(answers);
    assert.equal(emulator.requests.length, 2);
    assert.deepEqual({ code, left }, { code: 0, left: [] });

    assert.match(written, /POLYV_APP_SECRET.*\(hidden\)/, "this is not wrangler's log");
    for (const secret of [account.appSecret, token])
      assert.ok(!written.includes(secret), "a secret is in wrangler's files");
    assert.ok(!output.includes(account.appSecret), "the secret is on the screen");
  });

  test("a port that is taken is named at once", async () => {
    const taken = await startEmulator();
    const env = { PORT: String(taken.port) };
    const { code, output } = await run("npm", ["start"], { cwd: copy, env }).finally(taken.close);
    assert.equal(code, 1);
    assert.match(output, new RegExp(`error: .*${taken.port}`));
  });

  test("half an account is refused", async () => {
    writeFileSync(join(copy, "www/.dev.vars"), `POLYV_APP_ID=${account.appId}\n`);
    const { code, output } = await run("npm", ["start"], { cwd: copy });
    assert.equal(code, 1);
    assert.match(output, /POLYV_APP_SECRET/);
  });
});

/**
 * Types `npm start`, sends the lines that it prints, and stops it.
 * @param {string} cwd @param {(npm: import("node:child_process").ChildProcess) => void} stop
 */
async function start(cwd, stop) {
  const home = mkdtempSync(join(tmpdir(), "polyv-edge-home-"));
  const env = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, "config"),
    PORT: "0",
    NODE_TEST_CONTEXT: undefined,
  };
  // In a process group of its own, as a shell starts it.
  const npm = spawn("npm", ["start"], { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => npm.once("close", resolve));
  const timer = setTimeout(() => process.kill(-Number(npm.pid), "SIGKILL"), 120_000);
  try {
    let output = "";
    await new Promise((resolve) => {
      const read = (/** @type {Buffer} */ data) => {
        output += data;
        if (output.includes("Ctrl-C")) resolve(undefined);
      };
      npm.stdout.on("data", read);
      npm.stderr.on("data", read);
      void ended.then(resolve);
    });
    const lines = Array.from(output.matchAll(/curl .*/g), ([line]) => line);
    assert.equal(lines.length, 2, output);
    const answers = [];
    for (const line of lines) answers.push((await run("sh", ["-c", line.replace("curl", "curl -s")])).output);
    stop(npm);
    const code = await ended;
    const { output: processes } = await run("ps", ["-A", "-o", "pgid=,stat=,args="]);
    // Z: ended, and only waits for its parent to ask how.
    const left = processes.split("\n").filter((line) => new RegExp(`^\\s*${npm.pid} +[^Z]`).test(line));
    const folders = [home, join(cwd, "www/.wrangler"), join(cwd, ".wrangler")];
    const files = folders.flatMap((folder) => listFiles(folder).map((file) => join(folder, file)));
    return { output, answers, code, left, written: files.map((file) => readFileSync(file, "utf8")).join("\n") };
  } finally {
    clearTimeout(timer);
    if (npm.exitCode === null && npm.signalCode === null) process.kill(-Number(npm.pid), "SIGKILL");
    rmSync(home, { recursive: true, force: true });
  }
}

/** @param {string[]} answers */
function assertSamples(answers) {
  const [viewer, channelAccount] = answers.map((text) => JSON.parse(text).data);
  assert.equal(viewer.viewerUnionId, "2_v378gn997yovtl3p8h77db9e224t6hg9");
  assert.equal(channelAccount.account, "0062149710");
}
