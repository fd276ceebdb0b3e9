// Numbers and times for people, in the page's language.
// @ts-check
import { h } from "./dom.js";
import { locale } from "./texts.js";

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export function number(value, options) {
  return new Intl.NumberFormat(locale(), options).format(value);
}

/** Hours and minutes, or seconds where it is less than a minute. @param {number} seconds */
export function duration(seconds) {
  /** @param {number} value @param {string} unit */
  const as = (value, unit) =>
    number(value, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 })
      // Chinese as it is printed has a space there.
      .replace(/(?<=\d)(?=\p{Script=Han})/u, " ");
  if (seconds < 60) return as(seconds, "second");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return [hours > 0 && as(hours, "hour"), minutes > 0 && as(minutes, "minute")].filter(Boolean).join(" ");
}

/** A moment in the reader's own time zone. @param {unknown} ms */
export function moment(ms) {
  const date = new Date(Number(ms));
  // What no calendar knows is shown as it is.
  if (Number.isNaN(date.getTime())) return String(ms);
  const text = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(date);
  const parts = new Intl.DateTimeFormat(locale(), { timeZoneName: "short" }).formatToParts(date);
  const zone = parts.find(({ type }) => type === "timeZoneName")?.value;
  return h("time", { datetime: date.toISOString() }, `${text} ${zone}`);
}
