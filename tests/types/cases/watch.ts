// Watch links and callbacks, with no global that only some hosts have.
import { type Callbacks, verifyCallback } from "polyv-edge/edge";
import {
  createWatchHandler,
  customReturnUrl,
  directWatchUrl,
  externalAnswer,
  externalWatchUrl,
  type Signed,
  verifyCustom,
  verifyExternal,
  type WatchAuth,
} from "polyv-edge/watch";

const link = { channelId: 2149710, key: "key", viewerId: "u_1" };

export function links(visit: Signed) {
  const url: string = directWatchUrl({ ...link, nickname: "n", avatar: null, param4: "p" });
  externalWatchUrl(link);
  // @ts-expect-error an external link carries the id alone
  externalWatchUrl({ ...link, nickname: "n" });
  // @ts-expect-error a nickname is needed
  directWatchUrl(link);
  // @ts-expect-error POLYV's account has a userId; a viewer has a viewerId
  directWatchUrl({ ...link, nickname: "n", userId: "u_1" });
  customReturnUrl({ visit: verifyCustom(visit, { key: "key" }), key: "key", viewerId: "u_1", nickname: "n", vid: url });
  // @ts-expect-error an unchecked URL has no place to stand
  customReturnUrl({ returnUrl: url, key: "key", viewerId: "u_1", nickname: "n" });
}

export function calls(query: { userid?: string; ts?: string; token?: string | string[] }) {
  const { viewerId, channelId } = verifyExternal(query, { key: "key", maxAgeMs: 1, now: 2 });
  const named: string | undefined = channelId;
  externalAnswer({ viewerId, nickname: named ?? "n" }).status satisfies 0 | 1;
  externalAnswer({ errorUrl: "https://example.com/" });
  // @ts-expect-error either a viewer or a refusal
  externalAnswer({ viewerId });
}

export function callbacks() {
  const callback = verifyCallback({ timestamp: "1", sign: ["2"] }, { appSecret: "secret" });
  switch (callback.event) {
    case "record":
      return callback.fileUrl + (callback.fields.brandNew ?? "");
    case "stream":
      return callback.status;
    default:
      callback.event satisfies Exclude<keyof Callbacks, "record" | "stream">;
  }
  const playback = verifyCallback("?timestamp=1&sign=2", { appSecret: "secret", event: "playback" });
  playback.event satisfies "playback";
  return playback.vid;
}

const lookUp = async (channelId: string): Promise<WatchAuth | null> => (channelId ? { direct: "key" } : null);
export const handlers = [
  createWatchHandler({
    channels: { "1": { direct: "a" }, 2: { external: "b" }, 3: { custom: "c" } },
    viewer: ({ channelId, continueUrl }) => (continueUrl ? { viewerId: "u_1", nickname: channelId } : null),
    externalViewer: async ({ viewerId }) => (viewerId === "u_1" ? { nickname: "n" } : null),
    refusedUrl: ({ viewerId = "" }) => `https://example.com/?${viewerId}`,
    onRefused: ({ kind, message }) => `${kind} ${message}`,
  }),
  createWatchHandler({ channels: lookUp, viewer: async () => null, returnHosts: ["a.example"] }),
];
// @ts-expect-error without viewer, everyone could watch
createWatchHandler({ channels: lookUp });
// @ts-expect-error such a condition is not signed by anybody's key
createWatchHandler({ channels: { 1: { code: "a" } }, viewer: () => null });
