// Two calls that hand out credentials: tokens for a viewer's page, and a staff member's login link. Small: every client has them.

import { orUndefined } from "../../src/json.js";
import { PolyvError } from "./error.js";
import { guarded } from "./guard.js";
import { callOptions, TEXT } from "./options.js";
import { polyvPromise } from "./run.js";
import { readNamed } from "./signed.js";
import { CHANNEL_ID, VIEWER_ID } from "./watch-fields.js";

/** @typedef {import("./options.js").Check} Check */

/** @type {Record<string, string>} */
const ROUTES = { chat: "common/get-chat-token", api: "watch/get-api-token", watch: "watch/get-watch-api-token" };

/** An account as a number would lose its zeros. @type {Record<string, Check>} */
const LOGIN = { channelId: CHANNEL_ID, account: [(value) => TEXT[0](value) && /^\d+$/.test(value), "digits, as text"] };
/** @param {unknown} kind */
const isKind = (kind) => TEXT[0](kind) && Object.hasOwn(ROUTES, /** @type {string} */ (kind));
/** @type {Check} */
export const KINDS = [
  (value) => orUndefined(() => Array.isArray(value) && value.length > 0 && value.every(isKind)) ?? false,
  "a list of chat, api and watch",
];

/** @param {any} client @param {any} given @param {object} [options] @returns {Promise<any>} */
export async function getViewerTokens(client, given, options) {
  const more = { nickname: TEXT, avatar: TEXT, role: TEXT, tokens: KINDS };
  const checks = { channelId: CHANNEL_ID, viewerId: VIEWER_ID, ...more };
  const read = readNamed("getViewerTokens", given, checks, ["channelId", "viewerId", "tokens"]);
  const { tokens, role = "viewer", ...viewer } = read;
  const kinds = guarded(() => Object.keys(ROUTES).filter((kind) => tokens.includes(kind)));
  const asked = kinds.map(async (kind) => {
    const form = kind === "chat" ? { channelId: viewer.channelId, userId: viewer.viewerId, role } : viewer;
    const { data } = await ask(client, ROUTES[kind], form, options, ({ token }) => token && TEXT[0](token));
    return [kind, data];
  });
  return Object.fromEntries(await Promise.all(asked));
}

/** @param {any} client @param {any} given @param {object} [options] */
export function getLoginUrl(client, given, options) {
  const asked = async () => {
    const { channelId, account } = readNamed("getLoginUrl", given, LOGIN, ["channelId"]);
    const form = { channelId, accountId: account };
    return ask(client, "common/token-login-url", form, options, (url) => TEXT[0](url) && /^https?:/.test(url));
  };
  return polyvPromise(asked());
}

/**
 * A credential that nobody saw does no harm, so a call may be repeated. What came instead of one is not shown.
 * @param {any} client @param {string} path @param {object} form @param {object | undefined} options
 * @param {(data: any) => boolean} isCredential
 */
async function ask(client, path, form, options, isCredential) {
  const route = `POST /live/v3/channel/${path}`;
  const call = { ...guarded(() => callOptions(options)), form, idempotent: true };
  const { data, ...details } = await client.request(route, call).withResponse();
  if (data && isCredential(data)) return { data, ...details };
  throw new PolyvError("invalid_response", "no credential came", { ...details, endpoint: route });
}
