// Builds elements from data without HTML: what POLYV's users typed stays text.
// @ts-check

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | EventListener>} attributes `on…` are listeners
 * @param {...Child} children those left out by a condition are skipped
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children.flatMap((child) => child || []));
  return element;
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

/** Tells a screen reader what happens. @param {string} text */
export function say(text) {
  byId("status", HTMLElement).textContent = text;
}
