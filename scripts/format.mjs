// `npm run format`: rewrites every file the way the checks of `npm test` want it.
import { join } from "node:path";
import { runAsScript } from "./lib/log.mjs";
import { readOptions } from "./lib/options.mjs";
import { root } from "./lib/paths.mjs";
import { runOrFail } from "./lib/proc.mjs";
import { ensureNodeModules, ensureRustLinters } from "./setup.mjs";

await runAsScript(import.meta.url, async () => {
  readOptions("Formats every file the way the checks of npm test want it.\n\nUsage: npm run format");
  await ensureRustLinters();
  await ensureNodeModules();
  await runOrFail("cargo", ["fmt", "--all"], { show: "stream" });
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  await runOrFail(process.execPath, [biome, "check", "--write", "."], { show: "stream" });
});
