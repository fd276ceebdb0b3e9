// Starts other programs: never silent for minutes, the full log kept when one fails, none left behind.
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { dim, duration, say, UserError } from "./log.mjs";
import { logDir, root } from "./paths.mjs";
import { atStop, isStopping, killAll } from "./shutdown.mjs";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** @param {import("node:child_process").ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  try {
    // Children lead their own process group, so what they started goes with them.
    if (process.platform === "win32") child.kill(signal);
    else if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}
let registered = false;

/** One line per crate: worth keeping in the log, not worth the screen. */
const CARGO_PROGRESS = /^\s*(Compiling|Checking|Downloaded|Downloading|Updating|Locking|Adding|Blocking) /;

/** A program's output without cargo's progress. @param {string} output */
export function withoutProgress(output) {
  const lines = output.trimEnd().split("\n");
  return lines.filter((line) => !CARGO_PROGRESS.test(line)).join("\n");
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Record<string, string | undefined>} [env] Added to this process's environment; undefined removes a name.
 * @property {"stream" | "quiet"} [show] stream: its lines, indented. Both: a sign of life after 15 s of silence.
 * @property {string} [log] Name of the log file kept when the program fails.
 * @property {number} [timeoutMs]
 */

/**
 * @typedef {object} RunResult
 * @property {number} code 0 is success; a program ended by a signal or a timeout never gives 0.
 * @property {string} output Standard output and error, in order of arrival.
 * @property {string} logFile
 */

/**
 * Runs a program to its end; a failing exit code is returned, not thrown.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  if (!registered) {
    registered = true;
    atStop(() => killAll(running, signalGroup));
  }
  const { show = "quiet", timeoutMs } = options;
  const name = options.log ?? command.replace(/^.*[/\\]/, "");
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: mergeEnv(options.env),
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    running.add(child);
    /** @type {string[]} */
    const chunks = [];
    let lastLine = "";
    let lastSaid = from;
    let timedOut = false;

    /** @param {NodeJS.ReadableStream} stream */
    const collect = (stream) => {
      let rest = "";
      stream.setEncoding("utf8");
      stream.on("data", (/** @type {string} */ text) => {
        chunks.push(text);
        const lines = (rest + text).split(/\r?\n/);
        rest = lines.pop() ?? "";
        for (const line of lines) {
          if (line.trim()) lastLine = line.trim();
          if (show === "stream" && !CARGO_PROGRESS.test(line)) {
            say(line ? `  ${line}` : "");
            lastSaid = performance.now();
          }
        }
      });
      stream.on("end", () => {
        if (rest && show === "stream") say(`  ${rest}`);
      });
    };
    collect(child.stdout);
    collect(child.stderr);

    const heartbeat = setInterval(() => {
      const seconds = Math.round((performance.now() - from) / 1000);
      if (show === "stream" && performance.now() - lastSaid < 14_000) return;
      say(dim(`  ... ${seconds} s: ${lastLine.slice(0, 100) || "working"}`));
    }, 15_000);
    const timer =
      timeoutMs &&
      setTimeout(() => {
        timedOut = true;
        signalGroup(child, "SIGKILL");
      }, timeoutMs);

    child.on("error", (error) => {
      finish();
      reject(new UserError(`could not start ${command}: ${error.message}`));
    });
    child.on("close", (code, signal) => {
      finish();
      // The script is ending: let it, without reports of programs it has just stopped.
      if (isStopping()) return;
      const logFile = join(logDir, `${name.replace(/[^\w.-]+/g, "-")}.log`);
      const ending = timedOut ? `stopped after ${duration(timeoutMs ?? 0)}` : signal ? `ended by ${signal}` : "";
      const output = chunks.join("") + (ending ? `\n${name}: ${ending}\n` : "");
      if (code !== 0) {
        mkdirSync(logDir, { recursive: true });
        writeFileSync(logFile, `$ ${[command, ...args].join(" ")}\n${output}`);
      }
      resolve({ code: code ?? 1, output, logFile });
    });

    function finish() {
      running.delete(child);
      clearInterval(heartbeat);
      if (timer) clearTimeout(timer);
    }
  });
}

/**
 * Like run, but a failure ends the script with the last lines and where the rest is.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} the program's output
 */
export async function runOrFail(command, args, options = {}) {
  const result = await run(command, args, options);
  if (result.code === 0) return result.output;
  throw new UserError(failureText(command, args, result, options.show !== "stream"));
}

/** Lines shown of a failed program; the rest is in its log. */
const SHOWN = 40;

/** @param {string} command @param {string[]} args @param {RunResult} result @param {boolean} withOutput */
export function failureText(command, args, result, withOutput = true) {
  const lines = withOutput ? withoutProgress(result.output).split("\n") : [];
  // Some programs say what is wrong first (npm), others last (cargo).
  if (lines.length > SHOWN) lines.splice(SHOWN / 2, lines.length - SHOWN, "...");
  const said = `${[command, ...args].join(" ")} failed (exit code ${result.code})`;
  return [said, ...lines, `full log: ${result.logFile}`].join("\n");
}

/**
 * A short question to a program: its output, or undefined where it is missing or fails.
 * @param {string} command @param {string[]} args @param {{ cwd?: string }} [options]
 * @returns {string | undefined}
 */
export function ask(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, { cwd: options.cwd ?? root, encoding: "utf8", timeout: 30_000 });
  return status === 0 ? stdout.trim() : undefined;
}

/** @param {Record<string, string | undefined>} [extra] */
function mergeEnv(extra) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...extra };
  for (const key of Object.keys(env)) if (env[key] === undefined) delete env[key];
  return env;
}

/** Every file of this name on PATH that may be run, in order. @param {string} name @returns {string[]} */
export function onPath(name) {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  /** @type {string[]} */
  const found = [];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      if (folder && isExecutable(file) && !found.includes(file)) found.push(file);
    }
  }
  return found;
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** PATH with these folders first. @param {...string} folders */
export function pathWith(...folders) {
  return [...folders, process.env.PATH ?? ""].filter(Boolean).join(delimiter);
}
