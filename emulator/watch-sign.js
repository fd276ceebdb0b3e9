// What POLYV signs for callbacks and watch pages, written from its documents and apart from the crate, for users' tests too.
// @ts-check
import { createHash } from "node:crypto";

/** @param {string} text */
const md5 = (text) => createHash("md5").update(text, "utf8").digest("hex");

/**
 * The `sign` of a link to the watch page, and the `token` of POLYV's own call to `externalUri`.
 * @param {string} key @param {string} userid @param {string} ts
 */
export const linkSign = (key, userid, ts) => md5(`${key}${userid}${key}${ts}`);

/**
 * The `sign` of the way back from `customUri`.
 * @param {string} key @param {string} id @param {string} ts @param {string} userid
 */
export const customReturnSign = (key, id, ts, userid) => md5(`${key}${id}${key}${ts}${key}${userid}`);

/** @typedef {typeof import("../pkg-template/dist/emulator.js")} Promised what users get, declared once */

/** `new URL("/callback?" + signCallback({ … }), origin)` @type {Promised["signCallback"]} */
export const signCallback = ({ appSecret, fields, timestamp = Date.now() }) =>
  new URLSearchParams({ ...fields, timestamp: String(timestamp), sign: md5(`${appSecret}${timestamp}`) });

/** @type {Promised["signExternal"]} */
export const signExternal = ({ key, viewerId, channelId, timestamp = Date.now() }) => {
  const ts = String(timestamp);
  const call = new URLSearchParams({ userid: viewerId, ts, token: linkSign(key, viewerId, ts) });
  if (channelId !== undefined) call.set("channelId", channelId);
  return call;
};

/** @type {Promised["signCustom"]} */
export const signCustom = ({ key, channelId, returnUrl, timestamp = Date.now() }) => {
  const ts = String(timestamp);
  return new URLSearchParams({ id: channelId, ts, sign: md5(`${key}${channelId}${key}${ts}`), url: returnUrl });
};
