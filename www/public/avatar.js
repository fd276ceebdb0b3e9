// A picture if it comes with the answer or from this site, otherwise initials: the page asks no other site.
// @ts-check
import { h } from "./dom.js";
import { t } from "./i18n.js";

/**
 * @param {string} name
 * @param {string | null | undefined} url
 * @returns {{ picture: HTMLElement, note: HTMLElement | undefined }}
 */
export function avatar(name, url) {
  const address = parse(url);
  if (address && isOwn(address)) {
    return {
      picture: h("img", { class: "avatar", src: address.href, alt: "", width: "64", height: "64" }),
      note: undefined,
    };
  }
  const isElsewhere = address?.protocol === "https:" || address?.protocol === "http:";
  return {
    picture: h("span", { class: "avatar", "aria-hidden": "true" }, initials(name)),
    note: isElsewhere ? h("p", { class: "hint" }, t("avatar.elsewhere", { host: address.host })) : undefined,
  };
}

/** POLYV leaves the scheme out: `//host/picture.png`. @param {string | null | undefined} url */
function parse(url) {
  if (!url || !/^(?:data:|https?:|\/)/i.test(url)) return undefined;
  try {
    return new URL(url, location.href);
  } catch {
    return undefined;
  }
}

/** @param {URL} url */
function isOwn(url) {
  return (url.protocol === "data:" && url.pathname.startsWith("image/")) || url.origin === location.origin;
}

/** The first sign of a Chinese name, the first letters of a Latin one. @param {string} name */
function initials(name) {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const first = Array.from(words[0] ?? "?")[0] ?? "?";
  const isLatin = /\p{Script=Latin}/u.test(first);
  const last = isLatin && words.length > 1 ? (Array.from(words.at(-1) ?? "")[0] ?? "") : "";
  return (first + last).toUpperCase();
}
