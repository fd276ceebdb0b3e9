// Starts and stops the local POLYV as people do.
// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { faults } from "../../emulator/index.js";
import { pkgDir } from "../hosts/support/files.js";
import { ACCOUNT, CHANNEL, clientOf } from "./support/edge.js";
import { emulator } from "./support/emulator.js";

const EMULATOR = fileURLToPath(new URL("../../emulator/", import.meta.url));
const CLI = `${EMULATOR}cli.js`;

/**
 * @param {string[]} args
 * @param {(child: import("node:child_process").ChildProcess, output: string) => void} [onOutput]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(args, onOutput) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { timeout: 20_000 });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        output += chunk;
        onOutput?.(child, output);
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code, output }));
  });
}

describe("as a function", () => {
  test("close ends hanging faults and leaves nothing that keeps a process alive", async () => {
    const script = `
      const { startEmulator, sign } = await import(${JSON.stringify(`file://${EMULATOR}index.js`)});
      const emulator = await startEmulator();
      const hanging = ["slow-headers", "slow-body"].map((name) => {
        const params = { appId: emulator.appId, timestamp: String(Date.now()), account: "fault:" + name };
        const query = new URLSearchParams({ ...params, sign: sign(params, emulator.appSecret) });
        return fetch(emulator.url + "/live/v2/channelAccount/1/account?" + query).then((r) => r.text()).catch(() => {});
      });
      while (emulator.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      const start = performance.now();
      await emulator.close();
      await Promise.all(hanging);
      process.on("exit", () => console.log("took", Math.round(performance.now() - start)));`;
    const { code, output } = await run(["--input-type=module", "-e", script]);
    assert.equal(code, 0, output);
    assert.ok(Number(/took (\d+)/.exec(output)?.[1]) < 10_000, output);
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
    for (const file of files) {
      const imports = readFileSync(`${EMULATOR}${file}`, "utf8").matchAll(/^(?:import|export) .*from "(.+)";$/gm);
      for (const [, from = ""] of imports) assert.doesNotMatch(from, /pkg|src|template|polyv-edge/, `${file}: ${from}`);
    }
  });
});

describe("the command", () => {
  test("of the package prints what to look up, and why it refused a call; Ctrl-C ends it", async () => {
    const args = [`${pkgDir}/dist/cli.js`, "emulator", "--port", "0", "--host", "127.0.0.1"];
    let asked = false;
    const { code, output } = await run(args, async (child, text) => {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (!url || asked) return;
      asked = true;
      const wrong = `appId=emulatorappid&timestamp=${Date.now()}&channelId=1&sign=0`;
      await fetch(`${url}/live/v2/channelAccount/2149710/account?${wrong}`);
      await fetch(`${url}/live/nowhere`);
      setTimeout(() => child.kill("SIGINT"), 200);
    });
    assert.equal(code, 0, output);
    for (const id of ["2_v378gn997yovtl3p8h77db9e224t6hg9", "0062149710", "0052191541"]) {
      assert.ok(output.includes(id), id);
    }
    assert.match(output, /GET \/live\/v2\/channelAccount\/2149710\/account 400: invalid signature/);
    assert.match(output, /<appSecret>appIdemulatorappidchannelId1timestamp\d+<appSecret>/);
    assert.match(output, /GET \/live\/nowhere 404: .*GET \/live\/nowhere/);
    // At the start, for whoever sets up the client; in no line of a request.
    assert.equal(output.split(emulator.appSecret).length, 2, output);
  });

  test("explains itself and its errors", async () => {
    const help = await run([CLI, "--help"]);
    assert.equal(help.code, 0);
    for (const { name } of faults) assert.ok(help.output.includes(name), name);
    for (const args of [["--port", "x"], ["--port", "65536"], ["--nonsense"], ["--watch", "x"], ["nothing"]]) {
      const { code, output } = await run([CLI, ...args]);
      assert.equal(code, 2, output);
      assert.match(output, /^emulator: /);
    }
    const taken = await run([CLI, "--port", String(emulator.port)]);
    assert.equal(taken.code, 1);
    assert.match(taken.output, /is taken/);
  });
});
