// `node build.mjs <entry> <folder> [browser]`: Rollup with the one plugin that finds packages.
import nodeResolve from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";

const [input, dir, platform] = process.argv.slice(2);
const bundle = await rollup({
  input,
  plugins: [nodeResolve({ browser: platform === "browser" })],
  onwarn: ({ code, message }) => console.log(`${code}: ${message}`),
});
await bundle.write({ dir, format: "esm" });
