// The wasm and wasm-bindgen's glue, put together. The glue's own loaders do more than is asked for here, in a kilobyte.

// @ts-expect-error: build.mjs adds what the types do not have.
import { __wbg_set_wasm, imports, start } from "#wasm";
import { needsWebAssembly } from "./guard.js";

/** What the wasm exports, once it is loaded. @type {WebAssembly.Exports | undefined} */
let wasm;

export const isLoaded = () => wasm !== undefined;

/** Gives what the wasm exports, of the first time. @param {{ module: BufferSource | WebAssembly.Module }} input */
export function initSync(input) {
  needsWebAssembly();
  if (wasm !== undefined) return wasm;
  const module = input.module instanceof WebAssembly.Module ? input.module : new WebAssembly.Module(input.module);
  return use(new WebAssembly.Instance(module, imports));
}

/** @param {any} input Where the wasm is: a URL, a `Response`, bytes, or a module; or a promise of it. */
export async function init(input) {
  needsWebAssembly();
  let source = await input;
  if (typeof source === "string" || source instanceof URL) source = await fetch(source);
  // By what it can do: jsdom has a Response of its own, or none.
  if (typeof source?.arrayBuffer === "function") {
    if (source.ok === false) throw new Error(`failed to fetch the wasm: HTTP ${source.status}`);
    source = await source.arrayBuffer();
  }
  const made = await WebAssembly.instantiate(source, imports);
  use(made instanceof WebAssembly.Instance ? made : made.instance);
}

/** @param {WebAssembly.Instance} instance */
function use({ exports }) {
  __wbg_set_wasm(exports);
  start();
  wasm = exports;
  return exports;
}
