// The local POLYV as people start and stop it: the command, and the function in other people's tests.
// @ts-check
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, test } from "node:test";
import { faults } from "../../emulator/index.js";
import { withCommand } from "../hosts/support/command.js";
import { pkgDir, root, run } from "../hosts/support/files.js";
import { ACCOUNT, CHANNEL, clientOf, VIEWER } from "./support/edge.js";
import { emulator } from "./support/emulator.js";

const EMULATOR = join(root, "emulator");

describe("as a function", () => {
  test("close ends hanging faults and leaves nothing that keeps a process alive", async () => {
    const script = `
      const { startEmulator, sign } = await import(${JSON.stringify(`file://${EMULATOR}/index.js`)});
      const emulator = await startEmulator();
      const hanging = ["slow-headers", "slow-body"].map((name) => {
        const params = { appId: emulator.appId, timestamp: String(Date.now()), account: "fault:" + name };
        const query = new URLSearchParams({ ...params, sign: sign(params, emulator.appSecret) });
        return fetch(emulator.url + "/live/v2/channelAccount/1/account?" + query).then((r) => r.text()).catch(() => {});
      });
      while (emulator.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      await emulator.close();
      await Promise.all(hanging);`;
    const args = ["--input-type=module", "-e", script];
    // The faults would hang for a minute.
    assert.deepEqual(await run(process.execPath, args, { timeout: 20_000 }), { code: 0, output: "" });
  });

  test("the package has it for other people's tests, imported and required", async () => {
    for (const polyv of [await import("polyv-edge/emulator"), createRequire(import.meta.url)("polyv-edge/emulator")]) {
      const local = await polyv.startEmulator();
      try {
        const client = clientOf(local);
        assert.equal((await client.getChannelAccount({ channelId: CHANNEL, account: ACCOUNT })).role, "Assistant");
        // Only the description knows it, which lies beside the module.
        const query = { channelId: CHANNEL };
        assert.equal(typeof (await client.request("GET /live/v4/channel/basic/get", { query })), "object");
      } finally {
        await local.close();
      }
    }
  });

  test("a request that is no HTTP gets a dated 400", async () => {
    const answer = await new Promise((resolve, reject) => {
      const socket = connect(emulator.port, "127.0.0.1", () => socket.write("nonsense\r\n\r\n"));
      socket.setEncoding("utf8").once("data", resolve).once("error", reject);
    });
    assert.match(String(answer), /^HTTP\/1\.1 400 Bad Request\r\nDate: /);
  });

  test("it stands alone: nothing from the crate or the package", () => {
    const files = readdirSync(EMULATOR, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
    assert.ok(files.length > 10);
    const texts = files.map((file) => readFileSync(join(EMULATOR, file), "utf8"));
    assert.doesNotMatch(texts.join("\n"), /^(import|export) .*from ".*(pkg|src|template|polyv-edge).*";$/m);
  });
});

describe("the command", () => {
  test("of the package prints what to look up, and why it refused a call; Ctrl-C ends it", async () => {
    const line = [process.execPath, `${pkgDir}/dist/cli.js`, "emulator", "--port", "0", "--host", "127.0.0.1"];
    await withCommand(line, {}, /Ctrl-C/, async (running) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(running.output) ?? assert.fail();
      const wrong = `appId=emulatorappid&timestamp=${Date.now()}&channelId=1&sign=0`;
      await fetch(`${url}/live/v2/channelAccount/2149710/account?${wrong}`);
      await fetch(`${url}/live/nowhere`);
      process.kill(running.pid, "SIGINT");
      assert.deepEqual(await running.ended, [0, null]);
      const { output } = running;
      for (const id of [VIEWER, ACCOUNT, "0052191541"]) assert.ok(output.includes(id), id);
      assert.match(output, /GET \/live\/v2\/channelAccount\/2149710\/account 400: invalid signature/);
      assert.match(output, /<appSecret>appIdemulatorappidchannelId1timestamp\d+<appSecret>/);
      assert.match(output, /GET \/live\/nowhere 404: .*GET \/live\/nowhere/);
      // At the start, for whoever sets up the client; in no line of a request.
      assert.equal(output.split(emulator.appSecret).length, 2);
    });
  });

  test("explains itself and its errors", async () => {
    const command = (/** @type {string[]} */ ...args) => run(process.execPath, [join(EMULATOR, "cli.js"), ...args]);
    const help = await command("--help");
    assert.equal(help.code, 0);
    for (const { name } of faults) assert.ok(help.output.includes(name), name);
    for (const args of [["--port", "x"], ["--port", "65536"], ["--nonsense"], ["--watch", "x"], ["nothing"]]) {
      const { code, output } = await command(...args);
      assert.deepEqual([code, output.startsWith("emulator: ")], [2, true], output);
    }
    const taken = await command("--port", String(emulator.port));
    assert.deepEqual([taken.code, /is taken/.test(taken.output)], [1, true]);
  });
});
