// The viewers the emulator knows: POLYV's own sample first, then invented people as varied as real rows are.
// @ts-check
import { createHash } from "node:crypto";

/** @typedef {Record<string, unknown> & { viewerUnionId: string, source: string }} Viewer */

/** POLYV's sample, exactly as its page shows it. @type {Viewer} */
export const SAMPLE_VIEWER = {
  name: "demoData",
  lastCollectMobile: "demoData",
  email: "demoData",
  area: "demoData",
  latestAccessIp: "demoData",
  device: "demoData",
  watchDuration: 0,
  watchChannelCount: 0,
  viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9",
  nickname: "2222",
  mobile: "3333",
  wxOpenId: "demoData",
  wxUnionId: "demoData",
  wxNickName: "demoData",
  wxAvatar: "demoData",
  wxAppId: "demoData",
  source: "IMPORT",
  latestAuthTime: 1712054271000,
  createTime: 1712054270000,
};

const DAY_MS = 86_400_000;
const FIRST_DAY = 1712054270000;
const WX_APP_ID = "wx3f6c1b7e0a94d258";

/**
 * Letters and digits made from `text`, the same in every run.
 * @param {string} text
 * @param {number} length
 */
function letters(text, length) {
  return BigInt(`0x${createHash("sha256").update(text).digest("hex")}`)
    .toString(36)
    .slice(0, length);
}

/**
 * A viewer id as POLYV makes them: a digit, `_`, and 32 letters and digits.
 * @param {string} text
 * @param {number} prefix
 */
export function viewerUnionId(text, prefix) {
  return `${prefix}_${letters(`viewer ${text}`, 32)}`;
}

/** @param {string} colour An avatar that needs no network. */
export function avatar(colour) {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'><rect width='64' height='64' fill='${colour}'/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/**
 * What WeChat adds to a viewer.
 * @param {string} nick
 * @param {string} colour
 */
function wechat(nick, colour) {
  return {
    wxOpenId: `o${letters(`open ${nick}`, 27)}`,
    wxUnionId: `o${letters(`union ${nick}`, 27)}`,
    wxNickName: nick,
    wxAvatar: avatar(colour),
    wxAppId: WX_APP_ID,
  };
}

/**
 * The invented rows, without ids and times. Some members are missing and some are null, as in live answers.
 * @type {ReadonlyArray<Record<string, unknown> & { source: string, nickname: string }>}
 */
const ROWS = [
  {
    source: "MOBILE",
    nickname: "王芳",
    name: "王芳",
    mobile: "13800138000",
    lastCollectMobile: "13800138000",
    email: "wangfang@example.com",
    area: "广东省广州市",
    latestAccessIp: "203.0.113.24",
    device: "iPhone",
    watchDuration: 5423,
    watchChannelCount: 7,
    labels: [{ id: 1282, label: "老客户" }],
  },
  {
    source: "WX",
    nickname: "李雷",
    ...wechat("雷子⚡", "#2f6fed"),
    mobile: "13900139001",
    area: "北京市朝阳区",
    latestAccessIp: "198.51.100.7",
    device: "Android",
    watchDuration: 182,
    watchChannelCount: 1,
  },
  {
    source: "WX",
    nickname: "韩梅梅",
    ...wechat("梅梅🌸", "#d9488a"),
    mobile: null,
    name: null,
    email: null,
    area: "上海市",
    device: "iPad",
    watchDuration: 36005,
    watchChannelCount: 42,
    labels: [
      { id: 1282, label: "老客户" },
      { id: 1290, label: "VIP" },
    ],
  },
  {
    source: "IMPORT",
    nickname: "张伟",
    externalViewerId: "crm-000017",
    name: "张伟",
    mobile: "13700137002",
    email: "zhang.wei@example.org",
    area: "浙江省杭州市",
  },
  { source: "IMPORT", nickname: "陈静", externalViewerId: "crm-000018", labels: [] },
  {
    source: "MOBILE",
    nickname: "欧阳修远",
    mobile: "18600186003",
    latestAccessIp: "2001:db8::5a",
    device: "Windows",
    watchDuration: 0,
    watchChannelCount: 0,
  },
  {
    source: "MOBILE",
    nickname: "刘洋",
    name: "刘洋",
    mobile: "15000150004",
    lastCollectMobile: "15000150044",
    email: "liuyang@example.com",
    area: "四川省成都市",
    latestAccessIp: "203.0.113.99",
    device: "Mac",
    watchDuration: 86399,
    watchChannelCount: 19,
    labels: [{ id: 1301, label: "经销商" }],
  },
  {
    source: "WX",
    nickname: "小雨🌧️",
    ...wechat("小雨🌧️", "#3a8f6a"),
    area: "",
    email: "",
    latestAccessIp: "192.0.2.61",
    device: "Android",
    watchDuration: 3600,
    watchChannelCount: 3,
  },
  {
    source: "MOBILE",
    nickname: "O'Brien & <b>Sons</b>",
    name: "Seán O'Brien",
    mobile: "+85251234567",
    email: "sean@example.net",
    area: "香港特别行政区",
    device: "Windows",
    watchDuration: 61,
    watchChannelCount: 1,
  },
  { source: "IMPORT", nickname: "赵敏", externalViewerId: "E-2024/0009", mobile: "13600136005", watchDuration: null },
  {
    source: "WX",
    nickname: "周杰",
    ...wechat("Jay", "#7a4fd0"),
    mobile: "13500135006",
    lastCollectMobile: "13500135006",
    area: "台湾省台北市",
    watchDuration: 7200,
    watchChannelCount: 2,
  },
  {
    source: "MOBILE",
    nickname: "吴彦",
    mobile: "18800188007",
    email: "wu.yan+live@example.com",
    area: "江苏省南京市",
    latestAccessIp: "198.51.100.200",
    device: "iPhone",
    watchDuration: 945,
    watchChannelCount: 4,
  },
  {
    source: "MOBILE",
    nickname: "孙悦",
    name: "孙悦",
    mobile: "17700177008",
    area: "广东省深圳市",
    device: "Android",
    watchDuration: 12001,
    watchChannelCount: 11,
    labels: [{ id: 1290, label: "VIP" }],
  },
  { source: "IMPORT", nickname: "马超", externalViewerId: "10086", email: "machao@example.org" },
  {
    source: "WX",
    nickname: "胡静怡",
    ...wechat("静怡", "#c2571a"),
    wxAvatar: null,
    wxUnionId: null,
    area: "湖北省武汉市",
    watchDuration: 300,
    watchChannelCount: 1,
  },
  {
    source: "MOBILE",
    nickname: "郭𠮷",
    name: "郭𠮷",
    mobile: "13300133009",
    latestAccessIp: "203.0.113.5",
    device: "Linux",
    watchDuration: 4500,
    watchChannelCount: 5,
  },
  {
    source: "MOBILE",
    nickname: "林 小 姐",
    mobile: "13200132010",
    email: "lin@example.com",
    area: "福建省厦门市",
    device: "iPhone",
    watchDuration: 1800,
    watchChannelCount: 2,
  },
  {
    source: "WX",
    nickname: "何以",
    ...wechat("何以解忧", "#555555"),
    mobile: "13100131011",
    watchDuration: 22,
    watchChannelCount: 1,
  },
  { source: "IMPORT", nickname: "高翔", externalViewerId: "crm-000031", mobile: "13000130012", area: "陕西省西安市" },
  {
    source: "MOBILE",
    nickname: "罗伟",
    name: null,
    mobile: "15900159013",
    lastCollectMobile: null,
    email: null,
    area: null,
    latestAccessIp: null,
    device: null,
    watchDuration: null,
    watchChannelCount: null,
  },
  {
    source: "MOBILE",
    nickname: "郑爽朗",
    mobile: "15800158014",
    area: "广东省广州市",
    device: "Android",
    watchDuration: 604800,
    watchChannelCount: 128,
    labels: [
      { id: 1282, label: "老客户" },
      { id: 1290, label: "VIP" },
      { id: 1301, label: "经销商" },
    ],
  },
  {
    source: "WX",
    nickname: "谢谢你",
    ...wechat("谢谢你", "#0c7c92"),
    area: "广东省广州市",
    device: "iPhone",
    watchDuration: 77,
    watchChannelCount: 1,
  },
  {
    source: "MOBILE",
    nickname: "唐诗",
    name: "唐诗",
    mobile: "15700157015",
    email: "tangshi@example.com",
    area: "湖南省长沙市",
    latestAccessIp: "192.0.2.200",
    device: "iPad",
    watchDuration: 2718,
    watchChannelCount: 6,
  },
  {
    // A source nobody documents: the list of sources is open.
    source: "CUSTOM",
    nickname: "冯唐",
    mobile: "15600156016",
    watchDuration: 31,
    watchChannelCount: 1,
  },
];

/** A fresh list of every viewer; no endpoint changes one. @returns {Viewer[]} */
export function createViewers() {
  const invented = ROWS.map((row, index) => ({
    viewerUnionId: viewerUnionId(String(index + 1), row.source === "IMPORT" ? 4 : 2),
    ...row,
    latestAuthTime: FIRST_DAY + (index + 1) * DAY_MS + 5_400_000,
    createTime: FIRST_DAY + index * DAY_MS,
  }));
  return [SAMPLE_VIEWER, ...invented];
}
