// Parameter objects as one text, `name NUL value NUL …`: one crossing for all of them.

import { isWellFormed, orUndefined } from "./object.js";

/** The text; or a TypeError, not thrown, that names the parameter at fault. @param {any} params */
export function flatten(params) {
  try {
    return join(params);
  } catch (error) {
    return error instanceof TypeError ? error : new TypeError("the parameters can't be read");
  }
}

/** @param {Record<string, unknown> | null | undefined} params */
function join(params) {
  if (params === undefined || params === null) return "";
  if (typeof params !== "object" || Symbol.iterator in params) throw new TypeError("parameters must be a plain object");
  let flat = "";
  for (const name of Object.keys(params)) {
    const value = params[name];
    if (value === undefined || value === null) continue;
    const text = Array.isArray(value) ? list(name, value) : scalar(name, value);
    if (name.includes("\0") || text.includes("\0")) throw new TypeError(`${name} holds a NUL character`);
    flat += `${name}\0${text}\0`;
  }
  if (!isWellFormed(flat)) throw new TypeError("a parameter holds half of a surrogate pair");
  return flat;
}

/**
 * What `signedUrl` takes as one text, `path NUL timestamp NUL` and then the parameters; undefined where anything needs
 * a closer look.
 *
 * @param {any} request
 */
export function signable(request) {
  return orUndefined(() => {
    const { method, path, query, form, json, timestamp } = request;
    const isPlain = (method === undefined || method === "GET") && form === undefined && json === undefined;
    if (!isPlain || typeof path !== "string" || path.includes("\0") || typeof timestamp !== "number") return undefined;
    return `${path}\0${timestamp}\0${join(query)}`;
  });
}

/** @param {string} name @param {unknown} value */
function scalar(name, value) {
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
    case "bigint":
      return String(value);
    case "number": {
      const digits = String(value);
      if (Number.isFinite(value) && !digits.includes("e")) return digits;
    }
  }
  throw new TypeError(`${name} must be text, a number, a boolean, or a list of these`);
}

/** POLYV's lists are joined by commas. @param {string} name @param {unknown[]} values */
function list(name, values) {
  if (values.length === 0) throw new TypeError(`${name} is an empty list: leave it out, or pass "" to send it empty`);
  return values.map((value) => scalar(name, value)).join(",");
}
