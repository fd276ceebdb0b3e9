// Finds the program inside an npm package that only brings binaries: its own launcher counts on an install script.
// @ts-check
import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isExecutable } from "../../../scripts/lib/proc.mjs";
import { Unavailable } from "./project.js";

/**
 * @param {string} scope A folder of node_modules holding one package per platform.
 * @param {string} program
 */
export function binaryIn(scope, program) {
  const names = [program, `${program}.exe`].flatMap((name) => [name, join("bin", name)]);
  for (const platform of list(scope)) {
    for (const name of names) {
      const file = join(scope, platform, name);
      if (!isFile(file)) continue;
      chmodSync(file, 0o755);
      if (isExecutable(file)) return file;
    }
  }
  throw new Unavailable(`npm has no ${program} for ${process.platform}-${process.arch}`);
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @param {string} file */
function isFile(file) {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
