// What is wrong with a description of the API: by two validators, and by the rules of this document that neither knows.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { routesOf } from "./routes.mjs";

/** @typedef {import("./routes.mjs").Document} Document */
/** @typedef {import("./routes.mjs").Route} Route */
/** @typedef {import("./routes.mjs").Schema} Schema */

const OPERATION_FIELDS = ["x-polyv-pages", "x-polyv-flags", "x-polyv-reads", "x-polyv-paging"];
const SCHEMA_KEYWORDS = ["x-polyv-source", "x-extensible-enum"];
const BODIES = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"];

/** The problems of a document, none where it is sound. @param {Document} document @returns {Promise<string[]>} */
export async function problemsOf(document) {
  // Another process, which works while this one does.
  const linting = lint(document);
  const rules = routesOf(document).flatMap((route) => ownRules(route, document));
  return [...compile(document), ...unexplained(document), ...rules, ...(await linting)];
}

/** @param {Document} document @returns {Promise<string[]>} */
async function lint(document) {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  try {
    const file = join(folder, "openapi.json");
    writeFileSync(file, JSON.stringify(document));
    const redocly = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin", "cli.js");
    const config = fileURLToPath(new URL("redocly.yaml", import.meta.url));
    const args = [redocly, "lint", "--config", config, "--format", "json", "--max-problems", "1000", file];
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    // It fails where it finds something.
    const run = promisify(execFile)(process.execPath, args, { env, maxBuffer: 2 ** 26 });
    const { stdout } = await run.catch((failure) => failure);
    return JSON.parse(stdout).problems.map(
      (/** @type {any} */ { ruleId, message, location }) => `${location[0]?.pointer}: ${message} (${ruleId})`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Compiles every schema, strictly: a misspelt keyword or type is an error. @param {Document} document */
function compile(document) {
  const ajv = new Ajv2020({ strict: true, strictRequired: true, allowUnionTypes: true, logger: false });
  ajv.addVocabulary(SCHEMA_KEYWORDS);
  /** @type {string[]} */
  const problems = [];
  /** @param {string} place @param {() => unknown} step */
  const attempt = (place, step) => {
    try {
      step();
    } catch (error) {
      problems.push(`${place}: ${error instanceof Error ? error.message : error}`);
    }
  };
  const schemas = Object.entries(document.components.schemas);
  for (const [name, schema] of schemas) attempt(name, () => ajv.addSchema(here(schema), name));
  for (const [name] of schemas) attempt(name, () => ajv.getSchema(name));
  for (const { route, operation } of routesOf(document)) {
    const { parameters = [], requestBody, responses } = operation;
    const bodies = [requestBody, ...Object.values(responses)].flatMap((part) => Object.values(part?.content ?? {}));
    for (const { schema } of [...parameters, ...bodies]) {
      if (schema) attempt(route, () => ajv.compile(here(schema)));
    }
  }
  return problems;
}

/** The schema with its references as `compile` knows them. @param {Schema} schema @returns {Schema} */
function here(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"'));
}

/** The sources that `x-polyv-trust` does not tell of. @param {Document} document */
function unexplained({ paths, components, ...rest }) {
  const sources = new Set(
    Array.from(JSON.stringify([paths, components]).matchAll(/"x-polyv-source":"([^"]*)"/g), ([, name]) => name),
  );
  const known = Object.keys(rest["x-polyv-trust"]["x-polyv-source"]);
  return [...sources]
    .filter((name) => !known.includes(name ?? ""))
    .map((name) => `x-polyv-trust does not explain the source ${name}`);
}

/** @param {Route} route @param {Document} document @returns {string[]} */
function ownRules({ route, method, operation }, document) {
  const { parameters = [], requestBody, responses } = operation;
  const trust = document["x-polyv-trust"];
  /** @type {string[]} */
  const problems = [];
  /** @param {boolean} holds @param {string} rule */
  const must = (holds, rule) => {
    if (!holds) problems.push(`${route}: ${rule}`);
  };
  for (const field of Object.keys(operation).filter((name) => name.startsWith("x-"))) {
    must(OPERATION_FIELDS.includes(field), `${field} is no field of this document`);
  }
  must(operation["x-polyv-pages"]?.length > 0, "x-polyv-pages names no page");
  must([true, false, "unknown"].includes(operation["x-polyv-reads"]), "x-polyv-reads says nothing");
  for (const flag of operation["x-polyv-flags"] ?? []) {
    must(flag in trust["x-polyv-flags"], `the flag ${flag} is not explained in x-polyv-trust`);
  }

  const medias = Object.keys(requestBody?.content ?? {});
  must(medias.length <= 1 && medias.every((media) => BODIES.includes(media)), "a body has one media type of three");
  must(method === "POST" || !requestBody, "a GET has no body");
  const { schema: body = {}, encoding = {} } = requestBody?.content[medias[0] ?? ""] ?? {};
  const query = parameters.filter((parameter) => parameter.in === "query");
  const isForm = medias.length > 0 && medias[0] !== "application/json";
  must(
    !isForm || query.length === 0 || !!operation["x-polyv-flags"]?.includes("body-unsigned"),
    "a query beside a form",
  );
  for (const parameter of query) {
    must(!isList(parameter.schema) || "explode" in parameter, `${parameter.name} is a list, but not joined by commas`);
  }
  for (const [name, schema] of isForm ? Object.entries(body.properties ?? {}) : []) {
    must(!isList(schema) || name in encoding, `${name} is a list, but not joined by commas`);
  }

  const paging = operation["x-polyv-paging"];
  if (paging) {
    const names = [...query.map(({ name }) => name), ...Object.keys(body.properties ?? {})];
    must(names.includes(paging.page), `there is no parameter ${paging.page} to page by`);
    const data = responses[200].content["application/json"]?.schema?.allOf?.[1].properties.data;
    for (const name of [paging.items, paging.totalPages, paging.totalItems]) {
      must(!name || name in data.properties, `a page's answer has no ${name}`);
    }
  }
  return problems;
}

/** A list of files is sent as parts of one name; any other is joined. @param {Schema} schema */
function isList(schema) {
  return schema.$ref?.endsWith("/Ids") || ([schema.type].flat().includes("array") && !schema.items?.contentMediaType);
}
