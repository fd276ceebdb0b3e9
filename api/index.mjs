// `npm run api`: checks the API's description, and writes what is generated from it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, runAsScript, runOrFail, UserError } from "../scripts/lib/run.mjs";
import { problemsOf } from "./check.mjs";
import { printList } from "./list.mjs";
import { documentFile, readDocument } from "./routes.mjs";
import { printTypes } from "./types.mjs";

/** What is generated, by its file. @param {import("./routes.mjs").Document} document @returns {Record<string, string>} */
export function generated(document) {
  return { "pkg-template/dist/routes.d.ts": printTypes(document), "docs/routes.md": printList(document) };
}

await runAsScript(import.meta.url, async () => {
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  await runOrFail(process.execPath, [biome, "format", "--write", fileURLToPath(documentFile)]);
  const document = readDocument();
  const problems = await problemsOf(document);
  if (problems.length > 0) throw new UserError(`api/openapi.json:\n${problems.join("\n")}`);
  for (const [file, text] of Object.entries(generated(document))) {
    writeFileSync(join(root, file), text);
    console.log(`wrote ${file}`);
  }
});
