// `node build.mjs <entry> <folder> [browser | node] [format]`: Rollup with the one plugin that finds packages.
import nodeResolve from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";

const [input, dir, platform, format = "esm"] = process.argv.slice(2);
const bundle = await rollup({
  input,
  plugins: [nodeResolve({ browser: platform === "browser", exportConditions: platform === "node" ? ["node"] : [] })],
  onwarn: ({ code, message }) => console.log(`${code}: ${message}`),
});
await bundle.write({ dir, format });
