// Reads a multipart body: its text fields, and of each file what tells whether it arrived whole.
// @ts-check
import { createHash } from "node:crypto";

/** @typedef {NonNullable<import("../pkg-template/dist/emulator.js").EmulatorRequest["files"]>[number]} ReceivedFile */

/**
 * Undefined where the body is no multipart one.
 * @param {Buffer} body
 * @param {string} contentType
 */
export async function readMultipart(body, contentType) {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => undefined);
  if (form === undefined) return undefined;
  /** @type {Record<string, string>} */
  const fields = {};
  /** @type {ReceivedFile[]} */
  const files = [];
  for (const [field, value] of form) {
    if (typeof value === "string") fields[field] ??= value;
    else {
      const bytes = Buffer.from(await value.arrayBuffer());
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      files.push({ field, name: value.name, type: value.type, size: value.size, sha256 });
    }
  }
  return { fields, files };
}
