// Puts the page's state into the result area: nothing yet, under way, found, or failed.
// @ts-check
import { accountCard, accountName } from "./account-card.js";
import { cost, keptBack, rawText } from "./behind.js";
import { byId, h, present } from "./dom.js";
import { errorCard, errorTitle } from "./error-card.js";
import { t } from "./i18n.js";
import { path } from "./path.js";
import { viewerCard, viewerName } from "./viewer-card.js";

/** @typedef {import("./look-up.js").Found | import("./look-up.js").Failed} Outcome */
/**
 * @typedef {{ is: "start" } | { is: "token" } | { is: "pending", hint?: boolean } | { is: "done", outcome: Outcome }} State
 */

/** @param {State} state @param {() => void} again */
export function show(state, again) {
  const card = byId("card", HTMLElement);
  card.setAttribute("aria-busy", String(state.is === "pending"));
  card.replaceChildren(...present(contentOf(state, again)));
}

/** @param {State} state @param {() => void} again @returns {import("./dom.js").Child[]} */
function contentOf(state, again) {
  switch (state.is) {
    case "start":
      return [message(t("state.start"), t("state.start.hint"), path())];
    case "token":
      return [message(t("state.token"), t("state.token.hint"), path())];
    case "pending":
      return [message(t("state.pending"), state.hint ? t("faults.cancelNow") : "", h("div", { class: "bar" }))];
    case "done":
      return outcomeCards(state.outcome, again);
  }
}

/** @param {string} title @param {string} hint @param {HTMLElement} more */
function message(title, hint, more) {
  return h(
    "div",
    { class: "card is-message" },
    h("h3", { class: "card-title" }, title),
    hint && h("p", {}, hint),
    more,
  );
}

/** @param {Outcome} outcome @param {() => void} again */
function outcomeCards(outcome, again) {
  if ("error" in outcome) {
    const raw = outcome.answer && h("div", { class: "card" }, rawText(outcome.answer.text));
    return [errorCard(outcome, again), raw];
  }
  const { lookup, data, redacted, answer, timing } = outcome;
  const card = lookup.what === "viewer" ? viewerCard(data, redacted.masked) : accountCard(data);
  return [card, h("div", { class: "card" }, keptBack(redacted), cost(answer, timing), rawText(answer.text))];
}

/** What to say of a state, in one sentence. @param {State} state */
export function spoken(state) {
  if (state.is === "pending") return t(state.hint ? "faults.cancelNow" : "state.pending");
  if (state.is === "token") return `${t("state.token")}. ${t("state.token.hint")}`;
  if (state.is !== "done") return "";
  const { outcome } = state;
  if ("error" in outcome) return t("say.error", { title: errorTitle(outcome.error), kind: outcome.error.kind });
  return outcome.lookup.what === "viewer"
    ? t("say.viewer", { name: viewerName(outcome.data) })
    : t("say.account", { name: accountName(outcome.data) });
}
