// A lock between processes, so that two runs never write the same folder at once.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./log.mjs";

/** A lock whose owner has not been written yet is given this long before it counts as left over. */
const OWNERLESS_MS = 10_000;

/**
 * @template T
 * @param {string} path A folder that exists only while the lock is held.
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!take(path)) {
    if (isLeftOver(path)) {
      rmSync(path, { recursive: true, force: true });
      continue;
    }
    if (!told) say(`  waiting for another run to finish (${path})`);
    told = true;
    await sleep(500);
  }
  const release = () => rmSync(path, { recursive: true, force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    release();
    process.off("exit", release);
  }
}

/** @param {string} path */
function take(path) {
  try {
    mkdirSync(path);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
  writeFileSync(join(path, "pid"), String(process.pid));
  return true;
}

/** True where the process that took the lock is gone. @param {string} path */
function isLeftOver(path) {
  let pid;
  try {
    pid = Number(readFileSync(join(path, "pid"), "utf8"));
  } catch {
    try {
      return Date.now() - statSync(path).mtimeMs > OWNERLESS_MS;
    } catch {
      return false;
    }
  }
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}
