// The licences of what is compiled into the wasm, as those licences ask for: one text for the package.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ask, root, UserError } from "./run.mjs";

const NPM_PACKAGE = /^node_modules\/(@[^/]+\/)?[^/]+/g;
const LICENCE = /^(licen[cs]e|copying|notice|unlicense)/i;

/** @param {string} feature The feature whose wasm holds the most. @param {string[]} bundled What is in the local POLYV. */
export function thirdPartyNotices(feature, bundled) {
  const options = ["--no-default-features", "--features", feature, "--filter-platform", "wasm32-unknown-unknown"];
  const metadata = ask("cargo", ["metadata", "--format-version", "1", ...options]);
  if (!metadata) throw new UserError("cargo metadata failed, so the licences of the dependencies are not known.");
  const { packages, resolve } = JSON.parse(metadata);
  const parts = linked(resolve)
    .map((id) => packages.find((/** @type {{ id: string }} */ candidate) => candidate.id === id))
    .concat([...new Set(bundled.flatMap((file) => file.match(NPM_PACKAGE) ?? []))].map(npmPackage))
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((part) => `${part.name} ${part.version} (${part.license})\n\n${licenceTexts(dirname(part.manifest_path))}`);
  return `What the WebAssembly and the local POLYV of this package are built from, beside polyv-edge.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

/** @param {string} folder */
function npmPackage(folder) {
  const manifest_path = join(root, folder, "package.json");
  return { ...JSON.parse(readFileSync(manifest_path, "utf8")), manifest_path };
}

/**
 * The ids of what ends up in the wasm: normal dependencies of normal dependencies, but no build or macro crates' own.
 * @param {{ root: string, nodes: { id: string, deps: { pkg: string, dep_kinds: { kind: string | null }[] }[] }[] }} graph
 */
function linked(graph) {
  const found = new Set([graph.root]);
  for (const id of found) {
    const node = graph.nodes.find((candidate) => candidate.id === id);
    for (const { pkg, dep_kinds } of node?.deps ?? []) {
      if (dep_kinds.some(({ kind }) => kind === null)) found.add(pkg);
    }
  }
  found.delete(graph.root);
  return [...found];
}

/** Where there is a choice, MIT: it is the short one. @param {string} folder */
function licenceTexts(folder) {
  const files = readdirSync(folder).filter((name) => LICENCE.test(name));
  const mit = files.filter((name) => /mit/i.test(name));
  return (mit.length > 0 ? mit : files)
    .sort()
    .map((name) => `${readFileSync(join(folder, name), "utf8").trim()}\n`)
    .join("\n");
}
