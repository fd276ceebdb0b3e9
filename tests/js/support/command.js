// A command as one types it, for as long as a test has work for it.
// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { until } from "./edge.js";

/** A start takes seconds; this long only where something hangs. */
const START_MS = 120_000;

/**
 * Starts it in a process group of its own, as a shell does, and does the work once its output is as wanted, or it has ended.
 * @template T
 * @param {string[]} line @param {import("node:child_process").SpawnOptions} options @param {RegExp} wanted
 * @param {(running: { pid: number, output: string, ended: Promise<unknown[]> }) => Promise<T>} work ended: with the exit code
 */
export async function withCommand([command = "", ...args], options, wanted, work) {
  const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data) => {
      output += data;
    });
  }
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  try {
    await until(() => wanted.test(output) || isOver(), `${wanted} in the output of ${command}`, START_MS);
    return await work({ pid: Number(child.pid), output, ended });
  } finally {
    // The group, so that nothing outlives it.
    if (!isOver()) process.kill(-Number(child.pid), "SIGKILL");
    await ended;
  }
}
