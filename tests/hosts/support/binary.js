// Finds the program inside an npm package that only brings binaries: its own launcher counts on an install script.
// @ts-check
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./files.js";
import { Unavailable } from "./project.js";

/**
 * @param {string} scope A folder of node_modules holding one package per platform.
 * @param {string} program
 */
export function binaryIn(scope, program) {
  const found = listFiles(scope).find((file) => new RegExp(`^[^/]+/(bin/)?${program}(\\.exe)?$`).test(file));
  if (!found) throw new Unavailable(`npm has no ${program} for ${process.platform}-${process.arch}`);
  chmodSync(join(scope, found), 0o755);
  return join(scope, found);
}
