// The Workers that are measured, each in a workerd of its own, and the stand-in for POLYV that they ask.
// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";
import { bundle } from "./bundle.js";
import { ACCOUNT } from "./data.js";

export const NAMES = /** @type {const} */ (["polyv-edge", "lean", "careful", "axios-crypto-js", "pass-through"]);
/** @typedef {typeof NAMES[number]} Name */

// Nothing here needs the network.
process.env.WRANGLER_SEND_METRICS = "false";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

/** @param {Name} name */
export const bundleWorker = (name) => bundle(`export { default } from "./workers/${name}.js"`);

/** @param {import("./bundle.js").Module[]} modules @param {{ appId: string, appSecret: string, baseUrl: string }} account */
export async function startWorkerd(modules, account) {
  const before = workerdPids();
  const worker = new Miniflare({
    modules,
    compatibilityDate: "2026-04-01",
    compatibilityFlags: ["nodejs_compat"],
    bindings: account,
    cf: false,
    /** @param {import("node:stream").Readable} stdout @param {import("node:stream").Readable} stderr */
    handleRuntimeStdio: (stdout, stderr) => {
      stdout.resume();
      stderr.resume();
    },
  });
  const url = await worker.ready;
  const pid = workerdPids().find((pid) => !before.includes(pid));
  return { url, cpuMs: () => ticksOf(pid) * 10, rss: () => rssOf(pid), close: () => worker.dispose() };
}

/**
 * Starts all the Workers, and ends them after `use`.
 * @template T @param {(workers: Record<string, Awaited<ReturnType<typeof startWorkerd>>>) => Promise<T>} use
 */
export async function withWorkers(use) {
  const answerer = await startAnswerer();
  /** @type {Record<string, Awaited<ReturnType<typeof startWorkerd>>>} */
  const workers = {};
  try {
    for (const name of NAMES) {
      workers[name] = await startWorkerd(await bundleWorker(name), { ...ACCOUNT, baseUrl: answerer.url });
    }
    return await use(workers);
  } finally {
    await Promise.all(Object.values(workers).map(({ close }) => close()));
    await answerer.close();
  }
}

/** In a process of its own, which ends with this one, because its input does. */
export async function startAnswerer() {
  const file = fileURLToPath(new URL("answerer.js", import.meta.url));
  const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  const close = async () => {
    child.stdin.end();
    await once(child, "exit");
  };
  return { url: `http://127.0.0.1:${String(line).trim()}`, close };
}

/** This process's children that run workerd: Miniflare does not tell. */
function workerdPids() {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => {
    const [, name, parent] = /^\d+ \((.*)\) \S+ (\d+)/.exec(textOf(pid, "stat")) ?? [];
    return name === "workerd" && Number(parent) === process.pid;
  });
}

/** Hundredths of a second on the processor. @param {string | undefined} pid */
function ticksOf(pid) {
  const fields = textOf(pid, "stat").split(") ")[1]?.split(" ") ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

/** Bytes. @param {string | undefined} pid */
const rssOf = (pid) => Number(/^VmRSS:\s+(\d+)/m.exec(textOf(pid, "status"))?.[1]) * 1024;

/** @param {string | undefined} pid @param {string} file */
function textOf(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    // It has ended.
    return "";
  }
}
