// Two calls that hand out credentials: tokens for a viewer's page, and a staff member's login link.

import { PolyvError } from "./error.js";
import { badArgument } from "./options.js";
import { polyvPromise } from "./run.js";
import { readOptions } from "./signed.js";
import { channelIdOf, nicknameOf, textOf, viewerIdOf } from "./watch-fields.js";

/** @typedef {import("../dist/tokens.js").ViewerTokensParams<import("../dist/tokens.js").ViewerTokenKind>} Params */

const ROLES = ["viewer", "teacher", "admin", "guest", "assistant"];
const LOGIN_URL = "POST /live/v3/channel/common/token-login-url";

/** @type {Record<import("../dist/tokens.js").ViewerTokenKind, { route: string, formOf: (viewer: Record<string, string | undefined>) => object }>} */
const TOKENS = {
  chat: {
    route: "POST /live/v3/channel/common/get-chat-token",
    formOf: ({ channelId, viewerId, role }) => ({ channelId, userId: viewerId, role }),
  },
  api: { route: "POST /live/v3/channel/watch/get-api-token", formOf: viewerForm },
  watch: { route: "POST /live/v3/channel/watch/get-watch-api-token", formOf: viewerForm },
};

/** @param {Record<string, string | undefined>} viewer */
function viewerForm({ channelId, viewerId, nickname, avatar }) {
  return { channelId, viewerId, nickname, avatar };
}

/** @param {any} client @param {any} given @param {object} [options] @returns {Promise<any>} */
export async function getViewerTokens(client, given, options = {}) {
  const params = readOptions("getViewerTokens' parameters", given, [
    ...["channelId", "viewerId", "nickname", "avatar", "role", "tokens"],
  ]);
  const { tokens: kinds, role = "viewer" } = params;
  if (!Array.isArray(kinds) || kinds.length === 0 || kinds.some((kind) => !Object.hasOwn(TOKENS, kind))) {
    throw badArgument(`tokens must list some of ${Object.keys(TOKENS).join(", ")}`);
  }
  if (!ROLES.includes(role)) throw badArgument(`role must be one of ${ROLES.join(", ")}`);
  const viewer = {
    channelId: channelIdOf(params.channelId),
    viewerId: viewerIdOf(params.viewerId),
    nickname: params.nickname === undefined ? undefined : nicknameOf(params),
    avatar: textOf(params, "avatar"),
    role,
  };
  const tokens = await Promise.all(
    [...new Set(kinds)].map(async (kind) => {
      const { route, formOf } = TOKENS[kind];
      // A token that nobody saw does no harm, so a call may be repeated.
      const data = await client.request(route, { ...options, form: formOf(viewer), idempotent: true });
      if (typeof data?.token === "string" && data.token !== "") return [kind, data];
      throw missing(route, "token");
    }),
  );
  return /** @type {any} */ (Object.fromEntries(tokens));
}

/** @param {any} client @param {any} given @param {object} [options] */
export function getLoginUrl(client, given, options = {}) {
  return polyvPromise(loginUrl(client, given, options));
}

/** @param {any} client @param {any} given @param {object} options */
async function loginUrl(client, given, options) {
  const params = readOptions("getLoginUrl's parameters", given, ["channelId", "account"]);
  const { account } = params;
  if (account !== undefined && (typeof account !== "string" || !/^\d+$/.test(account))) {
    throw badArgument("account must be text of digits: as a number it would lose its zeros");
  }
  const form = { channelId: channelIdOf(params.channelId), accountId: account };
  const response = await client.request(LOGIN_URL, { ...options, form, idempotent: true }).withResponse();
  if (typeof response.data === "string" && /^https?:\/\//.test(response.data)) return response;
  throw missing(LOGIN_URL, "login URL");
}

/** Says nothing of what came instead: it may hold a credential. @param {string} endpoint @param {string} what */
function missing(endpoint, what) {
  return new PolyvError("invalid_response", `the answer holds no ${what}`, { endpoint });
}
