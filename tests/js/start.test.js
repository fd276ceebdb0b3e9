// `npm start`, typed in a copy of the tree: it answers the lines that it prints, leaves no process, and writes no secret down.
// @ts-check
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import { withCommand } from "../hosts/support/command.js";
import { listFiles, root, run } from "../hosts/support/files.js";

const HEAVY = ["node_modules", "target", "pkg", ".git", ".wrangler", ".dev.vars"];
const account = { appId: `app${randomBytes(6).toString("hex")}`, appSecret: randomBytes(16).toString("hex") };

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
    await start(copy, (pid) => process.kill(pid, "SIGINT"));
  });

  test("the account in www/.dev.vars is used; what wrangler writes down has neither its secret nor the token", async () => {
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
    const stop = (/** @type {number} */ pid) => process.kill(-pid, "SIGINT");
    const { output, written } = await start(copy, stop).finally(emulator.close);
    assert.equal(emulator.requests.length, 2);
    assert.match(written, /POLYV_APP_SECRET.*\(hidden\)/, "this is not wrangler's log");
    for (const secret of [account.appSecret, token]) assert.ok(!written.includes(secret));
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

/** Types `npm start`, sends the lines that it prints, and stops it. @param {string} cwd @param {(pid: number) => void} stop */
async function start(cwd, stop) {
  const home = mkdtempSync(join(tmpdir(), "polyv-edge-home-"));
  const config = { HOME: home, XDG_CONFIG_HOME: join(home, "config"), PORT: "0", NODE_TEST_CONTEXT: undefined };
  const options = { cwd, env: { ...process.env, ...config } };
  try {
    return await withCommand(["npm", "start"], options, /Ctrl-C/, async ({ pid, output, ended }) => {
      const lines = Array.from(output.matchAll(/curl .*/g), ([line]) => line);
      assert.equal(lines.length, 2, output);
      for (const [index, id] of ["2_v378gn997yovtl3p8h77db9e224t6hg9", "0062149710"].entries()) {
        const { output: answer } = await run("sh", ["-c", `${lines[index]}`.replace("curl", "curl -s")]);
        const { viewerUnionId, account } = JSON.parse(answer).data;
        assert.equal(viewerUnionId ?? account, id);
      }
      stop(pid);
      assert.equal((await ended)[0], 0);
      const { output: processes } = await run("ps", ["-A", "-o", "pgid=,stat=,args="]);
      // Z: ended, and only waits for its parent to ask how.
      assert.doesNotMatch(processes, new RegExp(`^\\s*${pid} +[^Z]`, "m"));
      const folders = [home, join(cwd, "www/.wrangler"), join(cwd, ".wrangler")];
      const files = folders.flatMap((folder) => listFiles(folder).map((file) => join(folder, file)));
      return { output, written: files.map((file) => readFileSync(file, "utf8")).join("\n") };
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
