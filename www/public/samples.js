// Ids of the local emulator: a viewer with masked data, a role with removed secrets, and an error.
// @ts-check

/** @type {readonly [first: Sample, ...others: Sample[]]} */
export const samples = [
  { key: "sample.viewer", lookup: { what: "viewer", viewer: "2_jrjt943ku1exkrrjm5c8ue9wou2thqpa" } },
  { key: "sample.account", lookup: { what: "account", channel: "2149710", account: "0062149710" } },
  { key: "sample.nobody", lookup: { what: "viewer", viewer: "2_nobody" } },
];
/** @typedef {{ key: import("./texts.js").Key, lookup: import("./api.js").Lookup }} Sample */
