// The licences of what is compiled into the wasm, as those licences ask for: one text for the package.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ask, UserError } from "./run.mjs";

const LICENCE = /^(licen[cs]e|copying|notice|unlicense)/i;

/** @param {string} feature The feature whose wasm holds the most. @returns {string} */
export function thirdPartyNotices(feature) {
  const options = ["--no-default-features", "--features", feature, "--filter-platform", "wasm32-unknown-unknown"];
  const metadata = ask("cargo", ["metadata", "--format-version", "1", ...options]);
  if (!metadata) throw new UserError("cargo metadata failed, so the licences of the dependencies are not known.");
  const { packages, resolve } = JSON.parse(metadata);
  const parts = linked(resolve)
    .map((id) => packages.find((/** @type {{ id: string }} */ candidate) => candidate.id === id))
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(
      (crate) => `${crate.name} ${crate.version} (${crate.license})\n\n${licenceTexts(dirname(crate.manifest_path))}`,
    );
  return `What the WebAssembly of this package is built from, beside polyv-edge itself.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
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
