// The endpoints with data of their own: what they look up, and what POLYV says when a parameter is wrong.
// @ts-check
import { randomUUID } from "node:crypto";
import { FAILURES, invalidParam, isObject, refuse } from "./answers.js";
import { SAMPLE_ACCOUNT } from "./data/accounts.js";
import { SAMPLE_VIEWER } from "./data/viewers.js";
import { isBlank } from "./signature.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Reply} Reply */
/**
 * What an endpoint is asked, after the checks and with fault ids replaced by real ones.
 * @typedef {object} Question
 * @property {Record<string, string>} path the placeholders of the path
 * @property {Record<string, string>} params
 * @property {import("./request.js").BodyKind} kind
 * @property {unknown} json undefined unless the body is JSON
 * @property {readonly import("./multipart.js").ReceivedFile[]} [files] of a multipart body
 * @property {import("./data.js").Data} data
 * @property {Reply} reply
 * @property {number} now
 */
/**
 * @typedef {object} Route
 * @property {"GET" | "POST"} method
 * @property {string} path
 * @property {import("./answers.js").Family} family
 * @property {"all" | "query" | "nothing"} [signed] what the signature is checked over, all parameters by default
 * @property {unknown} sample the `data` of a good answer, made of POLYV's own samples
 * @property {(question: Question) => Answer} answer refuses by a throw
 */

const LIST_LIMIT = 1000;
/** What a new viewer has, and the longest text of what it must have. */
const CREATED = ["nickname", "mobile", "name", "lastCollectMobile", "email", "area", "latestAccessIp", "device"];
const LONGEST = { nickname: 64, mobile: 20 };
/** What an update may set, and the field that then has it. */
const UPDATED = { nickname: "nickname", password: "passwd", avatar: "avatar", actor: "actor" };

const SAMPLE_TOKEN = { token: "0123456789abcdef0123456789abcdef" };
const CHAT = {
  mediaChannelKey: "emulator-media-key",
  childRoomEnabled: "N",
  chatApiDomain: "apichat.polyv.net",
  chatDomain: "chat.polyv.net",
};

/**
 * @param {Route["method"]} method @param {string} path @param {unknown} sample
 * @param {(question: Question) => unknown} find gives the `data`
 * @returns {Route}
 */
const route = (method, path, sample, find) => ({
  ...{ method, path, sample, family: path.startsWith("/live/v4") ? "v4" : "v2" },
  answer: (question) => question.reply.ok(find(question)),
});

/**
 * What hands out credentials: tokens for viewers, and login links of staff. Each answer is new.
 * @param {string} path @param {string[]} required @param {unknown} sample
 * @param {(token: string, params: Record<string, string>) => unknown} make
 */
const credential = (path, required, sample, make) =>
  route("POST", `/live/v3/channel/${path}`, sample, ({ params, data }) => {
    for (const name of ["channelId", ...required]) needed(params, name);
    if (!data.channels.has(params.channelId ?? "")) refuse(FAILURES.channelUnknown);
    return make(randomUUID().replaceAll("-", ""), params);
  });

/** The routes with data of their own. @type {readonly Route[]} */
export const routes = [
  route(
    "GET",
    "/live/v4/user/viewer-record/get",
    SAMPLE_VIEWER,
    ({ params, data }) => data.viewer(needed(params, "viewerUnionId")) ?? refuse(FAILURES.viewerUnknown),
  ),
  route(
    "GET",
    "/live/v4/user/viewer-record/list",
    { pageSize: 10, pageNumber: 1, totalPages: 1, totalItems: 1, contents: [SAMPLE_VIEWER] },
    listViewers,
  ),
  route("POST", "/live/v4/user/viewer-record/create", withoutWechat(SAMPLE_VIEWER), createViewer),
  route("GET", "/live/v2/channelAccount/{channelId}/account", SAMPLE_ACCOUNT, accountOf),
  route("GET", "/live/v2/channelAccount/{channelId}/accounts", [asListed(SAMPLE_ACCOUNT)], (question) =>
    accountsOf(question).map(asListed),
  ),
  route("POST", "/live/v2/channelAccount/{channelId}/update", "success", updateAccount),
  credential(
    "common/get-chat-token",
    ["userId", "role"],
    { ...SAMPLE_TOKEN, ...CHAT, roomId: "2149710" },
    (token, { channelId }) => ({ token, ...CHAT, roomId: channelId }),
  ),
  ...["get-api-token", "get-watch-api-token"].map((name) =>
    credential(`watch/${name}`, ["viewerId"], SAMPLE_TOKEN, (token) => ({ token })),
  ),
  credential(
    "common/token-login-url",
    [],
    "https://live.polyv.net/teacher/auth-login?token=sample",
    (token, { channelId, accountId }) =>
      `https://live.polyv.net/teacher/auth-login?channelId=${accountId || channelId}&token=${token}`,
  ),
];

/** @param {Question} question */
function listViewers({ params, data }) {
  const [pageNumber, pageSize] = [readCount(params, "pageNumber", 1), readCount(params, "pageSize", 10)];
  if (Math.min(pageNumber, pageSize) < 1 || Math.max(pageNumber, pageSize) > LIST_LIMIT) refuse(FAILURES.range);
  const asked = ["source", "mobile", "email", "area"].filter((name) => !isBlank(params[name] ?? ""));
  // An area is a text such as 广东省广州市; asking for the province finds its cities.
  const found = data.viewers.filter((viewer) =>
    asked.every((name) =>
      name === "area" ? `${viewer.area ?? ""}`.includes(params.area ?? "") : viewer[name] === params[name],
    ),
  );
  const start = (pageNumber - 1) * pageSize;
  const totalPages = Math.ceil(found.length / pageSize);
  const contents = found.slice(start, start + pageSize);
  return { pageSize, pageNumber, totalPages, totalItems: found.length, contents };
}

/** @param {Question} question */
function createViewer({ kind, json, data, now }) {
  if (kind !== "json") refuse(FAILURES.bodyMissing);
  if (!isObject(json)) return refuse(FAILURES.viewerShape);
  const given = CREATED.filter((name) => (json[name] ?? null) !== null);
  if (given.some((name) => typeof json[name] === "object")) refuse(FAILURES.textShape);
  const fields = Object.fromEntries(given.map((name) => [name, String(json[name])]));
  for (const [name, longest] of Object.entries(LONGEST)) {
    if (needed(fields, name).length > longest) refuse(invalidParam("param length is incorrect", name));
  }
  return data.addViewer({ ...fields, watchDuration: 0, watchChannelCount: 0 }, now);
}

/** @param {Question} question */
function updateAccount(question) {
  const { params, kind, now } = question;
  // Live, a JSON body sent to a form endpoint ends in this text.
  if (kind === "json") refuse(FAILURES.system);
  const row = accountOf(question);
  const flags = ["pageTurnEnabled", "notifyEnabled"].filter((name) => !isBlank(params[name] ?? ""));
  if (flags.some((name) => params[name] !== "Y" && params[name] !== "N")) refuse(FAILURES.notYesOrNo);

  // Only one role of a channel may turn pages.
  if (params.pageTurnEnabled === "Y") for (const other of accountsOf(question)) other.pageTurnEnabled = "N";
  for (const name of flags) row[name] = params[name];
  // An empty text clears a setting; a name that is absent leaves it.
  for (const [name, field] of Object.entries(UPDATED)) if (params[name] !== undefined) row[field] = params[name];
  row.lastModified = now;
  return "success";
}

/** @param {Question} question */
function accountsOf({ path: { channelId = "" }, data }) {
  if (!/^[0-9]+$/.test(channelId)) refuse(invalidParam("illegal channel id", channelId));
  return data.channels.get(channelId) ?? refuse(FAILURES.channelUnknown);
}

/** @param {Question} question */
function accountOf(question) {
  const accounts = accountsOf(question);
  const account = needed(question.params, "account");
  return accounts.find((row) => row.account === account) ?? refuse(FAILURES.accountUnknown);
}

/** @param {Record<string, string>} params @param {string} name */
function needed(params, name) {
  const value = params[name] ?? "";
  return isBlank(value) ? refuse(invalidParam("param should not be empty", name)) : value;
}

/** A whole number given as text, `otherwise` when it is blank. @param {Record<string, string>} params @param {string} name @param {number} otherwise */
export function readCount(params, name, otherwise) {
  const value = params[name] ?? "";
  if (isBlank(value)) return otherwise;
  return /^[0-9]{1,9}$/.test(value) ? Number(value) : refuse(invalidParam("param is not digit", name));
}

/**
 * The list page documents `sort` as a text, the single look-up as a number.
 * @param {import("./data/accounts.js").Account} account
 */
function asListed(account) {
  return { ...account, sort: String(account.sort) };
}

/** @param {Record<string, unknown>} viewer */
function withoutWechat(viewer) {
  return Object.fromEntries(Object.entries(viewer).filter(([name]) => !name.startsWith("wx")));
}
