// Makes a wasm file and its glue smaller without changing what they do.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ask, root, UserError } from "./run.mjs";

/** What a panic calls, and never comes back from. Nobody would see its message: it ends in a trap, which the package reports. */
const PANICS = [
  /^(core|std)::panicking::/,
  /^(core|alloc|std)::.*(\b(unwrap|expect)_failed\b|\bpanic_(already|const)|_fail(_rt)?\b)/,
  /\balloc::(handle_alloc_error|rust_oom)|\braw_vec::(handle_error|capacity_overflow)/,
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
  const printed = ask(process.execPath, [tool, ...flags, wasm, "-o", wasm]);
  if (printed === undefined) throw new UserError("wasm-opt failed");
  const { imports, exports } = readNames(printed);
  const [ownModule] = imports.find(([module]) => module.endsWith("_bg.js")) ?? [];
  writeFileSync(glue, joinImports(readFileSync(glue, "utf8"), imports));
  checkSnippets(dirname(glue), exports);
  const own = imports.filter(([module]) => module === ownModule).map(([, name, short]) => [name, short]);
  const names = [...imports.map(([, name, short]) => [short, name]), ...exports.map(([name, short]) => [short, name])];
  return { properties: Object.fromEntries([...own, ...exports]), names: Object.fromEntries(names) };
}

/**
 * The names that wasm-opt has shortened, which it prints.
 * @param {string} output
 * @returns {{ imports: [module: string, name: string, short: string][], exports: [name: string, short: string][] }}
 */
function readNames(output) {
  try {
    return JSON.parse(output);
  } catch {
    throw new UserError(`wasm-opt printed something else than names:\n${output.slice(0, 2000)}`);
  }
}

/** Makes panics traps, and their formatting where nothing else formats. What is in doubt stays. @param {string} file */
async function trapPanics(file) {
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(readFileSync(file));
  const own = Array.from({ length: module.getNumFunctions() }, (_, index) => module.getFunctionByIndex(index))
    .map((reference) => binaryen.getFunctionInfo(reference))
    .filter((info) => !info.module);
  const named = (/** @type {RegExp[]} */ patterns) =>
    new Set(own.map(({ name }) => name).filter((name) => isOneOf(patterns, name)));
  const [panics, formatting] = [named(PANICS), named(FORMATTING)];
  const calls = callsInto(module.emitText(), new Set([...panics, ...formatting]));
  // One that is called as if it returned is kept, and then what it calls has a caller more.
  const isKept = (/** @type {Call} */ call) => !panics.has(call.caller) && panics.has(call.callee) && !call.isLast;
  for (let kept = calls.find(isKept); kept; kept = calls.find(isKept)) panics.delete(kept.callee);
  const isLive = calls.some(
    ({ caller, callee }) => ![panics, formatting].some((dead) => dead.has(caller)) && formatting.has(callee),
  );
  const dead = new Set([...panics, ...(isLive ? [] : formatting)]);
  for (const { name, params, results } of own.filter(({ name }) => dead.has(name))) {
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
  writeFileSync(file, module.emitBinary());
  module.dispose();
}

/** @typedef {{ caller: string, callee: string, isLast: boolean }} Call isLast: what follows it is unreachable. */

const NAME = String.raw`("(?:[^"\\]|\\.)*"|[^\s()]+)`;

/** The direct calls of the functions in `callees`. @param {string} wat @param {Set<string>} callees */
function callsInto(wat, callees) {
  /** @type {Call[]} */
  const calls = [];
  for (const text of wat.split(/^ (?=\(func \$)/m).slice(1)) {
    const [, name = ""] = text.match(new RegExp(String.raw`^\(func \$${NAME}`)) ?? [];
    const caller = unquoted(name);
    for (const { 1: quoted, index } of text.matchAll(new RegExp(String.raw`\(call \$${NAME}`, "g"))) {
      const callee = unquoted(quoted);
      if (!callees.has(callee)) continue;
      calls.push({ caller, callee, isLast: /^\s*\(unreachable\)/.test(text.slice(endOf(text, index))) });
    }
  }
  return calls;
}

/** @param {string} name As WebAssembly's text format writes it. */
function unquoted(name) {
  if (!name.startsWith('"')) return name;
  const byte = (/** @type {string} */ code) => String.fromCharCode(Number.parseInt(code, 16));
  return name.slice(1, -1).replaceAll(/\\([0-9a-f]{2}|.)/gi, (_, code) => (code.length === 2 ? byte(code) : code));
}

/** Where the expression that starts at `start` ends. @param {string} wat @param {number} start */
function endOf(wat, start) {
  let depth = 0;
  for (const { 0: token, index } of wat.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[()]/g)) {
    if (token === "(") depth++;
    if (token === ")" && --depth === 0) return start + index + 1;
  }
  return wat.length;
}

/** @param {RegExp[]} patterns @param {string} name As rustc gives it, with crates' hashes: `core[c5930c85a12de822]::fmt`. */
function isOneOf(patterns, name) {
  const plain = name.replaceAll(/\[[0-9a-f]{16}\]/g, "");
  return patterns.some((pattern) => pattern.test(plain));
}

/**
 * Properties are shortened by name, so a snippet must not use such a name for anything else.
 * @param {string} folder @param {[name: string, short: string][]} exports
 */
function checkSnippets(folder, exports) {
  const inside = join(folder, "snippets");
  const files = existsSync(inside) ? readdirSync(inside, { recursive: true }).map(String) : [];
  const scripts = files.filter((file) => file.endsWith(".js"));
  const snippets = scripts.map((file) => readFileSync(join(inside, file), "utf8")).join("\n");
  const taken = exports.find(([name]) => new RegExp(`\\.${name}\\b|\\b${name}:`).test(snippets));
  if (!taken) return;
  throw new UserError(`A snippet has a property called ${taken[0]}, as an export of the wasm is: rename one of them.`);
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
  if (from < 0 || direct.some(([module]) => !modules.has(module))) {
    throw new UserError("wasm-bindgen's glue has another shape than scripts/lib/shrink.mjs knows.");
  }
  return glue.slice(0, from) + joined + glue.slice(to);
}
