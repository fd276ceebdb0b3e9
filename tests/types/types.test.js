// The declarations of the packed package, for every compiler, resolution mode and set of libraries a user may have.
// @ts-check
import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { root, run } from "../hosts/support/files.js";
import { project } from "../hosts/support/project.js";

const COMPILERS = ["typescript-oldest", "typescript", "typescript-newest"];
/** The module system that goes with each resolution of modules. @type {Record<string, string>} */
const RESOLUTIONS = { node16: "node16", nodenext: "nodenext", bundler: "preserve" };
/** What a host declares, and the cases for it. @type {Record<string, { lib?: string[], types?: string[], files: string[] }>} */
const LIBRARIES = {
  "es2022 alone": { files: [] },
  "es2022 and dom": { lib: ["dom"], files: ["hosts.ts"] },
  "es2022 and Cloudflare's types": { types: ["@cloudflare/workers-types"], files: ["hosts.ts", "workers.ts"] },
  "es2022 and Node's types": { types: ["node"], files: ["hosts.ts"] },
};

describe("types", () => {
  /** @type {string} */
  let folder;
  before(async () => {
    const host = await project("types");
    folder = host.path("cases");
    cpSync(fileURLToPath(new URL("cases", import.meta.url)), folder, { recursive: true });
  });

  for (const compiler of COMPILERS) {
    for (const [moduleResolution, module] of Object.entries(RESOLUTIONS)) {
      for (const [name, { lib = [], types = [], files }] of Object.entries(LIBRARIES)) {
        // The newest is fast, and tries everything; the others all libraries in one mode, all modes without libraries.
        if (compiler !== "typescript-newest" && module !== "preserve" && files.length > 0) continue;
        test(`${compiler}, ${moduleResolution}, ${name}`, async () => {
          const compilerOptions = {
            ...{ module, moduleResolution, target: "es2022", lib: ["es2022", ...lib], types, noEmit: true },
            ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
            // The point of it: what the package itself declares is checked too.
            skipLibCheck: false,
            typeRoots: ["node_modules/@types", "node_modules"].map((one) => join(root, one)),
          };
          const cases = ["everywhere.ts", "watch.ts", ...files, ...(module === "preserve" ? [] : ["required.cts"])];
          writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: cases }));
          const tsc = join(root, "node_modules", compiler, "bin/tsc");
          const { code, output } = await run(process.execPath, [tsc, "-p", folder]);
          assert.equal(code, 0, output);
        });
      }
    }
  }
});
