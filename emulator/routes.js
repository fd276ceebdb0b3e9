// The endpoints with data of their own: what they look up, and what POLYV says when a parameter is wrong.
// @ts-check
import { FAILURES, invalidParam, isObject } from "./answers.js";
import { SAMPLE_ACCOUNT } from "./data/accounts.js";
import { SAMPLE_VIEWER } from "./data/viewers.js";
import { isBlank } from "./signature.js";
import { watchRoutes } from "./watch-routes.js";

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
 * @property {string} name
 * @property {"GET" | "POST"} method
 * @property {string} path
 * @property {import("./answers.js").Family} family
 * @property {"all" | "query" | "nothing"} [signed] what the signature is checked over, all parameters by default
 * @property {unknown} sample the `data` of a good answer, made of POLYV's own samples
 * @property {(question: Question) => Answer} answer
 */

const LIST_LIMIT = 1000;
const CREATE_REQUIRES = [
  { name: "nickname", longest: 64 },
  { name: "mobile", longest: 20 },
];
const SAMPLE_WITHOUT_WECHAT = withoutWechat(SAMPLE_VIEWER);

/** The routes with data of their own. @type {readonly Route[]} */
export const routes = [
  {
    name: "viewer",
    method: "GET",
    path: "/live/v4/user/viewer-record/get",
    family: "v4",
    sample: SAMPLE_VIEWER,
    answer: ({ params, data, reply }) => {
      const id = params.viewerUnionId ?? "";
      if (isBlank(id)) return reply.fail(empty("viewerUnionId"));
      const viewer = data.viewer(id);
      return viewer ? reply.ok(viewer) : reply.fail(FAILURES.viewerUnknown);
    },
  },
  {
    name: "viewers",
    method: "GET",
    path: "/live/v4/user/viewer-record/list",
    family: "v4",
    sample: { pageSize: 10, pageNumber: 1, totalPages: 1, totalItems: 1, contents: [SAMPLE_VIEWER] },
    answer: listViewers,
  },
  {
    name: "viewer-create",
    method: "POST",
    path: "/live/v4/user/viewer-record/create",
    family: "v4",
    sample: SAMPLE_WITHOUT_WECHAT,
    answer: createViewer,
  },
  {
    name: "account",
    method: "GET",
    path: "/live/v2/channelAccount/{channelId}/account",
    family: "v2",
    sample: SAMPLE_ACCOUNT,
    answer: ({ path, params, data, reply }) => {
      const account = params.account ?? "";
      const problem = channelProblem(path.channelId, data) ?? (isBlank(account) ? empty("account") : undefined);
      if (problem) return reply.fail(problem);
      const row = data.account(path.channelId ?? "", account);
      return row ? reply.ok(row) : reply.fail(FAILURES.accountUnknown);
    },
  },
  {
    name: "accounts",
    method: "GET",
    path: "/live/v2/channelAccount/{channelId}/accounts",
    family: "v2",
    sample: [asListed(SAMPLE_ACCOUNT)],
    answer: ({ path, data, reply }) => {
      const problem = channelProblem(path.channelId, data);
      return problem ? reply.fail(problem) : reply.ok(data.channels.get(path.channelId ?? "")?.map(asListed));
    },
  },
  {
    name: "account-update",
    method: "POST",
    path: "/live/v2/channelAccount/{channelId}/update",
    family: "v2",
    sample: "success",
    answer: updateAccount,
  },
  ...watchRoutes,
];

/** @param {Question} question */
function listViewers({ params, data, reply }) {
  const pageNumber = readCount(params.pageNumber, 1);
  const pageSize = readCount(params.pageSize, 10);
  if (pageNumber === undefined) return reply.fail(invalidParam("param is not digit", "pageNumber"));
  if (pageSize === undefined) return reply.fail(invalidParam("param is not digit", "pageSize"));
  for (const count of [pageNumber, pageSize]) {
    if (count < 1 || count > LIST_LIMIT) return reply.fail(FAILURES.range);
  }
  const { source = "", mobile = "", email = "", area = "" } = params;
  const found = data.viewers.filter(
    (viewer) =>
      (isBlank(source) || viewer.source === source) &&
      (isBlank(mobile) || viewer.mobile === mobile) &&
      (isBlank(email) || viewer.email === email) &&
      // An area is a text such as 广东省广州市; asking for the province finds its cities.
      (isBlank(area) || String(viewer.area ?? "").includes(area)),
  );
  const start = (pageNumber - 1) * pageSize;
  return reply.ok({
    pageSize,
    pageNumber,
    totalPages: Math.ceil(found.length / pageSize),
    totalItems: found.length,
    contents: found.slice(start, start + pageSize),
  });
}

/** @param {Question} question */
function createViewer({ kind, json, data, reply, now }) {
  if (kind !== "json") return reply.fail(FAILURES.bodyMissing);
  if (!isObject(json)) {
    return reply.fail({ code: 400, message: "JSON parse error: Cannot deserialize the viewer", errorCode: 10001 });
  }
  const names = ["nickname", "mobile", "name", "lastCollectMobile", "email", "area", "latestAccessIp", "device"];
  /** @type {Record<string, string>} */
  const fields = {};
  for (const name of names) {
    const value = json[name];
    if (value === undefined || value === null) continue;
    if (typeof value === "object") {
      const message = "JSON parse error: Cannot deserialize value of type `java.lang.String`";
      return reply.fail({ code: 400, message, errorCode: 10001 });
    }
    fields[name] = String(value);
  }
  for (const { name, longest } of CREATE_REQUIRES) {
    const value = fields[name] ?? "";
    if (isBlank(value)) return reply.fail(empty(name));
    if (value.length > longest) return reply.fail(invalidParam("param length is incorrect", name));
  }
  return reply.ok(data.addViewer({ ...fields, watchDuration: 0, watchChannelCount: 0 }, now));
}

/** @param {Question} question */
function updateAccount({ path, params, kind, data, reply, now }) {
  // Live, a JSON body sent to a form endpoint ends in this text.
  if (kind === "json") return reply.fail(FAILURES.system);
  const account = params.account ?? "";
  const problem = channelProblem(path.channelId, data) ?? (isBlank(account) ? empty("account") : undefined);
  if (problem) return reply.fail(problem);
  const row = data.account(path.channelId ?? "", account);
  if (!row) return reply.fail(FAILURES.accountUnknown);
  const flags = ["pageTurnEnabled", "notifyEnabled"].filter((name) => !isBlank(params[name] ?? ""));
  if (flags.some((name) => params[name] !== "Y" && params[name] !== "N")) return reply.fail(FAILURES.notYesOrNo);

  // Only one role of a channel may turn pages.
  if (params.pageTurnEnabled === "Y") {
    for (const other of data.channels.get(path.channelId ?? "") ?? []) other.pageTurnEnabled = "N";
  }
  for (const name of flags) row[name] = params[name];
  // An empty text clears a setting; a name that is absent leaves it.
  const texts = { nickname: "nickname", password: "passwd", avatar: "avatar", actor: "actor" };
  for (const [name, field] of Object.entries(texts)) {
    if (params[name] !== undefined) row[field] = params[name];
  }
  row.lastModified = now;
  return reply.ok("success");
}

/** @param {string | undefined} channelId @param {import("./data.js").Data} data */
function channelProblem(channelId = "", data) {
  if (!/^[0-9]+$/.test(channelId)) return invalidParam("illegal channel id", channelId);
  return data.channels.has(channelId) ? undefined : FAILURES.channelUnknown;
}

/** @param {string} name */
function empty(name) {
  return invalidParam("param should not be empty", name);
}

/**
 * A whole number given as text, `otherwise` when it is blank, undefined when it is no number.
 * @param {string | undefined} value
 * @param {number} otherwise
 */
function readCount(value = "", otherwise) {
  if (isBlank(value)) return otherwise;
  return /^[0-9]{1,9}$/.test(value) ? Number(value) : undefined;
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
