// The pages that users read, and the blocks of code in them.
// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../hosts/support/files.js";

export const READMES = ["README.md", "README.zh-CN.md"];
export const PAGES = [
  ...READMES,
  ...["docs", "emulator"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`),
  ),
].filter((page) => page.endsWith(".md"));

/** @typedef {{ page: string, line: number, language: string, code: string }} Block */

/** @param {string} page @returns {Block[]} */
export function blocksOf(page) {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```(\w+).*\n([\s\S]*?)^```$/gm)].map((match) => {
    const [, language = "", code = ""] = match;
    return { page, line: text.slice(0, match.index).split("\n").length, language, code };
  });
}
