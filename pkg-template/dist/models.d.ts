/** `Y` (yes) or `N` (no), as POLYV's text; open, should POLYV ever send another word. */
export type Flag = "Y" | "N" | (string & {});

/** A row without its id, or a page's own field with a value that it can't hold; as POLYV sent it. */
export interface Unusable {
  /** The row, where it is one. */
  row?: unknown;
  /** The field because of which it is of no use. */
  field: string;
  /** The field's value. */
  value: unknown;
}

/** A list. Rows without their id stand beside it, in a property that is not enumerable. */
export type List<T> = T[] & { readonly unusable?: readonly Unusable[] };

/**
 * One page of a list.
 *
 * Source: POLYV's page on listing viewers (`v4/user/viewerrecord/list`).
 */
export interface Page<T> {
  /** The items of this page. */
  contents: T[];
  /** Number of this page, from 1. */
  pageNumber?: number | null;
  /** The most items that a page holds. */
  pageSize?: number | null;
  /** Number of pages. */
  totalPages?: number | null;
  /** Number of items on all pages. */
  totalItems?: number | null;
  /** Rows without their id, and values that the page's fields can't hold. */
  unusable?: Unusable[];
}

// Generated from src/models/ by `UPDATE_TYPES=1 cargo test --test types`. Do not edit.

/**
 * A viewer (观众详情): one person as POLYV knows them across the account's channels.
 *
 * Source: POLYV's page 查询观众详情 (`v4/user/viewerrecord/get`). Fields that the page leaves out, but answers hold,
 * say so.
 */
export interface Viewer {
  /** Viewer id (观众id). Opaque; starts with a digit and `_`. */
  viewerUnionId: string;
  /** Where the viewer came from (用户来源): `IMPORT`, `WX`, `MOBILE` or another word. */
  source?: string | null;
  /** Last authorisation (最后授权时间), in milliseconds since 1970. */
  latestAuthTime?: number | null;
  /** Creation (创建时间), in milliseconds since 1970. */
  createTime?: number | null;
  /** Nickname (昵称). Only in the page's sample. */
  nickname?: string | null;
  /** Name that the viewer gave (采集姓名). */
  name?: string | null;
  /** Mobile number (手机号码). Masked when redacted. */
  mobile?: string | null;
  /** Mobile number that the viewer gave last (采集手机号码). Masked when redacted. */
  lastCollectMobile?: string | null;
  /** E-mail address (邮箱). Masked when redacted. */
  email?: string | null;
  /** Address (地址). */
  area?: string | null;
  /** IP address of the last visit (最后访问IP). Masked when redacted. */
  latestAccessIp?: string | null;
  /** Device (设备). */
  device?: string | null;
  /** Watch time (观看时长). The page names no unit; other watch times of this API are seconds. */
  watchDuration?: number | null;
  /** Number of channels watched (观看频道数). */
  watchChannelCount?: number | null;
  /** WeChat nickname (微信昵称). */
  wxNickName?: string | null;
  /** WeChat picture (微信头像), a URL. */
  wxAvatar?: string | null;
  /** WeChat openId (微信openId). Masked when redacted. */
  wxOpenId?: string | null;
  /** WeChat unionId (微信UnionId). Masked when redacted. */
  wxUnionId?: string | null;
  /** WeChat app id (微信AppId). Masked when redacted. */
  wxAppId?: string | null;
  /** The account's own id of an imported viewer. Not on the page; live answers hold it. */
  externalViewerId?: string | null;
  /** Labels (标签). Not on the page; live answers hold them. */
  labels?: ViewerLabel[] | null;
  /** Values that their fields can't hold, as POLYV sent them. */
  unusable?: Record<string, unknown>;
}

/** A label on a viewer (观众标签). */
export interface ViewerLabel {
  /** Label id (标签id). Live answers send a number. */
  id?: string | null;
  /** The label's text (标签名称). */
  label?: string | null;
  /** Values that their fields can't hold, as POLYV sent them. */
  unusable?: Record<string, unknown>;
}

/**
 * A role of a channel (角色信息): an assistant (助教) or a guest (嘉宾).
 *
 * Source: POLYV's page 查询单个角色信息 (`channel/operate/get_account`). Fields that the page leaves out, but answers
 * hold, say so.
 */
export interface ChannelAccount {
  /** Account of the role (助教/嘉宾账号), such as `0062149710`. Text: as a number it would lose its zeros. */
  account: string;
  /** Channel id (频道号). */
  channelId: string;
  /** Id of the POLYV account (POLYV用户ID). */
  userId?: string | null;
  /** The role's kind (角色): `Assistant` (助教), `Guest` (嘉宾) or another word. */
  role?: string | null;
  /** Name of the role (角色名称). */
  nickname?: string | null;
  /** Title of the role (头衔), such as `助教`. Only in the page's sample. */
  actor?: string | null;
  /** Picture of the role (角色头像), a URL, often without its scheme. */
  avatar?: string | null;
  /**
   * Password of the role (角色密码). A secret: redacted.
   *
   * @see redactChannelAccount
   */
  passwd?: string | null;
  /**
   * Stream name of the role (角色流名). A secret: redacted.
   *
   * @see redactChannelAccount
   */
  stream?: string | null;
  /**
   * Push address of the role (角色推流地址), with its key. A secret: redacted.
   *
   * @see redactChannelAccount
   */
  pushUrl?: string | null;
  /**
   * Log-in address of the role. Not on the page; seen where a role is created. A secret: redacted.
   *
   * @see redactChannelAccount
   */
  loginUrl?: string | null;
  /** State of the role (角色状态): `Y` or `N`. */
  status?: Flag | null;
  /** Creation (创建角色时间), in milliseconds since 1970. */
  createdTime?: number | null;
  /** Last change (角色最后修改时间), in milliseconds since 1970. */
  lastModified?: number | null;
  /** Session of the channel. Only in the page's sample, as null. */
  channelSessionId?: string | null;
  /** Position among the channel's roles (频道角色序号). Lists send text. */
  sort?: number | null;
  /** May turn pages (翻页权限); one role of a channel only, three-pane scene (三分屏场景) only. */
  pageTurnEnabled?: Flag | null;
  /** May post announcements (发布公告权限). */
  notifyEnabled?: Flag | null;
  /** May start check-ins (开启签到权限). */
  checkinEnabled?: Flag | null;
  /** May start votes (发起投票权限). */
  voteEnabled?: Flag | null;
  /** May start lotteries (抽奖权限). */
  lotteryEnabled?: Flag | null;
  /** Sees the list of who is online (在线列表显示开关). */
  chatListEnabled?: Flag | null;
  /** Approves chat messages (聊天审核). */
  chatAuditEnabled?: Flag | null;
  /** Monitors the broadcast (监播开关). */
  monitorEnabled?: Flag | null;
  /** Tours the viewers (轮巡开关). */
  roundTourEnabled?: Flag | null;
  /** May lock the room (锁定直播间功能开关). */
  watchLockEnabled?: Flag | null;
  /** May speak in the chat (互动发言功能开关). */
  chatInteractionEnabled?: Flag | null;
  /** Values that their fields can't hold, as POLYV sent them. */
  unusable?: Record<string, unknown>;
}
