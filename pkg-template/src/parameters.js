// Parameters as one text, `name NUL kind value NUL …`: one crossing for all of them. `Arguments` in params.rs reads it.

import { badArgument, readValue } from "./options.js";

/** @param {any} params @returns {string} */
export function flatten(params) {
  if (params === undefined || params === null) return "";
  if (typeof params !== "object" || Symbol.iterator in params) throw badArgument("parameters must be a plain object");
  let flat = "";
  for (const name of Object.keys(params)) {
    const value = readValue(params, name);
    if (value === undefined || value === null) continue;
    const typed = Array.isArray(value) ? list(name, value) : scalar(name, value);
    if (name.includes("\0") || typed.includes("\0")) throw badArgument(`${name} holds a NUL character`);
    flat += `${name}\0${typed}\0`;
  }
  if (!isWellFormed(flat)) throw badArgument("a parameter holds half of a surrogate pair");
  return flat;
}

/** A value after the letter of its kind. @param {string} name @param {unknown} value */
function scalar(name, value) {
  switch (typeof value) {
    case "string":
      return `t${value}`;
    case "boolean":
      return `o${value}`;
    case "bigint":
      return `n${value}`;
    case "number": {
      const digits = String(value);
      const isExact = Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
      if (isExact && !digits.includes("e")) return `n${digits}`;
      throw badArgument(`${name} is a number that is not exact: pass it as text`);
    }
  }
  throw badArgument(`${name} must be text, a number, a boolean, or a list of these`);
}

/** POLYV's lists are joined by commas. @param {string} name @param {unknown[]} values */
function list(name, values) {
  if (values.length === 0) throw badArgument(`${name} is an empty list: leave it out, or pass "" to send it empty`);
  const items = Array.from(values, (value) => scalar(name, value));
  if (items.some((item) => item.includes(",")))
    throw badArgument(`an item of ${name} holds a comma, which would part it`);
  const kind = items.some((item) => item[0] === "n") ? "n" : "o";
  return kind + items.map((item) => item.slice(1)).join(",");
}

/** @param {string & { isWellFormed?: () => boolean }} value */
export function isWellFormed(value) {
  return value.isWellFormed?.() ?? !/\p{Surrogate}/u.test(value);
}
