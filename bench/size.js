// What a deployment carries, wasm and JavaScript together, after gzip.
// @ts-check
import { bundle, gzipSize } from "./lib/bundle.js";

/** @returns {Promise<import("./index.js").Measured[]>} */
export default async function size() {
  const sizeOf = async (/** @type {string} */ script, /** @type {string[]} */ ...conditions) => [
    gzipSize(await bundle(script, conditions.length > 0 ? conditions : undefined)),
  ];
  const worker = (/** @type {string} */ name) => sizeOf(`export { default } from "./workers/${name}.js"`);
  return [
    {
      work: "a Worker's bundle, gzip",
      unit: "bytes",
      rivals: {
        "polyv-edge, the client": await sizeOf('export { PolyvClient } from "polyv-edge/edge"'),
        "polyv-edge, all": await sizeOf('export * from "polyv-edge/edge"'),
        "axios-crypto-js": await worker("axios-crypto-js"),
        careful: await worker("careful"),
        lean: await worker("lean"),
      },
    },
    {
      work: "the parsers in a page, gzip",
      unit: "bytes",
      rivals: { "polyv-edge": await sizeOf('export * from "polyv-edge"', "browser") },
    },
  ];
}
