// Every host with tools of its own: a folder here, and what is typed in it. docs/hosts.md is made from this.
// @ts-check
import { existsSync, readFileSync } from "node:fs";

/**
 * @typedef {object} Row
 * @property {string} host
 * @property {string} folder Its project.
 * @property {string} tool The package of that project, or of this repository, whose version counts.
 * @property {Record<string, string>} [pins] Other versions than the project's.
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

const NEXT = {
  ...{ host: "Next", folder: "next", tool: "next", paths: ["/node", "/edge"], page: true },
  commands: { built: "next build && next start -H 127.0.0.1 -p $PORT", development: "next dev -H 127.0.0.1 -p $PORT" },
};
const NUXT = { folder: "nuxt", tool: "nuxt", paths: ["/api"], page: true };
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
    ...{ host: "Cloudflare Workers, wrangler", folder: "workerd", tool: "wrangler", paths: ["/api"] },
    commands: { development: `${WRANGLER} shared/answer.js --compatibility-date 2025-01-01` },
  },
  ...["node20", "node22", "node24"].map((tool) => {
    const node = `node_modules/${tool}/bin/node`;
    const commands = { import: `${node} shared/server.mjs`, require: `${node} shared/server.cjs` };
    return { host: "Node", folder: "node-releases", tool, commands };
  }),
  {
    ...{ host: "Deno", folder: "deno", tool: "deno" },
    commands: {
      run: "deno run --no-prompt --node-modules-dir=manual --allow-env --allow-net=127.0.0.1 shared/server.mjs",
    },
  },
  {
    ...{ host: "Bun", folder: "bun", tool: "bun" },
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
  ...["Express", "Fastify"].map((host) => {
    const name = host.toLowerCase();
    return { host, folder: name, tool: name, paths: ["/api"], commands: { run: "PORT=$PORT node server.js" } };
  }),
  { host: "Jest", folder: "jest", tool: "jest", commands: { run: "jest --ci" }, silent: true },
  ...[
    { pins: undefined, why: NOT_EXPORTED },
    { pins: { vite: "7.3.8" }, why: /No known conditions for "\.\/edge" specifier in "polyv-edge" package/ },
  ].map(({ pins, why }) => ({
    ...{ host: "Vite", folder: "vite", tool: "vite", pins, site: 2 },
    commands: { built: "vite build shared/page --outDir ../../out", development: `vite shared/page ${LISTEN}` },
    refused: { "vite build secret --outDir ../out": why },
  })),
  {
    ...{ host: "webpack", folder: "webpack", tool: "webpack", site: 2 },
    commands: { built: "node build.mjs shared/page/main.js web" },
    refused: {
      "node build.mjs shared/secret.js web": NOT_EXPORTED,
      "node build.mjs shared/secret.js webworker": NOT_EXPORTED,
    },
  },
  {
    ...{ host: "esbuild", folder: "esbuild", tool: "esbuild", site: 2 },
    commands: { built: "esbuild shared/page/main.js shared/page/worker.js --bundle --format=esm --outdir=out" },
    alone: { ".mjs": `${ESBUILD} --format=esm`, ".cjs": `${ESBUILD} --format=cjs` },
    refused: {
      "esbuild shared/secret.js --bundle --outdir=out": DISABLED,
      "esbuild shared/secret.js --bundle --outdir=out --platform=neutral": DISABLED,
    },
  },
  {
    ...{ host: "Rollup", folder: "rollup", tool: "rollup", site: 1 },
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
  { ...NEXT, pins: { next: "15.5.29" } },
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
    ...{ host: "SvelteKit, on Cloudflare", folder: "sveltekit", tool: "@sveltejs/kit", paths: ["/api"], page: true },
    commands: { built: `vite build && ${WRANGLER}`, development: `vite dev ${LISTEN}` },
  },
  {
    ...{ host: "Astro, on Node", folder: "astro", tool: "astro", paths: ["/api"], page: true },
    commands: {
      built: "astro build && HOST=127.0.0.1 PORT=$PORT node dist/server/entry.mjs",
      development: `astro dev ${LISTEN}`,
    },
  },
  {
    ...{ host: "React Router, on Node", folder: "react-router", tool: "react-router", paths: ["/api"], page: true },
    commands: {
      built: "react-router build && HOST=127.0.0.1 PORT=$PORT react-router-serve build/server/index.js",
      development: `react-router dev ${LISTEN}`,
    },
  },
  {
    ...{ host: "Hono, on Cloudflare", folder: "hono", tool: "hono", paths: ["/api"] },
    commands: { development: WRANGLER },
  },
  {
    ...{ host: "Cloudflare's Vite plugin", folder: "cloudflare-vite", tool: "@cloudflare/vite-plugin" },
    ...{ paths: ["/api"], page: true },
    commands: { built: `vite build && vite preview ${LISTEN}`, development: `vite dev ${LISTEN}` },
  },
  { host: "Vitest", folder: "vitest", tool: "vitest", commands: { run: "vitest run" } },
  {
    ...{ host: "Vitest in workerd", folder: "vitest-workers", tool: "@cloudflare/vitest-pool-workers" },
    commands: { run: "vitest run" },
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

/** @param {Row} row @returns {string} */
export function versionOf({ folder, tool, pins }) {
  const manifests = [`${folder}/package.json`, "../../package.json"]
    .map((file) => new URL(file, import.meta.url))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, "utf8")));
  const found = manifests.map(({ dependencies, devDependencies }) => ({ ...dependencies, ...devDependencies })[tool]);
  return (pins?.[tool] ?? found.find(Boolean)).replace(/^npm:.*@/, "");
}
