// Starts what `npm start` starts, for tests: a local POLYV and the demo Worker with its page, on free ports.
// @ts-check
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../../../emulator/index.js";

const www = fileURLToPath(new URL("../../../www/", import.meta.url));

/**
 * @typedef {object} Demo
 * @property {string} origin
 * @property {string} token
 * @property {import("../../../emulator/index.js").Emulator} emulator
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Demo>} */
export async function startDemo() {
  if (!existsSync(`${www}public/polyv-edge/index.web.js`)) throw new Error("run `npm run build` first");
  const token = "token-of-the-tests";
  const emulator = await startEmulator();
  const worker = await startWorker({
    POLYV_APP_ID: emulator.appId,
    POLYV_APP_SECRET: emulator.appSecret,
    POLYV_BASE_URL: emulator.url,
    DEMO_TOKEN: token,
  });
  await worker.ready;
  const { origin } = await worker.url;
  // From here on wrangler calls things errors that are none: a browser that closes a connection, its own folder going away.
  process.env.WRANGLER_LOG = "none";
  const close = async () => {
    await worker.dispose();
    await emulator.close();
  };
  return { origin, token, emulator, close };
}

/** @param {Record<string, string>} vars */
async function startWorker(vars) {
  process.env.WRANGLER_SEND_METRICS = "false";
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
  process.env.WRANGLER_LOG ??= "error";
  const { unstable_startWorker } = await import("wrangler");
  return unstable_startWorker({
    config: `${www}wrangler.jsonc`,
    envFiles: [],
    bindings: Object.fromEntries(
      Object.entries(vars).map(([name, value]) => [name, { type: /** @type {const} */ ("plain_text"), value }]),
    ),
    sendMetrics: false,
    dev: {
      remote: false,
      persist: false,
      inspector: false,
      watch: false,
      liveReload: false,
      server: { hostname: "127.0.0.1", port: 0, secure: false },
    },
  });
}
