// Numbers, times and sizes for people, in the page's language.
// @ts-check
import { h } from "./dom.js";
import { locale } from "./i18n.js";

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export function number(value, options) {
  return new Intl.NumberFormat(locale(), options).format(value);
}

/** @param {number} value @param {string} unit @param {number} [digits] */
function withUnit(value, unit, digits = 0) {
  return number(value, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits });
}

/** A watch time: hours and minutes, or seconds where it is less than a minute. @param {number} seconds */
export function watchTime(seconds) {
  if (seconds < 60) return withUnit(seconds, "second");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const parts = [];
  if (hours > 0) parts.push(withUnit(hours, "hour"));
  if (minutes > 0) parts.push(withUnit(minutes, "minute"));
  return parts.join(" ");
}

/** A duration of the machine's: µs, ms or s. @param {number} ms */
export function duration(ms) {
  if (ms < 0.1) return `${number(ms * 1000, { maximumSignificantDigits: 2 })} µs`;
  if (ms < 1000) return `${number(ms, { maximumSignificantDigits: ms < 1 ? 2 : 3 })} ms`;
  return `${number(ms / 1000, { maximumFractionDigits: 1 })} s`;
}

/** @param {number} count */
export function bytes(count) {
  if (count < 1000) return `${number(count)} B`;
  return `${number(count / 1000, { maximumFractionDigits: 1 })} kB`;
}

/** A moment in the reader's own time zone. @param {number} ms */
export function moment(ms) {
  const date = new Date(ms);
  // A number no calendar knows is shown as it is.
  if (Number.isNaN(date.getTime())) return h("span", {}, String(ms));
  const text = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(date);
  const title = new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeStyle: "long" }).format(date);
  return h("time", { datetime: date.toISOString(), title }, text);
}
