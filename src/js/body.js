// Reads a body with a limit that holds while it is read, not after.

import { decode } from "./json.js";
import { orUndefined } from "./object.js";

const TOO_LARGE = 1;
const NOT_TEXT = 2;

/**
 * The body's text, or a code that says why there is none. Rejects only where the connection breaks. A limit of 0 lets
 * go of the body, so that its connection is free again.
 *
 * @param {Response} response @param {number} limit
 */
export async function readBody(response, limit) {
  if (limit === 0) {
    orUndefined(() => response.body?.cancel().catch(() => {}));
    return TOO_LARGE;
  }
  const bytes = await (announcedLength(response.headers) <= limit ? whole(response) : pieces(response, limit));
  // Once more: a Response that somebody made up keeps no promise.
  if (!bytes || bytes.byteLength > limit) return TOO_LARGE;
  try {
    return decode(bytes);
  } catch {
    return NOT_TEXT;
  }
}

/** HTTP holds a body to its announced length, unless an encoding lets it grow afterwards. @param {Headers} headers */
function announcedLength(headers) {
  const length = headers.get("content-encoding") === null ? headers.get("content-length") : null;
  return length === null ? Number.POSITIVE_INFINITY : Number(length);
}

/** @param {Response} response */
async function whole(response) {
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {Response} response @param {number} limit */
async function pieces(response, limit) {
  if (!response.body) return new Uint8Array();
  const reader = response.body.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(chunks, length);
    length += value.byteLength;
    if (length > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
}

/** @param {Uint8Array[]} chunks @param {number} length */
function join(chunks, length) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
