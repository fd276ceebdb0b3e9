// The Workers that are measured, by the names they have in the tables.
// @ts-check

/**
 * What each of them is given.
 * @typedef {{ POLYV_APP_ID: string, POLYV_APP_SECRET: string, POLYV_BASE_URL: string }} Env
 */

export const OURS = "polyv-edge";
export const AXIOS = "axios + crypto-js, as the official SDK";
export const HAND_WRITTEN = ["by hand, crypto.subtle", "by hand, node:crypto"];
export const PASS_THROUGH = "pass-through, unsigned and unparsed";

/** @param {string} name */
const entry = (name) => new URL(`../workers/${name}.js`, import.meta.url);

/** @type {Record<string, URL>} */
export const ENTRIES = {
  [OURS]: entry("polyv-edge"),
  [AXIOS]: entry("axios-crypto-js"),
  [HAND_WRITTEN[0]]: entry("hand-written-subtle"),
  [HAND_WRITTEN[1]]: entry("hand-written-node"),
  [PASS_THROUGH]: entry("pass-through"),
};
