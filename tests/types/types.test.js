// The declarations of the packed package, under every resolution mode and set of libraries a user may have.
// @ts-check
import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { root, run } from "../hosts/support/files.js";
import { project } from "../hosts/support/project.js";

const { ModuleKind, ModuleResolutionKind } = ts;
/** @type {Record<string, { module: import("typescript").ModuleKind, moduleResolution: import("typescript").ModuleResolutionKind }>} */
const RESOLUTIONS = {
  node16: { module: ModuleKind.Node16, moduleResolution: ModuleResolutionKind.Node16 },
  nodenext: { module: ModuleKind.NodeNext, moduleResolution: ModuleResolutionKind.NodeNext },
  bundler: { module: ModuleKind.ES2022, moduleResolution: ModuleResolutionKind.Bundler },
};
/** @type {Record<string, { lib: string[], types: string[], files: string[] }>} */
const LIBRARIES = {
  "es2022 alone": { lib: ["es2022"], types: [], files: ["everywhere.ts", "watch.ts"] },
  "es2022 and dom": { lib: ["es2022", "dom"], types: [], files: ["everywhere.ts", "watch.ts", "hosts.ts"] },
  "es2022 and Cloudflare's types": {
    lib: ["es2022"],
    types: ["@cloudflare/workers-types"],
    files: ["everywhere.ts", "watch.ts", "hosts.ts", "workers.ts"],
  },
  "es2022 and Node's types": { lib: ["es2022"], types: ["node"], files: ["everywhere.ts", "watch.ts", "hosts.ts"] },
};

describe("types", () => {
  /** @type {string} */
  let folder;
  before(async () => {
    const host = await project("types");
    folder = host.path("cases");
    cpSync(fileURLToPath(new URL("cases", import.meta.url)), folder, { recursive: true });
  });

  for (const [resolution, modules] of Object.entries(RESOLUTIONS)) {
    for (const [name, { lib, types, files }] of Object.entries(LIBRARIES)) {
      test(`${resolution}, ${name}`, () => assert.deepEqual(check(files, { ...modules, lib, types }), []));
    }
  }

  for (const resolution of ["node16", "nodenext"]) {
    test(`${resolution}, required from CommonJS`, () => {
      assert.deepEqual(check(["required.cts"], { ...RESOLUTIONS[resolution], lib: ["es2022"], types: [] }), []);
    });
  }

  for (const compiler of ["typescript-oldest", "typescript-newest"]) {
    for (const module of ["nodenext", "preserve"]) {
      test(`${compiler}, ${module}`, async () => {
        const compilerOptions = { module, target: "es2022", lib: ["es2022"], types: [], strict: true, noEmit: true };
        const files = ["everywhere.ts", "watch.ts", ...(module === "nodenext" ? ["required.cts"] : [])];
        writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
        const { code, output } = await run(process.execPath, [
          join(root, "node_modules", compiler, "bin/tsc"),
          "-p",
          folder,
        ]);
        assert.equal(code, 0, output);
      });
    }
  }

  /** @param {string[]} files @param {import("typescript").CompilerOptions} options @returns {string[]} */
  function check(files, options) {
    const { lib = [], ...rest } = options;
    const program = ts.createProgram({
      rootNames: files.map((file) => join(folder, file)),
      options: {
        ...rest,
        lib: lib.map((one) => `lib.${one}.d.ts`),
        target: ts.ScriptTarget.ES2022,
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        // The point of it: what the package itself declares is checked too.
        skipLibCheck: false,
        noEmit: true,
        typeRoots: [join(root, "node_modules", "@types"), join(root, "node_modules")],
      },
      host: hostFor(options),
    });
    const declarations = program.getSourceFiles().map(({ fileName }) => fileName.replaceAll("\\", "/"));
    assert.ok(
      declarations.some((file) => /\/polyv-edge\/dist\/index\.d\.c?ts$/.test(file)),
      "the package was found",
    );
    return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
      const { file, start = 0, messageText } = diagnostic;
      const at = file && `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1} `;
      return `${at ?? ""}${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
  }
});

/** The libraries are large and the same in every run: each is parsed once. @type {Map<string, import("typescript").SourceFile | undefined>} */
const parsed = new Map();

/** @param {import("typescript").CompilerOptions} options */
function hostFor(options) {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  /** @type {typeof getSourceFile} */
  host.getSourceFile = (file, target, ...others) => {
    if (!/[\\/]typescript[\\/]lib[\\/]|workers-types/.test(file)) return getSourceFile(file, target, ...others);
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, target, ...others));
    return parsed.get(file);
  };
  return host;
}
