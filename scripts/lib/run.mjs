// Starts other programs: what they print is shown as it comes, and none of them outlives the script.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = join(fileURLToPath(import.meta.url), "../../..");
/** What this script writes, but `pkg/`. */
export const targetDir = join(root, "target");
/** @type {Record<string, number>} */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** An error whose message says all: printed without a stack. */
export class UserError extends Error {}

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end; a failing exit code is returned, not thrown.
 * @param {string} command @param {string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string }} [options] env: added to this process's.
 * @returns {Promise<{ code: number, output: string }>} output: what it wrote to its standard output
 */
export async function run(command, args, { env, cwd = root } = {}) {
  // A process group of its own, so that what the program starts can be ended with it.
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  running.add(child);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
    process.stdout.write(text);
  });
  try {
    const [code] = await once(child, "close");
    return { code: code ?? 1, output };
  } catch (error) {
    throw new UserError(`could not start ${command}: ${/** @type {Error} */ (error).message}`);
  } finally {
    running.delete(child);
  }
}

/** Like run, but a failure is an error. @param {Parameters<typeof run>} args */
export async function runOrFail(...args) {
  const { code, output } = await run(...args);
  if (code !== 0) throw new UserError(`${args[0]} ${args[1].join(" ")} failed (exit code ${code})`);
  return output;
}

/** A short question to a program: its output, or undefined where it is missing or fails. @param {string} command @param {string[]} args */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Runs main where this file is what Node was asked to run. A signal ends what was started before it ends the script.
 * @param {string} moduleUrl @param {(onStop: (work: () => unknown) => void) => Promise<unknown>} main
 *   onStop: what else a signal ends; a script that serves has ended well with it
 */
export async function runAsScript(moduleUrl, main) {
  if (!process.argv[1] || realpathSync(process.argv[1]) !== fileURLToPath(moduleUrl)) return;
  /** @type {(() => unknown)[]} */
  const works = [];
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.once(signal, async () => {
      const ended = Promise.allSettled([...works.map(async (work) => work()), ...Array.from(running, end)]);
      await Promise.race([ended, sleep(3000)]);
      process.exit(works.length > 0 ? 0 : code);
    });
  }
  try {
    await main((work) => works.push(work));
  } catch (error) {
    process.stderr.write(`error: ${error instanceof UserError ? error.message : /** @type {Error} */ (error).stack}\n`);
    await Promise.allSettled(works.map(async (work) => work()));
    process.exit(1);
  }
}

/** @param {import("node:child_process").ChildProcess} child */
async function end(child) {
  const kill = (/** @type {NodeJS.Signals} */ signal) => {
    try {
      process.kill(-(/** @type {number} */ (child.pid)), signal);
    } catch {
      // It has ended already.
    }
  };
  kill("SIGTERM");
  for (let waited = 0; running.has(child) && waited < 2000; waited += 50) await sleep(50);
  kill("SIGKILL");
}
