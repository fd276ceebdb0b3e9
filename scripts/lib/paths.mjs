// Every place the scripts read or write, in one file.
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
export const targetDir = join(root, "target");
export const logDir = join(targetDir, "logs");
export const pkgDir = join(root, "pkg");

/** Where tools that cargo installs are kept, one folder per tool and version. @returns {string} */
export function toolsDir() {
  const { POLYV_EDGE_TOOLS, XDG_CACHE_HOME } = process.env;
  if (POLYV_EDGE_TOOLS) return POLYV_EDGE_TOOLS;
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "polyv-edge");
}
