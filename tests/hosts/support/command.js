// A command as one types it, for as long as a test has work for it.
// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A start takes seconds; this long only where something hangs. */
const START_MS = 120_000;

/** @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  return port;
}

/**
 * Starts it in a process group of its own, as a shell does, and does the work once its output is as wanted, or somebody
 * listens at the URL.
 * @template T
 * @param {string[]} line @param {import("node:child_process").SpawnOptions} options @param {RegExp | URL} wanted
 * @param {(running: { pid: number, output: string, ended: Promise<unknown[]> }) => Promise<T>} work output: what it has said
 * when that is read; ended: with the exit code
 */
export async function withCommand([command = "", ...args], options, wanted, work) {
  const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const running = { pid: Number(child.pid), output: "", ended: once(child, "close") };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data) => {
      running.output += data;
    });
  }
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const isReady = () => (wanted instanceof URL ? listens(wanted) : wanted.test(running.output));
  try {
    for (const end = performance.now() + START_MS; !(await isReady()); await sleep(20)) {
      if (isOver() || performance.now() > end) throw new Error(`${wanted} never came`);
    }
    return await work(running);
  } catch (error) {
    console.log(`${[command, ...args].join(" ")} said:\n${running.output}`);
    throw error;
  } finally {
    // The group, so that nothing outlives it, also where its leader has ended.
    try {
      process.kill(-running.pid, "SIGKILL");
    } catch {}
    await running.ended;
  }
}

/** @param {URL} url @returns {Promise<boolean>} */
function listens({ hostname, port }) {
  const socket = connect(Number(port), hostname);
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).finally(() => socket.destroy());
}
