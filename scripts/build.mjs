// `npm run build [-- --dev]`: writes the publishable package to pkg/. A second run with the same inputs does nothing.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { homedir } from "node:os";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import { deflateRawSync } from "node:zlib";
import { thirdPartyNotices } from "./lib/notices.mjs";
import { ask, root, runAsScript, runOrFail, targetDir, UserError } from "./lib/run.mjs";
import { ensureNodeModules, ensureRust, ensureWasmBindgen } from "./setup.mjs";

/** The two builds, each with the cargo feature of its name, and how binaryen optimises them (smallest after gzip). */
const BUILDS = { edge: "-O3", browser: "-Os" };
/** No notes for tools, a letter for each name, and data in one piece, which gzip packs better. */
const PASSES = "strip-producers strip-target-features skip-pass=memory-packing minify-imports-and-exports-and-modules";
const DOCUMENTS =
  "README.md README.zh-CN.md CHANGELOG.md SECURITY.md LICENSE-MIT LICENSE-APACHE docs emulator/README.md emulator/README.zh-CN.md";
/** Where one of these changes, everything is built again. */
const INPUTS = [
  ..."Cargo.toml Cargo.lock rust-toolchain.toml .cargo/config.toml src pkg-template api emulator".split(" "),
  ..."scripts/build.mjs scripts/lib/notices.mjs tools/wasm-bindgen/Cargo.lock package-lock.json".split(" "),
];
/** What the demo page loads: the build for pages, and the texts of errors. */
const PAGE_FILES = ["index.web.js", "messages.js"];
/** The entries of CommonJS: Node before 20.19, and Jest. One file each, but for the error, which is one class for all. */
const REQUIRED = ["error", "index", "portable", "limiter", "cache", "messages"];
const WASM = "wasm32-unknown-unknown";
const pkg = join(root, "pkg");

/** @param {{ dev?: boolean }} [options] dev: faster to build, not optimised, with names for debugging */
export async function build({ dev = false } = {}) {
  await ensureNodeModules();
  const stampFile = join(targetDir, "pkg-stamp.json");
  const inputs = hashOfInputs(dev);
  const stamp = fs.existsSync(stampFile) && fs.existsSync(pkg) ? JSON.parse(fs.readFileSync(stampFile, "utf8")) : {};
  if (stamp.inputs === inputs) process.stdout.write("> pkg/ is up to date\n");
  else {
    await ensureRust();
    const wasmBindgen = join(await ensureWasmBindgen(), "wasm-bindgen");
    fs.rmSync(stampFile, { force: true });
    const staging = join(targetDir, "pkg");
    fs.rmSync(staging, { recursive: true, force: true });
    const isShipped = (/** @type {string} */ from) => !/pkg-template.(src|generated)/.test(from.slice(root.length));
    fs.cpSync(join(root, "pkg-template"), staging, { recursive: true, filter: isShipped });
    writeManifest(join(staging, "package.json"));
    const dist = join(staging, "dist");
    // Without the line breaks that are for its editors.
    const description = JSON.parse(fs.readFileSync(join(root, "api/openapi.json"), "utf8"));
    fs.writeFileSync(join(dist, "openapi.json"), JSON.stringify(description));
    for (const [name, level] of Object.entries(BUILDS)) await buildWasm({ name, level, dev, dist, wasmBindgen });
    const inEmulator = await bundleEmulator(dist);
    fs.writeFileSync(join(staging, "THIRD-PARTY-LICENSES.txt"), thirdPartyNotices("edge", inEmulator));
    fs.copyFileSync(join(root, "src/js/error.js"), join(dist, "error.js"));
    for (const name of REQUIRED) {
      const from = name === "index" ? "index.node" : name;
      await bundle(join(dist, `${from}.js`), join(dist, `${name}.cjs`), { format: "cjs" }, { error: name !== "error" });
    }
    writeRequiredTypes(dist);
    fs.rmSync(pkg, { recursive: true, force: true });
    fs.renameSync(staging, pkg);
    fs.writeFileSync(stampFile, JSON.stringify({ inputs }));
  }
  // The pages that link to each other, without pictures. Not among the inputs: nothing is made from them.
  fs.rmSync(join(pkg, "docs"), { recursive: true, force: true });
  for (const name of DOCUMENTS.split(" ")) {
    fs.cpSync(join(root, name), join(pkg, name), { recursive: true, filter: (from) => !from.endsWith("/img") });
  }
  linkPackage();
}

/** The demo and the tests import the package by its name, as users do; the page loads it from its own origin. */
function linkPackage() {
  const link = join(root, "node_modules/polyv-edge");
  fs.rmSync(link, { recursive: true, force: true });
  fs.symlinkSync(pkg, link, "junction");
  for (const name of PAGE_FILES) fs.cpSync(join(pkg, "dist", name), join(root, "www/public/polyv-edge", name));
}

/** One build, bundled. @param {{ name: string, level: string, dev: boolean, dist: string, wasmBindgen: string }} options */
async function buildWasm({ name, level, dev, dist, wasmBindgen }) {
  process.stdout.write(`> building ${name}.wasm\n`);
  // A target folder of its own: sharing one would rebuild everything each time the features change.
  const target = join(targetDir, `wasm-${name}`);
  const glue = join(target, "bindgen");
  const features = ["--no-default-features", "--features", `${name},npm`];
  const profile = dev ? [] : ["--release"];
  const cargo = ["build", "--lib", ...profile, "--target", WASM, ...features, "--config", withoutPaths()];
  await runOrFail("cargo", cargo, { env: { CARGO_TARGET_DIR: target } });
  fs.rmSync(glue, { recursive: true, force: true });
  const compiled = join(target, WASM, dev ? "debug" : "release", "polyv_edge.wasm");
  // The target for bundlers brings no loader: the package's own is shorter. What has reference types has encodeInto.
  const bindgen = "--target bundler --encode-into always --out-name glue".split(" ");
  await runOrFail(wasmBindgen, [...bindgen, ...(dev ? ["--keep-debug"] : []), "--out-dir", glue, compiled]);
  const wasm = join(glue, "glue_bg.wasm");
  const passes = [dev ? "-g" : level, ...PASSES.split(" ").map((pass) => `--${pass}`)];
  const wasmOpt = [join(root, "node_modules/binaryen/bin/wasm-opt"), ...passes, wasm, "-o", wasm];
  const paths = { "#wasm": join(glue, "glue_bg.js"), "#deflated": join(glue, "wasm.deflated") };
  await shortenNames(paths["#wasm"], JSON.parse(execFileSync(process.execPath, wasmOpt, { encoding: "utf8" })));
  fs.copyFileSync(wasm, join(dist, `${name}.wasm`));
  const bytes = fs.readFileSync(wasm);
  fs.writeFileSync(join(dist, `${name}.base64.js`), `export default "${bytes.toString("base64")}";\n`);
  await bundle(join(root, `pkg-template/src/${name}.js`), join(dist, `${name}.glue.js`), {}, { paths });
  if (name !== "browser") return;
  fs.writeFileSync(paths["#deflated"], deflateRawSync(bytes, { level: 9 }));
  const page = join(root, "pkg-template/src/page.js");
  await bundle(page, join(dist, PAGE_FILES[0]), {}, { paths, error: false });
  await bundle(page, join(dist, "index.web.cjs"), { format: "cjs" }, { paths, error: false });
}

/** Uses the letters of wasm-opt. @param {string} file @param {{ imports: string[][], exports: string[][] }} letters */
async function shortenNames(file, { imports, exports }) {
  const { transform } = await import("esbuild");
  const functions = imports.map(([, name, letter]) => `${letter}: ${name}`);
  const more = `export const imports = { a: { ${functions} } };\nexport const start = () => wasm.__wbindgen_start();`;
  const mangleProps = new RegExp(`^(${exports.map(([name]) => name).join("|")})$`);
  const glue = `${fs.readFileSync(file, "utf8")}\n${more}`;
  fs.writeFileSync(file, (await transform(glue, { mangleProps, mangleCache: Object.fromEntries(exports) })).code);
}

/** Keeps this machine's folders out of the messages in the wasm. */
function withoutPaths() {
  const cargo = process.env.CARGO_HOME || join(homedir(), ".cargo");
  const folders = { "/rust": ask("rustc", ["--print", "sysroot"]), "/cargo": cargo, "/polyv-edge": root };
  const flags = Object.entries(folders).map(([to, from]) => `--remap-path-prefix=${from}=${to}`);
  return `target.${WASM}.rustflags = ${JSON.stringify(flags)}`;
}

/**
 * One file: the package's own JavaScript, wasm-bindgen's glue and the crate's snippets, with names kept readable.
 * @param {string} entry @param {string} outfile @param {import("esbuild").BuildOptions} options
 * @param {{ paths?: Record<string, string>, error?: boolean }} [inside] What `#` names stand for; error: is it a file of its own?
 */
async function bundle(entry, outfile, options, { paths = {}, error = true } = {}) {
  const esbuild = await import("esbuild");
  const { metafile } = await esbuild.build({
    ...{ entryPoints: [entry], outfile, bundle: true, logLevel: "warning", metafile: true },
    ...{ format: "esm", target: "es2022", platform: "neutral", charset: "utf8" },
    // An uncaught error prints the line that it was thrown in, and the wasm could be in it.
    ...{ minifyWhitespace: true, minifySyntax: true, lineLimit: 500 },
    loader: { ".deflated": "base64" },
    ...options,
    plugins: [
      {
        name: "polyv-edge",
        setup(plugin) {
          plugin.onResolve({ filter: /^#/ }, ({ path }) => ({ path: paths[path] }));
          plugin.onResolve({ filter: /^\.\/index\.js$/ }, () => ({ path: "./emulator.js", external: true }));
          // PolyvError must be one class for all entries, or `instanceof` would fail between them.
          plugin.onResolve({ filter: /(^|\/)error\.js$/ }, ({ kind }) => {
            if (!error) return kind === "entry-point" ? undefined : { path: join(root, "src/js/error.js") };
            return { path: `./error${extname(outfile)}`, external: true };
          });
          // The glue has copies of the snippets, which the package's own JavaScript imports too.
          plugin.onResolve({ filter: /\/snippets\/polyv-edge-[^/]+\/src\// }, ({ path }) => {
            return { path: join(root, path.slice(path.indexOf("/src/"))) };
          });
        },
      },
    ],
  });
  return Object.keys(metafile?.inputs ?? {});
}

/** The local POLYV, and its command, which takes the server from the file beside it. Gives the files inside. @param {string} dist */
async function bundleEmulator(dist) {
  await bundle(join(root, "emulator/cli.js"), join(dist, "cli.js"), { platform: "node" });
  const banner = { js: 'const here = require("node:url").pathToFileURL(__filename);' };
  const define = { "import.meta.url": "here" };
  const options = /** @type {const} */ ({ platform: "node", format: "cjs", banner, define });
  return bundle(join(root, "emulator/index.js"), join(dist, "emulator.cjs"), options);
}

/** The same declarations for CommonJS; those of the routes are large and only types, so both share them. @param {string} dist */
function writeRequiredTypes(dist) {
  for (const name of fs.readdirSync(dist).filter((name) => /(?<!routes|openapi)\.d\.ts$/.test(name))) {
    const text = fs
      .readFileSync(join(dist, name), "utf8")
      .replaceAll(/ from "\.\/(\w+)\.js"/g, (link, to) =>
        to === "routes" ? `${link} with { "resolution-mode": "import" }` : ` from "./${to}.cjs"`,
      );
    fs.writeFileSync(join(dist, name.replace(/ts$/, "cts")), text);
  }
}

/** The one place that has the version is Cargo.toml. @param {string} file */
function writeManifest(file) {
  const version = fs.readFileSync(join(root, "Cargo.toml"), "utf8").match(/^version = "([^"]+)"/m)?.[1];
  if (!version) throw new UserError("Cargo.toml has no version line.");
  const { name, ...rest } = JSON.parse(fs.readFileSync(file, "utf8"));
  fs.writeFileSync(file, `${JSON.stringify({ name, version, ...rest }, null, 2)}\n`);
}

function hashOfInputs(/** @type {boolean} */ dev) {
  const hash = createHash("sha256").update(JSON.stringify([dev, process.env.RUSTFLAGS]));
  const files = INPUTS.flatMap((name) => {
    if (!fs.statSync(join(root, name)).isDirectory()) return [name];
    return fs.readdirSync(join(root, name), { recursive: true }).map((file) => join(name, String(file)));
  });
  for (const file of files.sort()) {
    if (fs.statSync(join(root, file)).isFile()) hash.update(`${file}\0`).update(fs.readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

await runAsScript(import.meta.url, () => build(parseArgs({ options: { dev: { type: "boolean" } } }).values));
