// Builds elements from data without HTML: what POLYV's users typed stays text.
// @ts-check

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean | EventListener>} [attributes] `on…` are listeners, true and false set and omit
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...present(children));
  return element;
}

/** Children without the ones left out by a condition. @param {Child[]} children */
export function present(children) {
  return children.filter(isPresent);
}

/** @param {Child} child @returns {child is Node | string} */
function isPresent(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

/**
 * The element with this id, which the page's own markup promises.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`the page has no ${type.name} #${id}`);
}

/** A heading and what belongs to it. @param {string} title @param {...Child} children */
export function section(title, ...children) {
  return h("section", { class: "block" }, h("h3", { class: "block-title" }, title), ...children);
}

/** One name and its value in a `dl`. @param {string} name @param {...Child} value */
export function row(name, ...value) {
  return h("div", { class: "row" }, h("dt", {}, name), h("dd", {}, ...value));
}
