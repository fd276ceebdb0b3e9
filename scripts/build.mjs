// `npm run build [-- --dev]`: writes the publishable package to pkg/. A second run with the same inputs does nothing.
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { copyTree, hashFiles, listFiles, syncTree } from "./lib/files.mjs";
import { withLock } from "./lib/lock.mjs";
import { dim, runAsScript, say, step, UserError } from "./lib/log.mjs";
import { thirdPartyNotices } from "./lib/notices.mjs";
import { readOptions } from "./lib/options.mjs";
import { pkgDir, root, targetDir } from "./lib/paths.mjs";
import { ask, runOrFail } from "./lib/proc.mjs";
import { shrink } from "./lib/shrink.mjs";
import { ensureNodeModules, ensureWasmBindgen, ensureWasmTarget, lockedVersion } from "./setup.mjs";

/** One row per wasm file: the cargo feature, and how binaryen optimises it (smallest after gzip, measured). */
const BUILDS = {
  edge: { feature: "edge", wasmOpt: "-O3" },
  browser: { feature: "browser", wasmOpt: "-Os" },
};

const USAGE = `Writes the publishable package to pkg/. A second run with the same inputs does nothing.

Usage: npm run build -- [--dev] [--help]

  --dev   faster to build, not optimised, with names for debugging`;

const unshrunk = { properties: {}, names: {} };

/** What decides the result: where one of these changes, everything is built again. */
const INPUTS = [
  ...["Cargo.toml", "Cargo.lock", "build.rs", "rust-toolchain.toml", ".cargo/config.toml", "src", "macros", "crates"],
  ...["api", "pkg-template", "scripts/build.mjs", "package-lock.json"],
  ...["scripts/lib/files.mjs", "scripts/lib/notices.mjs", "scripts/lib/shrink.mjs"],
];
/** Copied from the root into the package where present. */
const DOCUMENTS = ["README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

/** What the demo page loads. */
const PAGE_FILES = ["index.web.js", "index.public.js", "browser.glue.js", "browser.wasm", "error.js", "guard.js"];

const template = join(root, "pkg-template");

/**
 * @param {{ dev?: boolean }} [options] dev: faster to build, not optimised, with names for debugging
 */
export async function build({ dev = false } = {}) {
  await ensureNodeModules();
  await ensureWasmTarget();
  const wasmBindgen = await ensureWasmBindgen();
  await withLock(join(targetDir, ".build.lock"), async () => {
    const stampFile = join(targetDir, "pkg-stamp.json");
    const inputs = inputsHash(dev);
    if (isUpToDate(stampFile, inputs)) {
      linkPackage();
      return say(dim("pkg/ is up to date"));
    }

    const staging = join(targetDir, "pkg-staging");
    rmSync(staging, { recursive: true, force: true });
    copyTree(template, staging);
    writePackageJson(staging);
    for (const name of DOCUMENTS) {
      if (existsSync(join(root, name))) copyFileSync(join(root, name), join(staging, name));
    }
    const dist = join(staging, "dist");
    mkdirSync(dist, { recursive: true });
    writeDescription(dist);
    /** @type {Record<string, Record<string, string>>} */
    const names = {};
    for (const [name, options] of Object.entries(BUILDS)) {
      const title = `building ${name}${dev ? " (dev)" : ""}`;
      names[name] = await step(title, () => buildOne({ name, dev, dist, wasmBindgen, ...options }));
    }
    writeFileSync(join(staging, "THIRD-PARTY-LICENSES.txt"), thirdPartyNotices("edge"));
    copyFileSync(join(root, "src", "js", "error.js"), join(dist, "error.js"));
    if (existsSync(join(template, "dist", "inline.js"))) writeInlineWasm(dist);

    // The stamp goes first: an interrupted copy must not look finished.
    rmSync(stampFile, { force: true });
    syncTree(staging, pkgDir);
    rmSync(staging, { recursive: true, force: true });
    writeFileSync(stampFile, JSON.stringify({ inputs, outputs: hashFiles(pkgDir, listFiles(pkgDir)), names }));
    linkPackage();
    printSizes();
  });
}

/** The demo and the tests import the package by its name, as users do; the page loads it from its own origin. */
function linkPackage() {
  const link = join(root, "node_modules", "polyv-edge");
  rmSync(link, { recursive: true, force: true });
  symlinkSync(pkgDir, link, "junction");
  const page = join(root, "www", "public", "polyv-edge");
  mkdirSync(page, { recursive: true });
  for (const file of PAGE_FILES) copyFileSync(join(pkgDir, "dist", file), join(page, file));
}

/**
 * Gives what the short names in the wasm stand for.
 * @param {{ name: string, feature: string, wasmOpt: string, dev: boolean, dist: string, wasmBindgen: string }} options
 */
async function buildOne({ name, feature, wasmOpt, dev, dist, wasmBindgen }) {
  // A target folder of its own: sharing one would rebuild everything each time the features change.
  const cargoTarget = join(targetDir, `wasm-${name}`);
  const features = ["--no-default-features", "--features", feature];
  await runOrFail(
    "cargo",
    [
      "build",
      "--lib",
      ...(dev ? [] : ["--release"]),
      "--target",
      "wasm32-unknown-unknown",
      ...features,
      ...remapPaths(),
    ],
    { env: { CARGO_TARGET_DIR: cargoTarget }, log: `cargo-build-${name}` },
  );
  const compiled = join(cargoTarget, "wasm32-unknown-unknown", dev ? "debug" : "release", "polyv_edge.wasm");

  const glue = join(cargoTarget, "bindgen");
  rmSync(glue, { recursive: true, force: true });
  await runOrFail(
    wasmBindgen,
    [
      ...["--target", "web", "--omit-default-module-path", "--no-typescript"],
      ...(dev ? ["--keep-debug"] : []),
      ...["--out-name", name, "--out-dir", glue, compiled],
    ],
    { log: `wasm-bindgen-${name}` },
  );

  const wasm = join(glue, `${name}_bg.wasm`);
  const script = join(glue, `${name}.js`);
  const { properties, names } = dev ? unshrunk : await shrink({ wasm, glue: script, level: wasmOpt });
  copyFileSync(wasm, join(dist, `${name}.wasm`));
  await bundleGlue(script, join(dist, `${name}.glue.js`), properties);

  try {
    new WebAssembly.Module(readFileSync(wasm));
  } catch (error) {
    throw new UserError(`${name}.wasm does not compile in Node ${process.versions.node}: ${error}`);
  }
  return names;
}

/** Keeps this machine's folders out of the panic messages in the wasm file. */
function remapPaths() {
  const cargoHome = process.env.CARGO_HOME || join(process.env.HOME ?? process.env.USERPROFILE ?? "", ".cargo");
  const sysroot = ask("rustc", ["--print", "sysroot"]) ?? "";
  const flags = [
    ["rust", sysroot],
    ["cargo", cargoHome],
    ["polyv-edge", root],
  ].filter(([, from]) => from);
  const list = flags.map(([to, from]) => JSON.stringify(`--remap-path-prefix=${from}=/${to}`)).join(", ");
  return ["--config", `target.wasm32-unknown-unknown.rustflags = [${list}]`];
}

/**
 * One file per build: wasm-bindgen's glue and the project's own snippets, names kept readable but for those in `short`.
 * @param {string} entry @param {string} outfile @param {Record<string, string>} short
 */
async function bundleGlue(entry, outfile, short) {
  if (existsSync(outfile)) {
    throw new UserError(`pkg-template/dist/${basename(outfile)} has the name of a generated file: rename it.`);
  }
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
    mangleProps: new RegExp(`^(${Object.keys(short).join("|")})$`),
    mangleCache: short,
    plugins: [
      {
        // PolyvError must be one class for both builds, or `instanceof` would fail between them.
        name: "shared-error",
        setup(plugin) {
          plugin.onResolve({ filter: /(^|\/)error\.js$/ }, () => ({ path: "./error.js", external: true }));
        },
      },
    ],
  });
}

/** @param {string} staging */
function writePackageJson(staging) {
  const file = join(staging, "package.json");
  const version = crateVersion();
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  // Spread after the name, so that the version keeps its usual place where the template leaves it out.
  const { name, version: _replaced, ...rest } = manifest;
  writeFileSync(file, `${JSON.stringify({ name, version, ...rest }, null, 2)}\n`);
}

/** The API's description, without the line breaks that are for its editors. @param {string} dist */
function writeDescription(dist) {
  const document = JSON.parse(readFileSync(join(root, "api", "openapi.json"), "utf8"));
  writeFileSync(join(dist, "openapi.json"), JSON.stringify(document));
}

/** The one place a version is written is Cargo.toml. */
export function crateVersion() {
  const version = readFileSync(join(root, "Cargo.toml"), "utf8").match(/^version = "([^"]+)"/m)?.[1];
  if (!version) throw new UserError("Cargo.toml has no version line.");
  return version;
}

/** The browser wasm as text, for bundlers that do not copy assets. @param {string} dist */
function writeInlineWasm(dist) {
  const base64 = readFileSync(join(dist, "browser.wasm")).toString("base64");
  writeFileSync(join(dist, "browser.wasm.inline.js"), `export default "${base64}";\n`);
}

/** @param {boolean} dev */
function inputsHash(dev) {
  const files = [...INPUTS, ...DOCUMENTS].flatMap((name) => {
    const path = join(root, name);
    if (!existsSync(path)) return [];
    return statSync(path).isDirectory() ? listFiles(path).map((file) => `${name}/${file}`) : [name];
  });
  const versions = [dev, ask("rustc", ["-V"]), process.env.RUSTFLAGS, lockedVersion("wasm-bindgen")];
  return createHash("sha256")
    .update(JSON.stringify([versions, hashFiles(root, files)]))
    .digest("hex");
}

/** @param {string} stampFile @param {string} inputs */
function isUpToDate(stampFile, inputs) {
  if (!existsSync(stampFile) || !existsSync(pkgDir)) return false;
  const stamp = JSON.parse(readFileSync(stampFile, "utf8"));
  return (
    stamp.inputs === inputs && JSON.stringify(stamp.outputs) === JSON.stringify(hashFiles(pkgDir, listFiles(pkgDir)))
  );
}

function printSizes() {
  say(`${"pkg/dist".padEnd(28)}${["raw", "gzip", "brotli"].map((word) => word.padStart(9)).join("")}`);
  for (const file of listFiles(join(pkgDir, "dist"))) {
    if (!/\.(wasm|js)$/.test(file)) continue;
    const bytes = readFileSync(join(pkgDir, "dist", file));
    const sizes = [bytes, gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes)].map((data) => data.length);
    say(`${file.padEnd(28)}${sizes.map((size) => String(size).padStart(9)).join("")}`);
  }
}

await runAsScript(import.meta.url, async () => {
  await build(readOptions(USAGE, { dev: { type: "boolean", default: false } }));
});
