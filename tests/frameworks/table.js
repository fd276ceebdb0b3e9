// @ts-check

/**
 * @typedef {object} Framework
 * @property {string} [folder] Of tests/hosts/, where it is not the name.
 * @property {Record<string, string>} [pins] Other versions than the folder's.
 * @property {Record<string, string>} commands What is typed, in the project; the last one serves on $PORT.
 * @property {string[]} [paths] Where its server has the API; without, the command itself says what it found.
 * @property {boolean} [page] It has a page at `/`.
 */

const NEXT = {
  folder: "next",
  commands: { built: "next build && next start -H 127.0.0.1 -p $PORT", development: "next dev -H 127.0.0.1 -p $PORT" },
  paths: ["/node", "/edge"],
  page: true,
};
const WRANGLER = "wrangler dev --ip 127.0.0.1 --port $PORT --inspector-port 0";
const VITE_DEV = "vite dev --host 127.0.0.1 --port $PORT";

/** @type {Record<string, Framework>} */
export const FRAMEWORKS = {
  next16: NEXT,
  next15: { ...NEXT, pins: { next: "15.5.29" } },
  nuxt: {
    commands: {
      built: "nuxt build && HOST=127.0.0.1 PORT=$PORT node .output/server/index.mjs",
      development: "nuxt dev --host 127.0.0.1 --port $PORT",
      cloudflare: `NITRO_PRESET=cloudflare-module nuxt build && ${WRANGLER} .output/server/index.mjs --assets .output/public --compatibility-date 2026-04-01 --compatibility-flags nodejs_compat`,
    },
    paths: ["/api"],
    page: true,
  },
  sveltekit: {
    commands: { built: `vite build && ${WRANGLER}`, development: VITE_DEV },
    paths: ["/api"],
    page: true,
  },
  astro: {
    commands: {
      built: "astro build && HOST=127.0.0.1 PORT=$PORT node dist/server/entry.mjs",
      development: "astro dev --host 127.0.0.1 --port $PORT",
    },
    paths: ["/api"],
    page: true,
  },
  "react-router": {
    commands: {
      built: "react-router build && HOST=127.0.0.1 PORT=$PORT react-router-serve build/server/index.js",
      development: "react-router dev --host 127.0.0.1 --port $PORT",
    },
    paths: ["/api"],
    page: true,
  },
  hono: { commands: { development: WRANGLER }, paths: ["/api"] },
  "cloudflare-vite": {
    commands: { built: "vite build && vite preview --host 127.0.0.1 --port $PORT", development: VITE_DEV },
    paths: ["/api"],
    page: true,
  },
  vitest: { commands: { run: "vitest run" } },
  "vitest-workers": { commands: { run: "vitest run" } },
};
