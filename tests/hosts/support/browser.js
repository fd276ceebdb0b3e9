// A page in headless Chromium, served from this machine, and what it says of itself.
// @ts-check
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));
/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};
/** What a careful site sends: no inline script, no eval; compiling wasm needs a word of its own. */
const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";
const ARGS = [
  ...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--disable-lcd-text"],
];
/** `npm test` finds a browser and names it; these are for a test that is run by hand. */
const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Chrome or Chromium, headless. */
export function launch() {
  const executablePath = process.env.CHROME_PATH ?? BROWSERS.find(existsSync);
  if (!executablePath) throw new Error("these tests need Chrome or Chromium: CHROME_PATH names it");
  // Chrome's sandbox refuses to run as root, which containers usually are.
  const args = process.getuid?.() === 0 ? [...ARGS, "--no-sandbox"] : ARGS;
  return chromium.launch({ executablePath, headless: true, args });
}

/** One browser for a test file; call `close` in `after`. */
export async function openBrowser() {
  const browser = await launch();
  return {
    close: () => browser.close(),
    /**
     * What the page leaves in `globalThis.outcome`, and everything it complained about, which ends the wait unless a
     * development server may be at work: they talk, and load a page twice.
     * @param {string} url @param {{ isDeveloping?: boolean }} [options]
     */
    async visit(url, { isDeveloping = false } = {}) {
      const page = await browser.newPage();
      /** @type {string[]} */
      const complaints = [];
      page.on("console", (message) => {
        const { url: from } = message.location();
        // Every browser asks for it; that there is none says nothing.
        if (from.endsWith("/favicon.ico")) return;
        if (["error", "warning"].includes(message.type())) complaints.push(`${message.text()} (${from})`);
      });
      page.on("pageerror", (error) => complaints.push(error.stack || String(error)));
      try {
        await page.goto(url);
        const read = () => page.evaluate(() => /** @type {any} */ (globalThis).outcome).catch(() => undefined);
        // The script that sets it may be a module, which runs late, or never where the page is broken.
        let outcome = await read();
        const until = performance.now() + 15_000;
        while (outcome === undefined && (isDeveloping || complaints.length === 0) && performance.now() < until) {
          await sleep(50);
          outcome = await read();
        }
        return { outcome, complaints };
      } finally {
        await page.close();
      }
    },
  };
}

/**
 * Serves folders under their prefixes, the fixtures at the root.
 * @param {Record<string, string>} folders URL prefix, such as "/", to folder; the longest prefix wins.
 * @param {{ csp?: string }} [options]
 */
export async function serve(folders, { csp = CSP } = {}) {
  const prefixes = Object.keys(folders).sort((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const prefix = prefixes.find((start) => path.startsWith(start));
    const inFolder = prefix && join(folders[prefix], normalize(path.slice(prefix.length)) || "index.html");
    const candidates = [
      inFolder && (path.endsWith("/") ? join(inFolder, "index.html") : inFolder),
      join(fixtures, path),
    ];
    const file = candidates.find((name) => name && existsSync(name) && statSync(name).isFile());
    if (!file) return response.writeHead(404, { "content-type": "text/plain" }).end("not here");
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": csp,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
