// Every text of the page, in English and in Chinese, and the language that it is in.
// @ts-check

export const texts = {
  "lang.other": ["中文", "English"],
  "theme.dark": ["Dark theme", "深色主题"],
  skip: ["Skip to the result", "跳到结果"],
  headline: ["Look up a viewer or a channel role", "查询观众或频道角色"],
  intro: [
    "A Worker signs, asks POLYV and masks. The package's browser build reads the answer.",
    "Worker 签名、请求并脱敏，本页用浏览器入口解析。",
  ],

  "form.what": ["What to look up", "查询对象"],
  "form.viewer": ["Viewer", "观众"],
  "form.account": ["Channel role", "频道角色"],
  "form.viewerId": ["Viewer id (viewerUnionId)", "观众 ID（viewerUnionId）"],
  "form.channelId": ["Channel id", "频道号"],
  "form.accountId": ["Account of the role", "角色账号"],
  "form.accountHint": ["As text: leading zeros count.", "按字符串填写：开头的 0 不能省略。"],
  "form.token": ["Access token", "访问令牌"],
  "form.tokenHint": ["Printed by npm start. Kept in this tab only.", "由 npm start 输出，只保存在当前标签页。"],
  "form.submit": ["Look up", "查询"],
  samples: ["Samples of the local emulator", "本地模拟器中的示例"],
  "sample.viewer": ["A viewer", "王芳"],
  "sample.account": ["An assistant", "助教"],
  "sample.nobody": ["Unknown id", "不存在的 ID"],

  result: ["Result", "结果"],
  "pending.title": ["Looking up …", "正在查询……"],
  "pending.hint": ["The Worker asks POLYV.", "Worker 正在请求保利威。"],
  "token.title": ["The Worker wants a token", "Worker 需要访问令牌"],
  "token.hint": [
    "Open the address that npm start printed, or enter the access token from it.",
    "请打开 npm start 输出的地址，或输入其中的访问令牌。",
  ],
  "real.title": ["Connected to the real POLYV", "已连接真实的保利威"],
  "real.hint": [
    "The answers are your account's own data. Enter the id of one of your viewers or roles.",
    "查询结果是你的账号中的真实数据。请输入该账号中观众或角色的 ID。",
  ],
  "source.local": ["Invented data of the local emulator", "本地模拟器的虚构数据"],
  "source.real": ["Real data of your POLYV account", "保利威账号中的真实数据"],
  "say.found": ["Found: {name}.", "已找到：{name}。"],
  "say.error": ["Failed: {title} ({kind}).", "失败：{title}（{kind}）。"],

  "kept.removed": ["Removed by the Worker: ", "Worker 已移除："],
  "kept.masked": ["Masked by the Worker: ", "Worker 已脱敏："],
  "kept.nothing": [
    "Nothing was removed or masked: the answer holds no secret and nothing personal.",
    "没有移除或脱敏任何字段：结果不含密钥，也不含个人信息。",
  ],
  list: [", ", "、"],
  unnamed: ["No name", "未命名"],

  "viewer.from": ["From: {source}", "来源：{source}"],
  "viewer.IMPORT": ["Imported", "导入"],
  "viewer.WX": ["From WeChat", "来自微信"],
  "viewer.MOBILE": ["By mobile number", "手机号"],
  "field.watchDuration": ["Watched", "观看时长"],
  "field.watchChannelCount": ["Channels watched", "观看频道数"],
  "field.latestAuthTime": ["Last authorised", "最后授权时间"],
  "field.viewerUnionId": ["Viewer id", "观众 ID"],
  "field.externalViewerId": ["Own id of the viewer", "外部观众 ID"],
  "field.name": ["Name given", "采集姓名"],
  "field.mobile": ["Mobile number", "手机号码"],
  "field.lastCollectMobile": ["Mobile given last", "采集手机号码"],
  "field.email": ["E-mail", "邮箱"],
  "field.area": ["Address", "地址"],
  "field.latestAccessIp": ["Last IP address", "最后访问 IP"],
  "field.device": ["Device", "设备"],
  "field.wxNickName": ["WeChat name", "微信昵称"],
  "field.wxOpenId": ["WeChat openId", "微信 openId"],
  "field.wxUnionId": ["WeChat unionId", "微信 unionId"],
  "field.wxAppId": ["WeChat app id", "微信 AppId"],
  "field.createTime": ["Created", "创建时间"],

  "role.Assistant": ["Assistant", "助教"],
  "role.Guest": ["Guest", "嘉宾"],
  "status.Y": ["Active", "启用"],
  "status.N": ["Switched off", "已停用"],
  "account.rights": ["Rights", "权限"],
  "flag.Y": ["Yes", "有"],
  "flag.N": ["No", "无"],
  "field.account": ["Account", "角色账号"],
  "field.channelId": ["Channel id", "频道号"],
  "field.userId": ["POLYV user id", "保利威用户 ID"],
  "field.actor": ["Title", "头衔"],
  "field.channelSessionId": ["Session", "场次"],
  "field.sort": ["Position in the channel", "频道内序号"],
  "field.createdTime": ["Created", "创建时间"],
  "field.lastModified": ["Last changed", "最后修改"],
  "field.passwd": ["password", "密码"],
  "field.stream": ["stream name", "流名"],
  "field.pushUrl": ["push address", "推流地址"],
  "field.loginUrl": ["log-in address", "登录地址"],
  "field.pageTurnEnabled": ["Turn pages", "翻页"],
  "field.notifyEnabled": ["Post announcements", "发布公告"],
  "field.checkinEnabled": ["Start check-ins", "开启签到"],
  "field.voteEnabled": ["Start votes", "发起投票"],
  "field.lotteryEnabled": ["Start lotteries", "发起抽奖"],
  "field.chatListEnabled": ["See who is online", "查看在线列表"],
  "field.chatAuditEnabled": ["Approve chat messages", "审核聊天"],
  "field.chatInteractionEnabled": ["Speak in the chat", "互动发言"],
  "field.monitorEnabled": ["Monitor the broadcast", "监播"],
  "field.roundTourEnabled": ["Tour the viewers", "轮巡"],
  "field.watchLockEnabled": ["Lock the room", "锁定直播间"],

  "error.token": [
    "The Worker does not accept the token. Enter the token that npm start printed, or open its address.",
    "未授权：Worker 不接受该访问令牌。请输入 npm start 输出的令牌，或直接打开它输出的地址。",
  ],
  "error.offline": [
    "No answer from the Worker. Check that npm start still runs and that this computer is online.",
    "Worker 没有响应。请检查 npm start 是否仍在运行，以及本机是否联网。",
  ],
  "error.message": ["In its own words", "原始信息"],
  "error.httpStatus": ["Status from the Worker", "Worker 状态码"],
  "error.errorCode": ["POLYV's error code", "保利威错误码"],
  "error.requestId": ["Request id", "请求 ID"],
  "error.retryAfter": ["Wait at least", "至少等待"],
  "error.again": ["Try again", "再试一次"],

  "code.title": ["The code for this", "实现代码"],
  "code.curl": ["The same answer, by curl (TOKEN: access token)", "用 curl 得到同样的结果（TOKEN 为访问令牌）"],
  "code.worker": ["The Worker behind it", "背后的 Worker"],
  "code.more": ["README.md has the rest: methods, options, errors.", "方法、选项和错误见 README.zh-CN.md。"],
  copy: ["Copy", "复制"],
  "copy.done": ["Copied", "已复制"],
  "copy.failed": ["Select the text instead", "请手动选择文字"],
};

/** @typedef {keyof typeof texts} Key */

export function isChinese() {
  return document.documentElement.lang.startsWith("zh");
}

/** The tag for Intl. English speaks the reader's own English. */
export function locale() {
  return isChinese() ? "zh-CN" : (navigator.languages.find((tag) => /^en\b/i.test(tag)) ?? "en");
}

/** The text of a key, with {name} filled in. @param {Key} key @param {Record<string, string>} [values] */
export function t(key, values = {}) {
  const text = texts[key][isChinese() ? 1 : 0] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The page's word for one of POLYV's, or that itself. @param {string} group @param {string} word */
export function wordFor(group, word) {
  const key = `${group}.${word}`;
  return Object.hasOwn(texts, key) ? t(/** @type {Key} */ (key)) : word;
}

/** Fills in every `data-t` (text) and `data-t-label` (aria-label) of the markup. */
export function translatePage() {
  document.documentElement.dataset.ready = "";
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = textFor(element, "data-t");
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", textFor(element, "data-t-label"));
  }
}

/** @param {Element} element @param {string} attribute */
function textFor(element, attribute) {
  return t(/** @type {Key} */ (element.getAttribute(attribute)));
}
