// Ids that the local emulator knows, chosen for what they show.
// @ts-check

/** @typedef {import("./address.js").Lookup} Lookup */

/** @param {string} viewer @returns {Lookup} */
const person = (viewer) => ({ what: "viewer", viewer });
/** @param {string} channel @param {string} account @returns {Lookup} */
const role = (channel, account) => ({ what: "account", channel, account });

/** @type {readonly { key: import("./i18n.js").Key, lookup: Lookup }[]} */
export const samples = [
  { key: "sample.viewer.polyv", lookup: person("2_v378gn997yovtl3p8h77db9e224t6hg9") },
  { key: "sample.viewer.full", lookup: person("2_jrjt943ku1exkrrjm5c8ue9wou2thqpa") },
  { key: "sample.viewer.wechat", lookup: person("2_26sfkv4raoz4ld4zghft75mxz536ujtm") },
  { key: "sample.viewer.html", lookup: person("2_3pyxnwyztzb5bfckxpj1p9vid8w4a7qp") },
  { key: "sample.viewer.sparse", lookup: person("2_napxz5ova5lloyuvkcyvpslewpilk0rq") },
  { key: "sample.account.polyv", lookup: role("2149710", "0062149710") },
  { key: "sample.account.guest", lookup: role("2149710", "0032149710") },
  { key: "sample.account.off", lookup: role("2149710", "0072149710") },
];
