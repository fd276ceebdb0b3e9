// What hands out credentials: tokens for viewers, and login links of staff. Each answer is new.
// @ts-check
import { randomUUID } from "node:crypto";
import { FAILURES, invalidParam } from "./answers.js";
import { isBlank } from "./signature.js";

const newToken = () => randomUUID().replaceAll("-", "");
const SAMPLE_TOKEN = { token: "0123456789abcdef0123456789abcdef" };
const CHAT = {
  mediaChannelKey: "emulator-media-key",
  childRoomEnabled: "N",
  chatApiDomain: "apichat.polyv.net",
  chatDomain: "chat.polyv.net",
};

/** @type {(name: string, path: string, required: string[], sample: unknown, data: (params: Record<string, string>) => unknown) => import("./routes.js").Route} */
const route = (name, path, required, sample, data) => ({
  name,
  method: "POST",
  path,
  family: "v2",
  sample,
  answer: ({ params, data: { channels }, reply }) => {
    const missing = ["channelId", ...required].find((field) => isBlank(params[field] ?? ""));
    if (missing) return reply.fail(invalidParam("param should not be empty", missing));
    return channels.has(params.channelId ?? "") ? reply.ok(data(params)) : reply.fail(FAILURES.channelUnknown);
  },
});

export const watchRoutes = [
  route(
    "chat-token",
    "/live/v3/channel/common/get-chat-token",
    ["userId", "role"],
    { ...SAMPLE_TOKEN, ...CHAT, roomId: "2149710" },
    ({ channelId }) => ({ token: newToken(), ...CHAT, roomId: channelId }),
  ),
  route("api-token", "/live/v3/channel/watch/get-api-token", ["viewerId"], SAMPLE_TOKEN, () => ({ token: newToken() })),
  route("watch-api-token", "/live/v3/channel/watch/get-watch-api-token", ["viewerId"], SAMPLE_TOKEN, () => ({
    token: newToken(),
  })),
  route(
    "login-url",
    "/live/v3/channel/common/token-login-url",
    [],
    "https://live.polyv.net/teacher/auth-login?token=sample",
    ({ channelId, accountId }) =>
      `https://live.polyv.net/teacher/auth-login?channelId=${accountId || channelId}&token=${newToken()}`,
  ),
];
