// Folders as lists of files: listing, hashing, copying, and mirroring one onto another.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** Every file below a folder, as sorted relative paths with forward slashes. @param {string} folder @returns {string[]} */
export function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join("/"),
    )
    .sort();
}

/** @param {string} folder @param {string[]} files @returns {Record<string, string>} file to hash of its content */
export function hashFiles(folder, files) {
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest("hex"),
    ]),
  );
}

/** @param {string} from @param {string} to */
export function copyTree(from, to) {
  for (const file of listFiles(from)) copyInto(from, to, file);
}

/**
 * Makes `to` equal to `from`, touching only what differs, so that a watching dev server sees real changes only.
 * @param {string} from @param {string} to
 */
export function syncTree(from, to) {
  const wanted = listFiles(from);
  for (const file of listFiles(to)) if (!wanted.includes(file)) rmSync(join(to, file));
  for (const file of wanted) {
    const target = join(to, file);
    if (!existsSync(target) || !readFileSync(target).equals(readFileSync(join(from, file)))) copyInto(from, to, file);
  }
}

/** @param {string} from @param {string} to @param {string} file */
function copyInto(from, to, file) {
  mkdirSync(dirname(join(to, file)), { recursive: true });
  copyFileSync(join(from, file), join(to, file));
}
