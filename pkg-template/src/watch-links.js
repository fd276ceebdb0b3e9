// Direct and external authorisation (独立授权, 外部授权): links to the watch page, and the answer that POLYV waits for.

import { badArgument } from "./options.js";
import { ageOf, prove, readNamed, readSigned, signParts, unverified } from "./signed.js";
import {
  base64Of,
  base64UrlOf,
  channelIdOf,
  colorOf,
  isChannelId,
  isViewerId,
  nicknameOf,
  queryOf,
  textOf,
  timestampOf,
  viewerIdOf,
  watchOriginOf,
  webUrlOf,
} from "./watch-fields.js";

/** POLYV's own: its links and calls live for three minutes. */
export const MAX_AGE_MS = 180_000;

const LINK = ["channelId", "key", "viewerId", "watchOrigin", "timestamp"];
/** How a viewer looks in the chat and over the picture. */
export const LOOKS = ["nickname", "avatar", "actor", "actorFColor", "actorBgColor", "marqueeName"];

/** @type {typeof import("../dist/watch.js").directWatchUrl} */
export function directWatchUrl(given) {
  const options = readNamed("directWatchUrl", given, [...LINK, "nickname", "avatar", "vid", "param4", "param5"]);
  return linkOf(options, {
    nickname: base64UrlOf(nicknameOf(options)),
    avatar: textOf(options, "avatar"),
    vid: textOf(options, "vid"),
    param4: base64Of(textOf(options, "param4")),
    param5: base64Of(textOf(options, "param5")),
  });
}

/** @type {typeof import("../dist/watch.js").externalWatchUrl} */
export function externalWatchUrl(given) {
  const options = readNamed("externalWatchUrl", given, LINK);
  return linkOf(options, {});
}

/** @param {import("../dist/watch.js").ExternalWatchUrlOptions} options @param {Record<string, string | undefined>} more */
function linkOf({ channelId, key, viewerId, watchOrigin, timestamp }, more) {
  const page = `${watchOriginOf(watchOrigin)}/watch/${channelIdOf(channelId)}`;
  const [userid, ts] = [viewerIdOf(viewerId), timestampOf(timestamp)];
  return `${page}?${queryOf({ userid, ts, sign: signParts(key, [userid, ts]), ...more })}`;
}

/** @type {typeof import("../dist/watch.js").verifyExternal} */
export function verifyExternal(signed, given) {
  const options = readNamed("verifyExternal", given, ["key", "maxAgeMs", "now"]);
  const fields = readSigned(signed);
  const [viewerId, channelId] = [fields.get("userid"), fields.get("channelId")];
  if (!isViewerId(viewerId)) throw unverified("userid is missing, or none that POLYV would send");
  if (channelId !== undefined && !isChannelId(channelId)) throw unverified("channelId is no number of a channel");
  const timestamp = prove(
    { key: options.key, parts: [viewerId], sign: fields.get("token"), timestamp: fields.get("ts") },
    ageOf(MAX_AGE_MS, options),
  );
  return channelId === undefined ? { viewerId, timestamp } : { viewerId, channelId, timestamp };
}

/** @type {typeof import("../dist/watch.js").externalAnswer} */
export function externalAnswer(given) {
  const answer = /** @type {Record<string, any>} */ (
    readNamed("externalAnswer's viewer", given, ["viewerId", ...LOOKS, "errorUrl"])
  );
  const { viewerId, errorUrl, ...looks } = answer;
  if (errorUrl === undefined) return { status: 1, userid: viewerIdOf(viewerId), ...looksOf(looks) };
  if (Object.keys(answer).length > 1) throw badArgument("a refusal holds errorUrl and nothing else");
  return { status: 0, errorUrl: webUrlOf(errorUrl, "errorUrl") };
}

/** Those of a viewer, checked. @param {Record<string, unknown>} viewer */
export function looksOf(viewer) {
  const looks = {
    nickname: nicknameOf(viewer),
    avatar: textOf(viewer, "avatar"),
    actor: textOf(viewer, "actor"),
    actorFColor: colorOf(viewer, "actorFColor"),
    actorBgColor: colorOf(viewer, "actorBgColor"),
    marqueeName: textOf(viewer, "marqueeName"),
  };
  return /** @type {any} */ (Object.fromEntries(Object.entries(looks).filter(([, value]) => value !== undefined)));
}
