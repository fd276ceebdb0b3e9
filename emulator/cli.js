#!/usr/bin/env node
// Runs the emulator from the command line until Ctrl-C.
// @ts-check
import { parseArgs } from "node:util";
import { CALLBACK_HELP, callbackCommand } from "./callback-command.js";
import { SAMPLE_ACCOUNT } from "./data/accounts.js";
import { createViewers } from "./data/viewers.js";
import { DEFAULT_APP_SECRET, faults, startEmulator } from "./index.js";
import { sampleWatch } from "./watch-samples.js";

const DEFAULT_PORT = 8788;
const HELP = `A local POLYV for development and tests.

Usage: npx polyv-edge emulator [--port ${DEFAULT_PORT}] [--host 127.0.0.1] [--watch URL] [--help]
       npx polyv-edge emulator callback URL KIND [name=value ...]

  --port N   port, 0 for a free one (default ${DEFAULT_PORT})
  --host H   address to listen on (default 127.0.0.1); 0.0.0.0 lets other machines and containers in
  --watch URL   where your watch handler is, such as http://127.0.0.1:8787/watch: gives three channels a watch condition each
  --help     this text, with the faults one can ask for

${CALLBACK_HELP}

Faults: look up "fault:<name>" instead of a viewerUnionId or account, or "fault:<name>:<n>:<id>" for the first n calls.

${faults.map(({ name, what }) => `  ${name.padEnd(28)}${what}`).join("\n")}
`;

/** @param {string} message @param {number} code @returns {never} */
function fail(message, code) {
  console.error(`emulator: ${message}`);
  process.exit(code);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: "string" },
        host: { type: "string" },
        watch: { type: "string" },
        help: { type: "boolean" },
      },
      allowPositionals: true,
    });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}. Try --help.`, 2);
  }
}

const { values: options, positionals } = readOptions();
// `npx polyv-edge emulator …`: the word may stand there.
if (positionals[0] === "emulator") positionals.shift();
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
if (positionals[0] === "callback") {
  process.exit(await callbackCommand(positionals.slice(1), DEFAULT_APP_SECRET));
}
if (positionals.length > 0) fail(`"${positionals[0]}" is no command. Try --help.`, 2);
if (options.watch !== undefined && !URL.canParse(options.watch))
  fail(`--watch must be a URL, not "${options.watch}".`, 2);
const watch = options.watch === undefined ? {} : sampleWatch(options.watch.replace(/\/+$/, ""));
const port = Number(options.port ?? DEFAULT_PORT);
if (!Number.isInteger(port) || port < 0 || port > 65535 || options.port?.trim() === "") {
  fail(`--port must be a number from 0 to 65535, not "${options.port}".`, 2);
}

const emulator = await startEmulator({ port, host: options.host, watch, onRequest: report }).catch((error) =>
  fail(error.code === "EADDRINUSE" ? `port ${port} is taken. Choose another with --port.` : error.message, 1),
);
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await emulator.close();
    process.exit(0);
  });
}

/** @param {import("./exchange.js").Recorded} request */
function report({ method, path, status, aborted, refused, toSign }) {
  console.log(
    `${method} ${path} ${status || "no answer"}${aborted ? ", broken off" : ""}${refused ? `: ${refused}` : ""}`,
  );
  if (toSign !== undefined) console.log(`  should be signed: ${toSign}`);
}

const others = createViewers().slice(1, 4);
console.log(`POLYV emulator: ${emulator.url}
  appId          ${emulator.appId}
  appSecret      ${emulator.appSecret}
  viewers        ${createViewers()[0]?.viewerUnionId} (POLYV's sample)
${others.map((viewer) => `                 ${viewer.viewerUnionId} (${viewer.nickname})`).join("\n")}
  accounts       ${SAMPLE_ACCOUNT.account} in channel ${SAMPLE_ACCOUNT.channelId} (POLYV's sample)
                 0052191541 in channel 2191541
${Object.entries(watch)
  .map(([channelId, settings]) => {
    const [name, key] = Object.entries(settings)[0] ?? [];
    return `  watch page     ${emulator.url}/watch/${channelId} (${name}: ${key})\n`;
  })
  .join("")}  faults         fault:status-500, fault:qps:1:<id>, ... (all: --help)
Press Ctrl-C to stop.`);
