// What came of a look-up, as a card to read: a viewer, a role or an error.
// @ts-check
import { h } from "./dom.js";
import { duration, moment, number } from "./format.js";
import { messages } from "./polyv-edge/messages.js";
import { locale, t, wordFor } from "./texts.js";

/** @typedef {import("./api.js").Outcome} Outcome */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {Record<string, any>} Fields an answer's data: every field may be absent or null */

const FACTS = ["watchDuration", "watchChannelCount", "latestAuthTime"];
const VIEWER = [
  ...["name", "mobile", "lastCollectMobile", "email", "area", "latestAccessIp", "device"],
  ...["wxNickName", "wxOpenId", "wxUnionId", "wxAppId", "createTime", "externalViewerId", "viewerUnionId"],
];
const ROLE = ["account", "channelId", "userId", "actor", "sort", "channelSessionId", "createdTime", "lastModified"];
const RIGHTS = [
  ...["pageTurn", "notify", "checkin", "vote", "lottery", "chatList", "chatAudit", "chatInteraction"],
  ...["monitor", "roundTour", "watchLock"],
].map((name) => `${name}Enabled`);
/** How fields are shown that are more than text. @type {Record<string, (value: any) => Child>} */
const SHOWN = {
  ...Object.fromEntries(["latestAuthTime", "createTime", "createdTime", "lastModified"].map((name) => [name, moment])),
  ...Object.fromEntries(
    ["viewerUnionId", "externalViewerId", "account", "channelId", "userId"].map((name) => [name, code]),
  ),
  watchDuration: (seconds) => duration(Number(seconds)),
  watchChannelCount: (count) => number(Number(count)),
};

/** What to say of an outcome in one sentence. @param {Outcome} outcome */
export function spoken(outcome) {
  const { data, error } = outcome;
  if (error) return t("say.error", { title: inWords(error, outcome), kind: error.kind });
  return t("say.found", { name: nameOf(data ?? {}) });
}

/** @param {Outcome} outcome @param {() => void} again */
export function card(outcome, again) {
  const { error, source } = outcome;
  const origin =
    source === "real" ? pill(t("source.real"), "is-note") : source && h("p", { class: "hint" }, t("source.local"));
  const { head, body } = error ? failure(error, outcome, again) : found(outcome);
  const attributes = { class: "card", "aria-labelledby": "card-title" };
  return h("article", attributes, h("header", { class: "who" }, ...head, origin), ...body);
}

/** @param {Outcome} outcome */
function found(outcome) {
  const { lookup, data = {} } = outcome;
  const { pills, body } = lookup.what === "viewer" ? viewer(data) : role(data);
  const name = nameOf(data);
  const initial = h("span", { class: "initial", "aria-hidden": "true" }, Array.from(name)[0]);
  const head = [initial, h("div", {}, title(name), h("p", { class: "pills" }, ...pills))];
  return { head, body: [...body, keptBack(outcome)] };
}

/** @param {Fields} data */
function nameOf({ nickname, name, wxNickName, account }) {
  return String(nickname || name || wxNickName || account || t("unnamed"));
}

/** @param {Fields} data */
function viewer(data) {
  const source = wordFor("viewer", data.source);
  const labels = (data.labels ?? []).map((/** @type {Fields} */ { id, label }) => pill(label || id, "is-plain"));
  const facts = given(data, FACTS).map((name) => row(word(name), show(data, name)));
  return {
    pills: [data.source && pill(source === data.source ? t("viewer.from", { source }) : source), ...labels],
    body: [facts.length > 0 && h("dl", { class: "facts" }, ...facts), rows(data, VIEWER)],
  };
}

/** @param {Fields} data */
function role(data) {
  const flag = (/** @type {string} */ name) => h(data[name] === "Y" ? "b" : "span", {}, wordFor("flag", data[name]));
  const rights = given(data, RIGHTS).map((name) => row(word(name), flag(name)));
  const title = h("h3", {}, t("account.rights"));
  return {
    pills: [
      data.role && pill(wordFor("role", data.role)),
      data.status && pill(wordFor("status", data.status), data.status === "Y" ? "" : "is-plain"),
    ],
    body: [
      rights.length > 0 && h("section", {}, title, h("dl", { class: "rows is-tight" }, ...rights)),
      rows(data, ROLE),
    ],
  };
}

/** What the Worker did not give, and what it gave in part. @param {Outcome} outcome */
function keptBack({ redacted: { removed, masked } = { removed: [], masked: [] } }) {
  /** @param {string} title @param {string[]} names */
  const line = (title, names) =>
    names.length > 0 && h("p", {}, h("strong", {}, title), names.map(word).join(t("list")));
  const isNothing = removed.length + masked.length === 0;
  const lines = [line(t("kept.removed"), removed), line(t("kept.masked"), masked), isNothing && t("kept.nothing")];
  return h("footer", { class: "kept" }, ...lines);
}

/**
 * @param {NonNullable<Outcome["error"]>} error
 * @param {Outcome} outcome
 * @param {() => void} again
 */
function failure(error, outcome, again) {
  const { httpStatus, retryAfterMs } = outcome;
  const retry = error.retryable && h("p", {}, h("button", { type: "button", onclick: again }, t("error.again")));
  const details = [
    httpStatus !== undefined && row(t("error.httpStatus"), code(httpStatus)),
    error.errorCode !== undefined && row(t("error.errorCode"), code(error.errorCode)),
    error.requestId !== undefined && row(t("error.requestId"), code(error.requestId)),
    retryAfterMs !== undefined && row(t("error.retryAfter"), duration(retryAfterMs / 1000)),
  ];
  return {
    head: [h("div", {}, pill(error.kind, "is-bad"), title(inWords(error, outcome)))],
    body: [
      retry,
      h("section", {}, h("h3", {}, t("error.message")), h("blockquote", {}, error.message)),
      details.some(Boolean) && h("dl", { class: "rows" }, ...details),
    ],
  };
}

/**
 * Beside the kinds two cases of this page's own: its token, and its way to the Worker.
 *
 * @param {NonNullable<Outcome["error"]>} error @param {Outcome} outcome
 */
function inWords({ kind }, { httpStatus }) {
  if (httpStatus === 401) return t("error.token");
  return kind === "network" && httpStatus === undefined ? t("error.offline") : messages(locale())[kind];
}

/** @param {Fields} data @param {readonly string[]} names */
function rows(data, names) {
  return h("dl", { class: "rows" }, ...given(data, names).map((name) => row(word(name), show(data, name))));
}

/** @param {string} name @param {Child} value */
function row(name, value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

/** Absent, null and blank are the same to a reader. @param {Fields} data @param {readonly string[]} names */
function given(data, names) {
  return names.filter((name) => (data[name] ?? "") !== "");
}

/** @param {Fields} data @param {string} name */
function show(data, name) {
  return SHOWN[name]?.(data[name]) ?? String(data[name]);
}

/** @param {string} name */
function word(name) {
  return wordFor("field", name);
}

/** @param {string} text */
function title(text) {
  return h("h2", { id: "card-title" }, text);
}

/** @param {unknown} value */
function code(value) {
  return h("code", {}, String(value));
}

/** @param {string} text @param {string} [look] */
function pill(text, look = "") {
  return h("span", { class: `pill ${look}` }, text);
}
