// What the build writes next to the loaders of pkg-template/, for the type check that runs on the template.
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
declare module "*.base64.js" {
  const base64: string;
  export default base64;
}
declare module "*.glue.js";
// The browser wasm, deflated and in base64.
declare module "#deflated" {
  const text: string;
  export default text;
}
