// Up to Vite 7, the dev server moves packages into files of its own, where `new URL` no longer finds the wasm.
export default { optimizeDeps: { exclude: ["polyv-edge"] } };
