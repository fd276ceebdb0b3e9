// Reads one HTTP request: the path, the query, the body, and the parameters POLYV would check the signature over.
// @ts-check

/** More than any POLYV call needs, and than the largest upload that POLYV takes; guards against a runaway test. */
const BODY_LIMIT = 16 * 1024 * 1024;
const UPLOAD_LIMIT = 256 * 1024 * 1024;
const MULTIPART = "multipart/form-data";

/** @typedef {"none" | "form" | "json" | "multipart" | "other"} BodyKind */

/**
 * @param {string} target the request target as it stands in the request line
 * @returns {{ path: string, query: Record<string, string> }}
 */
export function readTarget(target) {
  const [path = "", ...query] = target.split("?");
  return { path: decodePath(path), query: readPairs(query.join("?")) };
}

/**
 * The body, or undefined when it is too long. Rejects when the client goes away.
 * @param {import("node:http").IncomingMessage} incoming
 * @returns {Promise<Buffer | undefined>}
 */
export async function readBody(incoming) {
  const { headers } = incoming;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return Buffer.alloc(0);
  const limit = mediaType(headers["content-type"]) === MULTIPART ? UPLOAD_LIMIT : BODY_LIMIT;
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    // Reads on to the end, so that the connection can carry the refusal.
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? undefined : Buffer.concat(chunks);
}

/** @param {string | undefined} contentType */
function mediaType(contentType = "") {
  return contentType.split(";")[0]?.trim().toLowerCase();
}

/** @param {string | undefined} contentType @param {{ length: number }} body @returns {BodyKind} */
export function bodyKind(contentType, body) {
  const type = mediaType(contentType);
  // Its body is read as bytes, so there is no text here.
  if (type === MULTIPART) return "multipart";
  // POLYV's own SDK sends `content-type: application/json` with every GET.
  if (body.length === 0) return "none";
  if (type === "application/x-www-form-urlencoded") return "form";
  return type === "application/json" ? "json" : "other";
}

/**
 * What kind of body it is, and the parameters that travel with the signature: the query, and a form's.
 * @param {string} method
 * @param {Record<string, string>} query
 * @param {string} body
 * @param {string | undefined} contentType
 * @param {Record<string, string>} [fields] the text fields of a multipart body
 */
export function readAsked(method, query, body, contentType, fields = {}) {
  const kind = bodyKind(contentType, body);
  // A servlet sees the query first, so a name that is in both keeps its query value.
  return { kind, params: { ...(kind === "form" && method === "POST" ? readPairs(body) : fields), ...query } };
}

/** @param {string} encoded @returns {Record<string, string>} */
function readPairs(encoded) {
  // Of a name that is there twice, the first counts.
  return Object.fromEntries([...new URLSearchParams(encoded)].reverse());
}

/** @param {string} path */
function decodePath(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
