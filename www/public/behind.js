// Behind a card: what the edge kept back, what the look-up cost, and the answer as it arrived.
// @ts-check
import { copyButton } from "./copy.js";
import { h, section } from "./dom.js";
import { label } from "./fields.js";
import { bytes, duration, number } from "./format.js";
import { t } from "./i18n.js";
import { indented, looksLikeJson } from "./json-text.js";
import { packageBytes, utf8Bytes } from "./measure.js";
import { fact } from "./viewer-card.js";

/** @typedef {import("./read.js").Redacted} Redacted */

/** The most of an answer that is shown. */
const SHOWN = 20_000;

/** @param {Redacted} redacted */
export function keptBack({ removed, masked }) {
  if (removed.length === 0 && masked.length === 0) return section(t("edge.title"), h("p", {}, t("edge.nothing")));
  return section(
    t("edge.title"),
    h("dl", { class: "rows" }, chips(t("edge.removed"), removed), chips(t("edge.masked"), masked)),
  );
}

/** @param {string} title @param {readonly string[]} names */
function chips(title, names) {
  const items = names.map((name) => h("li", { class: "chip", title: name }, label(name)));
  const value = items.length > 0 ? h("ul", { class: "chips" }, ...items) : t("none");
  return h("div", { class: "row" }, h("dt", {}, title), h("dd", {}, value));
}

/** @param {import("./request.js").Answer} answer @param {import("./measure.js").Timing} timing */
export function cost(answer, { ms, rounds, repeats }) {
  const { wasm, js, sent } = packageBytes();
  const howTimed = rounds > 1 ? t("cost.parse.note", { rounds, repeats: number(repeats) }) : t("cost.parse.once");
  return section(
    t("cost.title"),
    h(
      "dl",
      { class: "facts" },
      fact(t("cost.parse"), duration(ms), howTimed),
      fact(t("cost.trip"), duration(answer.ms), t("cost.trip.note")),
      fact(
        t("cost.package"),
        bytes(wasm + js),
        t("cost.package.note", { wasm: bytes(wasm), js: bytes(js), sent: bytes(sent) }),
      ),
      fact(t("cost.answer"), bytes(utf8Bytes(answer.text)), t("cost.answer.note")),
    ),
  );
}

/** @param {string} text */
export function rawText(text) {
  const isJson = looksLikeJson(text);
  const title = t(isJson ? "json.title" : "json.text");
  const isCut = text.length > SHOWN;
  const shown = isCut ? text.slice(0, SHOWN) : text;
  return h(
    "section",
    { class: "block" },
    h("div", { class: "block-head" }, h("h3", { class: "block-title" }, title), copyButton(text, title)),
    h(
      "pre",
      { tabindex: "0", role: "region", "aria-label": t("json.label") },
      isJson && !isCut ? indented(text) : shown,
    ),
    isCut && h("p", { class: "hint" }, t("json.cut", { shown: number(SHOWN), total: number(text.length) })),
  );
}
