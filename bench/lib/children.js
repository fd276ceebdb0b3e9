// Programs that a measurement needs beside itself, and their share of the processor.
// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** The answerer, in a process of its own. It ends with this one, because its input does. */
export async function startAnswerer() {
  const file = fileURLToPath(new URL("../answerer.js", import.meta.url));
  const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  return {
    url: `http://127.0.0.1:${String(line).trim()}`,
    close: async () => {
      const gone = once(child, "exit");
      child.stdin.end();
      await gone;
    },
  };
}

/** This process's children that run workerd. Undefined where there is no /proc. @returns {number[] | undefined} */
export function workerdPids() {
  if (process.platform !== "linux") return undefined;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const stat = statOf(pid);
      return stat?.parent === process.pid && stat.name === "workerd";
    });
}

/** Seconds of processor time that a process has had. @param {number} pid */
export function cpuSeconds(pid) {
  return (statOf(pid)?.ticks ?? 0) / TICKS_PER_SECOND;
}

/** @param {number} pid */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const close = stat.lastIndexOf(")");
    const fields = stat.slice(close + 2).split(" ");
    return {
      name: stat.slice(stat.indexOf("(") + 1, close),
      parent: Number(fields[1]),
      ticks: Number(fields[11]) + Number(fields[12]),
    };
  } catch {
    // It has ended.
    return undefined;
  }
}
