// `npm run build [-- --dev]`: writes the publishable package to pkg/. A second run with the same inputs does nothing.
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { thirdPartyNotices } from "./lib/notices.mjs";
import { ask, root, runAsScript, runOrFail, targetDir, UserError } from "./lib/run.mjs";
import { ensureNodeModules, ensureRust, ensureWasmBindgen } from "./setup.mjs";

/** The two builds, each with the cargo feature of its name, and how binaryen optimises them (smallest after gzip). */
const BUILDS = { edge: "-O3", browser: "-Os" };
const DOCUMENTS = ["README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];
/** Where one of these changes, everything is built again. */
const INPUTS = [
  ...["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo/config.toml", "src", "pkg-template", "api"],
  ...["scripts/build.mjs", "scripts/lib/notices.mjs"],
  ...["tools/wasm-bindgen/Cargo.lock", "package-lock.json", ...DOCUMENTS],
];
/** What the demo page loads. */
const PAGE_FILES = ["index.web.js", "index.public.js", "browser.glue.js", "browser.wasm", "error.js"];
const WASM = "wasm32-unknown-unknown";
const pkg = join(root, "pkg");

/** @param {{ dev?: boolean }} [options] dev: faster to build, not optimised, with names for debugging */
export async function build({ dev = false } = {}) {
  await ensureNodeModules();
  const stampFile = join(targetDir, "pkg-stamp.json");
  const inputs = hashOfInputs(dev);
  const stamp = existsSync(stampFile) && existsSync(pkg) ? JSON.parse(readFileSync(stampFile, "utf8")) : {};
  if (stamp.inputs !== inputs) {
    await ensureRust();
    const wasmBindgen = join(await ensureWasmBindgen(), "wasm-bindgen");
    rmSync(stampFile, { force: true });
    const staging = join(targetDir, "pkg");
    rmSync(staging, { recursive: true, force: true });
    const isShipped = (/** @type {string} */ from) => from !== join(root, "pkg-template/src");
    cpSync(join(root, "pkg-template"), staging, { recursive: true, filter: isShipped });
    for (const name of DOCUMENTS) copyFileSync(join(root, name), join(staging, name));
    writeManifest(join(staging, "package.json"));
    const dist = join(staging, "dist");
    writeDescription(dist);
    for (const [name, level] of Object.entries(BUILDS)) await buildWasm({ name, level, dev, dist, wasmBindgen });
    writeFileSync(join(staging, "THIRD-PARTY-LICENSES.txt"), thirdPartyNotices("edge"));
    copyFileSync(join(root, "src/js/error.js"), join(dist, "error.js"));
    // The browser wasm as text, for bundlers that do not copy assets.
    const base64 = readFileSync(join(dist, "browser.wasm")).toString("base64");
    writeFileSync(join(dist, "browser.wasm.inline.js"), `export default "${base64}";\n`);
    rmSync(pkg, { recursive: true, force: true });
    renameSync(staging, pkg);
    writeFileSync(stampFile, JSON.stringify({ inputs }));
  }
  linkPackage();
}

/** The demo and the tests import the package by its name, as users do; the page loads it from its own origin. */
function linkPackage() {
  const link = join(root, "node_modules/polyv-edge");
  rmSync(link, { recursive: true, force: true });
  symlinkSync(pkg, link, "junction");
  const page = join(root, "www/public/polyv-edge");
  mkdirSync(page, { recursive: true });
  for (const file of PAGE_FILES) copyFileSync(join(pkg, "dist", file), join(page, file));
}

/**
 * Compiles one build, and bundles it with the JavaScript around it.
 * @param {{ name: string, level: string, dev: boolean, dist: string, wasmBindgen: string }} options
 */
async function buildWasm({ name, level, dev, dist, wasmBindgen }) {
  process.stdout.write(`> building ${name}.wasm\n`);
  // A target folder of its own: sharing one would rebuild everything each time the features change.
  const target = join(targetDir, `wasm-${name}`);
  const glue = join(target, "bindgen");
  const features = ["--no-default-features", "--features", `${name},npm`];
  const profile = dev ? [] : ["--release"];
  const cargo = ["build", "--lib", ...profile, "--target", WASM, ...features, "--config", withoutPaths()];
  await runOrFail("cargo", cargo, { env: { CARGO_TARGET_DIR: target } });
  rmSync(glue, { recursive: true, force: true });
  const compiled = join(target, WASM, dev ? "debug" : "release", "polyv_edge.wasm");
  const bindgen = [
    "--target",
    "web",
    "--omit-default-module-path",
    "--no-typescript",
    ...(dev ? ["--keep-debug"] : []),
  ];
  await runOrFail(wasmBindgen, [...bindgen, "--out-name", name, "--out-dir", glue, compiled]);
  const wasm = join(glue, `${name}_bg.wasm`);
  if (!dev) await optimize(wasm, level);
  copyFileSync(wasm, join(dist, `${name}.wasm`));
  await bundle(join(root, `pkg-template/src/${name}.js`), join(glue, `${name}.js`), join(dist, `${name}.glue.js`));
}

/** What wasm-bindgen's glue needs, and what all engines that run it have. */
const FEATURES = [
  "reference-types",
  "bulk-memory",
  "mutable-globals",
  "sign-ext",
  "nontrapping-float-to-int",
  "multivalue",
];

/** @param {string} wasm @param {string} level */
async function optimize(wasm, level) {
  const wasmOpt = join(root, "node_modules/binaryen/bin/wasm-opt");
  const flags = FEATURES.map((feature) => `--enable-${feature}`);
  await runOrFail(process.execPath, [wasmOpt, level, ...flags, wasm, "-o", wasm]);
}

/** Keeps this machine's folders out of the messages in the wasm. */
function withoutPaths() {
  const cargo = process.env.CARGO_HOME || join(homedir(), ".cargo");
  const folders = { "/rust": ask("rustc", ["--print", "sysroot"]), "/cargo": cargo, "/polyv-edge": root };
  const flags = Object.entries(folders).map(([to, from]) => `--remap-path-prefix=${from}=${to}`);
  return `target.${WASM}.rustflags = ${JSON.stringify(flags)}`;
}

/**
 * One file per build: the package's own JavaScript, wasm-bindgen's glue and the crate's snippets, with names kept readable.
 * @param {string} entry @param {string} glue @param {string} outfile
 */
async function bundle(entry, glue, outfile) {
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    charset: "utf8",
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
    // A development build's glue names a snippet once for each function that it takes from it as it is.
    logOverride: { "duplicate-object-key": "silent" },
    plugins: [
      {
        name: "polyv-edge",
        setup(plugin) {
          plugin.onResolve({ filter: /^#wasm$/ }, () => ({ path: glue }));
          // PolyvError must be one class for both builds, or `instanceof` would fail between them.
          plugin.onResolve({ filter: /(^|\/)error\.js$/ }, () => ({ path: "./error.js", external: true }));
          // The glue has copies of the snippets, which the package's own JavaScript imports too.
          plugin.onResolve({ filter: /\/snippets\/polyv-edge-[^/]+\/src\// }, ({ path }) => {
            return { path: join(root, path.slice(path.indexOf("/src/"))) };
          });
        },
      },
    ],
  });
}

/** The one place that has the version is Cargo.toml. @param {string} file */
function writeManifest(file) {
  const version = readFileSync(join(root, "Cargo.toml"), "utf8").match(/^version = "([^"]+)"/m)?.[1];
  if (!version) throw new UserError("Cargo.toml has no version line.");
  const { name, ...rest } = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, `${JSON.stringify({ name, version, ...rest }, null, 2)}\n`);
}

/** The API's description, without the line breaks that are for its editors. @param {string} dist */
function writeDescription(dist) {
  const document = JSON.parse(readFileSync(join(root, "api", "openapi.json"), "utf8"));
  writeFileSync(join(dist, "openapi.json"), JSON.stringify(document));
}

/** @param {boolean} dev */
function hashOfInputs(dev) {
  const hash = createHash("sha256").update(JSON.stringify([dev, process.env.RUSTFLAGS]));
  for (const name of INPUTS) {
    const isFolder = statSync(join(root, name)).isDirectory();
    const inside = isFolder
      ? readdirSync(join(root, name), { recursive: true }).map((file) => join(name, String(file)))
      : [name];
    for (const file of inside.sort()) {
      if (statSync(join(root, file)).isFile()) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
    }
  }
  return hash.digest("hex");
}

await runAsScript(import.meta.url, () => build(parseArgs({ options: { dev: { type: "boolean" } } }).values));
