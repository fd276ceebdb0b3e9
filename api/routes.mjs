// The document's operations as a list, one entry per `METHOD path`.
import { readFileSync } from "node:fs";

/** @typedef {{ [keyword: string]: any }} Schema */
/** @typedef {{ name: string, in: "path" | "query", required?: boolean, schema: Schema }} Parameter */
/**
 * @typedef {object} Operation
 * @property {string} operationId
 * @property {string[]} tags
 * @property {string} summary
 * @property {string} [description]
 * @property {Record<string, string[]>[]} [security]
 * @property {Parameter[]} [parameters]
 * @property {{ required?: boolean, content: Record<string, { schema: Schema, encoding?: Record<string, unknown> }> }} [requestBody]
 * @property {Record<string, { content: Record<string, { schema?: Schema }>, $ref?: string }>} responses
 * @property {string[]} x-polyv-pages
 * @property {string[]} [x-polyv-flags]
 * @property {boolean | "unknown"} x-polyv-reads
 * @property {Paging} [x-polyv-paging]
 */
/** @typedef {{ page: string, size: string, items: string, totalPages?: string, totalItems?: string }} Paging */
/**
 * @typedef {object} Document
 * @property {{ name: string, description: string }[]} tags
 * @property {Record<string, any>} x-polyv-trust
 * @property {Record<string, Record<string, Operation>>} paths
 * @property {{ schemas: Record<string, Schema>, [section: string]: any }} components
 */
/**
 * @typedef {object} Route
 * @property {string} route such as `GET /live/v4/user/viewer-record/list`
 * @property {string} method
 * @property {string} path
 * @property {Operation} operation
 * @property {boolean} reachable whether a call signed by an appSecret is what it asks for
 */

/** What a client without POLYV's appSecret would need. */
const OTHER_CREDENTIALS = ["loginSession", "chatSign"];

export const documentFile = new URL("openapi.json", import.meta.url);

/** @returns {Document} */
export function readDocument() {
  return JSON.parse(readFileSync(documentFile, "utf8"));
}

/** @param {Document} document @returns {Route[]} */
export function routesOf({ paths }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operation,
      reachable: !operation.security?.some((needs) => OTHER_CREDENTIALS.some((name) => name in needs)),
    })),
  );
}
