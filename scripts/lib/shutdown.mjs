// The one way a script ends early: on a signal, or when the npm that started it is gone. Nothing it started is left.
import { setTimeout as sleep } from "node:timers/promises";

/** Stopping is given this long altogether. */
const STOP_MS = 1500;
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** @type {Array<() => unknown>} */
const cleanups = [];
let listening = false;
let stopping = false;
/** @type {number | undefined} */
let signalExitCode;

export const isStopping = () => stopping;

/** For a server, being stopped is how it ends well. @param {number} code */
export function exitWith(code) {
  signalExitCode = code;
  listen();
}

/** Runs at the end, the last one added first. @param {() => unknown} cleanup */
export function atStop(cleanup) {
  cleanups.push(cleanup);
  listen();
}

/** @param {number} exitCode @returns {Promise<never>} */
export async function stop(exitCode) {
  if (stopping) return new Promise(() => {});
  stopping = true;
  const work = (async () => {
    for (const cleanup of cleanups.reverse()) {
      try {
        await cleanup();
      } catch {
        // The rest still has to be stopped.
      }
    }
  })();
  await Promise.race([work, sleep(STOP_MS)]);
  process.exit(exitCode);
}

function listen() {
  if (listening) return;
  listening = true;
  /** @type {Set<unknown>} */
  const own = new Set();
  for (const [signal, code] of Object.entries(SIGNALS)) {
    const listener = () => void stop(signalExitCode ?? code);
    own.add(listener);
    process.on(signal, listener);
  }
  // Libraries that exit at once on a signal would cut the cleanups short.
  process.on("newListener", (event, listener) => {
    if (event in SIGNALS && !own.has(listener)) queueMicrotask(() => process.removeListener(event, listener));
  });
  watchParent();
}

/** npm runs scripts through a shell that does not pass signals on, so a script has to notice that npm is gone. */
function watchParent() {
  // Started by hand, a script may well outlive its shell (nohup); started by npm, never.
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    void stop(signalExitCode ?? SIGNALS.SIGTERM);
  }, 250);
  timer.unref();
}

/**
 * Ends child processes and waits until the system has let go of them.
 * @param {Iterable<import("node:child_process").ChildProcess>} children
 * @param {(child: import("node:child_process").ChildProcess, signal: NodeJS.Signals) => void} kill
 */
export async function killAll(children, kill) {
  await Promise.all(
    Array.from(children, async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      kill(child, "SIGTERM");
      await Promise.race([gone, sleep(500)]);
      kill(child, "SIGKILL");
      await gone;
    }),
  );
}
