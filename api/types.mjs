// Prints routes.d.ts: the parts and the data of every route that a signed call reaches.
import { routesOf } from "./routes.mjs";

/** @typedef {import("./routes.mjs").Schema} Schema */
/** @typedef {import("./routes.mjs").Route} Route */
/** @typedef {{ answer: boolean, name: string }} Place where a schema stands, and what its field is called */

const JSON_BODY = "application/json";
const MULTIPART = "multipart/form-data";
/** Whole numbers beyond 2^53 become text, and ids are the ones that large. */
const LARGE = /(^ids?|Ids?|No)$/;
const KINDS = { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null" };
/** Envelopes: of these the types show what is in `data`. */
const ENVELOPE = /^(Answer|Refusal)/;

/** @param {import("./routes.mjs").Document} document */
export function printTypes(document) {
  const routes = routesOf(document).filter(({ reachable }) => reachable);
  const shared = Object.entries(document.components.schemas).filter(([name]) => !ENVELOPE.test(name));
  const text = `// Generated from api/openapi.json by \`npm run api\`. Do not edit.

import type { PolyvFile } from "./request.js";

type Bytes = ReturnType<Uint8ArrayConstructor["of"]>;
type Fields = { readonly [name: string]: unknown };
${shared.map(([name, schema]) => `${comment(schema.description)}type ${name} = ${print(schema, placeOf(name))};`).join("")}

/** The routes of POLYV's API that a signed call reaches: what each is given, and the \`data\` it answers with. */
export interface PolyvRoutes {
${routes.map((route) => `  ${JSON.stringify(route.route)}: { options: ${options(route)}; data: ${data(route)} };`).join("\n")}
}

/** The routes that page. Where \`paginate\` cannot guess the parameter that counts pages, the first page is asked for. */
export interface PolyvPages {
${routes.flatMap(pages).join("")}}

export {};
`;
  return text.replace(/ +$/gm, "");
}

/** What the shared types describe: what is asked, or an answer. @param {string} name @returns {Place} */
function placeOf(name) {
  return { answer: !["Id", "Ids", "YesNo"].includes(name), name };
}

/** On a line of its own: behind a `{` TypeScript would not take it for the field's. @param {string | undefined} text */
function comment(text) {
  return text ? `\n/** ${text} */\n` : "\n";
}

/** The first media type of a body or an answer. @param {Record<string, { schema?: Schema }> | undefined} content */
function bodyOf(content) {
  const [media, { schema = {} } = {}] = Object.entries(content ?? {})[0] ?? [];
  return { media, schema };
}

/** @param {Route} route */
function options({ operation }) {
  const { parameters = [], requestBody, responses } = operation;
  const { media, schema } = bodyOf(requestBody?.content);
  const isJson = media === JSON_BODY;
  const title = comment([operation.summary, operation.description].filter(Boolean).join(". "));
  const within = (/** @type {string} */ place) =>
    parameters.filter((parameter) => parameter.in === place).map(({ name, schema }) => [name, schema]);
  const inBody = isJson ? [] : Object.entries(schema.properties ?? {});
  const isFile = (/** @type {Schema} */ field) =>
    (field.items ?? field).contentMediaType === "application/octet-stream";
  const fieldsOf = {
    params: within("path"),
    query: within("query"),
    form: inBody.filter(([, field]) => !isFile(field)),
    files: inBody.filter(([, field]) => isFile(field)),
  };
  const must = [...parameters.filter(({ required }) => required).map(({ name }) => name), ...(schema.required ?? [])];
  const parts = Object.entries(fieldsOf).flatMap(([name, fields]) => {
    if (fields.length === 0) return [];
    const required = fields.map(([field]) => field).filter((field) => must.includes(field));
    const type = object({ properties: Object.fromEntries(fields), required }, { answer: false, name });
    // `files` makes the body multipart, also without a file.
    const isNeeded = required.length > 0 || (media === MULTIPART && name === "files");
    return [`${title}${name}${isNeeded ? "" : "?"}: ${type}`];
  });
  if (isJson) parts.push(`${title}json: ${print(schema, { answer: false, name: "json" })}`);
  const as = answerAs(responses[200].content);
  if (as) parts.push(`as: "${as}"`);
  return parts.length === 0 ? "{}" : `{ ${parts.join("; ")} }`;
}

/** How an answer is read that is no JSON. @param {Record<string, unknown>} content */
function answerAs(content) {
  if (JSON_BODY in content) return undefined;
  return "text/plain" in content ? "text" : "bytes";
}

/** @param {Route} route */
function data({ operation }) {
  const { content } = operation.responses[200];
  const as = answerAs(content);
  if (as) return as === "text" ? "string" : "Bytes";
  const { properties = {} } = bodyOf(content).schema.allOf?.[1] ?? {};
  const schema = properties.data ?? properties.result;
  return schema ? print(schema, { answer: true, name: "data" }) : "unknown";
}

/** @param {Route} route */
function pages({ route, operation }) {
  const paging = operation["x-polyv-paging"];
  if (!paging) return [];
  const part = operation.parameters?.some(({ name }) => name === paging.page) ? "query" : "form";
  const needed = paging.page === "pageNumber" ? "unknown" : `{ ${part}: { ${paging.page}: number } }`;
  return [`  ${JSON.stringify(route)}: ${needed};\n`];
}

/** @param {Schema} schema @param {Place} place @returns {string} */
function print(schema, place) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.anyOf) return union(schema.anyOf.map((/** @type {Schema} */ one) => print(one, place)));
  if (schema.enum) return union(schema.enum.map((/** @type {unknown} */ value) => JSON.stringify(value)));
  if (schema.type === undefined) return "unknown";
  return union([schema.type].flat().map((/** @type {string} */ type) => printType(type, schema, place)));
}

/** @param {string} type @param {Schema} schema @param {Place} place @returns {string} */
function printType(type, schema, place) {
  if (type === "object") return object(schema, place);
  if (type === "array") {
    const item = print(schema.items ?? {}, place);
    return `${place.answer ? "" : "readonly "}${/^\w+$/.test(item) ? item : `(${item})`}[]`;
  }
  const known = schema["x-extensible-enum"];
  if (known && type !== "null") {
    const open = type === "string" ? "(string & {})" : "(number & {})";
    return union([...known.map((/** @type {unknown} */ value) => JSON.stringify(value)), open]);
  }
  if (type === "integer" && place.answer && LARGE.test(place.name)) return "string | number";
  return KINDS[/** @type {keyof typeof KINDS} */ (type)];
}

/** @param {Schema} schema @param {Place} place @returns {string} */
function object({ properties, required = [], additionalProperties }, place) {
  if (!properties || additionalProperties) return "Fields";
  const fields = Object.entries(properties).map(([name, schema]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const file = place.name === "files" ? "PolyvFile" : undefined;
    const type = file ?? print(schema, { ...place, name });
    const described = schema.description ? comment(schema.description) : "";
    return `${described}${key}${required.includes(name) ? "" : "?"}: ${type}`;
  });
  return `{ ${fields.join("; ")} }`;
}

/** @param {string[]} types */
function union(types) {
  return [...new Set(types)].join(" | ");
}
