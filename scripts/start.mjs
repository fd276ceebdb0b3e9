// `npm start`: builds the package, starts a local POLYV, and runs the demo Worker with its page in workerd.
import { randomBytes } from "node:crypto";
import diagnostics from "node:diagnostics_channel";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { build } from "./build.mjs";
import { bold, dim, reportError, runAsScript, say, step, UserError } from "./lib/log.mjs";
import { readOptions } from "./lib/options.mjs";
import { root } from "./lib/paths.mjs";
import { atStop, exitWith, isStopping, killAll, stop } from "./lib/shutdown.mjs";

const HOST = "127.0.0.1";
/** What POLYV's own documentation shows; the local emulator knows both. */
const SAMPLES = ["viewers/2_v378gn997yovtl3p8h77db9e224t6hg9", "channels/2149710/accounts/0062149710"];
/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();

const USAGE = `Builds the package, starts a local POLYV, and runs the demo Worker with its page in workerd. Ctrl-C ends all of it.

Usage: npm start

  PORT=8787        the Worker's port; 0 for a free one
  DEMO_TOKEN=...   what the page and curl show to get in; a random one otherwise
  www/.dev.vars    your POLYV_APP_ID and POLYV_APP_SECRET, to ask the real POLYV`;

await runAsScript(import.meta.url, async () => {
  readOptions(USAGE);
  exitWith(0);
  try {
    await start();
  } catch (error) {
    if (!isStopping()) reportError(error);
    await stop(1);
  }
});

async function start() {
  const port = await freePort(process.env.PORT ?? "8787");
  await build();
  const { vars, polyv } = await environment();
  const worker = await step("starting the demo Worker", () => startWorker(port, vars));
  atStop(() => worker.dispose());
  const { port: actualPort } = await worker.url;
  announce(Number(actualPort), vars.DEMO_TOKEN, polyv);
}

/**
 * Real credentials where www/.dev.vars has them, a local POLYV otherwise.
 * @returns {Promise<{ vars: Record<string, string>, polyv: string }>}
 */
async function environment() {
  const file = join(root, "www", ".dev.vars");
  const own = existsSync(file) ? readVars(file) : {};
  const DEMO_TOKEN = process.env.DEMO_TOKEN || own.DEMO_TOKEN || randomBytes(24).toString("base64url");
  if (own.POLYV_APP_ID && own.POLYV_APP_SECRET) {
    const POLYV_BASE_URL = own.POLYV_BASE_URL || "https://api.polyv.net";
    return {
      vars: { POLYV_BASE_URL, ...own, DEMO_TOKEN },
      polyv: `${POLYV_BASE_URL} (credentials from www/.dev.vars)`,
    };
  }
  if (own.POLYV_APP_ID || own.POLYV_APP_SECRET) {
    throw new UserError(
      "www/.dev.vars needs both POLYV_APP_ID and POLYV_APP_SECRET; without either, a local POLYV answers.",
    );
  }
  const { startEmulator } = await import("../emulator/index.js");
  const emulator = await startEmulator();
  atStop(() => emulator.close());
  const vars = {
    POLYV_APP_ID: emulator.appId,
    POLYV_APP_SECRET: emulator.appSecret,
    POLYV_BASE_URL: emulator.url,
    DEMO_TOKEN,
  };
  return { vars, polyv: `${emulator.url} (the local emulator)` };
}

/** The NAME=value lines of a .dev.vars file. @param {string} file @returns {Record<string, string>} */
function readVars(file) {
  const lines = readFileSync(file, "utf8").matchAll(/^\s*(\w+)\s*=\s*(.*?)\s*$/gm);
  return Object.fromEntries(Array.from(lines, ([, name, value]) => [name, value.replace(/^(["'])(.*)\1$/, "$2")]));
}

/**
 * In this process, so that the secret is on no command line and in no file.
 * @param {number} port @param {Record<string, string>} vars
 */
async function startWorker(port, vars) {
  // Nothing here needs the network: no metrics, no look-up of where this computer is.
  process.env.WRANGLER_SEND_METRICS = "false";
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
  process.env.WRANGLER_LOG ??= "warn";
  watchWorkerd();
  const { unstable_startWorker } = await import("wrangler");
  const worker = await unstable_startWorker({
    config: join(root, "www", "wrangler.jsonc"),
    envFiles: [],
    bindings: Object.fromEntries(
      Object.entries(vars).map(([name, value]) => [name, { type: /** @type {const} */ ("plain_text"), value }]),
    ),
    sendMetrics: false,
    dev: {
      remote: false,
      persist: false,
      inspector: false,
      watch: true,
      liveReload: false,
      server: { hostname: HOST, port, secure: false },
    },
  });
  await worker.ready;
  return worker;
}

/** Wrangler is silent when workerd dies, and the address then just stops answering: notice it here. */
function watchWorkerd() {
  atStop(() => killAll(children, (child, signal) => child.kill(signal)));
  diagnostics.subscribe("child_process", (message) => {
    const { process: child } = /** @type {{ process: import("node:child_process").ChildProcess }} */ (message);
    children.add(child);
    child.once("exit", (code, signal) => {
      children.delete(child);
      // `killed` is true where wrangler itself replaces workerd after an edit.
      if (isStopping() || child.killed || !child.spawnfile.includes("workerd")) return;
      process.stderr.write(`error: workerd ended unexpectedly (${signal ?? `exit code ${code}`})\n`);
      void stop(1);
    });
  });
}

/** @param {string} text The PORT variable. @returns {Promise<number>} */
async function freePort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new UserError(`PORT must be a number up to 65535, not "${text}".`);
  if (port === 0) return 0;
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const reason = error.code === "EADDRINUSE" ? "is in use by another program" : `cannot be used (${error.code})`;
      reject(new UserError(`port ${port} ${reason}. Choose another: PORT=8790 npm start`));
    });
    server.listen(port, HOST, () => resolve(undefined));
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @param {number} port @param {string} token @param {string} polyv */
function announce(port, token, polyv) {
  const origin = `http://localhost:${port}`;
  say("");
  say(`${bold("page")}    ${origin}/#token=${token}`);
  for (const path of SAMPLES)
    say(`${bold("try")}     curl -H 'Authorization: Bearer ${token}' '${origin}/api/${path}'`);
  say(`${bold("polyv")}   ${polyv}`);
  say(dim("Ctrl-C stops everything."));
}
