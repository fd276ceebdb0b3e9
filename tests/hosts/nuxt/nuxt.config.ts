export default defineNuxtConfig({
  compatibilityDate: "2026-04-01",
  // On Cloudflare, Nitro takes WebAssembly where it is told to.
  nitro: { experimental: { wasm: process.env.NITRO_PRESET === "cloudflare-module" } },
});
