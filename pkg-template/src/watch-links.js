// Direct and external authorisation (独立授权, 外部授权): links to the watch page, and the answer that POLYV waits for.

import { badArgument } from "./options.js";
import { needs, prove, readNamed, readSigned, signParts, unverified, VERIFY } from "./signed.js";
import {
  base64Of,
  base64UrlOf,
  isChannelId,
  isViewerId,
  LINK,
  LOG_FIELDS,
  LOOKS,
  NICKNAME,
  OPTIONAL,
  queryOf,
  timestampOf,
  VIEWER_ID,
  WATCH_ORIGIN,
  WEB_URL,
} from "./watch-fields.js";

/** POLYV's own: its links and calls live for three minutes. */
export const MAX_AGE_MS = 180_000;

/** @type {typeof import("../dist/watch.js").directWatchUrl} */
export function directWatchUrl(given) {
  const checks = { ...LINK, nickname: NICKNAME, avatar: OPTIONAL, ...LOG_FIELDS };
  const options = readNamed("directWatchUrl", given, checks, ["channelId", "viewerId", "nickname"]);
  return linkOf(options, {
    nickname: base64UrlOf(options.nickname),
    avatar: options.avatar,
    vid: options.vid,
    param4: base64Of(options.param4),
    param5: base64Of(options.param5),
  });
}

/** @type {typeof import("../dist/watch.js").externalWatchUrl} */
export function externalWatchUrl(given) {
  return linkOf(readNamed("externalWatchUrl", given, LINK, ["channelId", "viewerId"]), {});
}

/** @param {import("../dist/watch.js").ExternalWatchUrlOptions} options @param {Parameters<typeof queryOf>[0]} more */
function linkOf({ channelId, key, viewerId, watchOrigin = WATCH_ORIGIN, timestamp }, more) {
  const ts = timestampOf(timestamp);
  const query = queryOf({ userid: viewerId, ts, sign: signParts(key, [viewerId, ts]), ...more });
  return `${new URL(watchOrigin).origin}/watch/${channelId}?${query}`;
}

/** @type {typeof import("../dist/watch.js").verifyExternal} */
export function verifyExternal(signed, given) {
  const options = readNamed("verifyExternal", given, VERIFY());
  const fields = readSigned(signed);
  const [viewerId, channelId] = [fields.get("userid"), fields.get("channelId")];
  if (!isViewerId(viewerId)) throw unverified("userid is missing, or none that POLYV would send");
  if (channelId !== undefined && !isChannelId(channelId)) throw unverified("channelId is no number of a channel");
  const proof = { parts: [viewerId], sign: fields.get("token"), timestamp: fields.get("ts") };
  const timestamp = prove(proof, MAX_AGE_MS, options);
  return channelId === undefined ? { viewerId, timestamp } : { viewerId, channelId, timestamp };
}

/** @type {typeof import("../dist/watch.js").externalAnswer} */
export function externalAnswer(given) {
  const checks = { viewerId: VIEWER_ID, ...LOOKS, errorUrl: WEB_URL };
  const answer = /** @type {any} */ (readNamed("externalAnswer", given, checks));
  const { viewerId, errorUrl, ...looks } = answer;
  if (errorUrl === undefined) {
    needs(answer, ["viewerId", "nickname"]);
    const shown = Object.entries(looks).filter(([, value]) => value);
    return { status: 1, userid: viewerId, .../** @type {any} */ (Object.fromEntries(shown)) };
  }
  if (Object.keys(answer).length > 1) throw badArgument("a refusal holds errorUrl and nothing else");
  return { status: 0, errorUrl: new URL(errorUrl).href };
}
