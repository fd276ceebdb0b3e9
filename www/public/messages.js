// Each kind of error in words: what happened, and what to do.
// @ts-check
import { isChinese } from "./texts.js";

/** @typedef {import("./polyv-edge/index.web.js").PolyvErrorKind | "unverified"} Kind */
/** Beside the kinds two cases of this page's own: its token, and its way to the Worker. */
/** @typedef {Record<Kind | "token" | "offline", readonly [title: string, todo: string]>} Messages */

/** @type {Messages} */
const en = {
  invalid_argument: ["The request makes no sense", "Check the ids: none may be blank, a channel id is digits only."],
  unauthorized: ["POLYV does not know the account", "Check the Worker's POLYV_APP_ID."],
  invalid_signature: ["The signature is wrong", "Check the Worker's POLYV_APP_SECRET: it belongs to the POLYV_APP_ID."],
  invalid_timestamp: [
    "The clocks differ",
    "Set the clock of the computer that runs the Worker. POLYV allows 3 minutes.",
  ],
  forbidden: ["POLYV does not allow this", "Ask POLYV for the feature, or use the account that owns the channel."],
  not_found: ["No such viewer or role", "Check the id. POLYV finds a new viewer only after a few seconds."],
  conflict: ["Not possible now", "Wait until the channel's state has changed, such as the end of a live stream."],
  validation: ["POLYV refused a parameter", "POLYV's own words below say which one. Correct it."],
  rate_limited: ["Too many requests", "Wait, then try again. If it happens often, cache answers in the Worker."],
  server: ["POLYV failed", "Try again later. If it stays, quote the request id to POLYV support."],
  invalid_response: ["Not as POLYV documents", "Check POLYV_BASE_URL, and that no proxy's page stands in between."],
  network: ["The Worker cannot reach POLYV", "Try again. If it stays, check POLYV_BASE_URL and the Worker's network."],
  timeout: ["POLYV took too long", "Try again: a look-up is safe to repeat."],
  aborted: ["Cancelled", "Nothing. Look it up again when you like."],
  unverified: ["Not proven to be POLYV's", "Check where it came from, and the key that it was signed with."],
  internal: ["polyv-edge itself failed", "Report it with what you looked up. The next look-up works all the same."],
  token: ["The Worker does not accept the token", "Enter the token that npm start printed, or open its address."],
  offline: ["No answer from the Worker", "Check that npm start still runs and that this computer is online."],
};

/** @type {Messages} */
const zh = {
  invalid_argument: ["请求参数有误", "请检查 ID：不能为空，频道号只含数字。"],
  unauthorized: ["保利威不认识该账号", "请检查 Worker 的 POLYV_APP_ID。"],
  invalid_signature: ["签名不一致", "请检查 Worker 的 POLYV_APP_SECRET 是否与 POLYV_APP_ID 对应。"],
  invalid_timestamp: ["时钟不一致", "请校准运行 Worker 的机器的时钟，保利威只允许相差 3 分钟。"],
  forbidden: ["没有权限", "请联系保利威开通该功能，或改用拥有该频道的账号。"],
  not_found: ["没有这个观众或角色", "请检查 ID。刚创建的观众要几秒后才能查到。"],
  conflict: ["当前状态不允许此操作", "请等频道状态变化后再试，例如直播结束之后。"],
  validation: ["保利威拒绝了某个参数", "下方的原始信息会指出是哪个参数，请改正。"],
  rate_limited: ["请求过于频繁", "请稍后再试。若经常出现，请在 Worker 中缓存结果。"],
  server: ["保利威出错", "请稍后再试。若持续出现，请把请求 ID 提供给保利威技术支持。"],
  invalid_response: ["返回内容与保利威文档不符", "请检查 POLYV_BASE_URL，以及中间是否有代理页面。"],
  network: ["Worker 无法连接保利威", "请再试一次。若持续出现，请检查 POLYV_BASE_URL 和 Worker 的网络。"],
  timeout: ["保利威响应超时", "请再试一次，查询可以放心重复。"],
  aborted: ["已取消", "无需处理，随时可以重新查询。"],
  unverified: ["无法证明来自保利威", "请检查来源，以及签名所用的密钥。"],
  internal: ["polyv-edge 自身出错", "请连同查询内容一起反馈，之后的查询不受影响。"],
  token: ["未授权：Worker 不接受该访问令牌", "请输入 npm start 输出的令牌，或直接打开它输出的地址。"],
  offline: ["Worker 没有响应", "请检查 npm start 是否仍在运行，以及本机是否联网。"],
};

export const messages = { en, zh };

/** @param {{ kind: Kind }} error @param {{ httpStatus?: number }} answer the Worker's, where there is one */
export function messageFor({ kind }, { httpStatus }) {
  const isOffline = kind === "network" && httpStatus === undefined;
  const [title, todo] = (isChinese() ? zh : en)[httpStatus === 401 ? "token" : isOffline ? "offline" : kind];
  return { title, todo };
}
