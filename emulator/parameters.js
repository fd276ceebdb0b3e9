// What POLYV says of parameters that are not as its description has them.
// @ts-check
import { Ajv2020 } from "ajv/dist/2020.js";
import { FAILURES, invalidParam, refuse } from "./answers.js";
import { isBlank } from "./signature.js";

/** @typedef {import("../api/routes.mjs").Document} Document */
/** @typedef {import("../api/routes.mjs").Operation} Operation */
/** @typedef {import("../api/routes.mjs").Schema} Schema */
/** @typedef {Pick<import("./routes.js").Question, "path" | "params" | "kind" | "json" | "files">} Asked */

const JSON_BODY = "application/json";
const MULTIPART = "multipart/form-data";

/** Checks of a document's operations; the schemas of each are compiled at its first call. @param {Document} document */
export function createParameterChecks({ components }) {
  // POLYV takes digits for a number, and says of one wrong parameter at a time what is wrong.
  const ajv = new Ajv2020({ strict: false, coerceTypes: true, validateSchema: false, verbose: true });
  for (const [name, schema] of Object.entries(components.schemas)) ajv.addSchema(here(schema), name);

  /** @param {Operation} operation @returns {(asked: Asked) => void} refuses */
  return (operation) => {
    const { parameters = [], requestBody } = operation;
    const [media, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
    const inBody = media === JSON_BODY ? {} : (body?.schema ?? {});
    const properties = Object.fromEntries([
      ...parameters.map(({ name, schema }) => [name, schema]),
      ...Object.entries(inBody.properties ?? {}),
    ]);
    const files = Object.keys(properties).filter((name) => isFile(properties[name]));
    const texts = Object.fromEntries(Object.entries(properties).filter(([name]) => !files.includes(name)));
    const required = [...parameters.filter((one) => one.required).map(({ name }) => name), ...(inBody.required ?? [])];
    const schema = { type: "object", properties: texts, required: required.filter((name) => !files.includes(name)) };
    const checkTexts = lazily(() => ajv.compile(here(schema)));
    const checkJson = media === JSON_BODY ? lazily(() => ajv.compile(here(body?.schema ?? {}))) : undefined;

    return ({ path, params, kind, json, files: sent = [] }) => {
      const { channelId } = path;
      if (channelId !== undefined && !/^[0-9]+$/.test(channelId)) refuse(invalidParam("illegal channel id", channelId));
      if (checkJson && kind !== "json") refuse(FAILURES.bodyMissing);
      // Live, a JSON body sent to a form endpoint ends in this text.
      if (!checkJson && requestBody && kind === "json") refuse(FAILURES.system);
      verify(checkTexts(), readTexts({ ...params, ...path }, texts));
      const missing = required.filter((name) => files.includes(name) && !sent.some(({ field }) => field === name));
      if (media === MULTIPART && missing.length > 0) refuse(FAILURES.fileMissing);
      if (checkJson) verify(checkJson(), structuredClone(json));
    };
  };
}

/** The schema with its references as `addSchema` was told of them. @param {Schema} schema @returns {Schema} */
function here(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"'));
}

/** @param {Schema | undefined} schema */
function isFile(schema) {
  return (schema?.items ?? schema)?.contentMediaType === "application/octet-stream";
}

/** @template T @param {() => T} make @returns {() => T} */
function lazily(make) {
  /** @type {T | undefined} */
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

/**
 * What travels as text, as the description speaks of it: without what is blank, lists at their commas.
 * @param {Record<string, string>} params
 * @param {Record<string, Schema | undefined>} schemas
 */
function readTexts(params, schemas) {
  const given = Object.entries(params).filter(([, value]) => !isBlank(value));
  return Object.fromEntries(
    given.map(([name, value]) => [name, schemas[name]?.type === "array" ? value.split(",") : value]),
  );
}

/** @param {import("ajv").ValidateFunction} check @param {unknown} value */
function verify(check, value) {
  if (check(value)) return;
  const { keyword, instancePath, params, parentSchema } = check.errors?.[0] ?? {};
  const name = instancePath?.split("/").at(-1) ?? "";
  if (keyword === "required") refuse(invalidParam("param should not be empty", params?.missingProperty));
  if (keyword === "enum" && String(parentSchema?.enum) === "Y,N") refuse(FAILURES.notYesOrNo);
  const kinds = [params?.type].flat();
  if (keyword === "type" && kinds.includes("integer")) refuse(invalidParam("param is not digit", name));
  if (keyword === "type" && kinds.includes("number")) refuse(invalidParam("param is not number", name));
  const isWhole = keyword === "type" && typeof value === "object" && !/^\/[^/]+$/.test(instancePath ?? "");
  refuse(isWhole ? FAILURES.bodyShape : FAILURES.param);
}
