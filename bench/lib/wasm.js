// Watches the wasm of the package, which is loaded after this module: how often it is entered and left, and its memory.
// @ts-check

export const watched = { crossings: 0, bytes: () => 0 };

const { Instance } = WebAssembly;
// @ts-expect-error: stands in for the class as far as the package uses it.
WebAssembly.Instance = class {
  /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} imports */
  constructor(module, imports) {
    const counted = Object.entries(imports).map(([name, functions]) => [name, counting(functions)]);
    const { exports } = new Instance(module, Object.fromEntries(counted));
    const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
    watched.bytes = () => memory?.buffer.byteLength ?? 0;
    this.exports = counting(exports);
  }
};

/** @param {Record<string, any>} functions */
function counting(functions) {
  const counted = Object.entries(functions).map(([name, run]) => {
    if (typeof run !== "function") return [name, run];
    const count = (/** @type {unknown[]} */ ...given) => {
      watched.crossings++;
      return run(...given);
    };
    return [name, count];
  });
  return Object.fromEntries(counted);
}
