// What went wrong, for people: a text for each kind of PolyvError, in English and in Chinese.
// @ts-check

/** @typedef {Record<import("./error.js").PolyvErrorKind, string>} Messages */

/** @type {Messages} */
const en = {
  invalid_argument: "The request makes no sense. Check the ids: none may be blank, a channel id is digits only.",
  unauthorized: "POLYV does not know the account. Check the server's appId.",
  invalid_signature: "The signature is wrong. Check the server's appSecret: it belongs to the appId.",
  invalid_timestamp: "The clocks differ. Set the server's clock: POLYV allows 3 minutes.",
  forbidden: "POLYV does not allow this. Ask POLYV for the feature, or use the account that owns the channel.",
  not_found: "No such viewer, role or channel. Check the id. POLYV finds a new viewer only after a few seconds.",
  conflict: "Not possible now. Wait until the channel's state has changed, such as the end of a live stream.",
  validation: "POLYV refused a parameter. Its own message says which one: correct it.",
  rate_limited: "Too many requests. Wait a moment, then try again.",
  server: "POLYV failed. Try again later. If it stays, quote the request id to POLYV support.",
  invalid_response: "The answer is not what POLYV documents. Check that no proxy's page stands in between.",
  network: "POLYV cannot be reached. Try again. If it stays, check the server's network.",
  timeout: "POLYV took too long. Try again.",
  aborted: "Cancelled.",
  unverified: "Not proven to be POLYV's. Check where it came from, and the key that signed it.",
  internal: "polyv-edge itself failed. Report it; the next request works all the same.",
};

/** @type {Messages} */
const zh = {
  invalid_argument: "请求参数有误。请检查 ID：不能为空，频道号只含数字。",
  unauthorized: "保利威不认识该账号。请检查服务端的 appId。",
  invalid_signature: "签名不一致。请检查服务端的 appSecret 是否与 appId 对应。",
  invalid_timestamp: "时钟不一致。请校准服务端的时钟，保利威只允许相差 3 分钟。",
  forbidden: "没有权限。请联系保利威开通该功能，或改用拥有该频道的账号。",
  not_found: "没有这个观众、角色或频道。请检查 ID。刚创建的观众要几秒后才能查到。",
  conflict: "当前状态不允许此操作。请等频道状态变化后再试，例如直播结束之后。",
  validation: "保利威拒绝了某个参数。原始信息会指出是哪一个，请改正。",
  rate_limited: "请求过于频繁。请稍后再试。",
  server: "保利威出错。请稍后再试。若持续出现，请把请求 ID 提供给保利威技术支持。",
  invalid_response: "返回内容与保利威文档不符。请检查中间是否有代理页面。",
  network: "无法连接保利威。请再试一次。若持续出现，请检查服务端的网络。",
  timeout: "保利威响应超时。请再试一次。",
  aborted: "已取消。",
  unverified: "无法证明来自保利威。请检查来源，以及签名所用的密钥。",
  internal: "polyv-edge 自身出错。请反馈，之后的请求不受影响。",
};

/** @param {string} language @returns {Messages} */
export function messages(language) {
  return { ...(typeof language === "string" && /^zh\b/i.test(language) ? zh : en) };
}
