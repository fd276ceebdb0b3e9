// The channels and their roles: POLYV's own sample, the ids of its sample URL, and invented assistants and guests.
// @ts-check
import { createHash } from "node:crypto";
import { avatar } from "./viewers.js";

/** @typedef {Record<string, unknown> & { account: string, channelId: number, pageTurnEnabled: string }} Account */

/** POLYV's sample, exactly as its page shows it: the channel id is a number here. @type {Account} */
export const SAMPLE_ACCOUNT = {
  account: "0062149710",
  userId: "1b448be323",
  channelId: 2149710,
  passwd: "xxxxxx",
  nickname: "杨老师123",
  stream: "km1bdhf9",
  status: "Y",
  createdTime: 1615252064000,
  lastModified: 1615254463000,
  channelSessionId: null,
  sort: 6,
  avatar: "//s1.videocc.net/default-img/avatar/assistant.png",
  actor: "助教",
  pageTurnEnabled: "N",
  notifyEnabled: "Y",
  checkinEnabled: "Y",
  voteEnabled: "Y",
  lotteryEnabled: "Y",
  role: "Assistant",
  chatListEnabled: "Y",
  chatAuditEnabled: "N",
  monitorEnabled: "N",
  roundTourEnabled: "N",
  watchLockEnabled: "N",
  pushUrl:
    "rtmp://push-d1.videocc.net/recordf/1b448be32316137918188520c60km1bdhf9" +
    "?auth_key=1615258732-0-0-52776ade7d496c0bd8c2da61d80cc0e1",
};

/** The channel without any role. */
export const EMPTY_CHANNEL = 3100001;

/**
 * An invented role. Its account is `00`, its place in the channel and the channel id, as POLYV builds them.
 * @param {number} channelId
 * @param {number} sort
 * @param {string} nickname
 * @param {Record<string, unknown>} [more]
 * @returns {Account}
 */
function role(channelId, sort, nickname, more) {
  const account = `00${sort}${channelId}`;
  const secret = createHash("md5").update(account).digest("hex");
  const stream = `em${secret.slice(0, 6)}`;
  return {
    account,
    userId: SAMPLE_ACCOUNT.userId,
    channelId,
    passwd: secret.slice(6, 12),
    nickname,
    stream,
    status: "Y",
    createdTime: 1621841869000 + sort * 60_000,
    lastModified: 1621845469000 + sort * 60_000,
    channelSessionId: null,
    sort,
    avatar: avatar("#4477aa"),
    actor: "助教",
    pageTurnEnabled: "N",
    notifyEnabled: "Y",
    checkinEnabled: "Y",
    voteEnabled: "Y",
    lotteryEnabled: "N",
    role: "Assistant",
    chatListEnabled: "Y",
    chatAuditEnabled: "N",
    monitorEnabled: "N",
    roundTourEnabled: "N",
    watchLockEnabled: "N",
    pushUrl: `rtmp://push.example.invalid/recordf/${SAMPLE_ACCOUNT.userId}${stream}?auth_key=1621845469-0-0-${secret}`,
    ...more,
  };
}

/** What a guest has otherwise than an assistant. */
const GUEST = { role: "Guest", actor: "嘉宾", notifyEnabled: "N", checkinEnabled: "N", voteEnabled: "N" };

/** A fresh copy of every channel with its roles. @returns {Map<string, Account[]>} */
export function createChannels() {
  return new Map([
    [
      "2149710",
      [
        role(2149710, 1, "周老师", { pageTurnEnabled: "Y", chatInteractionEnabled: "Y" }),
        role(2149710, 2, "小助手", { chatAuditEnabled: "Y", monitorEnabled: "Y", lotteryEnabled: "Y" }),
        role(2149710, 3, "特邀嘉宾 陈博士", { ...GUEST, actor: "首席科学家" }),
        { ...SAMPLE_ACCOUNT },
        role(2149710, 7, "已停用的助教", { status: "N", avatar: null, actor: null }),
      ],
    ],
    [
      "2191541",
      [
        role(2191541, 4, "前台", { chatInteractionEnabled: "N" }),
        role(2191541, 5, "李助教"),
        role(2191541, 6, "嘉宾 Ana María", { ...GUEST, avatar: "" }),
      ],
    ],
    [String(EMPTY_CHANNEL), []],
  ]);
}
