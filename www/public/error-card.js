// An error, as a person needs it: what happened, what to do, where it stopped, and what to give POLYV's support.
// @ts-check
import { copyable } from "./copy.js";
import { h, row, section } from "./dom.js";
import { duration } from "./format.js";
import { maybe, t } from "./i18n.js";
import { path } from "./path.js";

/** @typedef {import("./polyv-edge/index.web.js").PolyvError} PolyvError */
/** @typedef {import("./read.js").Place} Place */

/** @param {PolyvError} error */
export function errorTitle(error) {
  return t(`${error.kind}.title`);
}

/**
 * @param {{ error: PolyvError, from: Place, trick?: import("./faults.js").Provocation["trick"] }} failure
 * @param {() => void} again
 */
export function errorCard({ error, from, trick }, again) {
  const { kind } = error;
  return h(
    "article",
    { class: "card is-error", "aria-labelledby": "card-title" },
    h(
      "header",
      {},
      h("p", {}, h("code", { class: "kind" }, kind)),
      h("h3", { id: "card-title", class: "card-title" }, errorTitle(error)),
    ),
    h("p", { class: "means" }, wording(kind, from, "means")),
    section(
      t("error.whatToDo"),
      h("p", {}, wording(kind, from, "do")),
      (error.retryable || kind === "aborted") &&
        h("button", { type: "button", class: "plain", onclick: again }, t("error.again")),
    ),
    section(
      t(`from.${from}`),
      path(from),
      trick && trick !== "cancel" && h("p", { class: "hint" }, t(`trick.${trick}`)),
    ),
    section(t("error.message"), h("blockquote", {}, error.message)),
    section(t("error.details"), details(error)),
  );
}

/** The words for this place if there are any, otherwise those for the kind. @param {string} kind @param {Place} from @param {"means" | "do"} part */
function wording(kind, from, part) {
  return maybe(`${kind}.${from}.${part}`) ?? maybe(`${kind}.${part}`);
}

/** @param {PolyvError} error */
function details({ httpStatus, code, errorCode, requestId, retryable, retryAfterMs, endpoint }) {
  return h(
    "dl",
    { class: "rows" },
    httpStatus !== undefined && row(t("error.httpStatus"), h("code", {}, String(httpStatus))),
    code !== undefined && row(t("error.code"), h("code", {}, String(code))),
    errorCode !== undefined && row(t("error.errorCode"), h("code", {}, String(errorCode))),
    requestId !== undefined && row(t("error.requestId"), copyable(requestId, t("error.requestId"))),
    row(t("error.retryable"), t(retryable ? "yes" : "no")),
    retryAfterMs !== undefined && row(t("error.retryAfter"), duration(retryAfterMs)),
    endpoint !== undefined && row(t("error.asked"), h("code", {}, endpoint)),
  );
}
