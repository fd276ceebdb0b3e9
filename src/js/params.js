// Parameter objects as one text, `name NUL value NUL …`: one crossing for all of them.

import { isWellFormed } from "./object.js";

/** Throws a TypeError that names the parameter at fault. */
export function flatten(params) {
  if (params === undefined || params === null) return "";
  if (typeof params !== "object" || Symbol.iterator in params) throw new TypeError("parameters must be a plain object");
  let flat = "";
  for (const name of Object.keys(params)) {
    const value = params[name];
    if (value === undefined || value === null) continue;
    flat += `${clean(name, name)}\0${clean(name, Array.isArray(value) ? list(name, value) : scalar(name, value))}\0`;
  }
  return flat;
}

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

/** POLYV's lists are joined by commas. */
function list(name, values) {
  if (values.length === 0) throw new TypeError(`${name} is an empty list: leave it out, or pass "" to send it empty`);
  return values.map((value) => scalar(name, value)).join(",");
}

function clean(name, text) {
  if (text.includes("\0")) throw new TypeError(`${name} holds a NUL character`);
  if (!isWellFormed(text)) throw new TypeError(`${name} holds half of a surrogate pair`);
  return text;
}

/** A field of a callback's query, however the query is held. */
export function queryField(query, name) {
  const fields = typeof query === "string" ? new URLSearchParams(query) : query;
  const value = typeof fields?.get === "function" ? fields.get(name) : fields?.[name];
  return typeof value === "string" ? value : undefined;
}
