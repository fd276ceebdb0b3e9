// What a call carries besides its parameters: JSON, or files.

import { orUndefined } from "../../src/json.js";
import { badArgument } from "./options.js";

/** @param {unknown} value */
export function jsonText(value) {
  const text = orUndefined(() => JSON.stringify(value));
  if (text === undefined) throw badArgument("json has no JSON text");
  return text;
}

/** A form with the files; the signed parameters are added when it is sent. @param {Record<string, any>} files */
export function filesForm(files) {
  const form = new FormData();
  for (const [field, value] of Object.entries(files)) {
    for (const file of Array.isArray(value) ? value : [value]) {
      if (!isBlob(file)) throw badArgument(`files.${field} must be a Blob, a File, or a list of these`);
      form.append(field, file, fileName(field, file));
    }
  }
  return form;
}

/** @param {any} value */
function isBlob(value) {
  return (
    orUndefined(
      () => typeof value.size === "number" && typeof value.type === "string" && typeof value.stream === "function",
    ) ?? false
  );
}

/** A Blob has no name, and POLYV refuses parts without one. @param {string} field @param {Blob & { name?: string }} file */
function fileName(field, { name, type }) {
  return name || `${field}.${type.match(/^\w+\/([a-z0-9]{2,4})$/)?.[1] ?? "bin"}`;
}
