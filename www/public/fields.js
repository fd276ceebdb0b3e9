// Fields as rows: what is there is shown, what is not is named in one quiet line.
// @ts-check
import { copyable } from "./copy.js";
import { h, row } from "./dom.js";
import { moment, number } from "./format.js";
import { maybe, t } from "./i18n.js";

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {(value: unknown, name: string) => Node | string} Show */

/** Absent, null and blank are the same to a reader. @param {unknown} value */
export function isGiven(value) {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

/** The reader's word for a field. @param {string} name */
export function label(name) {
  return maybe(`field.${name}`) ?? name;
}

/** @type {Show} */
export const asText = (value) => String(value);
/** @type {Show} */
export const asNumber = (value) => (typeof value === "number" ? number(value) : String(value));
/** @type {Show} */
export const asMoment = (value) => (typeof value === "number" ? moment(value) : String(value));
/** @type {Show} */
export const asId = (value, name) => copyable(String(value), label(name));

/**
 * @param {Fields} data
 * @param {Record<string, Show>} shows fields in the order of reading
 * @param {readonly string[]} [masked] fields that the edge masked
 */
export function rows(data, shows, masked = []) {
  const given = Object.entries(shows).filter(([name]) => isGiven(data[name]));
  if (given.length === 0) return undefined;
  return h(
    "dl",
    { class: "rows" },
    ...given.map(([name, show]) => {
      const mark = masked.includes(name) && h("span", { class: "tag" }, t("masked"));
      return row(label(name), h("span", { class: "value" }, show(data[name], name)), mark);
    }),
  );
}

/** @param {Fields} data @param {readonly string[]} names */
export function notGiven(data, names) {
  const missing = names.filter((name) => !isGiven(data[name])).map(label);
  if (missing.length === 0) return undefined;
  return h("p", { class: "hint" }, t("notGiven", { names: missing.join(t("listJoin")) }));
}
