// The keys of the channels, and the rule that no two watch conditions share one.

import { guarded } from "./guard.js";
import { ANY, badArgument, merged } from "./options.js";
import { readNamed, signParts } from "./signed.js";
import { isChannelId } from "./watch-fields.js";

/** @typedef {import("../dist/watch.js").WatchAuth} WatchAuth */

const CONDITIONS = /** @type {const} */ (["direct", "external", "custom"]);

/**
 * Gives a channel's keys: nothing where there is no such channel.
 * @param {import("../dist/watch.js").WatchHandlerOptions["channels"]} channels
 * @param {boolean} hasExternalViewer
 * @returns {(channelId: string) => Promise<WatchAuth | undefined>}
 */
export function channelsOf(channels, hasExternalViewer) {
  /** Which condition a key belongs to, over all channels known. @type {Map<string, { condition: string, place: string }>} */
  const owners = new Map();
  const check = (/** @type {string} */ channelId, /** @type {WatchAuth} */ auth) => {
    const keys = keysOf(channelId, auth, owners);
    if (!keys.external || hasExternalViewer) return keys;
    throw badArgument(`channels[${channelId}].external needs externalViewer, which decides POLYV's own call`);
  };
  if (typeof channels === "function") {
    return async (channelId) => {
      const auth = await channels(channelId);
      return auth === null || auth === undefined ? undefined : check(channelId, auth);
    };
  }
  if (typeof channels !== "object" || channels === null) {
    throw badArgument("createWatchHandler needs channels: an object or a function that gives a channel's keys");
  }
  const known = new Map(
    guarded(() => Object.entries(channels)).map(([channelId, auth]) => {
      if (!isChannelId(channelId)) throw badArgument(`channels[${channelId}]: a channel's id is digits`);
      return [channelId, check(channelId, auth)];
    }),
  );
  return async (channelId) => known.get(channelId);
}

/**
 * @param {string} channelId @param {WatchAuth} auth @param {Map<string, { condition: string, place: string }>} owners
 * @returns {WatchAuth}
 */
function keysOf(channelId, auth, owners) {
  const given = readNamed(`channels[${channelId}]`, auth, { direct: ANY, external: ANY, custom: ANY });
  /** @type {WatchAuth} */
  const keys = merged();
  for (const condition of CONDITIONS) {
    const key = given[condition];
    if (key === undefined) continue;
    const place = `channels[${channelId}].${condition}`;
    signParts(key, [], place);
    const owner = owners.get(key);
    if (owner && owner.condition !== condition) {
      throw badArgument(
        `${owner.place} and ${place} have one key: what POLYV signs with it would be a link that lets in`,
      );
    }
    owners.set(key, owner ?? { condition, place });
    keys[condition] = key;
  }
  if (Object.keys(keys).length === 0) throw badArgument(`channels[${channelId}] has no key`);
  return keys;
}
