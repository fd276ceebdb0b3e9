// Makes a wasm file and its glue smaller without changing what they do.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "./log.mjs";
import { root } from "./paths.mjs";
import { run } from "./proc.mjs";

/** What only a panic reaches. Nobody would see its message: it ends in a trap, which the package reports. */
const PANICS = [
  /^(core|std)::panicking::/,
  /\b(unwrap|expect)_failed\b|\bpanic_(already|const)|_fail(_rt)?\b/,
  /\balloc::(handle_alloc_error|default_alloc_error_hook|rust_oom)|\braw_vec::(handle_error|capacity_overflow)/,
  /\brust_(panic|begin_unwind)/,
];
/** What writes such messages. */
const FORMATTING = [/^core::fmt::|^<core::fmt::|\bas core::fmt::|^alloc::fmt::|\bPanicPayload\b/];

/**
 * Optimises a module, and shortens the names that it shares with its glue.
 * @param {{ wasm: string, glue: string, level: string }} options Both files are rewritten; the wasm has its names still.
 * @returns {Promise<{ properties: Record<string, string>, names: Record<string, string> }>} the glue's properties to shorten,
 *   each with its short name, and for every short name what it stands for
 */
export async function shrink({ wasm, glue, level }) {
  await trapPanics(wasm);
  const tool = join(root, "node_modules", "binaryen", "bin", "wasm-opt");
  // No feature flags: binaryen reads what the module says it uses (its target_features section).
  const flags = [level, "--strip-debug", "--strip-producers", "--minify-imports-and-exports-and-modules"];
  const result = await run(process.execPath, [tool, ...flags, wasm, "-o", wasm], { log: "wasm-opt" });
  if (result.code !== 0) throw new UserError(`wasm-opt failed: ${result.logFile}`);
  /** @type {{ imports: [string, string, string][], exports: [string, string][] }} */
  const { imports, exports } = JSON.parse(result.output);
  const [ownModule] = imports.find(([module]) => module.endsWith("_bg.js")) ?? [];
  writeFileSync(glue, joinImports(readFileSync(glue, "utf8"), imports));
  const own = imports.filter(([module]) => module === ownModule).map(([, name, short]) => [name, short]);
  const names = [...imports.map(([, name, short]) => [short, name]), ...exports.map(([name, short]) => [short, name])];
  return { properties: Object.fromEntries([...own, ...exports]), names: Object.fromEntries(names) };
}

/** Refuses a module whose live code formats text. @param {string} file */
async function trapPanics(file) {
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(readFileSync(file));
  const names = Array.from({ length: module.getNumFunctions() }, (_, index) => module.getFunctionByIndex(index))
    .map((reference) => binaryen.getFunctionInfo(reference))
    .filter((info) => !info.module);
  const replace = (/** @type {RegExp[]} */ patterns) => {
    for (const { name, params, results } of names.filter(({ name }) => isOneOf(patterns, name))) {
      module.removeFunction(name);
      module.addFunction(name, params, results, [], module.unreachable());
    }
  };
  replace(PANICS);
  const caller = callerOf(module.emitText(), FORMATTING);
  if (caller)
    throw new UserError(`${caller} formats text, which takes kilobytes of wasm: put the text together instead.`);
  replace(FORMATTING);
  writeFileSync(file, module.emitBinary());
  module.dispose();
}

/** A function outside of `patterns` that calls one inside. @param {string} wat @param {RegExp[]} patterns */
function callerOf(wat, patterns) {
  for (const [text, name] of wat.matchAll(/^ \(func \$("[^"]*"|\S+)[\s\S]*?(?=^ \()/gm)) {
    const calls = Array.from(text.matchAll(/\(call \$("[^"]*"|[^\s)]+)/g));
    if (!isOneOf(patterns, name) && calls.some(([, callee]) => isOneOf(patterns, callee))) return name;
  }
  return undefined;
}

/** @param {RegExp[]} patterns @param {string} name As rustc gives it, with crates' hashes: `core[c5930c85a12de822]::fmt`. */
function isOneOf(patterns, name) {
  const plain = name.replaceAll(/^"|\[[0-9a-f]{16}\]/g, "");
  return patterns.some((pattern) => pattern.test(plain));
}

/**
 * wasm-bindgen's glue hands one object of imports per module to the wasm; after shortening there is one module.
 * @param {string} glue @param {[string, string, string][]} imports
 */
function joinImports(glue, imports) {
  const modules = new Map(
    Array.from(glue.matchAll(/^ +"([^"]+)": (import\d+),$/gm), ([, module, name]) => [module, name]),
  );
  const direct = imports.filter(([module]) => modules.get(module) !== "import0");
  const fields = direct.map(([module, name, short]) => `${short}: ${modules.get(module)}.${name}`);
  const joined = `return { a: { ...import0, ${fields.join(", ")} } };`;
  const from = glue.search(/^ {4}return \{\n {8}__proto__: null,\n {8}"/m);
  const to = glue.indexOf("};", from) + 2;
  if (from < 0 || modules.size === 0)
    throw new UserError("wasm-bindgen's glue has another shape than scripts/lib/shrink.mjs knows.");
  return glue.slice(0, from) + joined + glue.slice(to);
}
