// A call for every route of the document, with every part that it describes.
// @ts-check
import { sample } from "openapi-sampler";
import { readDocument, routesOf } from "../../../api/routes.mjs";

/** @typedef {{ params?: Record<string, unknown>, query?: Record<string, unknown>, form?: Record<string, unknown>, json?: unknown, files?: string[], as?: string }} Parts */

export const document = readDocument();
export const routes = routesOf(document);
export const reachable = routes.filter((route) => route.reachable);

/** What a call of the route is given; of files their names. @param {import("../../../api/routes.mjs").Route} route @returns {Parts} */
export function partsOf({ operation: { parameters = [], requestBody, responses } }) {
  /** @type {Parts} */
  const parts = {};
  for (const { name, in: place, schema } of parameters) {
    const part = place === "path" ? "params" : "query";
    parts[part] = { ...parts[part], [name]: sampleOf(schema) };
  }
  const [media, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (media === "application/json") parts.json = sampleOf(body?.schema);
  else if (media) {
    const entries = Object.entries(body?.schema.properties ?? {});
    const files = entries.filter(([, schema]) => isFile(schema)).map(([name]) => name);
    const fields = entries.filter(([name]) => !files.includes(name)).map(([name, schema]) => [name, sampleOf(schema)]);
    if (fields.length > 0) parts.form = Object.fromEntries(fields);
    if (media === "multipart/form-data") parts.files = files;
  }
  const [type] = Object.keys(responses[200].content);
  if (type === "text/plain") parts.as = "text";
  else if (type !== "application/json") parts.as = "bytes";
  return parts;
}

/** @param {any} schema */
function isFile(schema) {
  return (schema.items ?? schema).contentMediaType === "application/octet-stream";
}

/** @param {any} schema */
function sampleOf(schema) {
  return sample(schema, { quiet: true }, document);
}
