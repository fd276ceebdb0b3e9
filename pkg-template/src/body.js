// What a call carries besides its parameters: JSON, or files.

import { orUndefined } from "../../src/json.js";
import { badArgument } from "./options.js";

/** @param {unknown} value */
export function jsonText(value) {
  const text = orUndefined(() => JSON.stringify(value));
  if (text === undefined) throw badArgument("json has no JSON text");
  return text;
}

/** What a Blob, which has no name, is called by: POLYV refuses parts without one. @type {Record<string, string>} */
const EXTENSIONS = {
  "image/jpeg": "jpg",
  "image/svg+xml": "svg",
  "text/plain": "txt",
  "application/vnd.ms-excel": "xls",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.ms-powerpoint": "ppt",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "application/msword": "doc",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
};

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

/** @param {string} field @param {Blob & { name?: string }} file */
function fileName(field, file) {
  if (typeof file.name === "string" && file.name !== "") return file.name;
  const type = file.type.split(";")[0].trim().toLowerCase();
  const extension =
    EXTENSIONS[type] ?? type.match(/^(?:image|audio|video|text)\/([a-z0-9]{2,5})$|^application\/(pdf|zip|json)$/);
  return `${field}.${typeof extension === "string" ? extension : (extension?.[1] ?? extension?.[2] ?? "bin")}`;
}
