// A server that a host's command starts, for as long as a test needs it.
// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { environment } from "./files.js";

/** @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  return port;
}

/**
 * Starts a command in a host's folder, and gives the URL to `use` when somebody listens there.
 * @param {string} dir @param {string} command @param {Record<string, string>} env @param {string} url
 * @param {(url: string) => Promise<void>} use
 */
export async function withServer(dir, command, env, url, use) {
  const server = spawn(command, { cwd: dir, env: environment(dir, env), detached: true, shell: true });
  const ended = once(server, "exit");
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (chunk) => (said += chunk));
  try {
    const until = performance.now() + 90_000;
    while (!(await listens(url))) {
      if (server.exitCode !== null || performance.now() > until) throw new Error(`${command} did not serve:\n${said}`);
      await sleep(100);
    }
    await use(url);
  } catch (error) {
    console.log(`${command} said:\n${said}`);
    throw error;
  } finally {
    // Its children too.
    if (server.exitCode === null) process.kill(-(server.pid ?? 0));
    await ended;
  }
}

/** @param {string} url @returns {Promise<boolean>} */
function listens(url) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).finally(() => socket.destroy());
}
