// The types of routes: every route is callable, each mistake is one message at its place, in each TypeScript in use.
// @ts-check
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import ts from "typescript";
import { root } from "../hosts/support/files.js";
import { partsOf, reachable } from "../js/support/routes.js";

const COMPILERS = { 5.4: "typescript-oldest", 5.9: "typescript", newest: "typescript-newest" };
/** What the calls of all routes cost the checker, which is the same on every machine; in time 0.8 s at most. */
const MOST_INSTANTIATIONS = 40_000;
const HEAD = `import type { PolyvFile, RouteData, RouteItem, RouteMethods, RouteOptions } from "${join(root, "pkg-template/dist/request.js")}";
declare const client: RouteMethods;
declare const blob: Blob;
declare const file: File;
declare const signal: AbortSignal;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
`;

/** What must compile. */
const USES = `
async function single() {
  const viewer = await client.request("GET /live/v4/user/viewer-record/get", {
    query: { viewerUnionId: "1_a" },
    idempotent: true,
    signal,
    timeoutMs: 1000,
    headers: { "x-trace": "1" },
    context: { user: 1 },
  });
  const isText: Same<typeof viewer.viewerUnionId, string> = true;
  const { data, attempts } = await client
    .request("GET /live/v2/channelAccount/{channelId}/account", { params: { channelId: 2149710 }, query: { account: "0062149710" } })
    .withResponse();
  const role: string | null | undefined = data.role;
  const created = await client.request("POST /live/v4/channel/account/create", { query: { channelId: "1" }, json: { role: "Guest" } });
  // Beyond 2^53 a whole number becomes text.
  const isEither: Same<NonNullable<typeof created>["channelId"], string | number | null | undefined> = true;
  return [isText, attempts, role, isEither];
}
async function everyCarrier() {
  await client.request("GET /live/v4/user/viewer-record/list");
  await client.request("GET /live/v4/user/viewer-record/list", { query: { source: "WX", pageSize: 100 } });
  await client.request("POST /live/v4/channel/account/delete-batch", { form: { channelId: 1, accounts: "001,002" } });
  await client.request("POST /live/v3/channel/record/merge", { form: { channelId: 1, fileIds: ["a", "b"] } });
  await client.request("POST /live/v3/channel/account/batch-create", { query: { channelId: 1 }, json: [{ passwd: "p" }] });
  await client.request("POST /live/v4/channel/role-config/update-by-role", { query: { channelId: 1, role: "Teacher" }, json: { any: [1] } });
  await client.request("POST /live/v4/channel/doc/teacher/update-relation", {
    query: { operation: 1, teacherId: "t" },
    form: { fileIds: "a" },
  });
  await client.request("POST /live/v3/common/upload-image", { form: { type: "coverImage" }, files: { file: [blob, file] } });
  await client.request("POST /live/v3/channel/document/upload-doc", { form: { channelId: 1, url: "https://a.test/a.pdf" }, files: {} });
}
async function otherAnswers() {
  const table = await client.request("GET /live/v3/channel/auth/download-white-list", { query: { rank: 1 }, as: "bytes" });
  const state: string = await client.request("GET /live_status/query", { query: { stream: "s" }, as: "text" });
  const raw = await client.request("GET /live/v4/user/viewer-record/list", { as: "text" });
  const isText: Same<typeof raw, string> = true;
  return [new Blob([table]), state, isText];
}
async function unknownRoutes(route: \`POST /\${string}\`) {
  const data = await client.request("GET /live/v9/new/{id}", { params: { id: "1" }, query: { a: [1, "b"], b: null } });
  const isUnknown: Same<typeof data, unknown> = true;
  await client.request(route, { json: [], files: { any: blob } });
  return [isUnknown, await client.request("GET /live/v9/sheet", { as: "bytes" })];
}
async function pages() {
  for await (const viewer of client.paginate("GET /live/v4/user/viewer-record/list", { query: { pageSize: 1000 }, signal })) {
    const id: string = viewer.viewerUnionId;
    if (id) break;
  }
  for await (const _viewer of client.paginate("GET /live/v4/user/viewer-record/list"));
  for await (const video of client.paginate("GET /live/v3/channel/disk-video/list", { query: { channelId: 1, page: 1 } })) {
    const item: RouteItem<"GET /live/v3/channel/disk-video/list"> = video;
    console.log(item);
  }
}
function urls() {
  client.signedUrl("GET /live/v2/channelAccount/{channelId}/accounts", { params: { channelId: 1 }, timestamp: 1 });
  client.signedUrl("GET /live/v3/channel/auth/download-white-list", { query: { rank: 1 } });
  client.signedUrl("GET /live/v9/new");
}
/** Whoever wraps the client names a route's parts and answer. */
async function wrapped(
  query: RouteOptions<"GET /live/v4/user/viewer-record/get">["query"],
  files: Record<string, PolyvFile>,
): Promise<RouteData<"GET /live/v4/user/viewer-record/get">> {
  await client.request("POST /live/v9/new", { files });
  return client.request("GET /live/v4/user/viewer-record/get", { query });
}
export { everyCarrier, otherAnswers, pages, single, unknownRoutes, urls, wrapped };
`;

/** What must not, with the place of the one message that each gives. */
const MISTAKES = {
  "a misspelt parameter": `client.request("GET /live/v4/user/viewer-record/get", { query: { «viewerUnionID: "1_a" } });`,
  "a misspelt optional parameter": `client.request("GET /live/v4/user/viewer-record/list", { query: { «pagesize: 1 } });`,
  "a missing parameter": `client.request("GET /live/v2/channelAccount/{channelId}/account", { params: { channelId: 1 }, «query: {} });`,
  "missing options": `client.«request("GET /live/v4/user/viewer-record/get");`,
  "missing placeholders": `client.request("GET /live/v2/channelAccount/{channelId}/accounts", «{ signal });`,
  "a number as an account": `client.request("GET /live/v2/channelAccount/{channelId}/account", { params: { channelId: 1 }, query: { «account: 52191541 } });`,
  "a word that is not among the values": `client.request("GET /live/v4/user/viewer-record/list", { query: { «source: "QQ" } });`,
  "another carrier": `client.request("POST /live/v4/channel/account/create", { query: { channelId: 1 }, json: { role: "Guest" }, «form: {} });`,
  "a body with a GET": `client.request("GET /live/v4/user/viewer-record/list", { «json: {} });`,
  "a misspelt field of a JSON body": `client.request("POST /live/v4/channel/account/create", { query: { channelId: 1 }, json: { role: "Guest", «nickname: "n" } });`,
  "text in place of a file": `client.request("POST /live/v3/common/upload-image", { form: { type: "coverImage" }, files: { «file: "a.png" } });`,
  "a file route without files": `client.request("POST /live/v3/channel/document/upload-doc", «{ form: { channelId: 1 } });`,
  "an option that does not exist": `client.request("GET /live/v4/user/viewer-record/list", { «timeout: 1 });`,
  "an answer that is read in another way": `client.request("GET /live/v4/user/viewer-record/list", { «as: "blob" });`,
  "a table that is read as JSON": `client.request("GET /live/v3/channel/auth/download-white-list", «{ query: { rank: 1 } });`,
  "the answer of an unknown route": `client.request("GET /live/v9/new").then((answer) => «answer.id);`,
  "a route without its method": `client.request(«"/live/v4/user/viewer-record/list");`,
  "an option of an unknown route": `client.request("GET /live/v9/new", { «body: {} });`,
  "pages of an unpaged route": `client.paginate(«"GET /live/v4/user/viewer-record/get", { query: { viewerUnionId: "1_a" } });`,
  "pages without the parameter that counts them": `client.paginate("GET /live/v3/channel/disk-video/list", { «query: { channelId: 1 } });`,
  "a repeatable page": `client.paginate("GET /live/v4/user/viewer-record/list", { «idempotent: true });`,
  "the URL of a POST": `client.signedUrl(«"POST /live/v4/channel/account/create");`,
  "the URL of a body": `client.signedUrl("GET /live/v9/new", { «json: {} });`,
};

describe("the types of routes", () => {
  /** @type {string} */
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "routes-"));
    writeFileSync(join(folder, "all.ts"), HEAD + reachable.map(callOf).join(""));
    writeFileSync(join(folder, "uses.ts"), HEAD + USES);
    writeFileSync(join(folder, "mistakes.ts"), `${HEAD}${Object.values(MISTAKES).join("\n").replaceAll("«", "")}\n`);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, compiler] of Object.entries(COMPILERS)) {
    describe(`TypeScript ${name}`, () => {
      /** @type {string} */
      let output;
      before(async () => {
        output = await compile(compiler, ["uses.ts", "mistakes.ts"]);
      });

      test("takes every right use", () => assert.deepEqual(messagesIn(output, "uses.ts"), []));

      for (const [index, [mistake, line]] of Object.entries(MISTAKES).entries()) {
        test(`tells of ${mistake} once, at its place`, () => {
          const at = HEAD.split("\n").length + index;
          const messages = messagesIn(output, "mistakes.ts").filter((message) => message.line === at);
          assert.deepEqual(
            messages.map(({ column }) => column),
            [line.indexOf("«") + 1],
            messages.map(({ text }) => text).join("\n"),
          );
        });
      }

      test("takes a call of every route, at a price", async (t) => {
        const told = await compile(compiler, ["all.ts"]);
        assert.deepEqual(messagesIn(told, "all.ts"), []);
        const [, instantiations] = told.match(/Instantiations:\s+(\d+)/) ?? [];
        assert.ok(Number(instantiations) < MOST_INSTANTIATIONS, `${instantiations} instantiations`);
        t.diagnostic(`${instantiations} instantiations, ${told.match(/Check time:\s+(.*)/)?.[1]}`);
      });
    });
  }

  test("give POLYV's title to an editor that completes the parts of a route, and every route", () => {
    const text = `${HEAD}client.request("GET /live/v4/user/viewer-record/list", { q });\nclient.request("GET /live/v4/user/viewer-rec");`;
    const { service, file: path } = serviceFor(text);
    const at = text.indexOf("{ q }") + 3;
    const details = service.getCompletionEntryDetails(path, at, "query", undefined, undefined, undefined, undefined);
    assert.equal(ts.displayPartsToString(details?.documentation), "获取观众列表");
    const end = text.lastIndexOf('rec")') + 3;
    const offered = new Set(service.getCompletionsAtPosition(path, end, undefined)?.entries.map((entry) => entry.name));
    assert.deepEqual(
      reachable.filter(({ route }) => !offered.has(route)),
      [],
    );
  });

  /** @param {string} compiler @param {string[]} files @returns {Promise<string>} */
  async function compile(compiler, files) {
    const strict = "--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck --extendedDiagnostics";
    const modules = "--target es2022 --lib es2022,dom,dom.asynciterable --module esnext --moduleResolution bundler";
    const options = [...strict.split(" "), ...modules.split(" "), "--typeRoots", folder];
    const args = [join(root, "node_modules", compiler, "bin", "tsc"), ...options, ...files];
    const run = promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 });
    // It fails where it finds something.
    return (await run.catch((failure) => failure)).stdout;
  }
});

/** The messages of one file, each with its first line. @param {string} output @param {string} file */
function messagesIn(output, file) {
  const found = output.matchAll(/^(.+)\((\d+),(\d+)\): error (.*)$/gm);
  return [...found].flatMap(([, name, line, column, text]) =>
    name?.endsWith(file) ? [{ line: Number(line), column: Number(column), text }] : [],
  );
}

/** @param {import("../../api/routes.mjs").Route} route */
function callOf(route) {
  const { files, ...parts } = partsOf(route);
  const texts = Object.entries(parts).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  if (files) texts.push(`files: { ${files.map((name) => `${name}: blob`).join(", ")} }`);
  return `client.request(${JSON.stringify(route.route)}${texts.length > 0 ? `, { ${texts.join(", ")} }` : ""});\n`;
}

/** The editor's side of TypeScript, for one file. @param {string} text */
function serviceFor(text) {
  const file = join(root, "completion.ts");
  const options = { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, types: [] };
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => ({ ...options, moduleResolution: ts.ModuleResolutionKind.Bundler }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  });
  return { service, file };
}
