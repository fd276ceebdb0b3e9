// Runs the emulator from the command line until Ctrl-C.
// @ts-check
import { parseArgs } from "node:util";
import { SAMPLE_ACCOUNT } from "./data/accounts.js";
import { createViewers } from "./data/viewers.js";
import { faults, startEmulator } from "./index.js";

const DEFAULT_PORT = 8788;
const HELP = `A local POLYV for development and tests.

Usage: node emulator/cli.js [--port ${DEFAULT_PORT}] [--help]

  --port N   port on 127.0.0.1, 0 for a free one (default ${DEFAULT_PORT})
  --help     this text, with the faults one can ask for

Faults: look up "fault:<name>" instead of a viewerUnionId or account, or "fault:<name>:<n>:<id>" for the first n calls.

${faults.map(({ name, what }) => `  ${name.padEnd(28)}${what}`).join("\n")}
`;

/**
 * @param {string} message
 * @param {number} code
 * @returns {never}
 */
function fail(message, code) {
  console.error(`emulator: ${message}`);
  process.exit(code);
}

function readOptions() {
  try {
    return parseArgs({ options: { port: { type: "string" }, help: { type: "boolean" } } }).values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}. Try --help.`, 2);
  }
}

const options = readOptions();
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const port = Number(options.port ?? DEFAULT_PORT);
if (!Number.isInteger(port) || port < 0 || port > 65535 || options.port?.trim() === "") {
  fail(`--port must be a number from 0 to 65535, not "${options.port}".`, 2);
}

const emulator = await startEmulator({ port }).catch((error) =>
  fail(error.code === "EADDRINUSE" ? `port ${port} is taken. Choose another with --port.` : error.message, 1),
);
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await emulator.close();
    process.exit(0);
  });
}

const others = createViewers().slice(1, 4);
console.log(`POLYV emulator: ${emulator.url}
  appId          ${emulator.appId}
  appSecret      ${emulator.appSecret}
  viewers        ${createViewers()[0]?.viewerUnionId} (POLYV's sample)
${others.map((viewer) => `                 ${viewer.viewerUnionId} (${viewer.nickname})`).join("\n")}
  accounts       ${SAMPLE_ACCOUNT.account} in channel ${SAMPLE_ACCOUNT.channelId} (POLYV's sample)
                 0052191541 in channel 2191541
  faults         fault:status-500, fault:qps:1:<id>, ... (all: --help)
Press Ctrl-C to stop.`);
