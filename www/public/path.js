// The way of a request, as three stations: for the start page as it should go, for an error with where it stopped.
// @ts-check
import { h } from "./dom.js";
import { maybe, t } from "./i18n.js";

/** @typedef {import("./read.js").Place} Place */

/** @type {readonly Place[]} */
const STATIONS = ["page", "worker", "polyv"];

/** @param {Place} [stoppedAt] @returns {HTMLElement} */
export function path(stoppedAt) {
  const stop = stoppedAt ? STATIONS.indexOf(stoppedAt) : STATIONS.length;
  const stations = STATIONS.map((station, index) => {
    const state = index < stop ? "reached" : index === stop ? "stopped" : "unreached";
    // What lies behind the stop may have been reached or not: of that nothing is said.
    const note = stoppedAt ? maybe(`path.${state}`) : t(`path.${station}.note`);
    const name = h("strong", {}, t(`path.${station}`));
    return h("li", { class: stoppedAt ? `is-${state}` : "" }, name, note && h("span", {}, note));
  });
  return h("ol", { class: "path", "aria-label": t("path.label") }, ...stations);
}
