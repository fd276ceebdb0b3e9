// A viewer, as a card to read.
// @ts-check
import { avatar } from "./avatar.js";
import { h, section } from "./dom.js";
import { asId, asMoment, asNumber, asText, isGiven, notGiven, rows } from "./fields.js";
import { moment, number, watchTime } from "./format.js";
import { maybe, t } from "./i18n.js";

/** @typedef {import("./polyv-edge/index.web.js").Viewer} Viewer */

const CONTACT = { name: asText, mobile: asText, lastCollectMobile: asText, email: asText, area: asText };
const WECHAT = { wxNickName: asText, wxOpenId: asText, wxUnionId: asText, wxAppId: asText };
const RECORD = {
  viewerUnionId: asId,
  externalViewerId: asId,
  device: asText,
  latestAccessIp: asText,
  createTime: asMoment,
};
const OTHERS = ["watchDuration", "watchChannelCount", "wxAvatar"];

/** What to call a viewer. @param {Viewer} viewer */
export function viewerName(viewer) {
  return viewer.nickname || viewer.name || viewer.wxNickName || t("unnamed");
}

/** @param {Viewer} viewer @param {readonly string[]} masked */
export function viewerCard(viewer, masked) {
  const fields = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (viewer));
  const name = viewerName(viewer);
  const { picture, note } = avatar(name, viewer.wxAvatar);
  const source = maybe(`source.${viewer.source}`) ?? t("source.other", { source: viewer.source });
  const contact = rows(fields, CONTACT, masked);
  const wechat = rows(fields, WECHAT, masked);
  return h(
    "article",
    { class: "card", "aria-labelledby": "card-title" },
    h(
      "header",
      { class: "who" },
      picture,
      h(
        "div",
        {},
        h("h3", { id: "card-title", class: "card-title" }, name),
        h("p", { class: "badges" }, h("span", { class: "badge" }, source)),
      ),
    ),
    note,
    facts(viewer),
    labels(viewer),
    contact && section(t("viewer.contact"), contact),
    wechat && section(t("viewer.wechat"), wechat),
    section(t("viewer.record"), rows(fields, RECORD, masked)),
    notGiven(fields, [...Object.keys({ ...CONTACT, ...WECHAT, ...RECORD }), ...OTHERS]),
  );
}

/** The three things one looks at first. @param {Viewer} viewer */
function facts(viewer) {
  const { watchDuration, watchChannelCount } = viewer;
  return h(
    "dl",
    { class: "facts" },
    isGiven(watchDuration) &&
      fact(
        t("viewer.watched"),
        watchTime(Number(watchDuration)),
        t("viewer.watched.note", { seconds: number(Number(watchDuration)) }),
      ),
    isGiven(watchChannelCount) && fact(t("viewer.channels"), asNumber(watchChannelCount, "")),
    fact(t("viewer.lastSeen"), moment(viewer.latestAuthTime)),
  );
}

/** @param {string} name @param {Node | string} value @param {string} [note] */
export function fact(name, value, note) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, h("span", {}, value), note && h("small", {}, note)));
}

/** @param {Viewer} viewer */
function labels({ labels: list }) {
  if (!list || list.length === 0) return undefined;
  const chips = list.map(({ id, label }) => h("li", { class: "chip", title: `id ${id}` }, label || id));
  return section(t("viewer.labels"), h("ul", { class: "chips" }, ...chips));
}
