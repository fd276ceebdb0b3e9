// The npm package as users get it: packed once per content, shared by every test that installs it.
// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { listFiles, npm, pkgDir, run, targetDir } from "./files.js";

/** Where the packed package and the projects that install it are kept between runs. */
export const hostsDir = join(targetDir, "hosts");

/** @param {...(string | Buffer)} parts */
export function keyOf(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 16);
}

/**
 * @typedef {object} Packed
 * @property {string} file The tarball.
 * @property {string} key Changes with the content.
 * @property {string[]} contents Its files.
 */

/** `npm pack` of pkg/. @returns {Promise<Packed>} */
export async function pack() {
  if (!existsSync(join(pkgDir, "package.json"))) throw new Error("pkg/ is missing: run `npm run build` first.");
  const key = keyOf(...listFiles(pkgDir).flatMap((file) => [file, readFileSync(join(pkgDir, file))]));
  const home = join(hostsDir, `package-${key}`);
  if (!existsSync(home)) {
    mkdirSync(hostsDir, { recursive: true });
    const work = mkdtempSync(`${home}.`);
    await npm(["pack", "--pack-destination", work], pkgDir);
    try {
      renameSync(work, home);
    } catch (error) {
      // Another test file was faster.
      if (!existsSync(home)) throw error;
      rmSync(work, { recursive: true });
    }
  }
  const file = join(home, readdirSync(home)[0]);
  const { output } = await run("tar", ["-tzf", file]);
  const contents = output.trim().split("\n");
  return { file, key, contents: contents.map((path) => path.replace(/^package\//, "")).sort() };
}
