// The examples of README, docs/, emulator/ and the demo page: each compiles against the package's types, and runs against a local POLYV.
// @ts-check
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { transformSync } from "esbuild";
import { createHandler, PolyvClient } from "polyv-edge/edge";
import ts from "typescript";
import { signCallback, startEmulator } from "../../emulator/index.js";
import { WORKER } from "../../www/public/code.js";
import { root } from "../hosts/support/files.js";
import { clientOf, VIEWER } from "./support/edge.js";
import { blocksOf, PAGES } from "./support/markdown.js";

const blocks = [...PAGES.flatMap(blocksOf), { page: "www/public/code.js", line: 8, language: "js", code: WORKER }];
const examples = blocks.filter(({ language }) => ["ts", "js"].includes(language));
/** Inside the repository, so that `polyv-edge` resolves as it does for a reader who installed it. */
const folder = join(root, "target", "docs");

/** What JavaScript leaves to be inferred, and cannot be: no fault of an example. */
const UNTYPED = [7005, 7006, 7019, 7031, 7034];

const SECRETS = [
  ...["POLYV_APP_ID", "POLYV_APP_SECRET", "POLYV_BASE_URL", "TOKEN", "CACHE_SECRET"],
  ...["DIRECT_KEY", "EXTERNAL_KEY", "CUSTOM_KEY"],
];

/** What a reader has at hand. */
const VALUES = ["stream", "channelId", "key", "viewerId", "nickname", "appSecret"];

/** A site that a page's example asks for its users. */
const SITE = `
export async function sessionOf(request: Request): Promise<{ id: string; name: string } | null> { return null; }
export async function findUser(id: string): Promise<{ name: string; mayWatch(channelId?: string): boolean } | null> { return null; }
`;

/** What the pages leave to their reader: the account, a client made before, the check of a session. */
const GIVEN = `
import type { PolyvClient as Client } from "polyv-edge/edge";
declare global {
  interface Env {
    ${SECRETS.map((name) => `${name}: string;`).join(" ")}
    POLYV_BUDGET: DurableObjectNamespace;
  }
  namespace NodeJS { interface ProcessEnv extends Omit<Env, "POLYV_BUDGET"> {} }
  const env: Env;
  interface Response { json(): Promise<any> }
  const client: Client;
  const PolyvClient: typeof import("polyv-edge/edge").PolyvClient;
  const createHandler: typeof import("polyv-edge/edge").createHandler;
  const authorization: string;
  const authorize: (request: Request) => boolean;
  const isAllowed: (request: Request) => boolean;
  const cover: Blob, logo: Blob;
  const ${VALUES.join(": string, ")}: string;
  const request: Request;
  const save: (...saved: unknown[]) => Promise<void>;
  const worker: { fetch(request: Request): Promise<Response> };
  const parseResponse: (text: string) => any;
  const signCallback: (options: object) => string;
}
`;

/** @param {import("./support/markdown.js").Block} block */
const placeOf = ({ page, line }) => `${page}:${line}`;
/** @param {import("./support/markdown.js").Block} block */
const nameOf = ({ page, line }) => `${page.replaceAll(/[^\w]/g, "-")}-${line}`;
/** The oldest Node reads no TypeScript. @param {import("./support/markdown.js").Block} block */
const codeOf = ({ code }) => code.replace("./src/index.ts", "./src/index.js");
/** @param {import("./support/markdown.js").Block} block */
const fileOf = (block) => join(folder, `${nameOf(block)}.${block.language}`);

before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "given.d.ts"), GIVEN);
  writeFileSync(join(folder, "your-site.ts"), SITE);
  // An example that imports nothing is a module all the same.
  for (const block of examples) writeFileSync(fileOf(block), `${codeOf(block)}\nexport {};\n`);
  // What other examples import: the README's Worker, and files that name themselves.
  const [worker] = examples;
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "src/index.js"), transformSync(worker?.code ?? "", { loader: "ts" }).code);
  for (const { code } of examples) {
    const name = /^\/\/ (\w+\.js)$/m.exec(code.split("\n", 1)[0] ?? "")?.[1];
    if (name) writeFileSync(join(folder, name), code);
  }
});

describe("the examples compile", () => {
  /** @type {Map<string, string[]>} */
  const problems = new Map();
  before(() => {
    const program = ts.createProgram({
      rootNames: [join(folder, "given.d.ts"), ...examples.map(fileOf)],
      options: {
        ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, lib: ["lib.es2022.d.ts"] },
        ...{ moduleResolution: ts.ModuleResolutionKind.Bundler, types: ["@cloudflare/workers-types", "node"] },
        ...{ strict: true, skipLibCheck: true, noEmit: true, allowJs: true, checkJs: true },
        ...{ preserveSymlinks: true, typeRoots: ["@types", ""].map((name) => join(root, "node_modules", name)) },
      },
    });
    for (const { file, start = 0, code, messageText } of ts.getPreEmitDiagnostics(program)) {
      if (file?.fileName.endsWith(".js") && UNTYPED.includes(code)) continue;
      const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      const text = `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      const name = file?.fileName ?? "";
      problems.set(name, [...(problems.get(name) ?? []), text]);
    }
  });
  for (const block of examples) {
    test(placeOf(block), () => assert.deepEqual(problems.get(fileOf(block)) ?? [], []));
  }
  test("the Rust ones are compiled and run by `cargo test`, or are a part of the Rust Worker", () => {
    const read = (/** @type {string} */ file) => readFileSync(join(root, file), "utf8").replace(/^ +/gm, "");
    const [crate, worker] = [read("src/lib.rs"), read("examples/rust-worker/src/lib.rs")];
    const examples = blocks.filter(({ language }) => language === "rust");
    assert.ok(examples.length > 0);
    for (const { page, code } of examples) {
      const isPart = worker.includes(code.replace(/^ +/gm, "").trim());
      assert.ok(isPart || crate.includes(`include_str!("../${page}")`), page);
    }
  });
});

describe("the examples run", () => {
  /** @type {import("../../emulator/index.js").Emulator} */
  let emulator;
  /** @type {Record<string, unknown>} */
  let env;
  const { fetch } = globalThis;
  before(async () => {
    emulator = await startEmulator();
    const { appId, appSecret, url } = emulator;
    env = {
      ...{ POLYV_APP_ID: appId, POLYV_APP_SECRET: appSecret, POLYV_BASE_URL: url, TOKEN: "tok" },
      ...{ CACHE_SECRET: "a secret of the cache, long enough", POLYV_BUDGET: { idFromName() {}, get() {} } },
    };
    Object.assign(process.env, env);
    const client = clientOf(emulator);
    const authorize = () => true;
    const handler = createHandler({ client, authorize });
    Object.assign(globalThis, {
      ...{ cover: new Blob(["a"]), logo: new Blob(["b"]), stream: "a-stream", channelId: "2149710", worker: url },
      ...{ env, client, authorize, isAllowed: authorize, authorization: "Bearer tok", PolyvClient, createHandler },
      // The live POLYV is the local one, and a page's own server the handler.
      fetch: (/** @type {string | URL} */ asked, /** @type {RequestInit} */ init) =>
        String(asked).startsWith("/")
          ? handler(new Request(`https://page.example${asked}`, init))
          : fetch(String(asked).replace("https://api.polyv.net", url), init),
    });
  });
  after(async () => {
    globalThis.fetch = fetch;
    await emulator.close();
  });

  // What watch pages are asked by POLYV and by viewers, the tests of `polyv-edge/watch` play.
  for (const block of examples.filter(({ page }) => !page.startsWith("docs/watch"))) {
    test(placeOf(block), async (t) => {
      t.mock.method(console, "log", () => {});
      const file = join(folder, `${nameOf(block)}.run.js`);
      writeFileSync(file, transformSync(codeOf(block), { loader: "ts" }).code);
      if (block.code.includes("node:test")) {
        const { NODE_TEST_CONTEXT: _, ...own } = process.env;
        await promisify(execFile)(process.execPath, ["--test", file], { env: own });
        return;
      }
      const example = import(pathToFileURL(file).href);
      // A route that nobody knows.
      if (block.code.includes("/brand/new")) return assert.rejects(example, { kind: "not_found" });
      const { default: worker, main } = await example;
      const headers = { authorization: "Bearer tok" };
      if (main) {
        // A function that gets an event.
        const answer = await main({ path: `/api/viewers/${VIEWER}`, httpMethod: "GET", headers });
        assert.equal(answer.statusCode, 200, answer.body);
      }
      if (!worker) return;
      // Good for any Worker of these pages: an allowed caller's look-up, and a callback that POLYV signed.
      const fields = { channelId: "2149710", status: "live" };
      const query = signCallback({ appSecret: emulator.appSecret, fields });
      const request = new Request(`https://worker.example/api/viewers/${VIEWER}?${query}`, { headers });
      const response = await worker.fetch(request, env);
      // The body of one is left to the reader.
      if (block.code.includes("// …")) return;
      assert.equal(response.status, 200, await response.text());
    });
  }
});
