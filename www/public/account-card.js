// A role of a channel, as a card to read.
// @ts-check
import { avatar } from "./avatar.js";
import { h, section } from "./dom.js";
import { asId, asMoment, asNumber, asText, isGiven, label, notGiven, rows } from "./fields.js";
import { maybe, t } from "./i18n.js";

/** @typedef {import("./polyv-edge/index.web.js").ChannelAccount} ChannelAccount */

const RECORD = {
  account: asId,
  channelId: asId,
  userId: asId,
  actor: asText,
  channelSessionId: asId,
  sort: asNumber,
  createdTime: asMoment,
  lastModified: asMoment,
};
const RIGHTS = [
  "pageTurnEnabled",
  "notifyEnabled",
  "checkinEnabled",
  "voteEnabled",
  "lotteryEnabled",
  "chatListEnabled",
  "chatAuditEnabled",
  "chatInteractionEnabled",
  "monitorEnabled",
  "roundTourEnabled",
  "watchLockEnabled",
];

/** What to call a role. @param {ChannelAccount} account */
export function accountName(account) {
  return account.nickname || account.account || t("unnamed");
}

/** @param {ChannelAccount} account */
export function accountCard(account) {
  const fields = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (account));
  const name = accountName(account);
  const { picture, note } = avatar(name, account.avatar);
  const { role, status } = account;
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
        h(
          "p",
          { class: "badges" },
          role && h("span", { class: "badge" }, maybe(`role.${role}`) ?? role),
          status &&
            h(
              "span",
              { class: status === "Y" ? "badge is-good" : "badge is-off" },
              maybe(`status.${status}`) ?? status,
            ),
        ),
      ),
    ),
    note,
    rights(fields),
    section(t("viewer.record"), rows(fields, RECORD)),
    notGiven(fields, ["avatar", "status", ...RIGHTS, ...Object.keys(RECORD)]),
  );
}

/** Switches to look at, not to use: POLYV's console has the real ones. @param {Record<string, unknown>} fields */
function rights(fields) {
  const given = RIGHTS.filter((name) => isGiven(fields[name]));
  if (given.length === 0) return undefined;
  const items = given.map((name) => {
    const flag = String(fields[name]);
    const state = flag === "Y" ? t("yes") : flag === "N" ? t("no") : flag;
    return h(
      "li",
      { class: flag === "Y" ? "is-on" : "" },
      h("span", {}, label(name)),
      h("span", { class: "switch" }, h("span", { class: "track", "aria-hidden": "true" }), h("b", {}, state)),
    );
  });
  return section(t("account.rights"), h("ul", { class: "rights" }, ...items));
}
