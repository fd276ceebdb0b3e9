// The npm package as users get it: packed once per content, shared by every test that installs it.
// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hashFiles, listFiles } from "../../../scripts/lib/files.mjs";
import { withLock } from "../../../scripts/lib/lock.mjs";
import { pkgDir, targetDir } from "../../../scripts/lib/paths.mjs";
import { npm } from "./npm.js";

/** Where the packed package and the projects that install it are kept between runs. */
export const hostsDir = join(targetDir, "hosts");

/** @param {unknown} value */
export const keyOf = (value) => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);

/**
 * @typedef {object} Packed
 * @property {string} file The tarball.
 * @property {string} key Changes with the content.
 * @property {string[]} contents Its files.
 */

/** `npm pack` of pkg/. @returns {Promise<Packed>} */
export async function pack() {
  if (!existsSync(join(pkgDir, "package.json"))) throw new Error("pkg/ is missing: run `npm run build` first.");
  const key = keyOf(hashFiles(pkgDir, listFiles(pkgDir)));
  const home = join(hostsDir, `package-${key}`);
  const { name, version } = JSON.parse(readFileSync(join(pkgDir, "package.json"), "utf8"));
  const file = join(home, `${name}-${version}.tgz`);
  await withLock(join(hostsDir, ".pack.lock"), async () => {
    if (existsSync(file)) return;
    const work = `${home}.unfinished`;
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    await npm(["pack", "--pack-destination", work], { cwd: pkgDir });
    rmSync(home, { recursive: true, force: true });
    renameSync(work, home);
  });
  return { file, key, contents: await tarList(file) };
}

/** @param {string} file @returns {Promise<string[]>} the paths in a .tgz as npm writes them */
async function tarList(file) {
  const { gunzipSync } = await import("node:zlib");
  const bytes = gunzipSync(readFileSync(file));
  /** @type {string[]} */
  const paths = [];
  /** @param {number} at @param {number} length */
  const text = (at, length) => bytes.toString("utf8", at, at + length).replace(/\0[\s\S]*$/, "");
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const type = String.fromCharCode(bytes[at + 156]);
    if (type === "0" || type === "\0") paths.push(text(at, 100).replace(/^package\//, ""));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return paths.sort();
}
