// The routes that POLYV describes and the emulator has no data of its own for: answers made from the description.
// @ts-check
import { sample } from "openapi-sampler";
import { readDocument, routesOf } from "../api/routes.mjs";
import { FAILURES, refuse } from "./answers.js";
import { createParameterChecks } from "./parameters.js";
import { readCount } from "./routes.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./routes.js").Route} Route */
/** @typedef {import("./routes.js").Question} Question */
/** @typedef {import("../api/routes.mjs").Paging} Paging */

/** How many items a paged list holds: two pages of POLYV's default size. */
const ITEMS = 12;
const PAGE_SIZE = 10;
/** The first bytes of a table of Excel 97, which are no text in any encoding. */
const TABLE = Buffer.from("d0cf11e0a1b11ae10000000000000000", "hex");

/** @returns {Route[]} */
export function describedRoutes() {
  const document = readDocument();
  const checkOf = createParameterChecks(document);
  return routesOf(document).map(({ method, path, operation, reachable }) => {
    const { responses, security } = operation;
    const [media = "", { schema = {} } = {}] = Object.entries(responses[200]?.content ?? {})[0] ?? [];
    const { data, result } = schema.allOf?.[1]?.properties ?? {};
    const check = checkOf(operation);
    const paging = operation["x-polyv-paging"];
    /** @type {unknown} */
    let made;
    return {
      method: method === "GET" ? "GET" : "POST",
      path,
      family: responses["4XX"]?.$ref?.endsWith("V4") ? "v4" : "v2",
      signed: !reachable || security?.length === 0 ? "nothing" : signedPart(operation),
      get sample() {
        made ??= sample(data ?? result ?? { type: "null" }, { quiet: true }, document) ?? null;
        return made;
      },
      answer(question) {
        const { reply } = question;
        if (!reachable) refuse(FAILURES.login);
        check(question);
        if (media === "text/plain") return plain(media, String(sample(schema, { quiet: true }, document)));
        if (media !== "application/json") return plain(media, TABLE);
        if (result) return reply.okResult(this.sample);
        if (!paging) return reply.ok(this.sample);
        const { params } = question;
        const [number, size] = [readCount(params, paging.page, 1), readCount(params, paging.size, PAGE_SIZE)];
        if (number < 1 || size < 1) refuse(FAILURES.range);
        return reply.ok(page(this.sample, paging, number, size));
      },
    };
  });
}

/** @param {import("../api/routes.mjs").Operation} operation */
function signedPart(operation) {
  return operation["x-polyv-flags"]?.includes("body-unsigned") ? "query" : "all";
}

/** @param {string} type @param {string | Buffer} body @returns {Answer} */
function plain(type, body) {
  return { status: 200, headers: { "content-type": type }, body };
}

/** @param {unknown} data @param {Paging} paging @param {number} number @param {number} size */
function page(data, { items, totalPages, totalItems }, number, size) {
  const list = /** @type {Record<string, unknown>} */ (data);
  const [item] = /** @type {unknown[]} */ (list[items]);
  const left = Math.max(0, Math.min(size, ITEMS - (number - 1) * size));
  const filled = { ...list, [items]: Array(left).fill(item) };
  if ("pageNumber" in list) filled.pageNumber = number;
  if ("pageSize" in list) filled.pageSize = size;
  if (totalPages) filled[totalPages] = Math.ceil(ITEMS / size);
  if (totalItems) filled[totalItems] = ITEMS;
  return filled;
}
