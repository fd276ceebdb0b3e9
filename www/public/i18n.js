// The page's language: which one, its texts, and putting them into the markup.
// @ts-check
import { en } from "./texts.en.js";
import { zh } from "./texts.zh.js";

/** @typedef {keyof typeof en} Key */
/** @typedef {"en" | "zh"} Lang */

const texts = { en, zh };

/** @returns {Lang} */
export function lang() {
  return document.documentElement.lang.startsWith("zh") ? "zh" : "en";
}

/** The tag for Intl. English speaks the reader's own English. */
export function locale() {
  if (lang() === "zh") return "zh-CN";
  return navigator.languages.find((tag) => /^en\b/i.test(tag)) ?? "en";
}

/** @param {Lang} next */
export function setLang(next) {
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem("lang", next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/**
 * The text of a key, with {name} filled in.
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return texts[lang()][key].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The text of a key put together at run time, if there is one. @param {string} key @returns {string | undefined} */
export function maybe(key) {
  return Object.hasOwn(en, key) ? t(/** @type {Key} */ (key)) : undefined;
}

/** Fills in every `data-t="key"` and every `data-t-<attribute>="key"` of the markup. */
export function translatePage() {
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = textFor(element, "data-t");
  for (const name of ["aria-label", "placeholder", "content"]) {
    for (const element of document.querySelectorAll(`[data-t-${name}]`)) {
      element.setAttribute(name, textFor(element, `data-t-${name}`));
    }
  }
}

/** @param {Element} element @param {string} attribute */
function textFor(element, attribute) {
  return t(/** @type {Key} */ (element.getAttribute(attribute)));
}
