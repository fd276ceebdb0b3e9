// `npm start`: builds the package, starts a local POLYV, and runs the demo Worker with its page in workerd.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { build } from "./build.mjs";
import { root, runAsScript, UserError } from "./lib/run.mjs";

/** What POLYV's own documentation shows; the local POLYV knows both. */
const SAMPLES = ["viewers/2_v378gn997yovtl3p8h77db9e224t6hg9", "channels/2149710/accounts/0062149710"];
const config = join(root, "www/wrangler.jsonc");

await runAsScript(import.meta.url, async (onStop) => {
  const port = Number(process.env.PORT || 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new UserError("PORT must be a number up to 65535.");
  // Where the port is taken, wrangler waits without a word.
  const probe = createServer().listen(port, "127.0.0.1");
  await once(probe, "listening").catch(({ code }) => {
    throw new UserError(`port ${port} cannot be used (${code}). Choose another: PORT=8790 npm start`);
  });
  await once(probe.close(), "close");
  await build();
  // Nothing here needs the network: no metrics, no look-up of where this computer is.
  process.env.WRANGLER_SEND_METRICS = "false";
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
  process.env.WRANGLER_LOG ??= "warn";
  const { unstable_getVarsForDev, unstable_startWorker } = await import("wrangler");

  const own = unstable_getVarsForDev(config, undefined, {}, undefined, true);
  const token = process.env.DEMO_TOKEN || String(own.DEMO_TOKEN?.value ?? randomBytes(24).toString("base64url"));
  /** @type {Record<string, string>} */
  const secrets = { DEMO_TOKEN: token };
  let polyv = "the account in www/.dev.vars";
  if (!own.POLYV_APP_ID?.value !== !own.POLYV_APP_SECRET?.value) {
    throw new UserError(
      "www/.dev.vars needs both POLYV_APP_ID and POLYV_APP_SECRET, or neither: a local POLYV answers.",
    );
  }
  if (!own.POLYV_APP_ID?.value) {
    const { startEmulator } = await import("../emulator/index.js");
    const emulator = await startEmulator();
    onStop(() => emulator.close());
    Object.assign(secrets, { POLYV_APP_ID: emulator.appId, POLYV_APP_SECRET: emulator.appSecret });
    secrets.POLYV_BASE_URL = emulator.url;
    polyv = `${emulator.url} (local)`;
  }

  // Only secrets: wrangler writes all other values into its log.
  const bindings = Object.entries(secrets).map(([name, value]) => [name, { type: "secret_text", value }]);
  const worker = await unstable_startWorker({
    config,
    bindings: Object.fromEntries(bindings),
    sendMetrics: false,
    dev: {
      remote: false,
      persist: false,
      inspector: false,
      watch: true,
      liveReload: false,
      server: { hostname: "127.0.0.1", port, secure: false },
    },
  });
  onStop(() => worker.dispose());
  await worker.ready;

  const { port: actualPort } = await worker.url;
  const origin = `http://localhost:${actualPort}`;
  const lines = SAMPLES.map((path) => `try    curl -H 'Authorization: Bearer ${token}' '${origin}/api/${path}'`);
  console.log(["", `page   ${origin}/#token=${token}`, ...lines, `polyv  ${polyv}`, "Ctrl-C stops all."].join("\n"));
});
