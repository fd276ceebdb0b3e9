// Generated from api/openapi.json by `npm run api`. Do not edit.

import type { PolyvFile } from "./request.js";

type Bytes = ReturnType<Uint8ArrayConstructor["of"]>;
type Fields = { readonly [name: string]: unknown };

/** Digits, as text or as a number */
type Id = string | number;
/** Ids, joined by commas in one text */
type Ids = string | number | readonly Id[];
type YesNo = "Y" | "N";
type Flag = "Y" | "N" | (string & {}) | null;
/** 观众详细数据 */
type Viewer = {
/** 观众id */
viewerUnionId: string;
/** 微信openId */
wxOpenId?: string | null;
/** 微信UnionId */
wxUnionId?: string | null;
/** 微信昵称 */
wxNickName?: string | null;
/** 微信头像 */
wxAvatar?: string | null;
/** 微信AppId */
wxAppId?: string | null;
/** 昵称 (only in the page's sample) */
nickname?: string | null;
/** 手机号码 */
mobile?: string | null;
/** 用户来源 */
source: string;
/** 采集姓名 */
name?: string | null;
/** 采集手机号码 */
lastCollectMobile?: string | null;
/** 邮箱 */
email?: string | null;
/** 地址 */
area?: string | null;
/** 最后访问IP */
latestAccessIp?: string | null;
/** 设备 */
device?: string | null;
/** 观看时长 */
watchDuration?: number | null;
/** 观看频道数 */
watchChannelCount?: number | null;
/** 最后授权时间 */
latestAuthTime: number;
/** 创建时间 */
createTime: number;
/** 标签 (not on the page; live answers hold them) */
labels?: ViewerLabel[] | null;
/** 导入观众的外部ID (not on the page; live answers hold it) */
externalViewerId?: string | null };
/** 观众标签 */
type ViewerLabel = { id: string | string | number; label?: string | null };
/** 角色信息 */
type ChannelAccount = {
/** 助教/嘉宾账号 */
account?: string | null;
/** POLYV用户ID,和保利威官网一致,获取路径:官网->登录->直播(开发设置) */
userId?: string | null;
/** 频道号 */
channelId?: string | string | number | null;
/** 角色密码 */
passwd?: string | null;
/** 角色名称 */
nickname?: string | null;
/** 角色流名,单独使用无效 */
stream?: string | null;
/** 角色状态 */
status?: Flag;
/** 创建角色时间 */
createdTime?: number | null;
/** 角色最后修改时间 */
lastModified?: number | null;
/** 频道场次 (only in the page's sample, as null) */
channelSessionId?: string | null;
/** 频道角色序号 */
sort?: number | string | null;
/** 角色头像 */
avatar?: string | null;
/** 头衔 (only in the page's sample) */
actor?: string | null;
/** 是否拥有翻页权限,只能一个角色有,仅支持三分屏场景 Y:是 N:否 */
pageTurnEnabled?: Flag;
/** 是否拥有发布公告权限 Y:是 N:否 */
notifyEnabled?: Flag;
/** 是否拥有开启签到权限 Y:是 N:否 */
checkinEnabled?: Flag;
/** 是否拥有发起投票权限 Y:是 N:否 */
voteEnabled?: Flag;
/** 是否拥有抽奖权限 Y:是 N:否 */
lotteryEnabled?: Flag;
/** 角色 Assistant:助教 Guest:嘉宾 */
role?: "Assistant" | "Guest" | (string & {}) | null;
/** 助教页在线列表显示开关 Y:开启 N:关闭 */
chatListEnabled?: Flag;
/** 助教聊天审核 Y:开启 N:关闭 */
chatAuditEnabled?: Flag;
/** 助教监播开关 Y:开启 N:关闭 */
monitorEnabled?: Flag;
/** 助教轮巡开关 Y:开启 N:关闭 */
roundTourEnabled?: Flag;
/** 锁定直播间功能开关 Y:开启 N:关闭 */
watchLockEnabled?: Flag;
/** 互动发言功能开关 Y:开启 N:关闭 */
chatInteractionEnabled?: Flag;
/** 角色推流地址,角色推流请参考后台导播台使用 */
pushUrl?: string | null;
/** 登录地址 (not on the page; seen where a role is created) */
loginUrl?: string | null };

/** The routes of POLYV's API that a signed call reaches: what each is given, and the `data` it answers with. */
export interface PolyvRoutes {
  "POST /live/v1/channelSetting/{channelId}/send-chat": { options: {
/** （可隐藏）发送图文信息 */
params: { channelId: Id };
/** （可隐藏）发送图文信息 */
form: { userId: string; content?: string; imgUrl?: string } }; data: string | null };
  "GET /live/v1/statistics/{channelId}/realtime": { options: {
/** 查询频道实时并发数据 */
params: { channelId: Id };
/** 查询频道实时并发数据 */
query: { userId: string } }; data: ({ time?: string | null; count?: string | null })[] | null };
  "GET /live/v1/statistics/{channelId}/viewlog": { options: {
/** 查询频道直播观看详情数据 */
params: { channelId: Id };
/** 查询频道直播观看详情数据 */
query: { currentDay: string; userId: string; param1?: string } }; data: ({ playId?: string | null; userId?: string | null; channelId?: string | null; playDuration?: number | null; stayDuration?: number | null; sessionId?: string | null; param1?: string | null; param2?: string | null; param3?: string | null; param4?: string | null; param5?: string | null; ipAddress?: string | null; country?: string | null; province?: string | null; city?: string | null; isp?: string | null; referer?: string | null; userAgent?: string | null; operatingSystem?: string | null; browser?: string | null; isMobile?: string | null; currentDay?: string | null; createdTime?: number | null; lastModified?: number | null; ptype?: number | null; firstActiveTime?: number | null; lastActiveTime?: number | null })[] | null };
  "POST /live/v2/channel/menu/{channelId}/update-consulting-enabled": { options: {
/** 修改提问功能开关 */
params: { channelId: Id };
/** 修改提问功能开关 */
form: { enabled: YesNo } }; data: Fields | string | null };
  "POST /live/v2/channel/recordFile/{channelId}/convert": { options: {
/** 同步转存录制文件到点播 */
params: { channelId: Id };
/** 同步转存录制文件到点播 */
form: { userId: string; fileName: string; fileUrl?: string; sessionId?: string; cataid?: string; cataname?: string; toPlayList?: YesNo; setAsDefault?: YesNo } }; data: string | null };
  "POST /live/v2/channel/recordFile/{channelId}/delete-record": { options: {
/** 删除直播暂存中的录制视频 */
params: { channelId: Id };
/** 删除直播暂存中的录制视频 */
form?: { sessionId?: string; startTime?: string } }; data: string | null };
  "POST /live/v2/channel/recordFile/{channelId}/merge": { options: {
/** 合并录制文件 */
params: { channelId: Id };
/** 合并录制文件 */
form?: { urls?: string; fileIds?: Ids; fileName?: string } }; data: string | null };
  "POST /live/v2/channel/recordFile/{channelId}/playback/delete": { options: {
/** 删除视频库中的视频 */
params: { channelId: Id };
/** 删除视频库中的视频 */
form: { videoId: string; listType?: "playback" | "vod" } }; data: string | null };
  "GET /live/v2/channel/recordFile/{channelId}/playback/list": { options: {
/** 查询视频库列表 */
params: { channelId: Id };
/** 查询视频库列表 */
query?: { page?: number; pageSize?: number; listType?: "playback" | "vod"; sessionIds?: Ids; title?: string } }; data: { contents?: ({ videoId?: string | null; videoPoolId?: string | null; userId?: string | null; channelId?: string | null; title?: string | null; firstImage?: string | null; duration?: string | null; myBr?: "1" | "2" | "3" | (string & {}) | null; qid?: string | null; seed?: 1 | 0 | (number & {}) | null; ordertime?: number | null; createdTime?: number | null; lastModified?: number | null; rank?: number | null; asDefault?: Flag; url?: string | null; channelSessionId?: string | null; status?: string | null; fileUrl?: string | null; fileId?: string | null; startTime?: string | null; liveType?: "alone" | "ppt" | "topclass" | "seminar" | (string & {}) | null; width?: number | null; height?: number | null; origin?: "manual" | "auto" | "merge" | "clip" | "smart-clip" | (string & {}) | null; callbackUrl?: string | null; errorCount?: number | null; lang?: "zh_CN" | "EN" | (string & {}) | null; videoIdEN?: string | null; enFileUrl?: string | null; mergeInfo?: string | null; watchUrl?: string | null; originSessionId?: string | null; subtitleList?: ({ id?: string | number | null; name?: string | null; srtUrl?: string | null; language?: string | null; status?: "publish" | "finish" | (string & {}) | null })[] | null; mp4?: string | null; listType?: string | null })[] | null; pageSize?: number | null; pageNumber?: number | null; total?: number | null; totalItems?: number | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; nextPageNumber?: number | null; limit?: number | null; totalPages?: number | null; endRow?: number | null; offset?: number | null } | null };
  "POST /live/v2/channel/recordFile/{channelId}/playback/set-Default": { options: {
/** 修改视频库的默认视频 */
params: { channelId: Id };
/** 修改视频库的默认视频 */
form: { videoId: string; listType?: "playback" | "vod" } }; data: string | null };
  "GET /live/v2/channelAccount/{channelId}/account": { options: {
/** 查询单个角色信息 */
params: { channelId: Id };
/** 查询单个角色信息 */
query: { account: string } }; data: ChannelAccount };
  "GET /live/v2/channelAccount/{channelId}/accounts": { options: {
/** 查询频道号下所有角色信息 */
params: { channelId: Id } }; data: ChannelAccount[] | null };
  "POST /live/v2/channelAccount/{channelId}/delete": { options: {
/** 删除角色 */
params: { channelId: Id };
/** 删除角色 */
form: { account: string } }; data: string | null };
  "POST /live/v2/channelAdvert/{channelId}/updateHead": { options: {
/** 设置播放器片头广告 */
params: { channelId: Id };
/** 设置播放器片头广告 */
form?: { enabled?: YesNo; headAdvertType?: "NONE" | "IMAGE" | "FLV"; headAdvertMediaUrl?: string; headAdvertHref?: string; headAdvertDuration?: number; headAdvertWidth?: number; headAdvertHeight?: number } }; data: boolean | null };
  "POST /live/v2/channelAdvert/{channelId}/updateStop": { options: {
/** 设置播放器暂停广告 */
params: { channelId: Id };
/** 设置播放器暂停广告 */
form?: { enabled?: YesNo; stopAdvertImage?: string; stopAdvertHref?: string } }; data: boolean | null };
  "GET /live/v2/channelRestrict/{channelId}/set-diyurl-marquee": { options: {
/** 设置播放器自定义url跑马灯. Changes data, though a GET. */
params: { channelId: Id };
/** 设置播放器自定义url跑马灯. Changes data, though a GET. */
query: { marqueeRestrict: YesNo; url: string } }; data: string | null };
  "POST /live/v2/channelRestrict/{channelId}/set-diyurl-marquee": { options: {
/** 内容保护（防录屏）设置 */
params: { channelId: Id };
/** 内容保护（防录屏）设置 */
form: { marqueeRestrict: YesNo; url: string } }; data: string | null };
  "POST /live/v2/channelRestrict/{channelId}/set-max-viewer": { options: {
/** 修改频道观看人数限制 */
params: { channelId: Id };
/** 修改频道观看人数限制 */
form: { userId: string; maxViewer: number } }; data: string | null };
  "GET /live/v2/channelSetting/{channelId}/get-chat-admin": { options: {
/** 查询管理员身份信息 */
params: { channelId: Id } }; data: { actor?: string | null; nickname?: string | null; avatar?: string | null } | null };
  "GET /live/v2/channelSetting/{channelId}/get-countdown": { options: {
/** 查询频道直播开始时间 */
params: { channelId: Id } }; data: { bookingEnabled?: string | null; countEnabled?: string | null; startTime?: string | null; endTime?: string | null } | null };
  "GET /live/v2/channelSetting/{channelId}/getSplash": { options: {
/** 查询引导图 */
params: { channelId: Id } }; data: { splashImg?: string | null; splashEnabled?: string | null } | null };
  "POST /live/v2/channelSetting/{channelId}/set-auth-type": { options: {
/** 修改观看条件 */
params: { channelId: Id };
/** 修改观看条件 */
form: { authType: "none" | (string & {}) } }; data: string | null };
  "POST /live/v2/channelSetting/{channelId}/set-chat-admin": { options: {
/** 修改管理员身份信息 */
params: { channelId: Id };
/** 修改管理员身份信息 */
form: { nickname: string; actor: string };
/** 修改管理员身份信息 */
files: { avatar: PolyvFile } }; data: string | null };
  "POST /live/v2/channelSetting/{channelId}/set-countdown": { options: {
/** 修改直播倒计时设置 */
params: { channelId: Id };
/** 修改直播倒计时设置 */
form?: { bookingEnabled?: YesNo; startTime?: string } }; data: string | null };
  "POST /live/v2/channelSetting/{channelId}/setCoverImg": { options: {
/** 修改频道图标 */
params: { channelId: Id };
/** 修改频道图标 */
files: { imgfile: PolyvFile } }; data: string | null };
  "POST /live/v2/channelSetting/{channelId}/setSplash": { options: {
/** 修改引导图 */
params: { channelId: Id };
/** 修改引导图 */
form: { splashEnabled: YesNo };
/** 修改引导图 */
files: { imgfile?: PolyvFile } }; data: string | null };
  "POST /live/v2/channelSetting/{userId}/auth-external": { options: {
/** 修改频道外部授权设置 */
params: { userId: string };
/** 修改频道外部授权设置 */
form: { externalUri: string; channelId?: Id } }; data: ({ channelId?: string | number | null; secretKey?: string | null })[] | null };
  "POST /live/v2/channelSetting/{userId}/oauth-custom": { options: {
/** 修改频道自定义授权设置 */
params: { userId: string };
/** 修改频道自定义授权设置 */
form: { customUri: string; channelId?: Id } }; data: ({ channelId?: string | number | null; secretKey?: string | null })[] | null };
  "POST /live/v2/channelSetting/{userId}/setPlayBackEnabled": { options: {
/** 修改频道回放开关 */
params: { userId: string };
/** 修改频道回放开关 */
form: { playBackEnabled: YesNo; channelId?: Id } }; data: string | null };
  "POST /live/v2/channelSetting/{userId}/setPublisher": { options: {
/** 修改频道主持人姓名 */
params: { userId: string };
/** 修改频道主持人姓名 */
form: { publisher: string; channelId?: Id } }; data: string | null };
  "POST /live/v2/channelSetting/{userId}/{channelId}/set-menu": { options: {
/** 修改直播介绍菜单 */
params: { userId: string; channelId: Id };
/** 修改直播介绍菜单 */
form: { content: string; menuType: "desc" | (string & {}) } }; data: string | null };
  "GET /live/v2/channels/live-likes": { options: {
/** 查询频道点赞数和观看次数 */
query: { channelIds: Ids } }; data: ({ channelId?: string | null; likes?: number | null; viewers?: number | null })[] | null };
  "POST /live/v2/channels/live-status": { options: {
/** 查询批量频道状态(旧版) */
form: { channelIds: Ids } }; data: ({ channelId?: string | null; status?: "live" | "end" | (string & {}) | null; seminarStatus?: string | null })[] | null };
  "POST /live/v2/channels/{accountId}/set-account-token": { options: {
/** 设置子频道单点登录token */
params: { accountId: string };
/** 设置子频道单点登录token */
form: { token: string } }; data: string | null };
  "POST /live/v2/channels/{channelId}/delete": { options: {
/** 删除单个频道 */
params: { channelId: Id };
/** 删除单个频道 */
form: { userId: string } }; data: string | null };
  "POST /live/v2/channels/{channelId}/end": { options: {
/** 修改频道状态为无直播 */
params: { channelId: Id };
/** 修改频道状态为无直播 */
form: { userId: string } }; data: string | null };
  "POST /live/v2/channels/{channelId}/like": { options: {
/** 发送点赞 */
params: { channelId: Id };
/** 发送点赞 */
form: { viewerId: string; times?: number } }; data: string | null };
  "POST /live/v2/channels/{channelId}/live": { options: {
/** 修改频道状态为直播中 */
params: { channelId: Id };
/** 修改频道状态为直播中 */
form: { userId: string } }; data: string | null };
  "GET /live/v2/channels/{channelId}/recordFiles": { options: {
/** 查询频道直播暂存列表 */
params: { channelId: Id };
/** 查询频道直播暂存列表 */
query: { userId: string; startDate?: string; endDate?: string; sessionIds?: Ids } }; data: ({ channelId?: string | null; fileId?: string | null; url?: string | null; startTime?: string | null; endTime?: string | null; fileSize?: number | null; duration?: number | null; bitrate?: number | null; resolution?: string | null; channelSessionId?: string | null; fileName?: string | null; daysLeft?: number | null; origin?: string | null; originSessionId?: string | null; recordFileType?: string | null; subtitleList?: ({ id?: string | number | null; name?: string | null; srtUrl?: string | null; language?: string | null; status?: string | null })[] | null })[] | null };
  "POST /live/v2/channels/{channelId}/set-token": { options: {
/** 设置频道单点登录token */
params: { channelId: Id };
/** 设置频道单点登录token */
form: { token: string } }; data: string | null };
  "POST /live/v2/channels/{channelId}/update": { options: {
/** 设置播放器Logo */
params: { channelId: Id };
/** 设置播放器Logo */
form?: { logoImage?: string; logoOpacity?: string; logoPosition?: string; logoHref?: string; warmUpFlv?: string; coverImage?: string; coverHref?: string; name?: string } }; data: string | null };
  "GET /live/v2/channels/{channelId}/update-likes": { options: {
/** 修改频道点赞数和观看次数. Changes data, though a GET. */
params: { channelId: Id };
/** 修改频道点赞数和观看次数. Changes data, though a GET. */
query?: { likes?: number; viewers?: number } }; data: string | null };
  "POST /live/v2/channels/{userId}/passwdSetting": { options: {
/** 修改频道密码 */
params: { userId: string };
/** 修改频道密码 */
form: { passwd: string; channelId?: Id } }; data: string | null };
  "POST /live/v2/chat/{channelId}/addBannedIP": { options: {
/** 禁言IP */
params: { channelId: Id };
/** 禁言IP */
form: { ip: string } }; data: string[] | null };
  "GET /live/v2/chat/{channelId}/cleanChat": { options: {
/** 清空频道聊天记录. Changes data, though a GET. */
params: { channelId: Id } }; data: string | null };
  "POST /live/v2/chat/{channelId}/delBanned": { options: {
/** 删除频道禁言IP或严禁词 */
params: { channelId: Id };
/** 删除频道禁言IP或严禁词 */
form: { type: "ip" | "badword"; content: string } }; data: string | null };
  "POST /live/v2/chat/{channelId}/delChat": { options: {
/** 删除频道单条聊天记录 */
params: { channelId: Id };
/** 删除频道单条聊天记录 */
form: { id: string } }; data: string | null };
  "GET /live/v2/chat/{channelId}/getQuestion": { options: {
/** 查询频道提问记录 */
params: { channelId: Id };
/** 查询频道提问记录 */
query?: { begin?: number; end?: number } }; data: ({ id?: string | null; content?: string | null; time?: number | null; s_userId?: string | null; event?: string | null; sourceType?: string | null; user?: { nick?: string | null; pic?: string | null; userId?: string | null; sessionId?: string | null; userType?: string | null; banned?: boolean | null; channelId?: string | null } | null })[] | null };
  "POST /live/v2/chat/{userId}/addBadWords": { options: {
/** 批量导入严禁词 */
params: { userId: string };
/** 批量导入严禁词 */
form: { words: readonly string[]; channelId?: Id } }; data: { userId?: string | null; count?: number | null } | null };
  "GET /live/v2/statistics/get-realtime-viewers": { options: {
/** 查询多个频道实时并发数据 */
query: { channelIds: Ids } }; data: ({ channelId?: string | null; time?: string | null; count?: number | null })[] | null };
  "GET /live/v2/statistics/{channelId}/summary": { options: {
/** 查询频道某段时间的直播观看详情数据 */
params: { channelId: Id };
/** 查询频道某段时间的直播观看详情数据 */
query: { startDay: string; endDay: string } }; data: ({ currentDay?: string | null; channelId?: string | null; userId?: string | null; pcPlayDuration?: number | null; pcVideoView?: number | null; pcUniqueViewer?: number | null; mobilePlayDuration?: number | null; mobileVideoView?: number | null; mobileUniqueViewer?: number | null; createdTime?: number | null; lastModified?: number | null; creatorId?: string | null; creatorName?: string | null })[] | null };
  "GET /live/v2/statistics/{channelId}/viewlog": { options: {
/** 分页查询频道直播观看详情数据 */
params: { channelId: Id };
/** 分页查询频道直播观看详情数据 */
query?: { page?: number; pageSize?: number; startTime?: string; endTime?: string; currentDay?: string; param1?: string; param2?: string; param3?: "vod" | "live"; viewLogType?: "vod" | "live"; sessionIds?: Ids } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ playId?: string | null; userId?: string | null; channelId?: string | null; playDuration?: number | null; stayDuration?: number | null; flowSize?: number | null; sessionId?: string | null; param1?: string | null; param2?: string | null; param3?: string | null; param4?: string | null; param5?: string | null; ipAddress?: string | null; country?: string | null; province?: string | null; city?: string | null; isp?: string | null; referer?: string | null; userAgent?: string | null; operatingSystem?: string | null; browser?: string | null; isMobile?: string | null; currentDay?: number | string | null; createdTime?: number | string | null; lastModified?: number | string | null })[] | null } | null };
  "POST /live/v2/statistics/{userId}/channel_summary": { options: {
/** 查询多个频道概览统计数据 */
params: { userId: string };
/** 查询多个频道概览统计数据 */
form: { startDate: string; endDate: string; channelIds?: Ids } }; data: ({ userId?: string | null; channelId?: string | null; name?: string | null; categoryName?: string | null; pcPlayDuration?: number | null; pcVideoView?: number | null; pcUniqueViewer?: number | null; mobilePlayDuration?: number | null; mobileVideoView?: number | null; mobileUniqueViewer?: number | null; livePcPlayDuration?: number | null; playbackPcPlayDuration?: number | null; unknownPcPlayDuration?: number | null; liveMobilePlayDuration?: number | null; playbackMobilePlayDuration?: number | null; unknownMobilePlayDuration?: number | null; creatorName?: string | null })[] | null };
  "POST /live/v2/stream/{channelId}/capture": { options: {
/** 查询频道直播截图 */
params: { channelId: Id } }; data: string | null };
  "POST /live/v2/stream/{channelId}/cutoff": { options: {
/** 修改频道状态为禁止直播 */
params: { channelId: Id };
/** 修改频道状态为禁止直播 */
form: { userId: string; forbidTime?: number; playbackForbidden?: YesNo } }; data: string | null };
  "POST /live/v2/stream/{channelId}/resume": { options: {
/** 修改频道状态为可直播 */
params: { channelId: Id };
/** 修改频道状态为可直播 */
form: { userId: string } }; data: string | null };
  "POST /live/v2/user/get-user-durations": { options: {}; data: { userId?: string | null; available?: number | null; used?: number | null } | null };
  "POST /live/v2/user/{userId}/get-income-detail": { options: {
/** 查询账号收入详情 */
params: { userId: string };
/** 查询账号收入详情 */
form: { startDate: string; endDate: string; channelId?: Id; page?: number; pageSize?: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; contents?: ({ userId?: string | null; amount?: number | null; goodNum?: number | null; channelId?: string | number | null; payType?: string | null; payTypeName?: string | null; viewerName?: string | null; payTime?: number | null; weixinAppId?: string | null; outTradeNo?: string | null; openId?: string | null })[] | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; limit?: number | null; nextPageNumber?: number | null; endRow?: number | null; totalPages?: number | null; offset?: number | null } | null };
  "POST /live/v2/user/{userId}/set-playback-callback": { options: {
/** 修改转存成功回调设置 */
params: { userId: string };
/** 修改转存成功回调设置 */
form?: { url?: string } }; data: string | null };
  "POST /live/v2/user/{userId}/set-record-callback": { options: {
/** 修改录制生成回调设置 */
params: { userId: string };
/** 修改录制生成回调设置 */
form?: { url?: string } }; data: string | null };
  "POST /live/v2/user/{userId}/set-stream-callback": { options: {
/** 修改直播状态改变回调设置 */
params: { userId: string };
/** 修改直播状态改变回调设置 */
form?: { url?: string } }; data: string | null };
  "POST /live/v3/channel/account/batch-create": { options: {
/** 批量创建角色 */
query: { channelId: Id };
/** 批量创建角色 */
json: readonly ({ role?: "Assistant" | "Guest"; nickname?: string; passwd?: string; actor?: string; avatar?: string })[] }; data: ({ account?: string | null; userId?: string | null; channelId?: string | null; passwd?: string | null; nickname?: string | null; stream?: string | null; status?: string | null; createdTime?: number | null; lastModified?: number | null; sort?: number | null; avatar?: string | null; actor?: string | null; pageTurnEnabled?: Flag; notifyEnabled?: Flag; checkinEnabled?: Flag; voteEnabled?: Flag; lotteryEnabled?: Flag; role?: "Assistant" | "Guest" | (string & {}) | null; chatListEnabled?: Flag; chatAuditEnabled?: Flag; monitorEnabled?: Flag; roundTourEnabled?: Flag; watchLockEnabled?: Flag; loginUrl?: string | null; pushUrl?: string | null; chatInteractionEnabled?: Flag })[] | null };
  "GET /live/v3/channel/account/getTeacher": { options: {
/** 获取讲师信息 */
query: { channelId: Id } }; data: { account?: string | null; actor?: string | null; avatar?: string | null; channelId?: string | null; nickname?: string | null; passwd?: string | null; loginCode?: string | null; role?: string | null } | null };
  "POST /live/v3/channel/account/updateTeacher": { options: {
/** 修改讲师身份信息 */
form: { channelId: Id; nickname?: string; actor?: string; passwd?: string; avatar?: string } }; data: string | null };
  "GET /live/v3/channel/advert/list": { options: {
/** 查询频道广告列表 */
query: { channelId: Id } }; data: ({ text?: string | null; img?: string | null; href?: string | null })[] | null };
  "GET /live/v3/channel/anti/record/get": { options: {
/** 查询频道内容保护（防录屏信息） */
query?: { channelId?: Id } }; data: { antiRecordType?: "marquee" | "watermark" | (string & {}) | null; modelType?: "fixed" | "nickname" | "diyurl" | (string & {}) | null; content?: string | null; opacity?: number | null; fontSize?: "small" | "middle" | "large" | (string & {}) | number | null; fontColor?: string | null; autoZoomEnabled?: Flag; doubleEnabled?: Flag; showMode?: "roll" | "flicker" | (string & {}) | null } | null };
  "POST /live/v3/channel/anti/record/setting": { options: {
/** 设置频道内容保护（防录屏信息） */
form: { channelId: Id; enable?: YesNo; antiRecordType: "marquee" | "watermark"; modelType: "fixed" | "nickname" | "diyurl"; content: string; fontSize: string; opacity?: number; fontColor?: string; autoZoomEnabled?: YesNo; doubleEnabled?: YesNo; showMode?: "roll" | "flicker" } }; data: string | null };
  "POST /live/v3/channel/auth/add-white-list": { options: {
/** 增加频道单个白名单 */
form: { rank: 1 | 2 | (number & {}); code: string; name?: string; channelId?: Id } }; data: string | null };
  "POST /live/v3/channel/auth/delete-white-list": { options: {
/** 删除频道白名单 */
form: { rank: 1 | 2 | (number & {}); isClear: YesNo; channelId?: Id; code?: string } }; data: string | null };
  "GET /live/v3/channel/auth/download-record-info": { options: {
/** 下载频道登记观看记录 */
query: { channelId: Id; rank: 1 | 2 }; as: "bytes" }; data: Bytes };
  "GET /live/v3/channel/auth/download-white-list": { options: {
/** 下载频道白名单 */
query: { rank: 1 | 2; channelId?: Id }; as: "bytes" }; data: Bytes };
  "GET /live/v3/channel/auth/get": { options: {
/** 查询频道观看条件 */
query?: { channelId?: Id } }; data: { channelId?: string | null; authType?: "public" | "pay" | "code" | "phone" | "info" | "custom" | "external" | "direct" | "wx" | "none" | "wxshare" | (string & {}) | null; subAuthType?: "public" | "wx" | (string & {}) | null; enabled?: string | null; code?: string | null; payAmount?: number | null; infoFields?: ({ type?: "number" | "name" | "text" | "option" | "mobile" | (string & {}) | null; name?: string | null; options?: string | null; placeholder?: string | null; sms?: string | null })[] | null; externalKey?: string | null; externalUri?: string | null; externalRedirectUri?: string | null; externalButtonEnabled?: string | null; customKey?: string | null; customUri?: string | null; directKey?: string | null; authUrl?: string | null; authAddresses?: string | null } | null };
  "GET /live/v3/channel/auth/get-record-field": { options: {
/** 查询频道登记观看设置的字段信息 */
query: { rank: number; channelId?: Id } }; data: { infoFields?: ({ type?: "number" | "name" | "text" | "option" | "mobile" | (string & {}) | null; name?: string | null; options?: string | null; placeholder?: string | null; sms?: string | null })[] | null } | null };
  "GET /live/v3/channel/auth/get-record-info": { options: {
/** 查询频道登记观看记录 */
query: { channelId: Id; startTime?: number; endTime?: number; page?: number; pageSize?: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ createdTime?: number | string | null; params?: string[] | null })[] | null } | null };
  "GET /live/v3/channel/auth/get-white-list": { options: {
/** 查询频道白名单 */
query: { rank: 1 | 2; channelId?: Id; page?: number; pageSize?: number; keyword?: string } }; data: { pageNumber?: number | null; totalPages?: number | null; pageSize?: number | null; contents?: ({ name?: string | null; phone?: string | null })[] | null; totalItems?: number | null } | null };
  "POST /live/v3/channel/auth/update": { options: {
/** 修改频道观看条件 */
query?: { channelId?: Id };
/** 修改频道观看条件 */
json: { authSettings: readonly ({ rank: 1 | 2; enabled: YesNo; authType?: "public" | "pay" | "code" | "phone" | "info" | "custom" | "external" | "direct" | "wx"; payAuthTips?: string; payEntryText?: string; price?: number; watchEndTime?: string; validTimePeriod?: number; authCode?: string; qcodeTips?: string; qcodeImg?: string; infoFields?: readonly ({ name?: string; type?: string; options?: string; placeholder?: string; sms?: YesNo })[]; externalKey?: string; externalUri?: string; externalRedirectUri?: string; customKey?: string; customUri?: string; directKey?: string })[] } }; data: string | null };
  "POST /live/v3/channel/auth/update-white-list": { options: {
/** 修改频道单个白名单 */
form: { rank: 1 | 2 | (number & {}); oldCode: string; code: string; name?: string; channelId?: Id } }; data: string | null };
  "POST /live/v3/channel/auth/upload-white-list": { options: {
/** 批量导入频道白名单 */
form: { channelId?: Id; rank: 1 | 2 };
/** 批量导入频道白名单 */
files: { file: PolyvFile } }; data: string | null };
  "GET /live/v3/channel/badword/list": { options: {
/** 查询频道严禁词或禁言IP列表 */
query: { channelId: Id; type?: "badword" | "ip" } }; data: string[] | null };
  "POST /live/v3/channel/basic/batch-delete": { options: {
/** 批量删除频道 */
json: { channelIds: readonly Id[] } }; data: string | null };
  "POST /live/v3/channel/basic/batchUpdateDanmu": { options: {
/** 批量修改频道弹幕开关 */
form: { closeDanmu: YesNo; showDanmuInfoEnabled: YesNo; channelIds: Ids } }; data: string | null };
  "POST /live/v3/channel/basic/copy": { options: {
/** 复制频道 */
form: { channelId: Id; name?: string; categoryId?: Id; startTime?: string; subAccount?: string } }; data: Fields | number | null };
  "GET /live/v3/channel/basic/list": { options: {
/** 查询所有频道的基础信息 */
query?: { categoryIds?: Ids; page?: number; pageSize?: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; name?: string | null; publisher?: string | null; startTime?: number | null; pageView?: number | null; likes?: number | null; coverImg?: string | null; splashImg?: string | null; splashEnabled?: Flag; desc?: string | null; maxViewer?: number | null; watchStatus?: string | null; watchStatusText?: string | null; onlineNum?: number | null; bgImg?: string | null; videoList?: ({ videoId?: string | null; videoPoolId?: string | null })[] | null; categoryId?: string | number | null })[] | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; limit?: number | null; nextPageNumber?: number | null; endRow?: number | null; totalPages?: number | null; offset?: number | null } | null };
  "GET /live/v3/channel/basic/receive/list": { options: {
/** 分页查询频道可设置接收转播频道列表 */
query: { channelId: Id; keyword?: string; page?: number; pageSize?: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | null; name?: string | null; channelPasswd?: string | null; hostPasswd?: string | null; attendeePasswd?: string | null; categoryName?: string | null; authType?: string | null; recentViewCount?: number | null; subChannelAccount?: string | null; subChannelPasswd?: string | null; startTime?: string | null; transmitChannelId?: string | null; scene?: "alone" | "ppt" | "topclass" | (string & {}) | null })[] | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; limit?: number | null; nextPageNumber?: number | null; endRow?: number | null; totalPages?: number | null; offset?: number | null } | null };
  "POST /live/v3/channel/basic/update": { options: {
/** 修改频道信息 */
query: { channelId: Id };
/** 修改频道信息 */
json: { basicSetting?: { name?: string; publisher?: string; description?: string; categoryId?: string; maxViewer?: number; linkMicLimit?: number; playerColor?: string; autoPlay?: number; logoImage?: string; logoOpacity?: number; logoPosition?: string }; authSettings?: readonly ({ rank: number; enabled: string; authType?: string; payAuthTips?: string; price?: number; watchEndTime?: number | string; validTimePeriod?: number; authCode?: string; qcodeTips?: string; qcodeImg?: string; authTips?: string; infoFields?: readonly unknown[]; externalKey?: string; externalUri?: string; externalRedirectUri?: string; customKey?: string; customUri?: string; directKey?: string })[] } }; data: string | null };
  "GET /live/v3/channel/callback/get-setting": { options: {
/** 查询频道回调设置 */
query: { channelId: Id } }; data: { recordCallbackUrl?: string | null; playbackCallbackUrl?: string | null; streamCallbackUrl?: string | null; liveScanCallbackUrl?: string | null; recordCallbackVideoType?: string | null; pptRecordCallbackUrl?: string | null; playbackCacheCallbackUrl?: string | null; subtitleCallbackUrl?: string | null; globalSettingEnabled?: Flag; liveViolationCutoffCallbackUrl?: string | null } | null };
  "POST /live/v3/channel/callback/update-setting": { options: {
/** 修改频道回调设置 */
form: { channelId: Id; recordCallbackVideoType?: string; recordCallbackUrl?: string; playbackCallbackUrl?: string; streamCallbackUrl?: string; pptRecordCallbackUrl?: string; liveScanCallbackUrl?: string; playbackCacheCallbackUrl?: string; subtitleCallbackUrl?: string; liveViolationCutoffCallbackUrl?: string; customBookingCallbackUrl?: string } }; data: string | null };
  "POST /live/v3/channel/chat/banned-user": { options: {
/** 禁言或解禁频道用户 */
form: { channelId: Id; userIds: Ids; toBanned?: YesNo } }; data: string | null };
  "GET /live/v3/channel/chat/checkin-by-sessionId": { options: {
/** 查询频道发起的签到记录 */
query: { channelId: Id; sessionId: string } }; data: ({ createtime?: number | string | null; checkinid?: string | null; sessionId?: string | null; roomid?: string | null })[] | null };
  "GET /live/v3/channel/chat/count-online-user": { options: {
/** 获取频道聊天室的在线人数 */
query: { channelId: Id } }; data: Fields | number | null };
  "POST /live/v3/channel/chat/count-online-user": { options: {
/** 获取频道聊天室在线人数接口 */
form: { channelId: Id } }; data: Fields | number | null };
  "GET /live/v3/channel/chat/get-banned-list": { options: {
/** 查询频道禁言列表 */
query: { channelId: Id; type: "ip" | "userId"; toGetSubRooms?: 0 | 1 } }; data: string[] | null };
  "GET /live/v3/channel/chat/get-checkin-list": { options: {
/** 查询频道指定时间范围内发起的签到记录 */
query: { channelId: Id; startDate: string; endDate: string } }; data: unknown };
  "GET /live/v3/channel/chat/get-checkins": { options: {
/** 根据签到ID查询所有签到记录 */
query: { channelId: Id; checkinId: string } }; data: ({ checkinid?: string | null; nickname?: string | null; checked?: string | null; indate?: number | string | null; id?: string | number | null; sessionId?: string | null; time?: number | string | null; userid?: string | null; roomid?: string | null; param4?: string | null; param5?: string | null })[] | null };
  "GET /live/v3/channel/chat/get-history-page": { options: {
/** 查询频道聊天记录 */
query: { startDay: string; endDay: string; channelId: Id; page?: number; pageSize?: number; userType?: string; status?: "pass" | "censor"; source?: string; roomId?: string; hasTotal?: YesNo } }; data: { contents?: ({ id?: string | null; content?: string | null; msgType?: string | null; user?: { userId?: string | null; nick?: string | null; pic?: string | null; userType?: string | null } | null; time?: number | null; status?: string | null; image?: string | null; roomId?: string | null; sessionId?: string | null; accountId?: string | null })[] | null; total?: number | null; pageSize?: number | null; pageNumber?: number | null; totalPages?: number | null } | null };
  "POST /live/v3/channel/chat/list-kicked": { options: {
/** 查询频道踢人列表 */
form: { channelId: Id } }; data: ({ banned?: boolean | null; channelId?: string | null; clientIp?: string | null; nick?: string | null; param4?: string | null; pic?: string | null; roomId?: string | null; uid?: string | null; userId?: string | null; userType?: "teacher" | "guest" | "student" | "assistant" | "viewer" | "slice" | "manager" | (string & {}) | null; kickRefer?: string | null })[] | null };
  "POST /live/v3/channel/chat/remove-contents": { options: {
/** 批量删除频道多条聊天记录 */
form: { channelId: Id; ids: string } }; data: string | null };
  "POST /live/v3/channel/chat/send": { options: {
/** （可隐藏）以管理员身份发送信息 */
form: { channelId: Id; content: string; role: string } }; data: string | null };
  "POST /live/v3/channel/chat/send-admin-msg": { options: {
/** 管理员发送聊天信息 */
form: { channelId: Id; msg?: string; imgUrl?: string; pic: string; nickName: string; adminIndex?: number; actor?: string; freeReview?: YesNo; apiVersion: string } }; data: string | null };
  "POST /live/v3/channel/chat/send-reward-msg": { options: {
/** 发送打赏消息 */
form: { channelId: Id; nickname: string; avatar: string; viewerId: string; donateType: "cash" | "good"; content: string; goodImage?: string; sessionId?: string; goodNum?: string; needUserImage?: YesNo } }; data: string | null };
  "POST /live/v3/channel/chat/update-censor-enabled": { options: {
/** 更新聊天审核开关 */
form: { channelId: Id; enabled?: YesNo } }; data: boolean | null };
  "GET /live/v3/channel/checkin/list": { options: {
/** 查询频道签到成功记录 */
query: { channelId: Id; page?: number; pageSize?: number; date?: string; sessionId?: string } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ indate?: number | string | null; nickname?: string | null; userid?: string | null; channelId?: string | null; time?: number | string | null; timeFormat?: number | string | null; sessionId?: string | null; checkinid?: string | null; id?: string | null; startTime?: number | string | null; param4?: string | null; param5?: string | null })[] | null } | null };
  "POST /live/v3/channel/common/get-chat-token": { options: {
/** 授权和连麦token */
form: { channelId: Id; userId: string; role: "teacher" | "admin" | "guest" | "assistant" | "viewer"; origin?: string } }; data: { token?: string | null; mediaChannelKey?: string | null; roomId?: string | null; childRoomEnabled?: Flag; chatApiDomain?: string | null; chatDomain?: string | null } | null };
  "POST /live/v3/channel/common/token-login-url": { options: {
/** 获取主讲等角色免密登录URL */
form: { channelId: Id; accountId?: string } }; data: string | null };
  "POST /live/v3/channel/common/update-global-enabled": { options: {
/** 设置频道是否应用通用设置 */
form: { channelId: Id; globalEnabledType: "marquee" | "auth" | "switch" | "restrict" | "donate" | "advert" | "callback" | "player" | "watchtheme" | (string & {}); enabled: YesNo } }; data: string | null };
  "GET /live/v3/channel/disk-video/list": { options: {
/** 获取硬盘推流(伪直播)视频列表 */
query: { channelId: Id; page?: number; limit?: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; contents?: ({ videoId?: string | null; videoPoolId?: string | null; userId?: string | null; channelId?: string | number | null; title?: string | null; firstImage?: string | null; duration?: string | null; startTime?: number | null; endTime?: number | null; createdTime?: number | null; lastModified?: number | null; url?: string | null; streamStatus?: "waiting" | "live" | "end" | (string & {}) | null; langType?: "CN" | "EN" | (string & {}) | null })[] | null } | null };
  "POST /live/v3/channel/document/delete": { options: {
/** 删除文档 */
form: { channelId: Id; fileId: string; type: "old" | "new" | (string & {}) } }; data: string | null };
  "GET /live/v3/channel/document/doc-list": { options: {
/** 查询频道已上传文档列表 */
query?: { channelId?: Id; status?: "normal" | "waitUpload" | "failUpload" | "waitConvert" | "failConvert"; page?: number; limit?: number; isShowUrl?: YesNo; teacherId?: string } }; data: { contents?: ({ fileId?: string | null; fileName?: string | null; fileUrl?: string | null; fileType?: string | null; totalPage?: number | null; channelId?: string | null; status?: "normal" | "waitUpload" | "failUpload" | "waitConvert" | "failConvert" | (string & {}) | null; createTime?: number | null; convertType?: "common" | "animate" | (string & {}) | null; type?: "old" | "new" | (string & {}) | null; previewImage?: string | null; previewBigImage?: string | null; autoId?: string | number | null; teacherId?: string | null })[] | null; total?: number | null; page?: number | null; pageSize?: number | null; limit?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "GET /live/v3/channel/document/status/get": { options: {
/** 查询频道文档转码状态 */
query: { channelId: Id; fileId: string } }; data: ({ fileId?: string | null; convertStatus?: string | null; type?: "old" | "new" | (string & {}) | null; imageCount?: number | null; images?: string[] | null; smallImages?: string[] | null; totalPage?: number | null; htmlUrl?: string | null })[] | null };
  "POST /live/v3/channel/document/upload-doc": { options: {
/** 上传文档到某个频道 */
form: { channelId: Id; type?: "common" | "animate"; docName?: string; callbackUrl?: string; url?: string };
/** 上传文档到某个频道 */
files: { file?: PolyvFile } }; data: { type?: "old" | "new" | (string & {}) | null; fileId?: string | null; status?: "normal" | "waitUpload" | "failUpload" | "waitConvert" | "failConvert" | (string & {}) | null } | null };
  "GET /live/v3/channel/donate/get": { options: {
/** 查询频道打赏设置 */
query?: { channelId?: Id } }; data: { globalSettingEnabled?: string | null; donateCashEnabled?: string | null; donateGoodEnabled?: string | null; donateTips?: string | null; cashMin?: number | null; cashes?: number[] | null; goods?: ({ goodName?: string | null; goodImg?: string | null; goodPrice?: number | null; goodEnabled?: string | null })[] | null; donatePointEnabled?: string | null; pointUnit?: string | null } | null };
  "POST /live/v3/channel/donate/update-cash": { options: {
/** 设置现金打赏 */
query?: { channelId?: Id };
/** 设置现金打赏 */
json: { cashes: readonly number[]; cashMin: number; enabled?: string } }; data: string | null };
  "POST /live/v3/channel/donate/update-good": { options: {
/** 设置礼物打赏 */
query?: { channelId?: Id };
/** 设置礼物打赏 */
json: { goods: readonly ({ goodName: string; goodImg: string; goodPrice: number; goodEnabled: string })[]; enabled?: string } }; data: string | null };
  "GET /live/v3/channel/enroll/list": { options: {
/** 查询报名观看记录 */
query: { channelId: Id; viewerIds?: Ids } }; data: { auditEnabled?: Flag; list?: ({ viewerId?: string | null; mobile?: string | null; createTime?: number | null; hasWatched?: Flag; promoteId?: string | null; promoteName?: string | null; auditStatus?: "W" | "P" | "F" | (string & {}) | null; fields?: ({ name?: string | null; value?: string | null })[] | null })[] | null } | null };
  "POST /live/v3/channel/interact/question/add-edit-question": { options: {
/** 新增或修改频道答题卡 */
form: { channelId: Id; questionId: string; type: "R" | "C" | "S" | "V" | (string & {}); answer: string; name: string; itemType: number; option1?: string; option2?: string; option3?: string; option4?: string; option5?: string; option6?: string; option7?: string; option8?: string; option9?: string; option10?: string; option11?: string; option12?: string; option13?: string; option14?: string; option15?: string; tips1?: string; tips2?: string; tips3?: string; tips4?: string; tips5?: string } }; data: string | null };
  "POST /live/v3/channel/interact/question/delete-question": { options: {
/** 删除频道答题卡 */
form: { channelId: Id; questionId: string } }; data: string | null };
  "GET /live/v3/channel/interact/question/list-question": { options: {
/** 查询频道答题卡列表 */
query: { channelId: Id } }; data: Fields | null };
  "GET /live/v3/channel/interact/question/list-send-time": { options: {
/** 查询频道答题卡发送时间列表 */
query: { channelId: Id } }; data: unknown[] | null };
  "GET /live/v3/channel/lottery/download-winner-detail": { options: {
/** 下载频道中奖记录 */
query: { channelId: Id; lotteryId: string }; as: "bytes" }; data: Bytes };
  "GET /live/v3/channel/lottery/get-winner-detail": { options: {
/** 查询频道中奖记录 */
query: { channelId: Id; lotteryId: string; page?: number; limit?: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ recordId?: string | null; channelId?: string | null; sessionId?: string | null; lotteryId?: string | null; viewerId?: string | null; viewerName?: string | null; winnerCode?: string | null; prize?: string | null; createdTime?: number | string | null; ext?: string | null })[] | null } | null };
  "GET /live/v3/channel/lottery/list-channels-lottery": { options: {
/** 查询多个频道抽奖记录 */
query: { channelIds: Ids; startTime: number; endTime: number; sessionId?: string; page?: number; limit?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ lotteryId?: string | null; channelId?: string | null; sessionId?: string | null; lotteryTime?: number | null; winnerCount?: number | null })[] | null } | null };
  "GET /live/v3/channel/lottery/list-lottery": { options: {
/** 查询频道抽奖记录(旧版) */
query: { channelId: Id; sessionId?: string; startTime: number; endTime: number; page?: number; limit?: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ lotteryId?: string | null; channelId?: string | null; sessionId?: string | null; lotteryRange?: string | null; actor?: string | null; prize?: string | null; amount?: number | null; preset?: number | null; createdTime?: number | string | null; winnerCount?: number | null; ext?: string | null })[] | null } | null };
  "GET /live/v3/channel/management/list": { options: {
/** 查询所有频道的缩略信息 */
query?: { page?: number; pageSize?: number; categoryId?: string; watchStatus?: "live" | "playback" | "end" | "waiting"; keyword?: string } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; name?: string | null; channelPasswd?: string | null; categoryId?: string | number | null; scene?: string | null; watchStatus?: string | null; watchStatusText?: string | null; sceneText?: string | null; watchUrl?: string | null })[] | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; limit?: number | null; nextPageNumber?: number | null; endRow?: number | null; totalPages?: number | null; offset?: number | null } | null };
  "POST /live/v3/channel/management/list-detail": { options: {
/** 查询所有频道的详细信息 */
form?: { page?: number; pageSize?: number; categoryId?: string; watchStatus?: "live" | "playback" | "end" | "waiting"; keyword?: string } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; name?: string | null; channelPasswd?: string | null; categoryId?: string | number | null; scene?: string | null; watchStatus?: string | null; watchStatusText?: string | null; sceneText?: string | null; watchUrl?: string | null; content?: string | null; startTime?: number | null; channelLogo?: string | null; splashImg?: string | null; splashEnabled?: Flag; publisher?: string | null; authSetting?: ({ channelId?: string | number | null; rank?: number | null; userId?: string | null; globalSettingEnabled?: Flag; enabled?: Flag; authType?: string | null; payAuthTips?: string | null; price?: number | null; watchEndTime?: number | null; validTimePeriod?: number | null; infoAuthTips?: string | null; infoDesc?: string | null; codeAuthTips?: string | null; authCode?: string | null; qcodeTips?: string | null; qcodeImg?: string | null; customKey?: string | null; customUri?: string | null; externalKey?: string | null; externalUri?: string | null; externalRedirectUri?: string | null; directKey?: string | null; trialWatchEnabled?: Flag; trialWatchTime?: number | null; trialWatchEndTime?: number | null; authTips?: string | null; whiteListInputTips?: string | null; whiteListEntryText?: string | null })[] | null })[] | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; limit?: number | null; nextPageNumber?: number | null; endRow?: number | null; totalPages?: number | null; offset?: number | null } | null };
  "POST /live/v3/channel/menu/add": { options: {
/** 增加页面菜单 */
form: { channelId: Id; name: string; type: "desc" | "chat" | "quiz" | "text" | "iframe" | "qa" | "buy" | "invite"; content?: string; lang?: "zh_CN" | "EN"; iframeOpenType?: "currentPage" | "menuDisplay" | "newPage" | (string & {}); linkType?: 10 | 11 } }; data: { menuId?: string | null; menuType?: "text" | "desc" | "invite" | "iframe" | "chat" | "quiz" | "qa" | "buy" | (string & {}) | null; name?: string | null; ordered?: number | null; content?: string | null; lang?: "zh_CN" | "EN" | (string & {}) | null } | null };
  "POST /live/v3/channel/menu/delete": { options: {
/** 删除频道菜单 */
form: { menuIds: Ids; lang?: "zh_CN" | "EN" } }; data: string | null };
  "GET /live/v3/channel/menu/list": { options: {
/** 查询频道页面菜单信息 */
query: { channelId: Id; lang?: "zh_CN" | "EN" } }; data: ({ menuId?: string | null; menuType?: "text" | "desc" | "invite" | "iframe" | "chat" | "quiz" | "qa" | "buy" | (string & {}) | null; name?: string | null; ordered?: number | null; content?: string | null; lang?: "zh_CN" | "EN" | (string & {}) | null; iframeOpenType?: "currentPage" | "menuDisplay" | "newPage" | (string & {}) | null; linkType?: 10 | 11 | (number & {}) | null })[] | null };
  "POST /live/v3/channel/menu/update": { options: {
/** 修改页面菜单信息 */
form: { menuId: string; content: string; lang?: "zh_CN" | "EN"; iframeOpenType?: "currentPage" | "menuDisplay" | "newPage" | (string & {}); linkType?: 10 | 11 } }; data: string | null };
  "POST /live/v3/channel/menu/update-rank": { options: {
/** 修改页面菜单排序 */
form: { channelId: Id; menuIds: Ids; lang?: "zh_CN" | "EN" } }; data: string | null };
  "GET /live/v3/channel/mic/log/list-detail": { options: {
/** 查询频道连麦详情数据 */
query: { channelId: Id; startDate: string; endDate: string; page?: number; pageSize?: number } }; data: { page?: number | null; pageSize?: number | null; contents?: ({ channelId?: string | null; sessionId?: string | null; viewerId?: string | null; identity?: "guest" | "student" | (string & {}) | null; nickname?: string | null; joinTime?: number | null; leaveTime?: number | null; duration?: number | null })[] | null } | null };
  "GET /live/v3/channel/monitor/get-stream-info": { options: {
/** 查询频道直播推流信息 */
query: { channelId: Id } }; data: { deployAddress?: string | null; inAddress?: string | null; streamName?: string | null; fps?: string | null; lfr?: string | null; inBandWidth?: string | null } | null };
  "GET /live/v3/channel/monitor/get-streams": { options: {
/** 批量查询频道直播推流信息 */
query: { channelIds: Ids } }; data: ({ channelId?: string | null; live?: boolean | null; streamInfo?: { deployAddress?: string | null; inAddress?: string | null; streamName?: string | null; fps?: string | null; lfr?: string | null; inBandWidth?: string | null } | null })[] | null };
  "GET /live/v3/channel/monitor/hls-pull-url": { options: {
/** 获取频道hls协议拉流地址 */
query: { channelId: Id } }; data: string | null };
  "GET /live/v3/channel/monitor/list-tencent-stream-info": { options: {
/** 查询频道的直播推流信息 */
query: { channelId: Id; startTime?: string; endTime?: string } }; data: { streamUrl?: string | null; bitRate?: number | null; audioFrameRate?: number | null; videoFrameRate?: number | null; time?: unknown } | null };
  "POST /live/v3/channel/multi-meeting/batch-save-submeeting": { options: {
/** 批量关联分会场 */
query: { channelId: Id };
/** 批量关联分会场 */
json: { subChannels: readonly ({ channelId: Id; name?: string })[] } }; data: number[] | null };
  "POST /live/v3/channel/playback/add": { options: {
/** 将点播视频添加到视频库 */
form: { channelId: Id; vid: string; setAsDefault?: YesNo; listType?: "playback" | "vod" } }; data: { videoId?: string | null; channelId?: string | null; title?: string | null; startTime?: string | null; endTime?: string | null; fileSize?: number | null; duration?: number | null; status?: string | null; url?: string | null; videoPoolId?: string | null; userId?: string | null; firstImage?: string | null; myBr?: string | null; qid?: string | null; seed?: number | null; ordertime?: number | null; createdTime?: number | null; lastModified?: number | null; rank?: number | null; asDefault?: Flag; channelSessionId?: string | null; fileUrl?: string | null; fileId?: string | null; liveType?: "alone" | "ppt" | "topclass" | "seminar" | (string & {}) | null; width?: number | null; height?: number | null; origin?: "manual" | "auto" | "merge" | "clip" | "smart-clip" | (string & {}) | null; callbackUrl?: string | null; errorCount?: number | null; lang?: string | null; videoIdEN?: string | null; enFileUrl?: string | null; mergeInfo?: string | null; watchUrl?: string | null; originSessionId?: string | null; subtitleList?: ({ id?: string | number | null; name?: string | null; srtUrl?: string | null; language?: string | null; status?: string | null })[] | null } | null };
  "GET /live/v3/channel/playback/get-enabled": { options: {
/** 查询频道回放开关 */
query: { channelId: Id } }; data: Flag };
  "GET /live/v3/channel/playback/get-setting": { options: {
/** 查询频道回放设置 */
query: { channelId: Id } }; data: { channelId?: string | null; type?: "single" | "list" | (string & {}) | null; playbackEnabled?: Flag; origin?: "record" | "playback" | "vod" | (string & {}) | null; videoId?: string | null; videoName?: string | null; sectionEnabled?: Flag; globalSettingEnabled?: Flag; crontabType?: "timedOpen" | "timedClosed" | "period" | "custom" | "disable" | (string & {}) | null; startTime?: number | null; endTime?: number | null; playbackMultiplierEnabled?: Flag; playbackProgressBarEnabled?: Flag; playbackProgressBarOperationType?: string | null; showPlayButtonEnabled?: Flag; customOpenDuration?: number | null; productPlaybackEnabled?: Flag; chatPlaybackEnabled?: Flag; questionnairePlaybackEnabled?: Flag; qaPlaybackEnabled?: Flag; cardPushPlaybackEnabled?: Flag; checkInPlaybackEnabled?: Flag } | null };
  "POST /live/v3/channel/playback/set-setting": { options: {
/** 修改频道回放设置 */
form: { channelId: Id; globalSettingEnabled?: YesNo; crontabType?: "timedOpen" | "timedClosed" | "period" | "custom" | "disable"; startTime?: number; endTime?: number; playbackEnabled?: YesNo; type?: "single" | "list"; origin?: "record" | "playback" | "vod" | "material"; videoId?: string; sectionEnabled?: YesNo; playbackMultiplierEnabled?: YesNo; playbackProgressBarEnabled?: YesNo; playbackProgressBarOperationType?: string; showPlayButtonEnabled?: YesNo; productPlaybackEnabled?: YesNo; customOpenDuration?: number; chatPlaybackEnabled?: YesNo; questionnairePlaybackEnabled?: YesNo; qaPlaybackEnabled?: YesNo; cardPushPlaybackEnabled?: YesNo; checkInPlaybackEnabled?: YesNo } }; data: boolean | null };
  "POST /live/v3/channel/playback/single-sort": { options: {
/** 移动频道回放视频 */
form: { channelId: Id; listType?: "playback" | "vod"; type: "up" | "down" | (string & {}); videoId: string } }; data: string | null };
  "POST /live/v3/channel/playback/sort": { options: {
/** 修改视频库的视频排序 */
query: { channelId: Id; listType?: "playback" | "vod" };
/** 修改视频库的视频排序 */
json: { videoIds?: readonly string[] } }; data: string | null };
  "POST /live/v3/channel/playback/update-title": { options: {
/** 修改回放视频名称 */
form: { channelId: Id; videoId: string; title: string } }; data: string | null };
  "POST /live/v3/channel/pptRecord/addRecordTask": { options: {
/** 创建重制课件任务 */
form: { channelId: Id; videoId: string } }; data: string | null };
  "POST /live/v3/channel/pptRecord/batch-delete": { options: {
/** 删除重制课件任务 */
form: { channelId: Id; taskIds: Ids } }; data: { result?: boolean | null } | null };
  "GET /live/v3/channel/pptRecord/get-setting": { options: {
/** 查询频道重制课件配置信息 */
query: { channelId: Id } }; data: { channelId?: string | number | null; userId?: string | null; type?: number | null; globalSettingEnabled?: Flag; videoRatio?: string | number | null; brandImgFile?: string | null; backgroundImgFile?: string | null; brandImg?: string | null; backgroundImg?: string | null; createdTime?: number | null; lastModified?: number | null; actionPosition?: string | null } | null };
  "GET /live/v3/channel/pptRecord/list": { options: {
/** 查询重制课件任务列表 */
query: { channelId: Id; sessionId?: string; status?: "waiting" | "process" | "success" | "fail" | "uploaded" | "uploadFailed" | "vodOweUploadFailed" | "vodSpaceOverUploadFailed"; startTime?: string; endTime?: string; page?: number; pageSize?: number } }; data: { pageNumber?: number | null; totalPages?: number | null; pageSize?: number | null; contents?: ({ taskId?: string | number | null; channelId?: string | number | null; title?: string | null; url?: string | null; sessionId?: string | null; startTime?: string | null; status?: string | null; remainDay?: number | null; duration?: number | null; videoId?: string | null; vid?: string | null })[] | null; totalItems?: number | null } | null };
  "POST /live/v3/channel/pptRecord/setting": { options: {
/** 更新频道重制课件设置 */
form: { channelId: Id; globalSettingEnabled?: YesNo; type?: 0 | 1 | 2 | (number & {}); videoRatio?: number };
/** 更新频道重制课件设置 */
files: { brandImgFile?: PolyvFile; backgroundImgFile?: PolyvFile } }; data: { result?: boolean | null } | null };
  "POST /live/v3/channel/product/add": { options: {
/** 添加频道商品 */
query: { channelId: Id };
/** 添加频道商品 */
json: { productType?: "normal" | "finance" | "position"; name: string; status: 1 | 2 | (number & {}); linkType: 10 | 11 | (number & {}); cover?: string; link?: string; pcLink?: string; mobileLink?: string; wxMiniprogramLink?: string; wxMiniprogramOriginalId?: string; mobileAppLink?: string; androidLink?: string; iosLink?: string; params?: string; productDesc?: string; features?: string; btnShow?: string; yield?: string; originId?: string; strategy?: "copy" | "ref"; productDetail?: string; ext?: string; tagIds?: string; priceType?: "AMOUNT" | "CUSTOM"; realPrice?: number; customPrice?: string; originalPriceType?: "AMOUNT" | "CUSTOM"; price?: number; customOrignalPrice?: string } }; data: { productId?: string | number | null; userId?: string | null; channelId?: string | null; name?: string | null; productType?: "normal" | "finance" | "position" | (string & {}) | null; cover?: string | null; link?: string | null; status?: 1 | 2 | (number & {}) | null; createdTime?: number | null; lastModified?: number | null; rank?: number | null; type?: string | null; linkType?: 10 | 11 | (number & {}) | null; pcLink?: string | null; mobileLink?: string | null; wxMiniprogramLink?: string | null; wxMiniprogramOriginalId?: string | null; mobileAppLink?: string | null; androidLink?: string | null; iosLink?: string | null; params?: string | null; btnShow?: string | null; features?: string | null; productDesc?: string | null; yield?: string | null; productDetail?: string | null; priceType?: "AMOUNT" | "CUSTOM" | (string & {}) | null; realPrice?: number | null; customPrice?: string | null; originalPriceType?: "AMOUNT" | "CUSTOM" | (string & {}) | null; price?: number | null; customOrignalPrice?: string | null } | null };
  "POST /live/v3/channel/product/batch-add": { options: {
/** 批量添加频道商品 */
query: { channelId: Id };
/** 批量添加频道商品 */
json: readonly ({ name?: string; productType?: "normal" | "finance" | "position"; status?: 1 | 2; linkType?: 10 | 11; cover?: string; link?: string; pcLink?: string; mobileLink?: string; wxMiniprogramLink?: string; wxMiniprogramOriginalId?: string; mobileAppLink?: string; androidLink?: string; iosLink?: string; params?: string; productDesc?: string; features?: string; btnShow?: string; yield?: string; originId?: string; strategy?: "copy" | "ref"; productDetail?: string; ext?: string; tagIds?: string; priceType?: "AMOUNT" | "CUSTOM"; realPrice?: number; customPrice?: string; originalPriceType?: "AMOUNT" | "CUSTOM"; price?: number; customOrignalPrice?: string })[] }; data: ({ productId?: string | number | null; userId?: string | null; channelId?: string | null; name?: string | null; productType?: "normal" | "finance" | "position" | (string & {}) | null; cover?: string | null; link?: string | null; status?: 1 | 2 | (number & {}) | null; createdTime?: number | null; lastModified?: number | null; rank?: number | null; type?: string | null; linkType?: 10 | 11 | (number & {}) | null; pcLink?: string | null; mobileLink?: string | null; wxMiniprogramLink?: string | null; wxMiniprogramOriginalId?: string | null; mobileAppLink?: string | null; androidLink?: string | null; iosLink?: string | null; params?: string | null; btnShow?: string | null; features?: string | null; productDesc?: string | null; yield?: string | null; productDetail?: string | null; priceType?: "AMOUNT" | "CUSTOM" | (string & {}) | null; realPrice?: number | null; customPrice?: string | null; originalPriceType?: "AMOUNT" | "CUSTOM" | (string & {}) | null; price?: number | null; customOrignalPrice?: string | null })[] | null };
  "POST /live/v3/channel/product/batch-delete": { options: {
/** 批量删除频道商品 */
query: { channelId: Id };
/** 批量删除频道商品 */
json: { productIds: readonly Id[] } }; data: string | null };
  "POST /live/v3/channel/product/batch-shelf": { options: {
/** 批量修改频道商品库上下架状态 */
query: { channelId: Id; shelf: 1 | 2 };
/** 批量修改频道商品库上下架状态 */
json: { productIds: readonly Id[] } }; data: string | null };
  "POST /live/v3/channel/product/cancel-push-product": { options: {
/** 取消推送频道商品库商品 */
form: { channelId: Id; productId: Id } }; data: string | null };
  "POST /live/v3/channel/product/delete": { options: {
/** 删除频道商品 */
form: { channelId: Id; productId: Id } }; data: string | null };
  "GET /live/v3/channel/product/get-enabled": { options: {
/** 查询频道商品库开关状态 */
query: { channelId: Id } }; data: { enabled?: Flag } | null };
  "GET /live/v3/channel/product/list": { options: {
/** 查询频道商品列表 */
query: { channelId: Id; status?: number; productIds?: Ids; page?: number; size?: number } }; data: { contents?: ({ productId?: string | number | null; channelId?: string | null; name?: string | null; productType?: string | null; status?: number | null; cover?: string | null; link?: string | null; linkType?: number | null; price?: number | null; realPrice?: number | null; priceType?: string | null; originalPriceType?: string | null; productDesc?: string | null; btnShow?: string | null; createdTime?: number | null; lastModified?: number | null })[] | null; total?: number | null; hasMore?: boolean | null } | null };
  "POST /live/v3/channel/product/push-product": { options: {
/** 推送频道商品库商品 */
form: { channelId: Id; productId: Id; pushCardType?: "smallCard" | "bigCard" } }; data: string | null };
  "POST /live/v3/channel/product/reference": { options: {
/** 引用平台商品到频道商品 */
query: { channelId: Id };
/** 引用平台商品到频道商品 */
json: { originId: string; status: 1 | 2 | (number & {}); withTags?: boolean } }; data: { productId?: string | number | null; channelId?: string | null; name?: string | null; productType?: string | null; status?: number | null; cover?: string | null; link?: string | null; linkType?: number | null; price?: number | null; realPrice?: number | null; priceType?: string | null; originalPriceType?: string | null; productDesc?: string | null; btnShow?: string | null; createdTime?: number | null; lastModified?: number | null } | null };
  "POST /live/v3/channel/product/shelf": { options: {
/** 修改频道商品库上下架状态 */
form: { channelId: Id; productId: Id; shelf: 1 | 2 } }; data: string | null };
  "POST /live/v3/channel/product/sort": { options: {
/** 通过上移下移修改频道商品库列表顺序 */
form: { channelId: Id; productId: Id; type: 10 | 20 | 50; sort?: number } }; data: string | null };
  "POST /live/v3/channel/product/update": { options: {
/** 修改频道商品信息 */
query: { channelId: Id };
/** 修改频道商品信息 */
json: { productId: Id; name: string; status: 1 | 2 | (number & {}); linkType: 10 | 11 | (number & {}); cover?: string; link?: string; pcLink?: string; mobileLink?: string; wxMiniprogramLink?: string; wxMiniprogramOriginalId?: string; mobileAppLink?: string; androidLink?: string; iosLink?: string; params?: string; productDesc?: string; features?: string; btnShow?: string; yield?: string; productDetail?: string; ext?: string; tagIds?: string; priceType?: "AMOUNT" | "CUSTOM"; realPrice?: number; customPrice?: string; originalPriceType?: "AMOUNT" | "CUSTOM"; price?: number; customOrignalPrice?: string } }; data: string | null };
  "POST /live/v3/channel/product/update-enabled": { options: {
/** 修改频道商品库开关状态 */
form: { channelId: Id; enabled: YesNo } }; data: string | null };
  "GET /live/v3/channel/promotion/list-channels-follow": { options: {
/** 获取频道关注公众号设置信息 */
query: { channelIds: Ids } }; data: { list?: ({ channelId?: string | number | null; enabled?: Flag; autoShowEnabled?: Flag; qrCodeUrl?: string | null; entranceText?: string | null; tips?: string | null; pcFollowTips?: string | null })[] | null } | null };
  "POST /live/v3/channel/promotion/update-channels-follow": { options: {
/** 修改频道关注公众号设置信息 */
form: { channelIds: Ids; qrCodeUrl: string; enabled?: YesNo; autoShowEnabled?: YesNo; entranceText?: string; tips?: string; pcFollowTips?: string } }; data: string | null };
  "GET /live/v3/channel/question/answer-records": { options: {
/** 查询频道答题卡结果 */
query: { channelId: Id; sessionId?: string; startDate?: string; endDate?: string } }; data: ({ questionId?: string | null; questionTitle?: string | null; times?: number | null; answer?: string | null; total?: number | null; options?: ({ title?: string | null; count?: number | null; percent?: string | null })[] | null; records?: ({ viewerId?: string | null; nickname?: string | null; answer?: string | null; corrent?: boolean | null; submitTime?: number | string | null })[] | null; type?: string | null; itemType?: number | null })[] | null };
  "GET /live/v3/channel/questionnaire/answer-records": { options: {
/** 查询频道问卷结果 */
query: { channelId: Id; questionnaireId?: string; sessionId?: string; startDate?: string; endDate?: string } }; data: ({ questionnaireId?: string | null; customQuestionnaireId?: string | null; questionnaireTitle?: string | null; lastModified?: number | string | null; endTime?: number | string | null; questionStats?: ({ total?: number | null; questions?: ({ questionId?: string | null; questionName?: string | null; score?: number | null; totalScore?: number | null; correctCount?: number | null; a?: number | null; b?: number | null; c?: number | null; d?: number | null; e?: number | null; f?: number | null; g?: number | null; h?: number | null; i?: number | null; j?: number | null })[] | null })[] | null; users?: ({ viewerId?: string | null; nickname?: string | null; submitTime?: number | string | null; totalScore?: string | null; answers?: ({ questionId?: string | null; questionName?: string | null; answer?: string | null; score?: number | null; type?: string | null })[] | null; param4?: string | null; param5?: string | null })[] | null })[] | null };
  "GET /live/v3/channel/questionnaire/detail": { options: {
/** 查询频道问卷题目与结果 */
query: { channelId: Id; questionnaireId: string } }; data: { questionnaireId?: string | null; customQuestionnaireId?: string | null; channelId?: string | null; userId?: string | null; name?: string | null; status?: string | null; createdTime?: number | string | null; endTime?: number | string | null; questions?: ({ questionId?: string | null; name?: string | null; type?: string | null; option1?: string | null; option2?: string | null; option3?: string | null; option4?: string | null; option5?: string | null; option6?: string | null; option7?: string | null; option8?: string | null; option9?: string | null; option10?: string | null; createdTime?: number | string | null; lastModified?: number | string | null; scoreEnabled?: string | null; score?: number | null; required?: string | null; answer?: string | null })[] | null } | null };
  "POST /live/v3/channel/questionnaire/end": { options: {
/** 手动结束问卷 */
form: { channelIds: Ids } }; data: { result?: string | boolean | null } | null };
  "GET /live/v3/channel/questionnaire/list": { options: {
/** 查询频道问卷列表 */
query: { channelId: Id; startTime?: number; endTime?: number; page?: number; pageSize?: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ questionnaireId?: string | null; channelId?: string | null; userId?: string | null; name?: string | null; status?: string | null; createdTime?: number | string | null; lastModified?: number | string | null; endTime?: number | string | null; customQuestionnaireId?: string | null })[] | null } | null };
  "GET /live/v3/channel/questionnaire/list-answer-records": { options: {
/** 分页查询频道问卷结果 */
query: { channelId: Id; page?: number; pageSize?: number; sessionIdId?: string; startDate?: string; endDate?: string } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ questionnaireId?: string | null; customQuestionnaireId?: string | null; questionnaireTitle?: string | null; lastModified?: number | string | null; endTime?: number | string | null; questionStats?: ({ total?: number | null; questions?: Fields[] | null })[] | null; users?: ({ viewerId?: string | null; nickname?: string | null; submitTime?: number | string | null; totalScore?: string | null; answers?: Fields[] | null; param4?: string | null; param5?: string | null })[] | null })[] | null } | null };
  "POST /live/v3/channel/record/add-breakpoint": { options: {
/** 频道直播录制打点功能 */
form: { channelId: Id; type: "pause" | "resume" | (string & {}); fromStartStop?: YesNo } }; data: boolean | null };
  "POST /live/v3/channel/record/clip": { options: {
/** 裁剪录制文件 */
form: { channelId: Id; fileId: string; deleteTimeFrame: string; callbackUrl?: string; autoConvert?: YesNo; fileName?: string } }; data: string | null };
  "POST /live/v3/channel/record/convert": { options: {
/** 批量转存暂存视频到云点播 */
form: { channelId: Id; fileIds: Ids; fileName?: string; canRepeat?: 1 | 0; cataId?: string; callbackUrl?: string } }; data: string | null };
  "GET /live/v3/channel/record/get": { options: {
/** 查询频道单个直播暂存信息 */
query: { channelId: Id; fileId: string } }; data: { fileId?: string | null; userId?: string | null; channelId?: string | null; startTime?: string | null; endTime?: string | null; filename?: string | null; filesize?: number | null; createdTime?: number | null; width?: number | null; height?: number | null; duration?: number | null; bitrate?: number | null; mp4?: string | null; m3u8?: string | null; channelSessionId?: string | null; liveType?: "alone" | "ppt" | "topclass" | "seminar" | (string & {}) | null; daysLeft?: number | null; originSessionId?: string | null } | null };
  "POST /live/v3/channel/record/merge": { options: {
/** 合并直播录制 */
form: { channelId: Id; fileIds: Ids; fileName?: string; callbackUrl?: string; autoConvert?: YesNo; mergeMp4?: YesNo; orderByCustom?: YesNo } }; data: string | null };
  "POST /live/v3/channel/record/merge-mp4": { options: {
/** 合并直播录制文件并回调mp4下载地址 */
form: { channelId: Id; startTime: string; endTime: string; callbackUrl?: string; fileName?: string } }; data: { fileId?: string | null; fileUrl?: string | null } | null };
  "POST /live/v3/channel/record/merge-mp4-start": { options: {
/** 合并直播录制文件并回调mp4下载地址 */
form: { channelId: Id; startTime: string; endTime: string; callbackUrl?: string; fileName?: string } }; data: string | null };
  "POST /live/v3/channel/restrict/update-auth-url": { options: {
/** 修改设置授权认证URL */
form?: { channelId?: Id; url?: string } }; data: string | null };
  "GET /live/v3/channel/session/data/list": { options: {
/** 查询频道场次信息 */
query: { channelId: Id; startDate?: string; endDate?: string; page?: number; pageSize?: number } }; data: { contents?: ({ channelId?: string | null; sessionId?: string | null; userId?: string | null; startTime?: number | null; endTime?: number | null })[] | null; pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; nextPageNumber?: number | null; limit?: number | null; totalPages?: number | null; endRow?: number | null; offset?: number | null } | null };
  "GET /live/v3/channel/session/list": { options: {
/** 查询频道场次信息 */
query: { channelId: Id; startDate?: string; endDate?: string; page?: number; pageSize?: number } }; data: { contents?: ({ channelId?: string | null; sessionId?: string | null; userId?: string | null; startTime?: number | null; endTime?: number | null })[] | null; pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; nextPageNumber?: number | null; limit?: number | null; totalPages?: number | null; endRow?: number | null; offset?: number | null } | null };
  "GET /live/v3/channel/session/list-file-id-by-external": { options: {
/** 根据自定义场次ID查询频道暂存文件ID */
query: { channelId: Id; externalSessionId: string } }; data: ({ originSessionId?: string | null; fileIds?: string[] | null; createdTime?: number | null })[] | null };
  "GET /live/v3/channel/session/list-session-by-external": { options: {
/** 根据自定义场次UUID查询直播场次 */
query: { channelId: Id; externalSessionId: string } }; data: { list?: string[] | null } | null };
  "POST /live/v3/channel/session/relevance": { options: {
/** 直播场次关联自定义ID */
form: { channelId: Id; externalSessionId: string } }; data: Fields | string | null };
  "GET /live/v3/channel/session/stats/export": { options: {
/** 导出频道场次报表（图表） */
query: { channelId: Id; sessionId: string } }; data: string | null };
  "POST /live/v3/channel/set-warmup-enabled": { options: {
/** 修改暖场设置开关 */
form: { channelId: Id; warmUpEnabled: YesNo } }; data: string | null };
  "GET /live/v3/channel/statistics/concurrence": { options: {
/** 查询频道历史并发数据 */
query: { channelId: Id; startDate: string; endDate: string } }; data: ({ day?: string | null; minute?: string | null; viewers?: number | null })[] | null };
  "GET /live/v3/channel/statistics/daily/summary": { options: {
/** 查询时间范围内频道直播观看详情数据 */
query: { channelId: Id; startDay: string; endDay: string } }; data: ({ currentDay?: string | null; channelId?: string | null; userId?: string | null; pcPlayDuration?: number | null; pcVideoView?: number | null; pcUniqueViewer?: number | null; mobilePlayDuration?: number | null; mobileVideoView?: number | null; mobileUniqueViewer?: number | null; createdTime?: number | null; lastModified?: number | null; creatorId?: string | null; creatorName?: string | null })[] | null };
  "GET /live/v3/channel/statistics/get-max-history-concurrent": { options: {
/** 查询频道历史最高并发数据 */
query: { channelId: Id; startTime: number; endTime: number } }; data: string | null };
  "GET /live/v3/channel/statistics/get-session-stats": { options: {
/** 查询频道多场次概览统计数据 */
query: { channelId: Id; sessionIds?: Ids; startTime?: number; endTime?: number } }; data: { list?: ({ channelId?: string | null; sessionId?: string | null; name?: string | null; startTime?: number | null; endTime?: number | null; duration?: number | null; liveUV?: number | null; livePV?: number | null; playbackUV?: number | null; playbackPV?: number | null; totalPlayDuration?: number | null; totalPlaybackDuration?: number | null })[] | null } | null };
  "GET /live/v3/channel/statistics/mic/get-duration": { options: {}; data: { available?: number | null; history?: number | null } | null };
  "GET /live/v3/channel/statistics/mic/list": { options: {
/** 查询频道连麦使用量 */
query?: { page?: number; size?: number; channelIds?: Ids; startDay?: string; endDay?: string } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; contents?: ({ userId?: string | null; channelId?: string | null; currentDay?: string | null; history?: number | null })[] | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; nextPageNumber?: number | null; limit?: number | null; totalPages?: number | null; endRow?: number | null; offset?: number | null } | null };
  "POST /live/v3/channel/stream/add-disk-videos": { options: {
/** 设置伪直播 */
form: { channelId: Id; vids: string; startTimes?: string; origin?: "vod" | "record" | "material" | (string & {}) } }; data: string | null };
  "POST /live/v3/channel/stream/delete-disk-videos": { options: {
/** 删除伪直播视频 */
form: { vids?: string; channelId: Id; videoIds?: Ids } }; data: string | null };
  "POST /live/v3/channel/stream/end-disk-push": { options: {
/** 结束伪直播 */
form: { channelId: Id; diskVideoId?: string } }; data: string | null };
  "GET /live/v3/channel/stream/get-push-url": { options: {
/** 获取频道推流URL */
query: { channelId: Id } }; data: string | null };
  "POST /live/v3/channel/stream/update": { options: {
/** 修改频道推流方式 */
form: { streamType: "client" | "disk" | "audio" | "pull"; pullUrl?: string; pullStreamTime?: number; channelId: Id } }; data: string | null };
  "GET /live/v3/channel/switch/get": { options: {
/** 查询频道的功能开关状态 */
query?: { channelId?: Id } }; data: ({ type?: string | null; enabled?: Flag })[] | null };
  "POST /live/v3/channel/switch/update": { options: {
/** 修改频道的功能开关状态 */
form: { channelId?: Id; type: string; enabled: YesNo } }; data: string | null };
  "POST /live/v3/channel/transmit/associations": { options: {
/** 批量关联或者取消关联接收转播频道设置 */
form: { channelId: Id; receiveChannelIds: Ids; type?: "add" | "cancel" | (string & {}) } }; data: (string | number)[] | null };
  "POST /live/v3/channel/transmit/batch-create": { options: {
/** 批量创建接收转播的频道 */
query: { channelId: Id };
/** 批量创建接收转播的频道 */
json: { names?: readonly string[] } }; data: ({ channelId?: string | number | null; name?: string | null; channelPasswd?: string | null; authType?: string | null; playBackEnabled?: Flag; streamType?: string | null; debugEnabled?: Flag; stream?: string | null; status?: string | null; categoryId?: string | number | null; categoryName?: string | null; isSmallClass?: Flag; newScene?: string | null; template?: string | null; createdTime?: number | null; coverImage?: string | null; type?: "transmit" | "normal" | "receive" | (string & {}) | null; startTime?: number | null; publisher?: string | null; splashImg?: string | null; splashEnabled?: Flag; pureRtcEnabled?: Flag; roomIds?: string | null })[] | null };
  "GET /live/v3/channel/transmit/get-associations": { options: {
/** 查询转播频道信息 */
query?: { channelId?: Id } }; data: ({ channelId?: string | number | null; receiveChannelId?: string | number | null })[] | null };
  "POST /live/v3/channel/watch/get-api-token": { options: {
/** 获取观众观看调用接口token */
form: { channelId: Id; viewerId: string; nickname?: string; avatar?: string; openid?: string; actor?: string } }; data: { token?: string | null } | null };
  "POST /live/v3/channel/watch/get-test-mode-token": { options: {
/** 获取观看页测试模式的访问令牌 */
form: { channelId: Id; expireTime?: number } }; data: Fields | string | null };
  "POST /live/v3/channel/watch/get-watch-api-token": { options: {
/** 获取观看页 SDK 授权令牌 */
form: { channelId: Id; viewerId: string; nickname?: string; avatar?: string; openid?: string; actor?: string } }; data: { token?: string | null } | null };
  "GET /live/v3/channel/watch/tuwen/list": { options: {
/** 查询频道图文直播内容 */
query: { channelId: Id; id?: Id; imageMode?: YesNo } }; data: { total?: number | null; contents?: ({ id?: string | number | null; channelId?: string | null; text?: string | null; images?: string[] | null; top?: string | null; createdTime?: number | null })[] | null; topContents?: ({ id?: string | number | null; channelId?: string | null; text?: string | null; images?: string[] | null; top?: string | null; createdTime?: number | null })[] | null; setting?: { id?: string | number | null; nickname?: string | null; actor?: string | null; avatar?: string | null } | null } | null };
  "GET /live/v3/channel/weixin-share/get": { options: {
/** 查询频道微信分享信息(旧版) */
query: { channelId: Id } }; data: { channelId?: string | null; channelName?: string | null; coverImg?: string | null; weixinShareTitle?: string | null; weixinShareDesc?: string | null; weixinShareCustomUrl?: string | null; webShareCustomUrl?: string | null } | null };
  "POST /live/v3/channel/weixin-share/update": { options: {
/** 修改频道微信分享信息(旧版) */
form: { channelId: Id; weixinShareTitle?: string; weixinShareDesc?: string } }; data: string | null };
  "POST /live/v3/common/token/get-channel-token": { options: {
/** 获取频道API的访问令牌 */
form: { channelId: Id; disposable?: boolean; expireSeconds?: number } }; data: { channelToken?: string | null; expireTime?: number | null } | null };
  "POST /live/v3/common/upload-image": { options: {
/** 上传频道所有装修图片素材 */
form: { type: "coverImage" | "splashImage" | "logoImage" | "adminAvatar" | "assistantAvatar" | "authCodeImage" | "warmImage" | "adImage" | "startAdImage" | "stopAdImage" | "goodImage" | "invitationImage" | "menuImage" | (string & {}) };
/** 上传频道所有装修图片素材 */
files: { file: PolyvFile } }; data: string[] | null };
  "GET /live/v3/finance/bill/detail": { options: {
/** 查询用户账单详情数据 */
query: { itemCategory: "seminarDuration" | "seminarRecordDuration" | "duration"; startDate: string; endDate: string; pageNumber?: number; pageSize?: number } }; data: { contents?: ({ userId?: string | null; accountPeriod?: string | null; statAt?: string | null; useDate?: string | null; itemConsumed?: number | null; clearingItemConsumed?: number | null; itemCategory?: "seminarDuration" | "seminarRecordDuration" | (string & {}) | null; itemName?: string | null; production?: string | null; tradeType?: string | null; cost?: number | null; status?: string | null; univalence?: number | null; univalenceUnit?: string | null; itemConsumedUnit?: string | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "POST /live/v3/user/badword/delete": { options: {
/** 删除账号严禁词 */
form: { words: string } }; data: string[] | null };
  "GET /live/v3/user/badword/list": { options: {}; data: string[] | null };
  "POST /live/v3/user/category/create": { options: {
/** 创建直播分类 */
form: { categoryName: string } }; data: { categoryId?: string | number | null; categoryName?: string | null; userId?: string | null; rank?: number | null } | null };
  "POST /live/v3/user/category/delete": { options: {
/** 删除直播分类 */
form: { categoryId: string } }; data: string | null };
  "POST /live/v3/user/category/list": { options: {}; data: ({ categoryId?: string | number | null; categoryName?: string | null; userId?: string | null; rank?: number | null })[] | null };
  "POST /live/v3/user/category/update-name": { options: {
/** 修改直播分类名称 */
form: { categoryId: string; categoryName: string } }; data: string | null };
  "POST /live/v3/user/category/update-rank": { options: {
/** 修改直播分类顺序 */
form: { categoryId: string; afterCategoryId: string } }; data: string | null };
  "GET /live/v3/user/channels": { options: {
/** 查询频道列表 */
query?: { categoryId?: string; keyword?: string; labelId?: string } }; data: { channels?: (string | number)[] | null } | null };
  "GET /live/v3/user/chat/banned-user/list": { options: {
/** 查询账号禁言列表 */
query?: { page?: number; size?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; contents?: string[] | null } | null };
  "POST /live/v3/user/chat/banned-user/update": { options: {
/** 批量禁言或解禁账号观众 */
form: { viewerIds: Ids; banned: YesNo } }; data: string | null };
  "GET /live/v3/user/chat/get-speak-list": { options: {
/** 查询所有聊天记录 */
query?: { startTime?: number; endTime?: number; cursor?: string; size?: number } }; data: { cursor?: string | null; size?: number | null; list?: ({ id?: string | null; content?: string | null; msgType?: string | null; user?: { userId?: string | null; nick?: string | null; pic?: string | null; userType?: string | null } | null; time?: number | null; status?: string | null; image?: string | null; roomId?: string | null; sessionId?: string | null; accountId?: string | null })[] | null } | null };
  "GET /live/v3/user/get-info": { options: {}; data: { userId?: string | null; email?: string | null; maxChannels?: number | null; totalChannels?: number | null; availableChannels?: number | null; linkMicLimit?: number | null; watchDomain?: string | null } | null };
  "GET /live/v3/user/playback/list": { options: {
/** 查询所有频道的回放视频 */
query?: { channelId?: Id; page?: number; pageSize?: number; order?: "timeDesc" | "rankDesc" | "time" | "rank"; listType?: "playback" | "vod" } }; data: { contents?: ({ videoId?: string | null; title?: string | null; channelId?: string | null; channelName?: string | null; startTime?: number | null; duration?: number | null; coverImage?: string | null; status?: string | null })[] | null; total?: number | null } | null };
  "POST /live/v3/user/set-sso-token": { options: {
/** 设置账号单点登录token */
form: { token: string; childEmail?: string } }; data: string | null };
  "GET /live/v3/user/statistics/viewlog": { options: {
/** 分页查询账号直播观看详情数据 */
query: { startDate: string; endDate: string; channelId?: Id; watchType?: "live" | "vod"; page?: number; pageSize?: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; contents?: ({ playId?: string | null; userId?: string | null; channelId?: string | null; playDuration?: number | null; stayDuration?: number | null; sessionId?: string | null; param1?: string | null; param2?: string | null; param3?: "vod" | "live" | (string & {}) | null; param4?: string | null; param5?: string | null; ipAddress?: string | null; country?: string | null; province?: string | null; city?: string | null; isp?: string | null; referer?: string | null; userAgent?: string | null; operatingSystem?: string | null; browser?: string | null; isMobile?: string | null; currentDay?: string | null; createdTime?: number | null; lastModified?: number | null; ptype?: 1 | 2 | (number & {}) | null; firstActiveTime?: number | null; lastActiveTime?: number | null })[] | null; startRow?: number | null; firstPage?: boolean | null; lastPage?: boolean | null; prePageNumber?: number | null; nextPageNumber?: number | null; limit?: number | null; totalPages?: number | null; endRow?: number | null; offset?: number | null } | null };
  "GET /live/v4/ai/digital-human/list": { options: {
/** 查询数字人 */
query: { pageNumber: number; pageSize: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; name?: string | null; thirdRoleCode?: string | null; coverPhoto?: string | null; fullBodyPhoto?: string | null; clothesDesc?: string | null; defaultTtsVoiceId?: string | number | null; createTime?: number | null })[] | null } | null };
  "GET /live/v4/ai/digital-human/list-organization": { options: {
/** 查询数字人组织 */
query: { aiDigitalHumanIds: Ids } }; data: ({ aiDigitalHumanId?: string | number | null; organizationIds?: (string | number)[] | null; includeChildren?: boolean | null })[] | null };
  "POST /live/v4/ai/digital-human/set-organizations": { options: {
/** 关联数字人组织 */
json: readonly ({ aiDigitalHumanId: Id; organizationIds: readonly Id[]; includeChildren?: boolean })[] }; data: Fields | null };
  "POST /live/v4/ai/video-produce/create-batch": { options: {
/** 创建视频创作任务 */
json: { tasks?: readonly ({ videoName: string; hasDigitalHuman: boolean; ttsVoiceInfo: { ttsVoiceId: Id; rate: number }; subtitleInfo: { enableSubtitle: boolean }; fileId?: string; materialInfos?: readonly ({ backgroundImage: string; remark?: string; audioFileUrl?: string })[]; digitalHumanInfos?: readonly ({ digitalHumanId: Id; x: number; y: number; w: number; h: number })[]; tags?: readonly string[] })[] } }; data: boolean | null };
  "POST /live/v4/ai/video-produce/delete": { options: {
/** 删除视频创作任务 */
json: { aiPPTVideoId: Id } }; data: boolean | null };
  "GET /live/v4/ai/video-produce/get": { options: {
/** 查询视频创作任务 */
query: { aiPPTVideoId: Id } }; data: { id?: string | number | null; videoName?: string | null; type?: 1 | 3 | (number & {}) | null; status?: 5 | 10 | 15 | 20 | 30 | 50 | (number & {}) | null; videoPath?: string | null; subtitlePath?: string | null; videoImage?: string | null; videoFileSize?: number | null; duration?: number | null; digitalHumanId?: string | number | null; dealTime?: number | null; createTime?: number | null; modifyTime?: number | null; tags?: string[] | null } | null };
  "GET /live/v4/ai/video-produce/list": { options: {
/** 查询视频创作任务列表 */
query: { pageNumber: number; pageSize: number; videoName?: string; status?: 5 | 10 | 15 | 20 | 30 | 50; createTimeStart?: number; createTimeEnd?: number; tags?: readonly string[] } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; videoName?: string | null; type?: 1 | 3 | (number & {}) | null; status?: 5 | 10 | 15 | 20 | 30 | 50 | (number & {}) | null; videoPath?: string | null; videoImage?: string | null; videoFileSize?: number | null; duration?: number | null; digitalHumanId?: string | number | null; dealTime?: number | null; createTime?: number | null; modifyTime?: number | null; subtitlePath?: string | null; tags?: string[] | null })[] | null } | null };
  "POST /live/v4/ai/video-produce/ppt/async-upload": { options: {
/** 异步上传用于视频创作的ppt */
form: { url: string; docName?: string; type?: "common" | "animate"; callbackUrl?: string; childUserId?: string } }; data: { fileId?: string | null } | null };
  "GET /live/v4/ai/video-produce/ppt/get": { options: {
/** 查询用于视频创作的ppt */
query: { fileId: string } }; data: { fileId?: string | null; fileName?: string | null; fileUrl?: string | null; totalPage?: number | null; status?: string | null; convertType?: "common" | "animate" | (string & {}) | null; previewImage?: string | null; previewBigImage?: string | null; createTime?: number | null } | null };
  "GET /live/v4/ai/video-produce/ppt/list": { options: {
/** 查询用于视频创作的ppt列表 */
query: { pageNumber: number; pageSize: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ fileId?: string | null; fileName?: string | null; fileUrl?: string | null; totalPage?: number | null; status?: string | null; createTime?: number | null })[] | null } | null };
  "POST /live/v4/ai/video-produce/ppt/upload": { options: {
/** 上传用于视频创作的ppt */
form: { url: string; docName?: string } }; data: { fileId?: string | null } | null };
  "GET /live/v4/ai/video-produce/tts-voice/list": { options: {
/** 查询可用于视频创作的声音列表 */
query: { pageNumber: number; pageSize: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; voiceName?: string | null; voiceDemoUrl?: string | null; tag?: string | null })[] | null } | null };
  "POST /live/v4/channel/account/create": { options: {
/** 创建角色 */
query: { channelId: Id };
/** 创建角色 */
json: { role: string; actor?: string; nickName?: string; avatar?: string; passwd?: string; purviewList?: readonly ({ code: "chatListEnabled" | "pageTurnEnabled" | "monitorEnabled" | "chatAuditEnabled"; enabled: YesNo })[] } }; data: { account?: string | null; userId?: string | null; channelId?: string | number | null; passwd?: string | null; nickname?: string | null; stream?: string | null; status?: Flag; createdTime?: number | null; lastModified?: number | null; sort?: number | null; avatar?: string | null; actor?: string | null; role?: "Assistant" | "Guest" | (string & {}) | null; monitorEnabled?: Flag; pageTurnEnabled?: Flag; chatListEnabled?: Flag; chatAuditEnabled?: Flag } | null };
  "POST /live/v4/channel/account/delete-batch": { options: {
/** 批量删除角色 */
form: { channelId: Id; accounts: string } }; data: boolean | null };
  "POST /live/v4/channel/account/teacher-list": { options: {
/** 批量查询主讲信息接口 */
json: { channelIds: readonly Id[] } }; data: ({ channelId?: string | number | null; passwd?: string | null; userId?: string | null; nickname?: string | null; customTeacherId?: string | null; actor?: string | null; avatar?: string | null; globalSettingEnabled?: Flag; notifyEnabled?: Flag; checkinEnabled?: Flag; voteEnabled?: Flag; lotteryEnabled?: Flag })[] | null };
  "POST /live/v4/channel/account/update": { options: {
/** 修改角色信息 */
query: { channelId: Id };
/** 修改角色信息 */
json: { account: string; actor?: string; nickName?: string; avatar?: string; passwd?: string; purviewList?: readonly ({ code: "chatListEnabled" | "pageTurnEnabled" | "monitorEnabled" | "chatAuditEnabled" | "chatInteractionEnabled" | "chatWhenBannedEnabled"; enabled: YesNo })[] } }; data: { account?: string | null; userId?: string | null; channelId?: string | number | null; passwd?: string | null; nickname?: string | null; stream?: string | null; status?: Flag; createdTime?: number | null; lastModified?: number | null; sort?: number | null; avatar?: string | null; actor?: string | null; role?: "Assistant" | "Guest" | (string & {}) | null; monitorEnabled?: Flag; pageTurnEnabled?: Flag; chatListEnabled?: Flag; chatAuditEnabled?: Flag } | null };
  "GET /live/v4/channel/account/viewer/get": { options: {
/** 查询频道角色观众设置信息 */
query: { channelId: Id } }; data: { actor?: string | null; actorEnabled?: Flag; questionStudentTitle?: string | null; questionStudentTitleEnabled?: Flag } | null };
  "POST /live/v4/channel/account/viewer/update": { options: {
/** 修改角色观众设置信息 */
query: { channelId: Id };
/** 修改角色观众设置信息 */
json: { actor?: string; actorEnabled?: YesNo; questionStudentTitle?: string; questionStudentTitleEnabled?: YesNo } }; data: Fields | null };
  "POST /live/v4/channel/anchor/create": { options: {
/** 创建主播 */
json: { avatar: string; nickname: string; sex: "M" | "W" | (string & {}); description?: string; addChannelIds?: readonly Id[] } }; data: { "Data自身"?: number | null } | null };
  "GET /live/v4/channel/anchor/get": { options: {
/** 主播详情 */
query: { anchorId: Id } }; data: { anchorId?: string | number | null; nickname?: string | null; sex?: "M" | "W" | (string & {}) | null; avatar?: string | null; description?: string | null; status?: 0 | 1 | (number & {}) | null } | null };
  "GET /live/v4/channel/anchor/list": { options: {
/** 主播列表 */
query?: { pageNumber?: number; pageSize?: number; status?: 0 | 1; sex?: "M" | "W"; nickname?: string; startTime?: number; endTime?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ anchorId?: string | number | null; nickname?: string | null; sex?: "M" | "W" | (string & {}) | null; avatar?: string | null; status?: 0 | 1 | (number & {}) | null; channelCount?: number | null; sessionCount?: number | null; watchDuration?: number | null })[] | null } | null };
  "GET /live/v4/channel/anchor/list-relation": { options: {
/** 查询主播已关联的频道 */
query: { pageNumber?: number; pageSize?: number; anchorId: Id } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; name?: string | null })[] | null } | null };
  "GET /live/v4/channel/anchor/list-unrelation": { options: {
/** 查询未关联主播的频道 */
query?: { pageNumber?: number; pageSize?: number; keyword?: string; anchorId?: Id } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; name?: string | null })[] | null } | null };
  "POST /live/v4/channel/anchor/update": { options: {
/** 修改主播 */
json: { anchorId: Id; nickname?: string; sex?: "M" | "W"; avatar?: string; description?: string; addChannelIds?: readonly Id[]; delChannelIds?: readonly Id[] } }; data: Fields | null };
  "POST /live/v4/channel/anchor/update-status": { options: {
/** 修改主播状态 */
json: { anchorId: Id; status: 0 | 1 | (number & {}) } }; data: Fields | null };
  "GET /live/v4/channel/audio-moderation/get": { options: {
/** 查询频道音频审核设置（需开通） */
query: { channelId: Id } }; data: { badwordEnabled?: Flag; channelId?: string | number | null; illegalNotify?: { assistantEnabled?: Flag; monitorEnabled?: Flag; platformEnabled?: Flag; talentEnabled?: Flag } | null; moderationEnabled?: Flag; moderationStrategy?: string | null; userId?: string | null } | null };
  "GET /live/v4/channel/audio-moderation/list": { options: {
/** 查询频道音频审核记录 */
query: { channelId: Id; startTime?: number; endTime?: number; moderationStrategy?: string; pageNumber?: number; pageSize?: number; sessionId?: string } }; data: { contents?: ({ audioText?: string | null; audioUrl?: string | null; badword?: string | null; createTime?: string | null; duration?: number | null; id?: string | number | null; keyword?: string | null; label?: string | null; labelDesc?: string | null; moderationStrategy?: string | null; moderationStrategyDesc?: string | null; resultType?: 1 | 2 | 3 | (number & {}) | null; score?: number | null; sessionId?: string | null; startTime?: string | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "POST /live/v4/channel/audio-moderation/update": { options: {
/** 修改频道音频审核设置 */
query: { channelId: Id };
/** 修改频道音频审核设置 */
json: { moderationEnabled?: YesNo; moderationStrategy?: "normal" | "easy" | "strict"; badwordEnabled?: YesNo; illegalNotify?: { assistantEnabled?: YesNo; monitorEnabled?: YesNo; platformEnabled?: YesNo; talentEnabled?: YesNo } } }; data: boolean | null };
  "GET /live/v4/channel/basic/get": { options: {
/** 查询频道信息 */
query: { channelId: Id } }; data: { channelId?: string | null; name?: string | null; publisher?: string | null; startTime?: number | null; pageView?: number | null; likes?: number | null; coverImg?: string | null; splashImg?: string | null; splashEnabled?: Flag; desc?: string | null; maxViewer?: number | null; watchStatus?: "live" | "playback" | "end" | "waiting" | "unStart" | (string & {}) | null; watchStatusText?: string | null; onlineNum?: number | null; bgImg?: string | null; videoList?: ({ videoId?: string | null; videoPoolId?: string | null })[] | null; categoryId?: string | number | null } | null };
  "GET /live/v4/channel/basic/list": { options: {
/** 查询所有频道的基础信息 */
query?: { categoryIds?: Ids; channelIds?: Ids; watchStatus?: "live" | "playback" | "end" | "waiting" | "unStart"; startTime?: number; endTime?: number; pageNumber?: number; pageSize?: number; orderBy?: "startTimeDesc" | "startTimeAsc" | "channelCreatedTimeDesc" } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | null; name?: string | null; publisher?: string | null; startTime?: number | null; pageView?: number | null; likes?: number | null; coverImg?: string | null; splashImg?: string | null; splashEnabled?: Flag; desc?: string | null; maxViewer?: number | null; watchUrl?: string | null; watchStatus?: "live" | "end" | "playback" | "waiting" | "unStart" | "banpush" | (string & {}) | null; watchStatusText?: string | null; onlineNum?: number | null; bgImg?: string | null; videoList?: ({ videoId?: string | null; videoPoolId?: string | null; duration?: string | null })[] | null; categoryId?: string | number | null; scene?: "alone" | "topclass" | "ppt" | "seminar" | (string & {}) | null; newScene?: "undefined" | "topclass" | "double" | "train" | "seminar" | "alone" | (string & {}) | null; template?: "undefined" | "ppt" | "alone" | "topclass" | "seminar" | "portrait_ppt" | "portrait_alone" | (string & {}) | null; streamType?: "client" | "disk" | (string & {}) | null })[] | null } | null };
  "GET /live/v4/channel/booking/list": { options: {
/** 查询微信预约数据 */
query: { channelId: Id; startTime?: number; endTime?: number; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | null; channelName?: string | null; openId?: string | null; createdTime?: number | null })[] | null } | null };
  "POST /live/v4/channel/card-push/cancel-push": { options: {
/** 取消推送卡片 */
form: { channelId: Id; cardPushId: Id } }; data: Fields | null };
  "GET /live/v4/channel/card-push/create": { options: {
/** 创建频道卡片推送. Changes data, though a GET. */
query: { channelId: Id; cardType?: "common" | "qrCode"; imageType: "giftbox" | "redpack" | "custom" | "weixinWork"; title: string; link: string; duration: number; durationPosition?: string; showCondition: "PUSH" | "WATCH"; conditionValue?: number; conditionUnit?: "SECONDS" | "MINUTES"; countdownMsg?: string; enterEnabled?: YesNo; linkEnabled?: YesNo; redirectType?: "iframe" | "tab"; enterImage?: string; cardImage?: string; weixinWordQrCodeId?: string; qrCodeImage?: string; hrefType?: "common" | "multiplatform"; pcLink?: string; mobileLink?: string; wxMiniprogramOriginalId?: string; wxMiniprogramAppId?: string; wxMiniprogramLink?: string; mobileAppLink?: string } }; data: { id?: string | number | null; channelId?: string | number | null; title?: string | null; cardType?: "common" | "qrCode" | (string & {}) | null; imageType?: "giftbox" | "redpack" | "custom" | (string & {}) | null; duration?: number | null; durationPosition?: string | null; link?: string | null; pushEndTime?: number | null; createdTime?: number | null; lastModified?: number | null; pushStatus?: "Y" | "N" | "L" | (string & {}) | null; pushTime?: number | null; enterEnabled?: Flag; showCondition?: "PUSH" | "WATCH" | (string & {}) | null; conditionValue?: number | null; conditionUnit?: "SECONDS" | "MINUTE" | (string & {}) | null; countdownMsg?: string | null; linkEnabled?: Flag; redirectType?: "iframe" | "tab" | (string & {}) | null; enterImage?: string | null; cardImage?: string | null; weixinWordQrCodeId?: string | null; weixinwordQrCodeName?: string | null; qrCodeImage?: string | null; hrefType?: "common" | "multiplatform" | (string & {}) | null; pcLink?: string | null; mobileLink?: string | null; wxMiniprogramOriginalId?: string | null; wxMiniprogramAppId?: string | null; wxMiniprogramLink?: string | null; mobileAppLink?: string | null } | null };
  "POST /live/v4/channel/card-push/delete": { options: {
/** 删除卡片推送 */
form: { channelId: Id; cardPushId: Id } }; data: Fields | null };
  "GET /live/v4/channel/card-push/list": { options: {
/** 查询频道卡片推送 */
query: { channelId: Id } }; data: ({ id?: string | number | null; channelId?: string | number | null; title?: string | null; imageType?: "giftbox" | "redpack" | "custom" | (string & {}) | null; duration?: number | null; link?: string | null; pushEndTime?: number | null; createdTime?: number | null; lastModified?: number | null; pushStatus?: "Y" | "N" | "L" | (string & {}) | null; pushTime?: number | null; enterEnabled?: Flag; showCondition?: "PUSH" | "WATCH" | (string & {}) | null; conditionValue?: number | null; conditionUnit?: "SECONDS" | "MINUTES" | (string & {}) | null; countdownMsg?: string | null; linkEnabled?: Flag; redirectType?: "iframe" | "tab" | (string & {}) | null; enterImage?: string | null; cardImage?: string | null })[] | null };
  "POST /live/v4/channel/card-push/push": { options: {
/** 推送频道卡片 */
form: { channelId: Id; cardPushId: Id } }; data: Fields | null };
  "POST /live/v4/channel/card-push/update": { options: {
/** 修改频道卡片推送 */
query: { channelId: Id; cardPushId: Id };
/** 修改频道卡片推送 */
json: { title?: string; duration?: number; imageType?: string; link?: string; showCondition?: string; conditionValue?: number; conditionUnit?: string; countdownMsg?: string; enterEnabled?: YesNo; linkEnabled?: YesNo } }; data: Fields | null };
  "POST /live/v4/channel/ccb/focus/reset": { options: {
/** 设置重点直播列表 */
form?: { channelIds?: Ids } }; data: string | null };
  "GET /live/v4/channel/channel-user-children/get-channels": { options: {
/** 查询子账号频道列表 */
query: { childUserId: string; startTime?: number; endTime?: number; pageNumber: number; pageSize: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ channelId?: string | number | null; organizationId?: string | null; createdTime?: number | null })[] | null } | null };
  "POST /live/v4/channel/chat/update-chatEnabled": { options: {
/** 修改频道聊天室发言开关 */
json: { channelIds: readonly Id[]; chatEnabled: YesNo } }; data: boolean | null };
  "POST /live/v4/channel/condition-lottery/create-wait-lottery": { options: {
/** 通过抽奖活动模板发起定时抽奖抽奖 */
query: { channelId: Id };
/** 通过抽奖活动模板发起定时抽奖抽奖 */
json: { id: Id; lotteryTime: number } }; data: Fields | null };
  "POST /live/v4/channel/coupon/create": { options: {
/** 新增频道优惠券 */
json: { channelId: Id; couponIds: readonly string[] } }; data: boolean | null };
  "POST /live/v4/channel/coupon/delete": { options: {
/** 删除频道优惠券 */
json: { channelId: Id; couponIds: readonly Id[] } }; data: boolean | null };
  "GET /live/v4/channel/coupon/get-enabled": { options: {
/** 查询频道优惠券开关状态 */
query: { channelId: Id } }; data: Flag };
  "GET /live/v4/channel/coupon/list": { options: {
/** 查询频道优惠券列表 */
query: { channelId: Id; pageNumber?: number; pageSize?: number; name?: string } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ couponId?: string | null; name?: string | null; status?: string | null })[] | null; ext?: Fields | null } | null };
  "POST /live/v4/channel/coupon/update-enabled": { options: {
/** 修改频道优惠券开关状态 */
query: { channelId: Id };
/** 修改频道优惠券开关状态 */
json: { enabled: YesNo } }; data: Fields | null };
  "POST /live/v4/channel/create": { options: {
/** 创建频道 */
json: { name: string; newScene: "alone" | "topclass" | "seminar" | "double" | "train" | "guide" | (string & {}); template: "alone" | "ppt" | "topclass" | "seminar" | "portrait_ppt" | "portrait_alone" | "portrait_topclass" | (string & {}); channelPasswd?: string; seminarHostPassword?: string; seminarAttendeePassword?: string; pureRtcEnabled?: YesNo; type?: "normal" | "transmit" | "receive"; doubleTeacherType?: "transmit" | "receive"; cnAndEnLiveEnabled?: YesNo; splashImg?: string; linkMicLimit?: number; categoryId?: Id; startTime?: number; endTime?: number; subAccount?: string; customTeacherId?: string; labelData?: readonly number[]; clientAloneTemplateBackgroundUrl?: string; liveCdnBackgroundUrl?: string; h5LowLatencyFlvEnabled?: YesNo } }; data: { channelId?: string | number | null; userId?: string | null; channelPasswd?: string | null; seminarHostPassword?: string | null; seminarAttendeePassword?: string | null } | null };
  "POST /live/v4/channel/create-batch": { options: {
/** 批量创建频道 */
json: readonly ({ name: string; newScene: "alone" | "topclass" | "seminar" | "double" | "train" | "guide" | (string & {}); template: "alone" | "ppt" | "topclass" | "seminar" | "portrait_ppt" | "portrait_alone" | "portrait_topclass" | (string & {}); channelPasswd?: string; seminarHostPassword?: string; seminarAttendeePassword?: string; pureRtcEnabled?: YesNo; type?: "normal" | "transmit" | "receive"; doubleTeacherType?: "normal" | "transmit" | "receive"; cnAndEnLiveEnabled?: YesNo; splashImg?: string; linkMicLimit?: number; categoryId?: Id; startTime?: number; endTime?: number; subAccount?: string; customTeacherId?: string; labelData?: readonly number[]; clientAloneTemplateBackgroundUrl?: string; liveCdnBackgroundUrl?: string; h5LowLatencyFlvEnabled?: YesNo })[] }; data: ({ channelId?: string | number | null; userId?: string | null; scene?: string | null; channelPasswd?: string | null; seminarHostPassword?: string | null; seminarAttendeePassword?: string | null })[] | null };
  "POST /live/v4/channel/create-init": { options: {
/** 创建并初始化频道 */
json: { basicSetting: { streamType?: "client" | "disk"; logoImg?: string; description?: string; name: string; newScene: "topclass" | "double" | "train" | "alone" | "seminar" | "smallclass"; template: "ppt" | "portrait_ppt" | "alone" | "portrait_alone" | "topclass" | "portrait_topclass" | "seminar" | "train" | "double" | "guide"; channelPasswd?: string; seminarHostPassword?: string; seminarAttendeePassword?: string; pureRtcEnabled?: YesNo; type?: "normal" | "transmit" | "receive" | (string & {}); doubleTeacherType?: "normal" | "transmit" | "receive" | (string & {}); cnAndEnLiveEnabled?: YesNo; splashImg?: string; linkMicLimit?: number; categoryId?: Id; startTime?: number; endTime?: number; subAccount?: string; customTeacherId?: string; labelData?: readonly number[]; clientAloneTemplateBackgroundUrl?: string; liveCdnBackgroundUrl?: string; h5LowLatencyFlvEnabled?: YesNo; createReceiveChannelCount?: number; menuDesc?: string; coverImg?: string; watchLangType?: "zh_CN" | "en" | "ja" | "ko" | "zh_TW" | "follow_browser"; allowSwitchLangEnabled?: YesNo; smallClassSizeLimit?: number; isRecord?: YesNo }; masterAuthSetting?: { enabled: YesNo; authType?: "code" | "pay" | "custom" | "external" | "direct"; authCode?: string; codeAuthTips?: string; qCodeTips?: string; qCodeImg?: string; payAuthTips?: string; price?: number; watchEndTime?: number; validTimePeriod?: number; customKey?: string; customUri?: string; externalKey?: string; externalUri?: string; externalRedirectUri?: string; externalEntryText?: string; directKey?: string }; playbackSetting?: { playbackEnabled?: YesNo; sectionEnabled?: YesNo; type?: "single" | "list"; origin?: "record" | "playback" | "vod" }; roles?: readonly ({ role: "Teacher" | "Assistant" | "Guest"; nickName?: string; actor?: string; passwd?: string; avatar?: string })[] } }; data: { name?: string | null; publisher?: string | null; description?: string | null; newScene?: string | null; template?: string | null; linkMicLimit?: number | null; pureRtcEnabled?: Flag; type?: string | null; currentTimeMillis?: number | null; channelId?: string | number | null; userId?: string | null; channelPasswd?: string | null; seminarHostPassword?: string | null; seminarAttendeePassword?: string | null } | null };
  "GET /live/v4/channel/decorate/get": { options: {
/** 查询频道页面装修 */
query: { channelId: Id } }; data: { skin?: "black" | "red" | "blue" | "white" | "green" | "golden" | (string & {}) | null; aloneWatchLayout?: string | null; chat?: { baseLikes?: number | null; chatOnlineNumberEnable?: Flag; emotionEnabled?: Flag; redPackEnabled?: Flag; sendFlowersEnabled?: string | null; viewerSendImgEnabled?: Flag; welcomeEnabled?: Flag; withdrawEnabled?: Flag; portraitChatBgImg?: string | null; portraitChatBgImgOpacity?: string | null } | null; desc?: { coverImageUrl?: string | null; iconUrl?: string | null; publisher?: string | null; title?: string | null } | null; menus?: ({ content?: string | null; menuId?: string | null; name?: string | null; type?: "desc" | "chat" | "quiz" | "qa" | "invite" | "text" | "iframe" | "tuwen" | "previous" | "buy" | "members" | "seat" | "multiMeeting" | (string & {}) | null })[] | null; player?: { actualPV?: number | null; backgroundUrl?: string | null; basePV?: number | null; coverJumpUrl?: string | null; iconLink?: string | null; iconPosition?: string | null; iconUrl?: string | null; logoOpacity?: number | null; warmUpEnabled?: Flag; warmUpImageUrl?: string | null; watermarkEnabled?: Flag } | null; pptMobileWatchLayout?: "normal" | "portrait" | (string & {}) | null; splash?: { splashImageUrl?: string | null } | null; splashEnabled?: Flag; englishSettingEnabled?: Flag; enMenus?: ({ content?: string | null; menuId?: string | null; name?: string | null; type?: "desc" | "chat" | "quiz" | "qa" | "invite" | "text" | "iframe" | "tuwen" | "previous" | "buy" | "members" | "seat" | "multiMeeting" | (string & {}) | null })[] | null; descEn?: { publisher?: string | null; title?: string | null } | null } | null };
  "POST /live/v4/channel/decorate/skin/update-batch": { options: {
/** 批量修改频道皮肤 */
form: { channelIds: Ids; skin: "black" | "red" | "blue" | "white" | "green" | "golden" } }; data: Fields | boolean | null };
  "POST /live/v4/channel/decorate/update": { options: {
/** 修改频道装修设置 */
query: { channelId: Id };
/** 修改频道装修设置 */
json: { player?: { actualPV?: number; backgroundUrl?: string; basePV?: number; coverJumpUrl?: string; iconLink?: string; watermarkEnabled?: YesNo; iconPosition?: "tl" | "tr" | "bl" | "br"; iconUrl?: string; logoOpacity?: number; warmUpEnabled?: string; warmUpImageUrl?: string }; chat?: { chatBackgroundImage?: string; chatBackgroundImageOpacity?: number; portraitChatBgImg?: string; portraitChatBgImgOpacity?: number; baseLikes?: number; chatOnlineNumberEnable?: YesNo; emotionEnabled?: string; redPackEnabled?: YesNo; sendFlowersEnabled?: string; viewerSendImgEnabled?: YesNo; welcomeEnabled?: YesNo; withdrawEnabled?: YesNo }; desc?: { iconUrl?: string; publisher?: string; title?: string }; descEn?: { publisher?: string; title?: string }; menus?: readonly ({ menuId?: string; name?: string; type?: "desc" | "chat" | "quiz" | "qa" | "invite" | "text" | "iframe" | "tuwen" | "previous" | "buy" | "members" | "seat" | "multiMeeting"; content?: string })[]; splash?: { splashImageUrl?: string } } }; data: Fields | boolean | null };
  "GET /live/v4/channel/detail/list": { options: {
/** 查询所有频道的详细信息 */
query?: { pageNumber?: number; pageSize?: number; categoryId?: string; watchStatus?: "live" | "playback" | "end" | "waiting" | "unStart"; keyword?: string; orderBy?: "startTimeDesc" | "startTimeAsc" | "channelCreatedTimeDesc" } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | null; name?: string | null; channelPasswd?: string | null; categoryId?: string | null; scene?: "alone" | "ppt" | "topclass" | "seminar" | (string & {}) | null; newScene?: "undefined" | "topclass" | "double" | "train" | "seminar" | "alone" | (string & {}) | null; template?: "undefined" | "ppt" | "portrait_ppt" | "alone" | "portrait_alone" | "topclass" | "portrait_topclass" | "seminar" | (string & {}) | null; watchStatus?: "live" | "playback" | "end" | "waiting" | "unStart" | "banpush" | (string & {}) | null; watchStatusText?: string | null; sceneText?: string | null; watchUrl?: string | null; content?: string | null; startTime?: number | null; pureRtcEnabled?: Flag; channelLogo?: string | null; splashImg?: string | null; splashEnabled?: Flag; publisher?: string | null; authSetting?: ({ channelId?: string | null; rank?: 1 | 2 | (number & {}) | null; userId?: string | null; globalSettingEnabled?: Flag; enabled?: Flag; authType?: "none" | "code" | "pay" | "phone" | "info" | "wxshare" | "custom" | "external" | (string & {}) | null; payAuthTips?: string | null; price?: number | null; watchEndTime?: number | null; validTimePeriod?: number | null; infoAuthTips?: string | null; infoDesc?: string | null; codeAuthTips?: string | null; authCode?: string | null; qcodeTips?: string | null; qcodeImg?: string | null; customKey?: string | null; customUri?: string | null; externalKey?: string | null; externalUri?: string | null; externalRedirectUri?: string | null; directKey?: string | null; trialWatchEnabled?: Flag; trialWatchTime?: number | null; trialWatchEndTime?: number | null; authTips?: string | null; whiteListInputTips?: string | null; whiteListEntryText?: string | null })[] | null; streamType?: "client" | "disk" | (string & {}) | null })[] | null } | null };
  "POST /live/v4/channel/distribute/create-batch": { options: {
/** 批量添加分发地址 */
query: { channelId: Id };
/** 批量添加分发地址 */
json: readonly ({ name?: string; distributeUrl?: string; distributeLiveCode?: string; status?: YesNo })[] }; data: boolean | null };
  "POST /live/v4/channel/distribute/delete-batch": { options: {
/** 批量删除分发地址 */
form: { channelId: Id; distributeIds: Ids } }; data: boolean | null };
  "GET /live/v4/channel/distribute/get/statistic": { options: {
/** 查询云分发数据信息 */
query: { channelId: Id; sessionIds?: Ids; startTime?: number; endTime?: number } }; data: ({ channelId?: string | number | null; sessionId?: string | null; liveStartTime?: number | null; liveEndTime?: number | null; distributeUrl?: string | null; distributeStartTime?: number | null; distributeEndTime?: number | null; duration?: number | null; desc?: string | null })[] | null };
  "GET /live/v4/channel/distribute/list": { options: {
/** 查询分发地址信息 */
query: { channelId: Id; distributeIds?: Ids } }; data: { distributeEnable?: Flag; result?: ({ id?: string | number | null; channelId?: string | number | null; name?: string | null; distributeUrl?: string | null; distributeLiveCode?: string | null; status?: Flag; connectionStatus?: "completed" | "processing" | "waiting" | "error" | (string & {}) | null })[] | null } | null };
  "POST /live/v4/channel/distribute/update-batch": { options: {
/** 批量修改分分发地址 */
query: { channelId: Id };
/** 批量修改分分发地址 */
json: readonly ({ id?: Id; name?: string; distributeUrl?: string; distributeLiveCode?: string; status?: YesNo })[] }; data: boolean | null };
  "POST /live/v4/channel/distribute/update-master-switch": { options: {
/** 修改云分发频道总开关 */
form: { channelId: Id; distributeEnabled?: YesNo; enforce?: YesNo } }; data: Fields | null };
  "POST /live/v4/channel/distribute/update-switch": { options: {
/** 批量修改频道云分发开关 */
form: { channelId: Id; distributeIds: Ids; distributeEnabled?: YesNo } }; data: Fields | null };
  "POST /live/v4/channel/doc/teacher/update-relation": { options: {
/** 讲师文档关系管理 */
query: { operation: number; teacherId: string };
/** 讲师文档关系管理 */
form: { fileIds: Ids } }; data: Fields | boolean | null };
  "GET /live/v4/channel/donate/get": { options: {
/** 查询频道打赏设置(新版后台) */
query: { channelId: Id } }; data: { donateCashEnabled?: string | null; cashDonate?: { cashs?: number[] | null; cashMin?: number | null } | null; donateGiftEnabled?: Flag; giftDonate?: { payWay?: "CASH" | "POINT" | (string & {}) | null; cashUnit?: string | null; pointUnit?: string | null; cashPays?: ({ name?: string | null; img?: string | null; price?: number | null; enabled?: Flag })[] | null; pointPays?: ({ name?: string | null; img?: string | null; price?: number | null; enabled?: Flag })[] | null } | null } | null };
  "POST /live/v4/channel/donate/gift/update": { options: {
/** 修改频道礼物打赏设置 */
query: { channelId: Id };
/** 修改频道礼物打赏设置 */
json: { donateGiftEnabled: YesNo; giftDonate?: { payWay?: string; pointUnit?: string; cashPays?: readonly ({ name?: string; enabled?: YesNo; imgType?: string; img?: string; dynamicImg?: string; dynamicFile?: string; price?: string | number })[]; pointPays?: readonly ({ name?: string; enabled?: YesNo; imgType?: string; img?: string; dynamicImg?: string; dynamicFile?: string; price?: string | number })[]; name?: string; enabled?: YesNo; imgType?: "STATIC" | "DYNAMIC"; img?: string; dynamicImg?: string; dynamicFile?: string; price?: number } } }; data: { channelId?: string | null; donateEnabled?: Flag; donateTips?: string | null; donateAmounts?: number[] | null } | null };
  "GET /live/v4/channel/feedback/list": { options: {
/** 查询投诉反馈 */
query?: { channelId?: Id; pageNumber?: number; pageSize?: number } }; data: { contents?: ({ feedbackId?: number | null; channelId?: string | number | null; sessionId?: string | null; userId?: string | null; feedbackType?: string | null; content?: string | null; createTime?: string | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null } | null };
  "POST /live/v4/channel/interaction-event/delete": { options: {
/** 删除互动监听事件 */
json: { channelId: Id; taskIds: readonly string[] } }; data: boolean | null };
  "POST /live/v4/channel/interaction-event/save": { options: {
/** 创建互动监听事件 */
json: { allDone: YesNo; channelId: Id; tasks: readonly ({ startTime: number; endTime: number; type: string; onlineTime?: number; signCount?: number; userTags?: readonly unknown[]; speakCount?: number; speakContent?: string; customCount?: number; eventType?: string; payload?: string })[]; callbackUrl?: string; payload?: string } }; data: { activityId?: string | null; list?: ({ taskId?: string | null; result?: { status?: string | null; message?: string | null; code?: number | null; data?: unknown } | null })[] | null } | null };
  "POST /live/v4/channel/interaction-script/delete": { options: {
/** 删除互动脚本 */
query: { channelId: Id };
/** 删除互动脚本 */
json: { id: Id } }; data: unknown };
  "GET /live/v4/channel/interaction-script/query-disk-video-custom-script": { options: {
/** 查询伪直播自定义互动脚本 */
query: { channelId: Id; diskVideoId: string } }; data: ({ id?: string | number | null; channelId?: string | number | null; diskVideoId?: string | null; labelId?: string | number | null })[] | null };
  "POST /live/v4/channel/interaction-script/upload-disk-video-custom-script": { options: {
/** 上传伪直播互动脚本词条文本 */
form: { channelId: Id; diskVideoId: string; labelId?: Id };
/** 上传伪直播互动脚本词条文本 */
files: { file: PolyvFile } }; data: { id?: string | number | null } | null };
  "GET /live/v4/channel/invite/list": { options: {
/** 查询邀请海报明细数据 */
query: { channelId: Id; senderViewerId?: string; startTime?: number; endTime?: number; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ invitee?: string | null; openId?: string | null; viewerId?: string | null; nickname?: string | null; avatar?: string | null; createdTime?: number | null; receiverNickname?: string | null; receiverOpenId?: string | null; receiverViewerId?: string | null; receiverTime?: number | null; receiverAvatar?: string | null; receiverPlayDuration?: number | null; receiverLivePlayDuration?: number | null; receiverPlaybackPlayDuration?: number | null; receiverCheckInCount?: number | null; receiverRegion?: string | null; receiverCity?: string | null })[] | null } | null };
  "POST /live/v4/channel/invite/poster/create": { options: {
/** 创建邀请者 */
form: { channelId: Id; openId: string; nickname: string; avatar?: string; viewerId?: string; invitee?: string } }; data: { invitePosterId?: string | null; channelId?: string | number | null; openId?: string | null; invitee?: string | null } | null };
  "POST /live/v4/channel/label-ref/save-batch": { options: {
/** 频道批量添加标签 */
json: { labelIds: readonly string[]; channelIds: readonly Id[] } }; data: Fields | null };
  "GET /live/v4/channel/live-status/list": { options: {
/** 批量查询频道直播状态 */
query: { channelIds: Ids } }; data: ({ channelId?: string | number | null; liveStatus?: "unStart" | "live" | "end" | "waiting" | "playback" | "banpush" | (string & {}) | null })[] | null };
  "POST /live/v4/channel/lottery-activity/create": { options: {
/** 创建抽奖活动 */
query: { channelId: Id };
/** 创建抽奖活动 */
json: { activityName: string; lotteryCondition: string; amount: number; prizeName: string; hiddenWinnerAmount?: YesNo; lotteryRange?: string; customGroupIds?: readonly Id[]; customGroupLotteryType?: string; customGroupLotteryAmount?: number; hiddenAttendeeNumber?: YesNo; repeatWinEnabled?: YesNo; receiveEnabled?: YesNo; receiveInfo?: readonly ({ type?: "userName" | "userPhone" | "custom"; field: string; tips: string; required?: boolean })[]; thumbnail?: string; activityDuration?: string | number; activityDurationType?: string; inviteType?: string; externalListLink?: string; externalInviteNumLink?: string; inviteNum?: number; duration?: number; comment?: string; acceptType?: string; formInfo?: readonly ({ type?: string; field: string; tips: string; required?: boolean })[]; prizeUrl?: string; qrCode?: string; qrCodeTips?: string; realPrice?: number; price?: number; prizeInfo?: readonly ({ prizeItem: string; correctAnswerCount: number; prizeName: string; thumbnail?: string; realPrice?: number; price?: number; acceptType: "form" | "link" | "qrCode"; formInfo?: readonly ({ type?: "userName" | "userPhone" | "custom"; field?: string; tips?: string; required?: boolean })[]; prizeUrl?: string; qrCode?: string; qrCodeTips?: string; amount: number; hiddenWinnerAmount?: YesNo })[]; questionGroupId?: Id; perAnswerDuration?: number; lotteryOnlineEnabled?: YesNo; answerType?: string; showWinnerCode?: YesNo; showWinners?: YesNo } }; data: { id?: string | number | null } | null };
  "POST /live/v4/channel/lottery-activity/delete": { options: {
/** 删除抽奖活动 */
query: { channelId: Id };
/** 删除抽奖活动 */
json: { id: Id } }; data: unknown };
  "GET /live/v4/channel/lottery-activity/get": { options: {
/** 查询抽奖活动 */
query: { channelId: Id; id: Id } }; data: { id?: string | number | null; channelId?: string | null; activityName?: string | null; lotteryCondition?: string | null; status?: string | null; amount?: number | null; prizeName?: string | null; hiddenWinnerAmount?: Flag; lotteryRange?: string | null; customGroup?: Fields[] | null; customGroupIds?: (string | number)[] | null; customGroupLotteryType?: string | null; customGroupLotteryAmount?: number | null; hiddenAttendeeNumber?: Flag; repeatWinEnabled?: Flag; receiveEnabled?: Flag; receiveInfo?: ({ type?: string | null; field?: string | null; tips?: string | null; required?: boolean | null })[] | null; thumbnail?: string | null; activityDuration?: string | number | null; activityDurationType?: string | null; inviteType?: string | null; externalListLink?: string | null; externalInviteNumLink?: string | null; inviteNum?: number | null; duration?: number | null; comment?: string | null; acceptType?: string | null; formInfo?: ({ type?: string | null; field?: string | null; tips?: string | null; required?: boolean | null })[] | null; prizeUrl?: string | null; qrCode?: string | null; qrCodeTips?: string | null; realPrice?: number | null; price?: number | null; prizeInfo?: ({ prizeItem?: string | null; correctAnswerCount?: number | null; prizeName?: string | null; thumbnail?: string | null; realPrice?: number | null; price?: number | null; acceptType?: string | null; formInfo?: ({ type?: string | null; field?: string | null; tips?: string | null; required?: boolean | null })[] | null; prizeUrl?: string | null; qrCode?: string | null; qrCodeTips?: string | null; amount?: number | null; hiddenWinnerAmount?: Flag })[] | null; questionGroupId?: number | null; perAnswerDuration?: number | null; lotteryOnlineEnabled?: Flag; answerType?: string | null; showWinnerCode?: Flag; showWinners?: Flag } | null };
  "GET /live/v4/channel/lottery-activity/list": { options: {
/** 查询抽奖活动列表 */
query: { channelId: Id; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; channelId?: string | null; activityName?: string | null; lotteryCondition?: string | null; status?: string | null; amount?: number | null; prizeName?: string | null; hiddenWinnerAmount?: Flag; lotteryRange?: string | null; customGroup?: Fields[] | null; customGroupIds?: (string | number)[] | null; customGroupLotteryType?: string | null; customGroupLotteryAmount?: number | null; hiddenAttendeeNumber?: Flag; repeatWinEnabled?: Flag; receiveEnabled?: Flag; receiveInfo?: ({ type?: string | null; field?: string | null; tips?: string | null; required?: boolean | null })[] | null; thumbnail?: string | null; activityDuration?: string | number | null; activityDurationType?: string | null; inviteType?: string | null; externalListLink?: string | null; externalInviteNumLink?: string | null; inviteNum?: number | null; duration?: number | null; comment?: string | null; acceptType?: string | null; formInfo?: ({ type?: string | null; field?: string | null; tips?: string | null; required?: boolean | null })[] | null; prizeUrl?: string | null; qrCode?: string | null; qrCodeTips?: string | null; realPrice?: number | null; price?: number | null; prizeInfo?: ({ prizeItem?: string | null; correctAnswerCount?: number | null; prizeName?: string | null; thumbnail?: string | null; realPrice?: number | null; price?: number | null; acceptType?: string | null; formInfo?: ({ type?: string | null; field?: string | null; tips?: string | null; required?: boolean | null })[] | null; prizeUrl?: string | null; qrCode?: string | null; qrCodeTips?: string | null; amount?: number | null; hiddenWinnerAmount?: Flag })[] | null; questionGroupId?: number | null; perAnswerDuration?: number | null; lotteryOnlineEnabled?: Flag; answerType?: string | null; showWinnerCode?: Flag; showWinners?: Flag })[] | null } | null };
  "POST /live/v4/channel/lottery-activity/update": { options: {
/** 更新抽奖活动 */
query: { channelId: Id };
/** 更新抽奖活动 */
json: { id: Id; activityName: string; lotteryCondition: string; amount: number; prizeName: string; hiddenWinnerAmount?: YesNo; lotteryRange?: string; customGroupIds?: readonly Id[]; customGroupLotteryType?: string; customGroupLotteryAmount?: number; hiddenAttendeeNumber?: YesNo; repeatWinEnabled?: YesNo; receiveEnabled?: YesNo; receiveInfo?: readonly ({ type?: "userName" | "userPhone" | "custom"; field: string; tips: string; required?: boolean })[]; thumbnail?: string; activityDuration?: string | number; activityDurationType?: string; inviteType?: string; externalListLink?: string; externalInviteNumLink?: string; inviteNum?: number; duration?: number; comment?: string; acceptType?: string; formInfo?: readonly ({ type?: string; field: string; tips: string; required?: boolean })[]; prizeUrl?: string; qrCode?: string; qrCodeTips?: string; realPrice?: number; price?: number; prizeInfo?: readonly ({ prizeItem: string; correctAnswerCount: number; prizeName: string; thumbnail?: string; realPrice?: number; price?: number; acceptType: "form" | "link" | "qrCode"; formInfo?: readonly ({ type?: "userName" | "userPhone" | "custom"; field?: string; tips?: string; required?: boolean })[]; prizeUrl?: string; qrCode?: string; qrCodeTips?: string; amount: number; hiddenWinnerAmount?: YesNo })[]; questionGroupId?: Id; perAnswerDuration?: number; lotteryOnlineEnabled?: YesNo; answerType?: string; showWinnerCode?: YesNo; showWinners?: YesNo } }; data: unknown };
  "POST /live/v4/channel/lottery-viewer-group/whitelist/create": { options: {
/** 新建分组 */
query: { channelId: Id };
/** 新建分组 */
json: { title: string } }; data: { id?: string | number | null; title?: string | null; type?: string | null; count?: string | number | null; createTime?: number | null } | null };
  "POST /live/v4/channel/lottery-viewer-group/whitelist/delete": { options: {
/** 删除分组 */
query: { channelId: Id };
/** 删除分组 */
json: { id: Id } }; data: unknown };
  "GET /live/v4/channel/lottery-viewer-group/whitelist/list": { options: {
/** 查询分组列表 */
query: { channelId: Id; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; title?: string | null; type?: string | null; count?: string | number | null; createTime?: number | null })[] | null } | null };
  "POST /live/v4/channel/lottery-viewer-group/whitelist/update": { options: {
/** 修改分组 */
query: { channelId: Id };
/** 修改分组 */
json: { id?: Id; title: string } }; data: { id?: string | number | null; title?: string | null; type?: string | null; count?: string | number | null; createTime?: number | null } | null };
  "POST /live/v4/channel/lottery-viewer-list/blacklist/create": { options: {
/** 黑名单添加观众 */
query: { channelId: Id };
/** 黑名单添加观众 */
json: { viewerIds: readonly Id[] } }; data: ({ id?: string | number | null; viewerId?: string | null; viewerName?: string | null; createTime?: number | null })[] | null };
  "POST /live/v4/channel/lottery-viewer-list/blacklist/delete-batch": { options: {
/** 黑名单删除观众 */
query: { channelId: Id };
/** 黑名单删除观众 */
json: { ids: readonly (string | number)[] } }; data: unknown };
  "GET /live/v4/channel/lottery-viewer-list/blacklist/list": { options: {
/** 查询黑名单观众列表 */
query: { channelId: Id; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; viewerId?: string | null; viewerName?: string | null; createTime?: number | null })[] | null } | null };
  "POST /live/v4/channel/lottery-viewer-list/create": { options: {
/** 分组添加观众 */
query: { channelId: Id };
/** 分组添加观众 */
json: { groupId: Id; viewerIds: readonly Id[] } }; data: ({ id?: string | number | null; groupId?: string | number | null; viewerId?: string | null; viewerName?: string | null; createTime?: number | null })[] | null };
  "POST /live/v4/channel/lottery-viewer-list/create-viewer-name": { options: {
/** 新增抽奖分组观众名称 */
json: { groupId: Id; viewerNames: readonly ({ viewerId: string; viewerName: string })[]; channelId: Id } }; data: ({ id?: string | number | null; groupId?: string | number | null; viewerId?: string | null; viewerName?: string | null; createTime?: number | null })[] | null };
  "POST /live/v4/channel/lottery-viewer-list/delete-batch": { options: {
/** 分组删除观众 */
query: { channelId: Id };
/** 分组删除观众 */
json: { groupId: Id; ids: readonly (string | number)[] } }; data: unknown };
  "GET /live/v4/channel/lottery-viewer-list/list": { options: {
/** 查询分组观众列表 */
query: { channelId: Id; groupId: Id; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; groupId?: string | number | null; viewerId?: string | null; viewerName?: string | null; createTime?: number | null })[] | null } | null };
  "GET /live/v4/channel/lottery/activity-record/list": { options: {
/** 分页查询频道抽奖统计记录 */
query: { channelId: Id; sessionId?: string; startTimeBegin?: number; startTimeEnd?: number; lotteryId?: string; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; channelId?: string | number | null; lotteryId?: string | null; sessionId?: string | null; activityName?: string | null; startTime?: number | null; winnerCount?: number | null; totalUsers?: number | null })[] | null } | null };
  "POST /live/v4/channel/lottery/add-receive-info": { options: {
/** 提交中奖信息 */
form: { channelId: Id; lotteryId: string; winnerCode: string; viewerId: string; receiveInfo?: string } }; data: string | null };
  "GET /live/v4/channel/lottery/list": { options: {
/** 查询频道抽奖记录 */
query: { channelId: Id; lotteryId?: string; sessionId?: string; startTime?: number; endTime?: number; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ winnerCount?: number | null; totalUsers?: number | null; lotteryId?: string | null; channelId?: string | number | null; userId?: string | null; sessionId?: string | null; lotteryRange?: string | null; actor?: string | null; prize?: string | null; amount?: number | null; preset?: string | null; lotteryExt?: { collectInfo?: ({ field?: string | null; tips?: string | null })[] | null } | null; createdTime?: number | null })[] | null } | null };
  "GET /live/v4/channel/lottery/query-winner-viewer": { options: {
/** 查询观众中奖记录 */
query: { channelId: Id; lotteryId: string; viewerId: string } }; data: { recordId?: string | null; channelId?: string | number | null; lotteryId?: string | null; sessionId?: string | null; viewerId?: string | null; viewerName?: string | null; winnerCode?: string | null; prize?: string | null; name?: string | null; telephone?: string | null; createdTime?: number | null; lastModified?: number | null; address?: string | null; ext?: { receiveInfo?: ({ field?: string | null; value?: string | null })[] | null } | null; param4?: string | null; param5?: string | null; userId?: string | null; avatar?: string | null; totalUsers?: number | null } | null };
  "GET /live/v4/channel/lucky-bag/winner-page": { options: {
/** 查询福袋中奖者分页列表 */
query: { activityId: Id; sessionId?: string; currentPage?: number; pageSize?: number } }; data: { contents?: ({ id?: string | number | null; viewerId?: string | null; viewerNickName?: string | null; prizeType?: "cash" | "custom" | (string & {}) | null; prizeInfo?: string | null; issueStatus?: number | null; outTradeErrCode?: string | null; outTradeErrDesc?: string | null; createTime?: string | null })[] | null; totalItems?: number | null; totalPages?: number | null; pageNumber?: number | null; pageSize?: number | null } | null };
  "GET /live/v4/channel/monitor/list-stream-info": { options: {
/** 查询频道监播流信息 */
query: { channelId: Id; endTime?: string; startTime?: string } }; data: ({ audioFrameRate?: string | null; bitRate?: string | null; streamUrl?: string | null; time?: string | null; timestamp?: number | null; videoFrameRate?: string | null })[] | null };
  "POST /live/v4/channel/mr/create": { options: {
/** 创建MR频道 */
json: { startTime?: number; channelPasswd?: string; assistantPasswd?: string; splashImg?: string; subAccount?: string; name: string; categoryId?: Id } }; data: { channelId?: string | null; name?: string | null; userId?: string | null; channelPasswd?: string | null; assistantAccount?: string | null; assistantPasswd?: string | null } | null };
  "POST /live/v4/channel/multimedia/resource/delete-batch": { options: {
/** 取消频道的关联音视频文件 */
form: { channelId: Id; vids: string } }; data: Fields | boolean | null };
  "GET /live/v4/channel/multimedia/resource/list": { options: {
/** 查询频道的关联音视频文件详情 */
query: { channelId: Id; pageNumber?: number; pageSize?: number } }; data: { contents?: ({ id?: string | number | null; channelId?: string | number | null; vid?: string | null; title?: string | null; status?: number | null; url?: string | null })[] | null; total?: number | null; pageNumber?: number | null; pageSize?: number | null } | null };
  "GET /live/v4/channel/multimedia/resource/list-vids": { options: {
/** 查询频道的关联音视频文件 */
query: { channelId: Id; pageNumber?: number; pageSize?: number } }; data: { contents?: string[] | null; total?: number | null; pageNumber?: number | null; pageSize?: number | null } | null };
  "POST /live/v4/channel/multimedia/resource/save-batch": { options: {
/** 关联音视频文件到频道 */
form: { channelId: Id; vids: string } }; data: Fields | boolean | null };
  "GET /live/v4/channel/play-back/get": { options: {
/** 批量查询频道单个回放信息 */
query: { channelIds: Ids } }; data: { channelId?: string | number | null; vid?: string | null; videoId?: string | null; videoPoolId?: string | null; videoName?: string | null; firstImg?: string | null; duration?: string | null } | null };
  "GET /live/v4/channel/playback/list": { options: {
/** 查询多个频道回放设置 */
query: { channelIds: Ids } }; data: ({ channelId?: string | number | null; playBackEnabled?: Flag; origin?: "record" | "playback" | "vod" | (string & {}) | null; type?: "single" | "list" | (string & {}) | null; videoList?: ({ videoId?: string | null; videoPoolId?: string | null; fileId?: string | null; duration?: string | null; name?: string | null; watchUrl?: string | null })[] | null; globalSettingEnabled?: Flag })[] | null };
  "POST /live/v4/channel/popularization/create-batch": { options: {
/** 批量创建渠道推广 */
json: { channelId: Id; names: readonly string[] } }; data: ({ id?: string | number | null; name?: string | null; url?: string | null })[] | null };
  "GET /live/v4/channel/popularization/list": { options: {
/** 渠道推广列表 */
query: { channelId: Id } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ promoteId?: string | null; popularizationName?: string | null; visitsNum?: number | null; reservationNum?: number | null; watchNum?: number | null; viewerNum?: number | null; averageWatchTime?: string | null; enrollNum?: number | null; createdTime?: number | null })[] | null } | null };
  "GET /live/v4/channel/product/click": { options: {
/** 查询频道商品点击统计 */
query: { channelId: Id; sessionId?: string; startTime?: number; endTime?: number; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | null; sessionId?: string | null; productId?: string | number | null; name?: number | null; productType?: "normal" | "finance" | (string & {}) | null; productClickNum?: number | null; linkClickNum?: number | null; pcClickNum?: number | null; mobileClickNum?: number | null; wxMiniProgramClickNum?: number | null; iosClickNum?: number | null; androidClickNum?: number | null })[] | null } | null };
  "GET /live/v4/channel/product/click/product-list": { options: {
/** 查询频道商品列表点击统计 */
query: { channelId: Id; sessionId?: string; startTime?: number; endTime?: number; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | null; sessionId?: string | null; productListClickNum?: number | null })[] | null } | null };
  "GET /live/v4/channel/product/push/rule": { options: {
/** 查询频道商品配置 */
query: { channelId: Id } }; data: { productExplainEnabled?: Flag; productExplainingAutoPushAndSticky?: Flag; productListSortType?: string | null; productTagSortType?: string | null; productPushRule?: string | null; productHotEffectEnabled?: Flag; normalProductHotEffectTips?: string | null; jobProductHotEffectTips?: string | null; financeProductHotEffectTips?: string | null; outLinkProductRedirectEnabled?: Flag; productTagSortOrderIds?: (string | number)[] | null } | null };
  "POST /live/v4/channel/product/push/rule": { options: {
/** 修改频道商品配置 */
query: { channelId: Id };
/** 修改频道商品配置 */
json: { productExplainEnabled?: YesNo; productExplainingAutoPushAndSticky?: YesNo; productListSortType?: string; productTagSortType?: string; productPushRule?: string; productHotEffectEnabled?: YesNo; normalProductHotEffectTips?: string; jobProductHotEffectTips?: string; financeProductHotEffectTips?: string; outLinkProductRedirectEnabled?: YesNo; productTagSortOrderIds?: readonly Id[] } }; data: unknown };
  "POST /live/v4/channel/product/sort-rank": { options: {
/** 通过序号修改频道商品库列表顺序 */
form: { channelId: Id; productId: Id; rank: number } }; data: string | null };
  "GET /live/v4/channel/product/stats/page": { options: {
/** 分页查询频道商品统计列表 */
query: { channelId: Id; pageNumber?: number; pageSize?: number; productId?: string; productName?: string; sessionId?: string } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ productId?: string | number | null; productName?: string | null; viewCount?: number | null; clickCount?: number | null })[] | null } | null };
  "GET /live/v4/channel/product/stats/summary": { options: {
/** 获取频道商品统计概览 */
query: { channelId: Id; sessionId?: string } }; data: Fields | null };
  "POST /live/v4/channel/product/tag/create": { options: {
/** 创建商品标签 */
query: { channelId: Id };
/** 创建商品标签 */
json: { name: string } }; data: { id?: string | number | null; name?: string | null } | null };
  "POST /live/v4/channel/product/tag/delete": { options: {
/** 删除商品标签 */
query: { channelId: Id };
/** 删除商品标签 */
json: { id: Id } }; data: unknown };
  "GET /live/v4/channel/product/tag/list": { options: {
/** 查询商品标签列表 */
query: { channelId: Id; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; name?: string | null })[] | null } | null };
  "POST /live/v4/channel/product/tag/update": { options: {
/** 更新商品标签 */
query: { channelId: Id };
/** 更新商品标签 */
json: { id: Id; name: string } }; data: unknown };
  "POST /live/v4/channel/product/topping": { options: {
/** 置顶频道商品 */
query: { channelId: Id };
/** 置顶频道商品 */
json: { productId: Id } }; data: Fields | null };
  "POST /live/v4/channel/product/un-topping": { options: {
/** 取消置顶频道商品 */
query: { channelId: Id };
/** 取消置顶频道商品 */
json: { productId: Id } }; data: Fields | null };
  "POST /live/v4/channel/question/send": { options: {
/** 发送答题卡 */
form: { channelId: Id; questionId: string; duration?: number } }; data: Fields | ({ questionId?: string | null; name?: string | null; type?: string | null })[] | null };
  "POST /live/v4/channel/question/send-result": { options: {
/** 发送答题卡结果 */
form: { channelId: Id; questionId: string } }; data: Fields | ({ questionId?: string | null; name?: string | null; type?: string | null })[] | null };
  "POST /live/v4/channel/question/stop": { options: {
/** 停止答题卡 */
form: { channelId: Id; questionId: string } }; data: Fields | ({ questionId?: string | null; name?: string | null; type?: string | null })[] | null };
  "POST /live/v4/channel/questionnaire/create-batch": { options: {
/** 批量创建问卷（支持多频道同时创建） */
json: { questionnaires: readonly ({ channelId: Id; questionnaireTitle: string; questions: readonly ({ name: string; type: string; desc?: string; answer?: string; required?: string; scoreEnabled?: string; score?: string | number; scoreExt?: unknown; options?: readonly string[]; optionList?: readonly ({ id?: string; name?: string })[]; option1?: string; option2?: string; option3?: string; option4?: string; option5?: string; option6?: string; option7?: string; option8?: string; option9?: string; option10?: string })[]; customQuestionnaireId?: string; autoPublishTime?: string | number; autoEndTime?: string | number; privacyEnabled?: string; privacyContent?: string; userTags?: readonly string[]; desc?: string })[] } }; data: { questionnaires?: ({ questionnaireId?: string | null; questionIds?: string[] | null; channelId?: string | number | null; questionnaireTitle?: string | null })[] | null } | null };
  "POST /live/v4/channel/questionnaire/save": { options: {
/** 新增或修改频道问卷 */
query: { channelId: Id };
/** 新增或修改频道问卷 */
json: { questionnaireTitle: string; questions: readonly ({ name: string; type: string; desc?: string; answer?: string; required?: string; scoreEnabled?: string; score?: string | number; scoreExt?: unknown; options?: readonly string[]; optionList?: readonly ({ id?: string; name?: string })[]; option1?: string; option2?: string; option3?: string; option4?: string; option5?: string; option6?: string; option7?: string; option8?: string; option9?: string; option10?: string })[]; customQuestionnaireId?: string; autoPublishTime?: string | number; autoEndTime?: string | number; privacyEnabled?: string; privacyContent?: string; userTags?: readonly string[]; desc?: string } }; data: Fields | null };
  "GET /live/v4/channel/record-file/m-list": { options: {
/** 分页查询素材库频道直播回放列表 */
query: { channelId: Id; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ fileId?: string | null; channelId?: string | number | null; name?: string | null; duration?: number | null })[] | null } | null };
  "POST /live/v4/channel/record-file/subtitle/batch-publish": { options: {
/** 暂存视频的字幕文件批量发布 */
json: { subtitles: readonly ({ id: Id; status: string })[] } }; data: Fields | null };
  "POST /live/v4/channel/record-file/subtitle/outline/create": { options: {
/** 创建暂存视频大纲 */
form: { fileId: string; aiKnowledgeQuizEnabled?: YesNo; aiSummaryAuditEnabled?: YesNo; syncToPlaybackDotEnabled?: YesNo } }; data: { fileId?: string | null; outline?: unknown } | null };
  "GET /live/v4/channel/record-file/subtitle/outline/get-by-fileId": { options: {
/** 查询录制文件字幕大纲 */
query: { channelId: Id; fileId: string } }; data: { status?: "init" | "srt_processing" | "outline_processing" | "audit" | "success" | "fail" | (string & {}) | null; outline?: Fields | null; question?: Fields | null; failReason?: string | null } | null };
  "GET /live/v4/channel/red-pack/statistics/list": { options: {
/** 查询红包派发数据统计 */
query: { channelId: Id; sessionId?: string; startTime?: number; endTime?: number; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ redPackId?: string | null; userId?: string | null; channelId?: string | null; nickName?: string | null; amount?: number | null; balance?: number | null; allotType?: string | null; createdTime?: number | null; status?: string | null; redPackType?: string | null; redPackReceiveList?: ({ redPackId?: string | null; userId?: string | null; nickName?: string | null; avatar?: string | null; amount?: number | null; createdTime?: number | null })[] | null })[] | null } | null };
  "GET /live/v4/channel/reward/gift-list": { options: {
/** 分页查询频道打赏记录 */
query: { channelId: Id; pageNumber?: number; pageSize?: number; start: number; end: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ viewerId?: string | null; viewerName?: string | null; giftName?: string | null; price?: number | null; count?: number | null; createTime?: number | null })[] | null } | null };
  "GET /live/v4/channel/reward/like-list": { options: {
/** 分页查询频道点赞记录 */
query: { channelId: Id; pageNumber?: number; pageSize?: number; start?: number; end?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ viewerId?: string | null; viewerName?: string | null; likeCount?: number | null; createTime?: number | null })[] | null } | null };
  "POST /live/v4/channel/robot/pause": { options: {
/** 停止频道虚拟人数 */
form: { channelId: Id } }; data: Fields | null };
  "POST /live/v4/channel/robot/setting-robot-list/update": { options: {
/** 设置频道虚拟人数及虚拟人 */
query: { channelId: Id };
/** 设置频道虚拟人数及虚拟人 */
json: { robotNumber: number; virtualBookingNumber?: number; addRobotModel: "timely" | "fixed_time" | (string & {}); changeTime?: number; robotList?: readonly ({ name: string; avatar: string })[]; robotRandomMemberEnabled?: YesNo } }; data: Fields | null };
  "GET /live/v4/channel/robot/setting/get": { options: {
/** 查询频道虚拟人数设置 */
query: { channelId: Id } }; data: { channelId?: string | number | null; robotNumber?: number | null; addRobotModel?: "timely" | "fixed_time" | (string & {}) | null; virtualBookingNumber?: number | null; changeTime?: number | null; leftTime?: number | null } | null };
  "POST /live/v4/channel/robot/setting/update": { options: {
/** 设置频道虚拟人数 */
form: { channelId: Id; robotNumber: number; addRobotModel: "timely" | "fixed_time"; changeTime?: number; virtualBookingNumber?: number } }; data: Fields | null };
  "GET /live/v4/channel/robot/stats/get": { options: {
/** 查询频道虚拟人数详情 */
query: { channelId: Id } }; data: { realViewerCount?: number | null; robotCount?: number | null; displayCount?: number | null; realSubscribeCount?: number | null; pv?: number | null } | null };
  "GET /live/v4/channel/role-config/get-by-role": { options: {
/** 查询频道角色权限设置 */
query: { channelId: Id; role: "Teacher" | "Guest" } }; data: { webStartCheckInDisplayEnabled?: Flag; webStartLotteryDisplayEnabled?: Flag; webStartQuestionnaireDisplayEnabled?: Flag; webStartAnswerDisplayEnabled?: Flag; webStartTimerDisplayEnabled?: Flag; webStartRedPackDisplayEnabled?: Flag; webStartCardPushDisplayEnabled?: Flag; webStartNotifyDisplayEnabled?: Flag; webStartLinkMicDisplayEnabled?: Flag; webStartMultiMediaDisplayEnabled?: Flag; webStartMembersDisplayEnabled?: Flag; screenShareRetainCameraEnabled?: Flag; multiplexingDefaultLayout?: string | null; cameraSingleModeEnabled?: Flag; aiVirtualBgUrl?: string | null; remixDefaultEnabled?: Flag; showSceneTemplateEnabled?: Flag; hideFramesDirectionEnabled?: Flag; defaultOpenMicLinkEnabled?: "video" | "audio" | (string & {}) | null } | null };
  "POST /live/v4/channel/role-config/update-by-role": { options: {
/** 修改频道角色权限设置 */
query: { channelId: Id; role: "Teacher" | "Guest" };
/** 修改频道角色权限设置 */
json: Fields }; data: Fields | null };
  "GET /live/v4/channel/session/external-by-session": { options: {
/** 查询频道场次对应自定义场次ID */
query: { channelId: Id; sessionId: string } }; data: { channelId?: string | number | null; sessionId?: string | null; externalSessionId?: string | null } | null };
  "POST /live/v4/channel/session/new/create": { options: {
/** 创建频道新版场次 */
query: { channelId: Id };
/** 创建频道新版场次 */
json: { name: string; planStartTime: number; planEndTime: number; splashImg?: string } }; data: { sessionId?: string | null } | null };
  "POST /live/v4/channel/session/new/delete": { options: {
/** 删除频道新版场次 */
query: { channelId: Id };
/** 删除频道新版场次 */
json: { sessionId: string } }; data: Fields | null };
  "GET /live/v4/channel/session/new/get": { options: {
/** 获取频道新版场次信息 */
query?: { channelId?: Id; sessionId?: string } }; data: { sessionId?: string | null; channelId?: string | number | null; name?: string | null; status?: "live" | "playback" | "end" | "unStart" | "expired" | (string & {}) | null; startTime?: string | number | null; endTime?: number | null; createdTime?: number | null; planStartTime?: number | null; planEndTime?: number | null; streamType?: string | null; pushClient?: string | null; splashImg?: string | null; splashLargeImg?: string | null; watchUrl?: string | null; userId?: string | null } | null };
  "GET /live/v4/channel/session/new/list": { options: {
/** 获取频道新版场次列表 */
query?: { channelId?: Id; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ sessionId?: string | null; channelId?: string | number | null; name?: string | null; status?: "live" | "playback" | "end" | "unStart" | "expired" | (string & {}) | null; startTime?: string | number | null; endTime?: number | null; createdTime?: number | null; planStartTime?: number | null; planEndTime?: number | null; streamType?: string | null; pushClient?: string | null; splashImg?: string | null; splashLargeImg?: string | null; watchUrl?: string | null; userId?: string | null })[] | null } | null };
  "POST /live/v4/channel/session/new/update": { options: {
/** 更新频道新版场次 */
query?: { channelId?: Id };
/** 更新频道新版场次 */
json: { sessionId: string; name: string; planStartTime: number; planEndTime: number; splashImg?: string } }; data: Fields | null };
  "POST /live/v4/channel/set-pull-bitrate": { options: {
/** 修改频道拉流码率 */
form: { channelId: Id; pullBitRate: number } }; data: Fields | null };
  "GET /live/v4/channel/share/get": { options: {
/** 查询频道微信分享信息(新版) */
query: { channelId: Id } }; data: { shareBtnEnable?: Flag; titleType?: string | null; weixinShareTitle?: string | null; weixinShareDesc?: string | null; weixinShareCustomUrl?: string | null; webShareCustomUrl?: string | null; weixinShareCustomUrlWithParamEnabled?: Flag; webShareCustomUrlWithParamEnabled?: Flag } | null };
  "GET /live/v4/channel/share/update": { options: {
/** 修改频道微信分享信息(新版). Changes data, though a GET. */
query: { channelId: Id; shareBtnEnable: YesNo; titleType: string; weixinShareTitle?: string; weixinShareDesc?: string; weixinShareCustomUrl?: string; webShareCustomUrl?: string; weixinShareCustomUrlWithParamEnabled?: YesNo; webShareCustomUrlWithParamEnabled?: YesNo } }; data: { shareBtnEnable?: Flag; titleType?: string | null; weixinShareTitle?: string | null; weixinShareDesc?: string | null; weixinShareCustomUrl?: string | null; webShareCustomUrl?: string | null; weixinShareCustomUrlWithParamEnabled?: Flag; webShareCustomUrlWithParamEnabled?: Flag } | null };
  "GET /live/v4/channel/simple/list": { options: {
/** 查询所有频道的缩略信息 */
query?: { pageNumber?: number; pageSize?: number; categoryId?: string; watchStatus?: "live" | "playback" | "end" | "waiting" | "unStart"; keyword?: string; orderBy?: "startTimeDesc" | "startTimeAsc" | "channelCreatedTimeDesc" } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | null; name?: string | null; channelPasswd?: string | null; categoryId?: string | null; scene?: "alone" | "ppt" | "topclass" | "seminar" | (string & {}) | null; watchStatus?: string | null; watchStatusText?: "live" | "playback" | "end" | "waiting" | "unStart" | "banpush" | (string & {}) | null; sceneText?: string | null; watchUrl?: string | null })[] | null } | null };
  "GET /live/v4/channel/statistics/browser-summary": { options: {
/** 查询频道终端分布数据统计 */
query: { channelId: Id; startTime: number; endTime: number } }; data: { name?: string | null; platform?: "pc" | "mobile" | (string & {}) | null; plays?: number | null; viewers?: number | null; ips?: number | null; playDuration?: number | null; percent?: number | null } | null };
  "GET /live/v4/channel/statistics/channel-statistic": { options: {
/** 查询后台频道统计信息 */
query: { channelId: Id; endDate: string; startDate: string } }; data: { averagePlayDuration?: number | null; averageTime?: number | null; ips?: number | null; viewers?: number | null; playDuration?: number | null; plays?: number | null; uniqueVisitor?: number | null; statisticsByViewer?: Flag; averagePlayDurationByViewer?: number | null; averageTimeByViewer?: number | null } | null };
  "GET /live/v4/channel/statistics/geo-summary-mc": { options: {
/** 查询频道地域分布数据统计 */
query: { channelId: Id; startTime: number; endTime: number; type?: "country" | "province" | "city" } }; data: { plays?: number | null; viewers?: number | null; ips?: number | null; playDuration?: number | null; country?: string | null; province?: string | null; city?: string | null; percent?: number | null } | null };
  "GET /live/v4/channel/statistics/live-data": { options: {
/** 查询频道直播数据 */
query: { channelId: Id; startTime?: number; endTime?: number } }; data: { watchData?: { viewers?: number | null; plays?: number | null; playDuration?: number | null; averagePlayDuration?: number | null; pageView?: number | null; likes?: number | null } | null; realTimeData?: { maxConcurrent?: number | null; date?: number | null } | null; provinceData?: ({ province?: string | null; viewers?: number | null; averagePlayDuration?: number | null })[] | null } | null };
  "GET /live/v4/channel/status-valid": { options: {
/** 频道状态验证 */
query: { channels: string } }; data: { channels?: ({ channelId?: string | number | null; delete?: 1 | 0 | (number & {}) | null; currentUser?: 1 | 0 | (number & {}) | null })[] | null } | null };
  "GET /live/v4/channel/subtitle/config/get": { options: {
/** 查询频道字幕配置信息 */
query: { channelId: Id } }; data: { realTimeSubtitleEnabled?: Flag; realTimeSubtitleDisplayEnabled?: Flag; sourceLanguage?: string | null; subtitleTranslationEnabled?: Flag; translationLanguage?: string | null; translationLanguages?: string[] | null; subtitleCallbackEnabled?: Flag; subtitleCallbackUrl?: string | null; realTimeSubtitleDisplayNumberLimitEnabled?: Flag; realTimeSubtitleDisplayNumber?: number | null } | null };
  "POST /live/v4/channel/subtitle/config/update": { options: {
/** 修改频道字幕配置信息 */
json: { channelId: Id; realTimeSubtitleEnabled?: YesNo; realTimeSubtitleDisplayEnabled?: YesNo; sourceLanguage?: string; subtitleTranslationEnabled?: YesNo; translationLanguage?: string; translationLanguages?: readonly string[]; subtitleCallbackEnabled?: YesNo; subtitleCallbackUrl?: string; realTimeSubtitleDisplayNumberLimitEnabled?: YesNo; realTimeSubtitleDisplayNumber?: number } }; data: { realTimeSubtitleEnabled?: Flag; realTimeSubtitleDisplayEnabled?: Flag; sourceLanguage?: string | null; subtitleTranslationEnabled?: Flag; translationLanguage?: string | null; translationLanguages?: string[] | null; subtitleCallbackEnabled?: Flag; subtitleCallbackUrl?: string | null; realTimeSubtitleDisplayNumberLimitEnabled?: Flag; realTimeSubtitleDisplayNumber?: number | null } | null };
  "GET /live/v4/channel/subtitle/language/list-all": { options: {}; data: ({ code?: string | null; text?: string | null; type?: string | null })[] | null };
  "POST /live/v4/channel/subtitle/update-batch": { options: {
/** 批量修改频道回放字幕 */
query: { channelId: Id };
/** 批量修改频道回放字幕 */
json: readonly ({ id?: Id; name?: string; status?: string; body: readonly ({ id: Id; name?: string; status?: string })[] })[] }; data: Fields | null };
  "GET /live/v4/channel/task-reward-activity/delete": { options: {
/** 删除任务奖励活动. Changes data, though a GET. */
query: { activityId: Id } }; data: unknown };
  "GET /live/v4/channel/task-reward-activity/page": { options: {
/** 查询任务奖励活动分页列表 */
query: { channelId: Id; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; activityId?: string | number | null; activityName?: string | null; status?: 0 | 1 | 2 | (number & {}) | null; taskRule?: 1 | 2 | (number & {}) | null; startTime?: number | null; endTime?: number | null; tasks?: ({ sort?: number | null; reachCondition?: { type?: "sign" | "online" | "questionnaire" | "custom" | (string & {}) | null; amount?: number | null; templateId?: string | number | null; customEvent?: string | null; customEventName?: string | null; customIcon?: string | null; customUnit?: string | null; customButtonText?: string | null; customReachText?: string | null } | null; rewardSetting?: { type?: "cash" | "custom" | "nothing" | "externalPoint" | (string & {}) | null; amount?: number | null; limit?: number | null; customReward?: string | null } | null })[] | null })[] | null } | null };
  "POST /live/v4/channel/task-reward-activity/save": { options: {
/** 创建任务奖励活动 */
json: { channelId: Id; activityName: string; taskRule: number; startTime: number; endTime: number; tasks: readonly ({ sort?: number; reachCondition: { type?: "sign" | "online" | "questionnaire" | "custom"; amount?: number; templateId?: Id; customEvent?: string; customEventName?: string; customIcon?: string; customUnit?: string; customButtonText?: string; customReachText?: string }; rewardSetting: { type?: "cash" | "custom" | "nothing" | "externalPoint"; amount?: number; limit?: number; customReward?: string } })[] } }; data: number | null };
  "GET /live/v4/channel/task-reward-activity/stats": { options: {
/** 查询任务奖励活动统计数据分页列表 */
query: { channelId: Id; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; activityId?: string | number | null; activityName?: string | null; taskRule?: 1 | 2 | (number & {}) | null; startTime?: number | null; endTime?: number | null; participantTask?: number | null; reachAllTask?: number | null; reachAllReward?: number | null })[] | null } | null };
  "GET /live/v4/channel/task-reward-activity/stop": { options: {
/** 停止任务奖励活动. Changes data, though a GET. */
query: { activityId: Id } }; data: unknown };
  "POST /live/v4/channel/task-reward-activity/update": { options: {
/** 修改任务奖励活动 */
json: { channelId: Id; activityId: Id; tasks: readonly ({ sort?: number; reachCondition: { type?: "sign" | "online" | "questionnaire" | "custom"; amount?: number; templateId?: Id; customEvent?: string; customEventName?: string; customIcon?: string; customUnit?: string; customButtonText?: string; customReachText?: string }; rewardSetting: { type?: "cash" | "custom" | "nothing" | "externalPoint"; amount?: number; limit?: number; customReward?: string } })[]; activityName?: string; taskRule?: number; startTime?: number; endTime?: number } }; data: boolean | null };
  "GET /live/v4/channel/task-reward-activity/viewer-detail": { options: {
/** 查询任务奖励活动观众奖励明细分页列表 */
query: { channelId: Id; activityId: Id; viewerId?: string; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; activityId?: string | number | null; viewerId?: string | null; taskId?: string | number | null; sort?: number | null; taskStatus?: 0 | 1 | (number & {}) | null; rewardStatus?: -1 | 0 | 1 | 2 | 3 | 4 | (number & {}) | null; finishTime?: number | null; taskReach?: { type?: "sign" | "online" | (string & {}) | null; amount?: number | null } | null; taskReward?: { type?: "cash" | "custom" | "nothing" | "externalPoint" | (string & {}) | null; amount?: number | null; limit?: number | null; customReward?: string | null } | null })[] | null } | null };
  "POST /live/v4/channel/update": { options: {
/** 修改频道设置 */
query: { channelId: Id };
/** 修改频道设置 */
json: { name?: string; publisher?: string; channelPasswd?: string; startTime?: number; endTime?: number; coverImg?: string; splashImg?: string; desc?: string; publishingRegion?: string } }; data: Fields | null };
  "POST /live/v4/channel/update-template": { options: {
/** 修改频道直播模版 */
form: { channelId: Id; template: string } }; data: Fields | null };
  "GET /live/v4/channel/use-detail/list": { options: {
/** 查询用户账单使用明细数据 */
query: { itemCategory: "duration" | "concurrence" | "mic_duration" | "ppt_anim" | "guide_duration" | "ppt_composite" | "distribute" | "aiPPTVideoEnabled" | "aiPPTVideoWithDigital" | "aiAssistantEnabled" | "aiSmartClipEnabled"; startDate: string; endDate: string; channelId?: Id; pageNumber?: number; pageSize?: number } }; data: { contents?: ({ channelId?: string | number | null; consumeUnit?: string | null; consumed?: number | null; endTime?: string | null; itemCategory?: "duration" | "concurrence" | "mic_duration" | "ppt_anim" | "guide_duration" | "ppt_composite" | "distribute" | (string & {}) | null; itemName?: string | null; production?: string | null; recordId?: string | null; remark?: string | null; sessionId?: string | null; avgBitRate?: string | null; startTime?: string | null; statDate?: string | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "GET /live/v4/channel/video-moderation/get": { options: {
/** 查询频道视频审核设置（需开通） */
query: { channelId: Id } }; data: { channelId?: string | number | null; illegalNotify?: { assistantEnabled?: Flag; monitorEnabled?: Flag; platformEnabled?: Flag; talentEnabled?: Flag } | null; imageFrequency?: number | null; moderationEnabled?: Flag; moderationStrategy?: string | null } | null };
  "GET /live/v4/channel/video-moderation/result/list": { options: {
/** 查询频道视频审核记录列表 */
query: { channelId: Id; label?: string; pageNumber?: number; pageSize?: number; resultType?: string; sessionId?: string } }; data: { contents?: ({ channelId?: string | number | null; createTime?: string | null; id?: string | number | null; imageUrl?: string | null; label?: string | null; labelDesc?: string | null; moderationStrategyDesc?: string | null; ocrKeyword?: string | null; ocrText?: string | null; politicalName?: string | null; resultType?: 1 | 2 | 3 | (number & {}) | null; resultTypeDesc?: string | null; sessionId?: string | null; taskId?: string | number | null; userId?: string | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "POST /live/v4/channel/video-moderation/update": { options: {
/** 更新频道视频审核设置（需开通） */
query: { channelId: Id };
/** 更新频道视频审核设置（需开通） */
json: { illegalNotify: { assistantEnabled?: YesNo; monitorEnabled?: YesNo; platformEnabled?: YesNo; talentEnabled?: YesNo }; imageFrequency: 20 | 5 | 60 | (number & {}); moderationEnabled: YesNo; moderationStrategy: "finance_easy" | "finance_normal" | "finance_serious" | (string & {}) } }; data: boolean | null };
  "POST /live/v4/channel/watch/viewer/logout": { options: {
/** 频道观看页观众退出登录 */
query: { channelId: Id };
/** 频道观看页观众退出登录 */
json: { token?: string } }; data: Fields | null };
  "POST /live/v4/chat/add-bullentin": { options: {
/** 发布公告 */
form: { channelId: Id; content: string; isTop?: YesNo; isPop?: YesNo } }; data: boolean | null };
  "POST /live/v4/chat/alert-to-special": { options: {
/** 发送开播端弹窗消息 */
form: { channelId: Id; message: string; title: string } }; data: boolean | null };
  "POST /live/v4/chat/batch-checkin": { options: {
/** 批量设置签到功能 */
json: readonly ({ channelId: Id; limitTime?: number; delayTime?: number; message?: string; forceCheckInEnabled?: YesNo })[] }; data: boolean | null };
  "POST /live/v4/chat/channel/forbid/kick-users": { options: {
/** 频道内踢人 */
query: { channelId: Id };
/** 频道内踢人 */
json: { viewerIds: readonly string[]; nickNames: readonly string[] } }; data: string | null };
  "POST /live/v4/chat/channel/forbid/unkick-users": { options: {
/** 频道内取消踢人 */
query: { channelId: Id };
/** 频道内取消踢人 */
json: { viewerIds: readonly string[]; nickNames: readonly string[] } }; data: string | null };
  "POST /live/v4/chat/forbid/kick-users": { options: {
/** 全平台踢人 */
json: { viewerIds: readonly string[]; nickNames: readonly string[] } }; data: string | null };
  "GET /live/v4/chat/forbid/list": { options: {
/** 全平台封禁用户列表 */
query?: { viewerId?: string; nickName?: string; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; contents?: ({ nickName?: string | null; viewerId?: string | null; banned?: Flag; kicked?: Flag; operationTime?: number | null })[] | null } | null };
  "POST /live/v4/chat/forbid/unkick-users": { options: {
/** 全平台取消踢人 */
json: { viewerIds: readonly string[]; nickNames: readonly string[] } }; data: string | null };
  "GET /live/v4/chat/get-group-login-times": { options: {
/** 查询分组登录次数 */
query: { channelId: Id } }; data: ({ id?: string | null; name?: string | null; total?: number | null })[] | null };
  "GET /live/v4/chat/list-bullentin": { options: {
/** 查询频道公告列表 */
query: { channelId: Id; pageNumber: number; pageSize: number; sort?: string } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ id?: string | number | null; content?: string | null; isTop?: 0 | 1 | (number & {}) | null; isPop?: 0 | 1 | (number & {}) | null; canClose?: 0 | 1 | (number & {}) | null; createTime?: number | null; nick?: string | null; pic?: string | null })[] | null } | null };
  "GET /live/v4/chat/list-qa": { options: {
/** 查询频道问答列表 */
query: { channelId: Id; pageNumber: number; pageSize: number } }; data: { pageSize?: number | null; pageNumber?: number | null; totalItems?: number | null; totalPages?: number | null; contents?: ({ id?: string | number | null; sessionId?: string | null; viewerId?: string | null; status?: 0 | 1 | 10 | (number & {}) | null; content?: string | null; answers?: ({ id?: string | null; content?: string | null; createTime?: number | null; nick?: string | null })[] | null; createTime?: number | null })[] | null } | null };
  "POST /live/v4/chat/message/audit": { options: {
/** 发送审核通过的聊天消息 */
query: { channelId: Id };
/** 发送审核通过的聊天消息 */
json: readonly ({ msgId: string; content: string; viewerId: string; nickName: string; avatar?: string; sessionId?: string; viewerType?: string })[] }; data: ({ id?: string | null; msg?: string | null; msgId?: string | null; status?: boolean | null })[] | null };
  "POST /live/v4/chat/notice/clean": { options: {
/** 清空频道公告信息 */
form: { channelId: Id } }; data: boolean | null };
  "GET /live/v4/chat/send-custom-message": { options: {
/** 发送自定义消息. Changes data, though a GET. */
query: { channelId: Id; content?: string; imgUrl?: string; joinHistoryList?: 1 | 0; watchType?: number; important?: YesNo } }; data: Fields | null };
  "POST /live/v4/chat/send-custom-message/encode": { options: {
/** 发送自定义消息 */
form: { channelId: Id; content?: string; imgUrl?: string; joinHistoryList?: 1 | 0; watchType?: 1 | 2 | 3 } }; data: Fields | null };
  "GET /live/v4/global/auth/get": { options: {}; data: ({ authEnabled?: Flag; authType?: "none" | "code" | "pay" | "phone" | "info" | "custom" | "external" | "direct" | (string & {}) | null; subAuthType?: "public" | "wx" | (string & {}) | null; whiteListEntryText?: string | null; whiteListInputTips?: string | null; authTips?: string | null; payAuthTips?: string | null; price?: number | null; trialWatchEnabled?: string | null; trialWatchEndTime?: string | null; trialWatchTime?: number | null; validTimePeriod?: number | null; watchEndTime?: string | null; authCode?: string | null; codeAuthTips?: string | null; qcodeImg?: string | null; qcodeTips?: string | null; infoAuthTips?: string | null; infoDesc?: string | null; infoFields?: ({ name?: string | null; options?: string | null; placeholder?: string | null; smsEnabled?: Flag; type?: "name" | "text" | "mobile" | "number" | "option" | (string & {}) | null })[] | null; customKey?: string | null; customUri?: string | null; externalEntryText?: string | null; externalKey?: string | null; externalRedirectUri?: string | null; externalUri?: string | null; directKey?: string | null; privacyParam?: ({ authType?: "code" | "pay" | "phone" | "info" | "custom" | "external" | "direct" | (string & {}) | null; channelId?: string | number | null; content?: string | null; status?: Flag })[] | null; expectedArrivalEnabled?: Flag; onceWhitelistEnabled?: Flag })[] | null };
  "POST /live/v4/global/auth/update": { options: {
/** 修改默认模板-观看条件 */
json: readonly ({ authEnabled: string; authType: string; subAuthType?: string; customKey?: string; customUri?: string; whiteListEntryText?: string; authTips?: string; infoFields?: readonly ({ name: string; placeholder?: string; required?: string; type?: "name" | "text" | "mobile" | "number" | "option"; options?: string; smsEnabled?: YesNo })[]; privacyParam?: readonly ({ title?: string; content?: string; enabled?: string })[] })[] }; data: Fields | null };
  "POST /live/v4/global/robot/delete-batch": { options: {
/** 批量删除机器人信息 */
form: { ids: string } }; data: Fields | null };
  "GET /live/v4/global/robot/label/list": { options: {
/** 平台内容库分组列表 */
query: { type: "script" | "robot" } }; data: ({ id?: string | number | null; name?: string | null; type?: "SYS" | "USER" | (string & {}) | null; updateTime?: number | null })[] | null };
  "GET /live/v4/global/robot/list": { options: {
/** 分页查询机器人虚拟昵称 */
query?: { pageNumber?: number; pageSize?: number } }; data: { contents?: ({ id?: string | number | null; avatar?: string | null; lastModified?: string | null; name?: string | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "POST /live/v4/global/robot/save-batch": { options: {
/** 批量创建机器人虚拟昵称 */
json: readonly ({ name: string; avatar?: string })[] }; data: { success?: boolean | null; savedCount?: number | null } | null };
  "GET /live/v4/group/account/allocation-log/list": { options: {
/** 获取分配记录 */
query?: { emails?: string; depositStartTime?: number; depositEndTime?: number; resourceCode?: string; alterationType?: string; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; email?: string | null; resourceCode?: string | null; alterationType?: string | null; amount?: number | null; balanceAfter?: number | null; depositTime?: number | null; operator?: string | null })[] | null } | null };
  "GET /live/v4/group/account/billing-daily/list": { options: {
/** 查询主账号账单统计 */
query: { billingDate: string; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ unionId?: string | null; accountPeriod?: string | null; production?: string | null; category?: string | null; itemConsumed?: number | null; itemConsumedUnit?: string | null; statAt?: string | null; tradeType?: 1 | 2 | 3 | 4 | (number & {}) | null })[] | null } | null };
  "GET /live/v4/group/health-check": { options: {}; data: { health?: number | null } | null };
  "GET /live/v4/group/user/billing-daily/list": { options: {
/** 查询分账号账单统计列表 */
query: { startDate: string; endDate: string; email?: string; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ unionId?: string | null; accountPeriod?: string | null; production?: string | null; category?: string | null; itemConsumed?: number | null; itemConsumedUnit?: string | null; statAt?: string | null; tradeType?: 1 | 2 | 3 | 4 | (number & {}) | null })[] | null } | null };
  "POST /live/v4/group/user/create": { options: {
/** 创建集团分帐号 */
json: { email: string; password: string; contacts: string; phone: string; maxChannels: number; minutes?: number; concurrent?: number; linkMicMinutes?: number; guideMinutes?: number; linkMicLimit?: number } }; data: { appId?: string | null; appSecret?: string | null; userId?: string | null } | null };
  "POST /live/v4/group/user/isolation/create": { options: {
/** 创建集团分帐号 */
json: { email: string; password: string; contacts?: string; phone?: string; maxChannels?: number; minutes?: number; memo?: string; expireType?: "custom" | "group"; expireDate?: number } }; data: { appId?: string | null; appSecret?: string | null; userId?: string | null } | null };
  "GET /live/v4/group/user/package-validity/list": { options: {
/** 查询分账号剩余资源 */
query?: { emails?: string; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ userId?: string | null; appId?: string | null; appSecret?: string | null; email?: string | null; balance?: string | null; phone?: string | null; memo?: string | null; contacts?: string | null; chargeType?: "minutes" | "parallelConcurrent" | "totalConcurrent" | (string & {}) | null; concurrent?: ({ start?: string | null; end?: string | null; available?: number | null })[] | null; minutes?: ({ start?: string | null; end?: string | null; available?: number | null })[] | null; flow?: ({ start?: string | null; end?: string | null; available?: number | null })[] | null; space?: ({ start?: string | null; end?: string | null; available?: number | null })[] | null; expireType?: "group" | "custom" | (string & {}) | null; expireDate?: number | null; status?: "normal" | "expired" | "frozen" | (string & {}) | null; linkMicMinutes?: number | null; guideMinutes?: number | null; maxChannels?: number | null; linkMicLimit?: number | null })[] | null } | null };
  "POST /live/v4/group/user/package-validity/update": { options: {
/** 分配分帐号资源 */
json: { email: string; balance?: number; concurrent?: number; concurrentActivateDate?: number; concurrentEndDate?: number; minutes?: number; minutesActivateDate?: number; minutesEndDate?: number; remainFlow?: number; remainFlowActivateDate?: number; remainFlowEndDate?: number; remainSpace?: number; remainSpaceActivateDate?: number; remainSpaceEndDate?: number } }; data: boolean | null };
  "GET /live/v4/group/user/package/list": { options: {
/** 查询分账号列表及剩余资源 */
query?: { emails?: string; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ userId?: string | null; appId?: string | null; appSecret?: string | null; email?: string | null; balance?: string | null; phone?: string | null; memo?: string | null; contacts?: string | null; chargeType?: "minutes" | "parallelConcurrent" | "totalConcurrent" | (string & {}) | null; remainConcurrent?: number | null; remainMinutes?: number | null; remainFlow?: number | null; remainSpace?: number | null; expireType?: "group" | "custom" | (string & {}) | null; expireDate?: number | null; status?: "normal" | "expired" | "frozen" | (string & {}) | null; linkMicMinutes?: number | null; guideMinutes?: number | null; maxChannels?: number | null; linkMicLimit?: number | null; vodSecretKey?: string | null; vodBakSecretKey?: string | null; writeToken?: string | null; readToken?: string | null; remainAiPptVideoDuration?: number | null; remainAiPptVideoWithDigitalHumanDuration?: number | null })[] | null } | null };
  "POST /live/v4/group/user/package/update": { options: {
/** 分配分帐号资源 */
json: { email: string; balance?: number; concurrent?: number; minutes?: number; linkMicMinutes?: number; guideMinutes?: number; linkMicLimit?: number; flow?: number; space?: number } }; data: boolean | null };
  "POST /live/v4/group/user/secret/reset": { options: {
/** 重置分账号应用密匙 */
form: { email: string } }; data: { appId?: string | null; appSecret?: string | null; userId?: string | null } | null };
  "GET /live/v4/material/category/list": { options: {
/** 查询素材库分类 */
query: { materialType: "video" | "image" | "document" | "text"; parentId?: Id } }; data: { contents?: ({ id?: string | number | null; title?: string | null; type?: "DEFAULT" | "CUSTOM" | "PLAYBACK" | "AI" | "DISK_VIDEO" | "TEMP_STORE" | "PRODUCT_EXPLAIN" | (string & {}) | null; subCount?: number | null })[] | null } | null };
  "POST /live/v4/material/delete": { options: {
/** 删除素材 */
json: { materialIds: readonly string[]; deleteCompletely?: string; allowPartialDelete?: string } }; data: { failedMaterialIds?: string[] | null } | null };
  "POST /live/v4/material/label/create": { options: {
/** 新增素材库标签 */
json: { name: string } }; data: boolean | null };
  "POST /live/v4/material/label/delete": { options: {
/** 删除素材库标签 */
json: { id: Id } }; data: boolean | null };
  "GET /live/v4/material/label/list": { options: {
/** 查询素材库标签列表 */
query: { pageNumber: number; pageSize: number; keyword?: string } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | number | null; name?: string | null; userId?: string | null })[] | null } | null };
  "POST /live/v4/material/label/update": { options: {
/** 更新素材库标签 */
json: { id: Id; name: string } }; data: boolean | null };
  "GET /live/v4/material/list": { options: {
/** 查询素材列表 */
query: { pageNumber: number; pageSize: number; type: "image" | "video" | "audio" | "document"; categoryId?: Id; title?: string; startCreateTime?: number; endCreateTime?: number; expireSecond?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | null; url?: string | null; title?: string | null; type?: "video" | "image" | "document" | "text" | (string & {}) | null; fileSize?: number | null; duration?: number | null; source?: "upload" | "record" | "pptRecord" | "aiVideo" | "channelDocument" | "productExplain" | (string & {}) | null; extData?: { screenshots?: string[] | null; subtitles?: string[] | null } | null; categoryId?: string | number | null; status?: "normal" | "temp_store" | "recycle" | "wait_audit" | "auditing" | "audit_fail" | "wait_encode" | "encoding" | "encode_fail" | "expired" | (string & {}) | null; expireDate?: number | null; createUserId?: string | null; createUserName?: string | null; channelId?: string | number | null; createTime?: number | null; updateTime?: number | null })[] | null } | null };
  "POST /live/v4/root/order/create": { options: {
/** 腾讯云政企直播下单接口 */
json: { UIN: string; orderId: string; email: string; mobile: string; contact?: string; basicService?: { type: "standard" | "enterprise" | "flagship"; number: number }; premiumService?: readonly ({ type: "premium_package" | "group_account" | "quality_analysis" | "live_transfer" | "link_mic_time" | "playback_store" | "playback_flow" | "channel_number" | "live_time" | "monitoring_time"; number: number })[] } }; data: boolean | null };
  "POST /live/v4/root/user/register": { options: {
/** 保利威账号注册-渠道使用 */
form: { company: string; mobile: number; contact: string; email: string } }; data: { userId?: string | null; password?: string | null; appId?: string | null; appSecret?: string | null } | null };
  "GET /live/v4/statistics/inviter-poster/list": { options: {
/** 分页查询邀请海报邀请数据 */
query: { channelId: Id; pageNumber?: number; pageSize?: number; startTime?: number; endTime?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ openId?: string | null; viewerId?: string | null; nickname?: string | null; createdTime?: number | null; receiverOpenId?: string | null; receiverViewerId?: string | null; receiverNickname?: string | null; receiverTime?: number | null; param4?: string | null; param5?: string | null })[] | null } | null };
  "GET /live/v4/statistics/mic/history/get": { options: {
/** 查询账号时间范围连麦使用量 */
query?: { startTime?: number; endTime?: number } }; data: { userId?: string | null; history?: number | null } | null };
  "POST /live/v4/statistics/session-stats/list": { options: {
/** 查询时间内直播场次数据 */
form?: { startTime?: number; endTime?: number; pageNumber?: number; pageSize?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; sessionId?: string | null; name?: string | null; startTime?: number | null; endTime?: number | null; userId?: string | null })[] | null } | null };
  "GET /live/v4/statistics/session-stats/summary/list": { options: {
/** 查询直播场次汇总数据列表 */
query?: { channelId?: Id; keyword?: string; endTime?: string; pageNumber?: number; pageSize?: number; startTime?: string } }; data: { contents?: ({ id?: string | number | null; channelId?: string | number | null; sessionId?: string | null; name?: string | null; attendanceActual?: number | null; attendanceExpected?: number | null; attendanceType?: number | null; averagePlayDuration?: number | null; endTime?: string | null; maxConcurrencyCount?: number | null; mobileUniqueViewer?: number | null; pcUniqueViewer?: number | null; playCount?: number | null; playDuration?: number | null; startDuration?: number | null; startTime?: string | null; totalPlayDuration?: number | null; uniqueViewer?: number | null; userId?: string | null; videoView?: number | null; viewerCount?: number | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "POST /live/v4/user/children/create": { options: {
/** 新增子账号 */
json: { childEmail: string; childName: string; password: string; roleId: Id; organizationId?: Id; telephone?: string; description?: string } }; data: { childUserId?: string | null; childName?: string | null; childEmail?: string | null; description?: string | null; telephone?: string | null; status?: "NORMAL" | "FROZEN" | "DELETE" | (string & {}) | null; organizationId?: string | number | null; organizationName?: string | null; roleId?: string | number | null; roleName?: string | null; createdTime?: number | null } | null };
  "POST /live/v4/user/children/delete": { options: {
/** 删除子账号 */
form: { childEmail: string } }; data: boolean | null };
  "GET /live/v4/user/children/list": { options: {
/** 查询用户子账号列表 */
query?: { pageNumber?: number; pageSize?: number; childEmail?: string } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ childUserId?: string | null; childName?: string | null; childEmail?: string | null; description?: string | null; telephone?: string | null; status?: "NORMAL" | "FROZEN" | "DELETE" | (string & {}) | null; organizationId?: string | number | null; organizationName?: string | null; roleId?: string | number | null; roleName?: string | null; createdTime?: number | null })[] | null } | null };
  "GET /live/v4/user/children/role/list": { options: {}; data: ({ id?: string | number | null; name?: string | null; description?: string | null; permissionName?: string | null })[] | null };
  "POST /live/v4/user/children/update": { options: {
/** 修改子账号 */
json: { childEmail: string; childUserId?: string; childName?: string; password?: string; telephone?: string; description?: string; organizationId?: Id; roleId?: Id } }; data: boolean | null };
  "POST /live/v4/user/coupon/create": { options: {
/** 创建优惠券 */
json: { name: string; receiveStartTime: number; receiveEndTime: number; useTimeType: "RANGE" | "DAY" | (string & {}); useStartTime?: number; useEndTime?: number; dayOfUse?: number; type: "MAX_OUT" | "DISCOUNT" | (string & {}); availableAmount: number; rule: { condition: "UNCONDITIONAL" | "FULL_REDUCE"; unconditional?: { enable: boolean; value: number; unit: "DISCOUNT" | "MONEY" }; fullReduce?: { enable: boolean; full: number; reduce: number; unit: "DISCOUNT" | "MONEY" }; limitPerPerson: number } } }; data: { "Data自身"?: string | null } | null };
  "POST /live/v4/user/coupon/delete-batch": { options: {
/** 删除优惠券 */
json: { couponIds: readonly string[] } }; data: Fields | null };
  "GET /live/v4/user/coupon/search": { options: {
/** 查询优惠券列表 */
query?: { pageNumber?: number; pageSize?: number; couponId?: string; name?: string; status?: "NOT_START" | "GOING" | "FINISHED" | "INVALID" } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ couponId?: string | null; name?: string | null; receiveStartTime?: number | null; receiveEndTime?: number | null; useTimeType?: string | null; useStartTime?: number | null; useEndTime?: number | null; dayOfUse?: number | null; availableAmount?: number | null; rule?: { condition?: "UNCONDITIONAL" | "FULL_REDUCE" | (string & {}) | null; unconditional?: { enable?: boolean | null; value?: number | null; unit?: "DISCOUNT" | "MONEY" | (string & {}) | null } | null; fullReduce?: { enable?: boolean | null; full?: number | null; reduce?: number | null; unit?: "DISCOUNT" | "MONEY" | (string & {}) | null } | null; limitPerPerson?: number | null } | null })[] | null } | null };
  "GET /live/v4/user/coupon/search-viewer": { options: {
/** 查询优惠券领取列表 */
query: { pageNumber?: number; pageSize?: number; couponId: string; keyword?: string; receiveSource?: "CHANNEL" | "AGGREGATE_PAGE" } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ viewerId?: string | null; nickname?: string | null; mobile?: string | null; avatar?: string | null; receiveSource?: "CHANNEL" | "AGGREGATE_PAGE" | (string & {}) | null; receiveTime?: number | null })[] | null } | null };
  "POST /live/v4/user/coupon/update": { options: {
/** 修改优惠券 */
json: { couponId: string; name?: string; receiveStartTime?: number; receiveEndTime?: number; useTimeType?: "RANGE" | "DAY"; useStartTime?: number; useEndTime?: number; dayOfUse?: number; type?: "MAX_OUT" | "DISCOUNT"; availableAmount?: number; rule?: { condition: "UNCONDITIONAL" | "FULL_REDUCE"; unconditional?: { enable: boolean; value: number; unit: "DISCOUNT" | "MONEY" }; fullReduce?: { enable: boolean; full: number; reduce: number; unit: "DISCOUNT" | "MONEY" }; limitPerPerson: number } } }; data: Fields | null };
  "POST /live/v4/user/coupon/update-status-batch": { options: {
/** 停止优惠券 */
json: { couponIds: readonly string[] } }; data: Fields | null };
  "GET /live/v4/user/custom-field/list": { options: {}; data: ({ customFieldId?: string | null; customFieldName?: string | null; customFieldType?: string | null })[] | null };
  "POST /live/v4/user/custom-field/save": { options: {
/** 新增自定义字段 */
json: { customFieldId: string; customFieldName: string; customFieldType: string } }; data: Fields | null };
  "POST /live/v4/user/custom-field/viewer-value/save": { options: {
/** 观众自定义信息同步 */
json: readonly ({ viewerId?: string; customFieldId?: string; customFieldValue?: string })[] }; data: Fields | null };
  "GET /live/v4/user/donate/get": { options: {}; data: { donateCashEnabled?: Flag; cashDonate?: { cashs?: number[] | null; cashMin?: number | null } | null; donateGiftEnabled?: Flag; giftDonate?: { payWay?: "CASH" | "POINT" | (string & {}) | null; cashUnit?: string | null; pointUnit?: string | null; cashPays?: ({ name?: string | null; img?: string | null; dynamicImg?: string | null; dynamicFile?: string | null; price?: number | null; sequence?: number | null; enabled?: Flag; unit?: string | null; imgType?: "STATIC" | "DYNAMIC" | (string & {}) | null })[] | null; pointPays?: ({ name?: string | null; img?: string | null; dynamicImg?: string | null; dynamicFile?: string | null; price?: number | null; sequence?: number | null; enabled?: Flag; unit?: string | null; imgType?: "STATIC" | "DYNAMIC" | (string & {}) | null })[] | null } | null } | null };
  "POST /live/v4/user/donate/gift/update": { options: {
/** 修改默认模板礼物打赏设置 */
json: { donateGiftEnabled: YesNo; giftDonate?: { payWay?: string; cashUnit?: string; pointUnit?: string; cashPays?: readonly ({ name?: string; img: string; dynamicImg?: string; dynamicFile?: string; price?: number; sequence?: number; enabled?: YesNo; unit?: string; imgType?: string })[]; pointPays?: readonly ({ name?: string; img: string; dynamicImg?: string; dynamicFile?: string; price?: number; sequence?: number; enabled?: YesNo; unit?: string; imgType?: string })[]; name?: string; img?: string; price?: number; enabled?: YesNo } } }; data: Fields | null };
  "GET /live/v4/user/global-setting/callback/get": { options: {}; data: { recordCallbackUrl?: string | null; recordFileCallBackType?: "all" | "last" | (string & {}) | null; recordCallbackVideoType?: string | null; playbackCallbackUrl?: string | null; rebirthVodCallbackEnabled?: Flag; pptRecordCallbackUrl?: string | null; streamCallbackUrl?: string | null; channelBasicUpdateCallbackUrl?: string | null; liveScanCallbackUrl?: string | null; chatUserStatusCallbackUrl?: string | null; interactionCallbackUrl?: string | null; playbackCacheCallbackUrl?: string | null; playbackSettingCallbackUrl?: string | null; aiPptVideoCallbackUrl?: string | null; liveViolationCutoffCallbackUrl?: string | null } | null };
  "POST /live/v4/user/global-setting/callback/update": { options: {
/** 修改全局回调设置 */
json: { recordCallbackUrl?: string; recordFileCallBackType?: string; recordCallbackVideoType?: string; playbackCallbackUrl?: string; rebirthVodCallbackEnabled?: YesNo; pptRecordCallbackUrl?: string; streamCallbackUrl?: string; channelBasicUpdateCallbackUrl?: string; liveScanCallbackUrl?: string; playbackCacheCallbackUrl?: string; aiPptVideoCallbackUrl?: string; liveViolationCutoffCallbackUrl?: string; liveStatsCallbackUrl?: string } }; data: boolean | null };
  "GET /live/v4/user/global-setting/footer/get": { options: {}; data: { userId?: string | null; showFooterEnabled?: Flag; footerText?: string | null; footTextLinkProtocol?: string | null; footTextLinkUrl?: string | null } | null };
  "POST /live/v4/user/global-setting/footer/update": { options: {
/** 修改页脚设置 */
json: { showFooterEnabled?: YesNo; footerText?: string; footTextLinkProtocol?: string; footTextLinkUrl?: string } }; data: boolean | null };
  "GET /live/v4/user/global-setting/pv-show/get": { options: {}; data: { enabled?: Flag } | null };
  "POST /live/v4/user/global-setting/pv-show/update": { options: {
/** 修改观看次数显示开关 */
form: { enabled: YesNo } }; data: boolean | null };
  "GET /live/v4/user/global-setting/switch/get": { options: {}; data: { channelConcurrencesEnabled?: Flag; timelyConvertEnabled?: Flag; donateEnabled?: Flag; rebirthAutoUploadEnabled?: Flag; rebirthAutoConvertEnabled?: Flag; pptCoveredEnabled?: Flag; coverImgType?: "contain" | "cover" | (string & {}) | null } | null };
  "POST /live/v4/user/global-setting/switch/update": { options: {
/** 修改全局频道设置 */
json: { channelConcurrencesEnabled?: string; timelyConvertEnabled?: string; donateEnabled?: string; rebirthAutoUploadEnabled?: string; rebirthAutoConvertEnabled?: string; pptCoveredEnabled?: string; coverImgType?: string; testModeButtonEnabled?: string } }; data: string | null };
  "GET /live/v4/user/invite-customer/get": { options: {
/** 一客一码邀请销售信息查询 */
query?: { saleId?: string; saleCode?: string } }; data: { userId?: string | null; childUserId?: string | null; childName?: string | null; childEmail?: string | null; avatar?: string | null; telephone?: string | null } | null };
  "POST /live/v4/user/invite-sales/add": { options: {
/** 添加邀请员 */
json: { viewerUnionIds: readonly string[]; organizationId?: Id } }; data: unknown };
  "GET /live/v4/user/invite-sales/follow-viewer/list": { options: {
/** 获取邀请员的绑定观众列表 */
query?: { inviteCustomerId?: string; inviteCustomerNickname?: string; viewerId?: string; username?: string; telephone?: string; followStatusList?: string; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ inviteCustomerId?: string | null; inviteCustomerNickname?: string | null; viewerId?: string | null; nickname?: string | null; telephone?: string | null; followStatus?: number | null; followTime?: number | null })[] | null } | null };
  "GET /live/v4/user/invite-sales/list": { options: {
/** 获取邀请员列表 */
query?: { viewerUnionId?: string; mobile?: string; keyword?: string; organizationId?: Id; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ viewerUnionId?: string | null; nickname?: string | null; wxNickName?: string | null; wxAvatar?: string | null; mobile?: string | null; inviteSalesSource?: string | null; inviteSalesGrantedTime?: number | null; organizationId?: string | number | null; organizationName?: string | null; inviteSalesAdmin?: string | null; customerNum?: number | null })[] | null } | null };
  "POST /live/v4/user/invite-sales/remove": { options: {
/** 移除邀请员 */
json: { viewerUnionIds: readonly string[]; newViewerUnionId?: string; followViewersToNewViewerUnionId?: string } }; data: unknown };
  "POST /live/v4/user/invite-sales/update": { options: {
/** 修改邀请员信息 */
json: { viewerUnionIds: readonly string[]; organizationId: Id } }; data: unknown };
  "GET /live/v4/user/label/delete": { options: {
/** 删除标签. Changes data, though a GET. */
query: { labelId: string } }; data: unknown };
  "GET /live/v4/user/label/page": { options: {
/** 分页查询标签 */
query: { pageNumber: number; pageSize: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | null; name?: string | null })[] | null } | null };
  "POST /live/v4/user/label/save": { options: {
/** 创建标签 */
json: { labelName: string } }; data: { id?: string | null; name?: string | null } | null };
  "POST /live/v4/user/label/update": { options: {
/** 编辑标签 */
json: { labelId: string; labelName: string } }; data: unknown };
  "GET /live/v4/user/lottery/list-personal-win": { options: {
/** 查询用户中奖记录 */
query: { viewerId: string; pageSize: number; pageNumber: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; channelName?: string | null; sessionId?: string | null; collectInfo?: string | null; acceptType?: "form" | "link" | "qrCode" | (string & {}) | null; lotteryId?: string | null; prize?: string | null; received?: boolean | null; winnerCode?: string | null; activityName?: string | null; createdTime?: number | null; lastModified?: number | null; receiveEnabled?: boolean | null })[] | null } | null };
  "GET /live/v4/user/mr/concurrency-detail/get": { options: {}; data: { mrLiveConcurrency?: number | null; usedCount?: number | null; residualConcurrency?: number | null; channelIds?: string[] | null } | null };
  "POST /live/v4/user/multimedia/resource/delete-batch": { options: {
/** 删除音视频文件 */
form: { vids: string } }; data: Fields | boolean | null };
  "GET /live/v4/user/multimedia/resource/list": { options: {
/** 查询音视频文件详情 */
query: { vids: string } }; data: ({ vid?: string | null; title?: string | null; status?: number | null; createTime?: string | null })[] | null };
  "POST /live/v4/user/organization/create": { options: {
/** 新增组织 */
json: { name: string; parentId: Id; description?: string; organizationName?: string } }; data: { userId?: string | null; id?: string | number | null; name?: string | null; description?: string | null; icon?: string | null; lft?: number | null; rgt?: number | null; parentId?: string | number | null } | null };
  "POST /live/v4/user/organization/delete": { options: {
/** 删除组织 */
form: { organizationId: Id } }; data: Fields | null };
  "GET /live/v4/user/organization/list": { options: {}; data: ({ userId?: string | null; id?: string | number | null; name?: string | null; description?: string | null; icon?: string | null; lft?: number | null; rgt?: number | null; parentId?: string | number | null })[] | null };
  "POST /live/v4/user/product/delete": { options: {
/** 删除商品 */
form: { productId: string } }; data: unknown };
  "GET /live/v4/user/product/list": { options: {
/** 分页查询商品 */
query: { pageNumber: number; pageSize: number; keyword?: string; productType?: "normal" | "finance" } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ productId?: string | null; name?: string | null; cover?: string | null; linkType?: 10 | 11 | 12 | (number & {}) | null; link?: string | null; productType?: "normal" | "finance" | "position" | (string & {}) | null; pcLink?: string | null; mobileLink?: string | null; wxMiniprogramOriginalId?: string | null; wxMiniprogramLink?: string | null; mobileAppLink?: string | null; iosLink?: string | null; androidLink?: string | null; otherLink?: string | null; features?: string | null; tagIds?: (string | number)[] | null; btnShow?: string | null; productDesc?: string | null; productDetail?: string | null; ext?: string | null; field?: unknown; priceType?: string | null; realPrice?: number | null; customPrice?: string | null; originalPriceType?: string | null; price?: number | null; customOrignalPrice?: string | null })[] | null } | null };
  "GET /live/v4/user/product/order/get": { options: {
/** 查询商品订单详情 */
query: { orderNo: string } }; data: { orderNo?: string | null; channelId?: string | number | null; viewerId?: string | null; viewerNickName?: string | null; transactionId?: string | null; amount?: number | null; expressEnabled?: string | null; status?: string | null; createTime?: number | null; payTime?: number | null; deliveryTime?: number | null; finishTime?: number | null; addressExt?: { mobile?: string | null; name?: string | null; area?: string | null; address?: string | null } | null; products?: ({ productSnapshotId?: string | number | null; amount?: number | null; quantity?: number | null; totalAmount?: number | null; productName?: string | null; productCover?: string | null })[] | null } | null };
  "GET /live/v4/user/product/order/list": { options: {
/** 查询商品订单列表 */
query?: { pageNumber?: number; pageSize?: number; queryChannelId?: Id; status?: string; deliveryType?: string; startCreateTime?: string; endCreateTime?: string; startPayTime?: string; endPayTime?: string; startDeliveryTime?: string; endDeliveryTime?: string; startFinishTime?: string; endFinishTime?: string } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ orderNo?: string | null; channelId?: string | number | null; viewerId?: string | null; viewerNickName?: string | null; transactionId?: string | null; amount?: number | null; expressEnabled?: string | null; status?: string | null; createTime?: number | null; payTime?: number | null; deliveryTime?: number | null; finishTime?: number | null; addressExt?: { mobile?: string | null; name?: string | null; area?: string | null; address?: string | null } | null; products?: ({ productSnapshotId?: string | number | null; amount?: number | null; quantity?: number | null; totalAmount?: number | null; productName?: string | null; productCover?: string | null })[] | null })[] | null } | null };
  "POST /live/v4/user/product/order/update-batch-status": { options: {
/** 批量更新订单状态 */
json: { orderNos: readonly string[]; status: string } }; data: { successOrderNos?: string[] | null; failOrderList?: ({ orderNo?: string | null; errCode?: number | null; errMsg?: string | null })[] | null } | null };
  "POST /live/v4/user/product/save": { options: {
/** 创建商品 */
json: { name: string; linkType: number; link: string; cover?: string; productType?: string; pcLink?: string; mobileLink?: string; wxMiniprogramOriginalId?: string; wxMiniprogramLink?: string; mobileAppLink?: string; iosLink?: string; androidLink?: string; otherLink?: string; features?: string; price?: number; realPrice?: number; priceType?: string; customPrice?: string; originalPriceType?: string; customOriginalPrice?: string; customOrignalPrice?: string; tagIds?: readonly Id[]; btnShow?: string; productDesc?: string; productDetail?: string; ext?: string } }; data: string | null };
  "POST /live/v4/user/product/tag/create": { options: {
/** 创建商品标签 */
json: { name: string } }; data: { name?: string | null } | null };
  "POST /live/v4/user/product/tag/delete": { options: {
/** 删除商品标签 */
json: { id: Id } }; data: unknown };
  "GET /live/v4/user/product/tag/list": { options: {
/** 分页查询商品标签 */
query: { channelId: Id; pageNumber: number; pageSize: number; keyword?: string } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ name?: string | null })[] | null } | null };
  "POST /live/v4/user/product/tag/update": { options: {
/** 更新商品标签 */
json: { id: Id; name: string } }; data: unknown };
  "POST /live/v4/user/product/update": { options: {
/** 编辑商品 */
json: { productId: string; name: string; linkType: number; link: string; cover?: string; productType?: string; pcLink?: string; mobileLink?: string; wxMiniprogramOriginalId?: string; wxMiniprogramLink?: string; mobileAppLink?: string; iosLink?: string; androidLink?: string; otherLink?: string; features?: string; price?: number; realPrice?: number; priceType?: string; customPrice?: string; originalPriceType?: string; customOriginalPrice?: string; customOrignalPrice?: string; tagIds?: readonly Id[]; btnShow?: string; productDesc?: string; productDetail?: string; ext?: string } }; data: unknown };
  "POST /live/v4/user/sms/send": { options: {
/** 发送阿里云短信通知 */
json: { phoneNumbers: readonly (string | number)[]; templateParamNames: readonly string[]; templateParamValues: readonly (string | number)[]; mobile?: string; content?: string } }; data: ({ phoneNumber?: string | null; status?: -1 | -2 | 11 | 12 | (number & {}) | null; serialNo?: string | null })[] | null };
  "GET /live/v4/user/template/audio-moderation/get": { options: {}; data: { moderationEnabled?: Flag; moderationStrategy?: string | null; badwordEnabled?: Flag; illegalNotify?: { monitorEnabled?: Flag; talentEnabled?: Flag; assistantEnabled?: Flag; platformEnabled?: Flag } | null } | null };
  "POST /live/v4/user/template/audio-moderation/update": { options: {
/** 修改默认模板音频审核 */
json: { enabled?: boolean; level?: string; moderationEnabled: YesNo; moderationStrategy: string; badwordEnabled: YesNo; illegalNotify: { monitorEnabled?: YesNo; talentEnabled?: YesNo; assistantEnabled?: YesNo; platformEnabled?: YesNo } } }; data: Fields | null };
  "GET /live/v4/user/template/marquee/get": { options: {}; data: { enable?: Flag; antiRecordType?: "marquee" | "watermark" | (string & {}) | null; modelType?: "fixed" | "nickname" | "diyurl" | (string & {}) | null; autoZoomEnabled?: Flag; content?: string | null; opacity?: number | null; doubleEnabled?: Flag; fontColor?: string | null; fontSize?: string | null; showMode?: "roll" | "flicker" | (string & {}) | null } | null };
  "POST /live/v4/user/template/marquee/update": { options: {
/** 修改默认模板内容保护（防录屏）设置 */
json: { enabled?: boolean; enable: YesNo; antiRecordType?: string; modelType?: string; content?: string; opacity?: string | number; speed?: number; fontSize?: string; fontColor?: string; showMode?: string; doubleEnabled?: YesNo; autoZoomEnabled?: YesNo } }; data: Fields | null };
  "GET /live/v4/user/template/page-setting/get": { options: {}; data: { autoPlayEnabled?: Flag; barrageEnabled?: Flag; barrageSpeed?: string | null; bookingEnabled?: Flag; closePreviewEnabled?: Flag; flashPlayerEnabled?: Flag; forbidFirefoxEnabled?: Flag; mobileAudioEnabled?: Flag; mobilePvShowLocation?: "player" | "desc" | (string & {}) | null; mobileWatchEnabled?: Flag; pvShowEnabled?: Flag; recordingProtectEnabled?: Flag; showCountdownEnabled?: Flag; switchPlayerEnabled?: Flag; viewerVerificationEnabled?: Flag; watchFeedbackEnabled?: string | null; watchLangType?: "zh_CN" | "en" | "follow_browser" | (string & {}) | null; watchLayout?: string | null; pictureInPictureEnabled?: Flag } | null };
  "POST /live/v4/user/template/page-setting/update": { options: {
/** 修改观看页默认模板设置 */
form?: { autoPlayEnabled?: YesNo; barrageEnabled?: YesNo; barrageSpeed?: string; bookingEnabled?: YesNo; closePreviewEnabled?: YesNo; flashPlayerEnabled?: YesNo; forbidFirefoxEnabled?: YesNo; mobileAudioEnabled?: YesNo; mobilePvShowLocation?: "player" | "desc"; mobileWatchEnabled?: YesNo; pvShowEnabled?: YesNo; recordingProtectEnabled?: YesNo; showCountdownEnabled?: YesNo; switchPlayerEnabled?: YesNo; viewerVerificationEnabled?: YesNo; watchFeedbackEnabled?: string; watchLangType?: "zh_CN" | "en" | "follow_browser"; watchLayout?: string; pictureInPictureEnabled?: YesNo } }; data: Fields | null };
  "GET /live/v4/user/template/playback-setting/get": { options: {}; data: { playbackEnabled?: Flag; type?: "single" | "list" | (string & {}) | null; origin?: "record" | "playback" | "vod" | (string & {}) | null; sectionEnabled?: Flag; chatPlaybackEnabled?: Flag; playbackMultiplierEnabled?: Flag; playbackProgressBarEnabled?: Flag; playbackProgressBarOperationType?: string | null; showPlayButtonEnabled?: Flag; productPlaybackEnabled?: Flag; questionnairePlaybackEnabled?: Flag; qaPlaybackEnabled?: Flag; cardPushPlaybackEnabled?: Flag; checkInPlaybackEnabled?: Flag } | null };
  "POST /live/v4/user/template/playback-setting/update": { options: {
/** 修改默认模板回放设置 */
json: { playbackEnabled?: YesNo; type?: string; origin?: string; sectionEnabled?: YesNo; playbackMultiplierEnabled?: YesNo; playbackProgressBarEnabled?: YesNo; playbackProgressBarOperationType?: string; showPlayButtonEnabled?: YesNo; chatPlaybackEnabled?: YesNo; productPlaybackEnabled?: YesNo; questionnairePlaybackEnabled?: YesNo; qaPlaybackEnabled?: YesNo; cardPushPlaybackEnabled?: YesNo; checkInPlaybackEnabled?: YesNo } }; data: Fields | null };
  "GET /live/v4/user/template/role-config/get": { options: {}; data: { teacherConfig?: { webStartCheckInDisplayEnabled?: Flag; webStartLotteryDisplayEnabled?: Flag; webStartQuestionnaireDisplayEnabled?: Flag; webStartAnswerDisplayEnabled?: Flag; webStartTimerDisplayEnabled?: Flag; webStartRedPackDisplayEnabled?: Flag; webStartCardPushDisplayEnabled?: Flag; webStartNotifyDisplayEnabled?: Flag; webStartLinkMicDisplayEnabled?: Flag; webStartMultiMediaDisplayEnabled?: Flag; webStartMembersDisplayEnabled?: Flag; screenShareRetainCameraEnabled?: Flag; multiplexingDefaultLayout?: string | null; cameraSingleModeEnabled?: Flag; aiVirtualBgUrl?: string | null; remixDefaultEnabled?: Flag; showSceneTemplateEnabled?: Flag; hideFramesDirectionEnabled?: Flag; defaultOpenMicLinkEnabled?: "video" | "audio" | (string & {}) | null } | null; guestConfig?: { webStartCheckInDisplayEnabled?: Flag; webStartLotteryDisplayEnabled?: Flag; webStartQuestionnaireDisplayEnabled?: Flag; webStartAnswerDisplayEnabled?: Flag; webStartRedPackDisplayEnabled?: Flag; webStartCardPushDisplayEnabled?: Flag; webStartNotifyDisplayEnabled?: Flag; webStartLinkMicDisplayEnabled?: Flag; webStartMultiMediaDisplayEnabled?: Flag; webStartMembersDisplayEnabled?: Flag; screenShareRetainCameraEnabled?: Flag; cameraSingleModeEnabled?: Flag; aiVirtualBgUrl?: string | null; remixDefaultEnabled?: Flag; showSceneTemplateEnabled?: Flag; hideFramesDirectionEnabled?: Flag } | null } | null };
  "POST /live/v4/user/template/role-config/update": { options: {
/** 修改默认模板角色权限设置 */
json: { roles?: readonly string[]; teacherConfig?: { webStartCheckInDisplayEnabled?: YesNo; webStartLotteryDisplayEnabled?: YesNo; webStartQuestionnaireDisplayEnabled?: YesNo; webStartAnswerDisplayEnabled?: YesNo; webStartTimerDisplayEnabled?: YesNo; webStartRedPackDisplayEnabled?: YesNo; webStartCardPushDisplayEnabled?: YesNo; webStartNotifyDisplayEnabled?: YesNo; webStartLinkMicDisplayEnabled?: YesNo; webStartMultiMediaDisplayEnabled?: YesNo; webStartMembersDisplayEnabled?: YesNo; screenShareRetainCameraEnabled?: YesNo; multiplexingDefaultLayout?: string; cameraSingleModeEnabled?: YesNo; aiVirtualBgUrl?: string; remixDefaultEnabled?: YesNo; showSceneTemplateEnabled?: YesNo; hideFramesDirectionEnabled?: YesNo; defaultOpenMicLinkEnabled?: "video" | "audio" }; guestConfig?: { webStartCheckInDisplayEnabled?: YesNo; webStartLotteryDisplayEnabled?: YesNo; webStartQuestionnaireDisplayEnabled?: YesNo; webStartAnswerDisplayEnabled?: YesNo; webStartRedPackDisplayEnabled?: YesNo; webStartCardPushDisplayEnabled?: YesNo; webStartNotifyDisplayEnabled?: YesNo; webStartLinkMicDisplayEnabled?: YesNo; webStartMultiMediaDisplayEnabled?: YesNo; webStartMembersDisplayEnabled?: YesNo; screenShareRetainCameraEnabled?: YesNo; cameraSingleModeEnabled?: YesNo; aiVirtualBgUrl?: string; remixDefaultEnabled?: YesNo; showSceneTemplateEnabled?: YesNo; hideFramesDirectionEnabled?: YesNo } } }; data: Fields | null };
  "GET /live/v4/user/template/video-moderation/get": { options: {}; data: { moderationEnabled?: Flag; moderationStrategy?: string | null; imageFrequency?: number | null; illegalNotify?: { monitorEnabled?: Flag; talentEnabled?: Flag; assistantEnabled?: Flag; platformEnabled?: Flag } | null } | null };
  "POST /live/v4/user/template/video-moderation/update": { options: {
/** 修改默认模板视频审核 */
json: { enabled?: boolean; level?: string; moderationEnabled: YesNo; moderationStrategy: string; imageFrequency: number; illegalNotify: { monitorEnabled?: YesNo; talentEnabled?: YesNo; assistantEnabled?: YesNo; platformEnabled?: YesNo } } }; data: Fields | null };
  "POST /live/v4/user/viewer-label/add-viewers-label": { options: {
/** 用户关联标签 */
json: { viewerUnionIds: readonly string[]; labelIds: readonly Id[] } }; data: Fields | null };
  "POST /live/v4/user/viewer-label/create-batch": { options: {
/** 创建标签 */
json: { labels: readonly string[] } }; data: { id?: string | null; label?: string | null } | null };
  "POST /live/v4/user/viewer-label/delete": { options: {
/** 删除标签信息 */
form: { id: string } }; data: unknown };
  "GET /live/v4/user/viewer-label/list": { options: {
/** 获取标签列表 */
query?: { keyword?: string; pageSize?: number; pageNumber?: number } }; data: { pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ id?: string | null; label?: string | null })[] | null } | null };
  "POST /live/v4/user/viewer-label/remove-viewers-label": { options: {
/** 删除用户标签关联 */
json: { viewerUnionIds: readonly string[]; labelIds: readonly Id[] } }; data: Fields | null };
  "POST /live/v4/user/viewer-label/update": { options: {
/** 更新标签信息 */
json: { id: Id; label?: string } }; data: boolean | null };
  "POST /live/v4/user/viewer-record/create": { options: {
/** 通过手机号导入用户 */
json: { nickname: string; mobile: string; name?: string; lastCollectMobile?: string; email?: string; area?: string; latestAccessIp?: string; device?: string; followUsers?: { userId?: string; type?: string } } }; data: { viewerUnionId?: string | null; nickname?: string | null; mobile?: string | null; source?: string | null; name?: string | null; lastCollectMobile?: string | null; email?: string | null; area?: string | null; latestAccessIp?: string | null; device?: string | null; watchDuration?: number | null; watchChannelCount?: number | null; latestAuthTime?: number | null; createTime?: number | null } | null };
  "GET /live/v4/user/viewer-record/delete": { options: {
/** 删除观众信息. Changes data, though a GET. */
query: { viewerUnionId: string } }; data: unknown };
  "GET /live/v4/user/viewer-record/get": { options: {
/** 查询观众详情 */
query: { viewerUnionId: string } }; data: Viewer };
  "POST /live/v4/user/viewer-record/import-external-viewer": { options: {
/** 通过外部ID导入用户 */
json: readonly ({ nickname: string; externalViewerId: string; labelIds?: readonly Id[]; followUsers?: { userId: string; type?: string } })[] }; data: { viewerUnionId?: string | null; nickname?: string | null; externalViewerId?: string | null; source?: string | null; latestAuthTime?: number | null; createTime?: number | null } | null };
  "GET /live/v4/user/viewer-record/list": { options: {
/** 获取观众列表 */
query?: { source?: "IMPORT" | "WX" | "MOBILE"; mobile?: string; email?: string; area?: string; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: Viewer[] | null } | null };
  "POST /live/v4/user/viewer-record/update": { options: {
/** 更新用户身份信息 */
json: { viewerUnionId: string; nickname?: string; mobile?: string; name: string; email: string; area: string; device: string; latestAccessIp: string } }; data: boolean | null };
  "GET /live/v4/user/viewer-task-reward/page": { options: {
/** 观众查询奖励明细分页列表 */
query: { viewerId: string; pageSize?: number; pageNumber?: number } }; data: { pageNumber?: number | null; pageSize?: number | null; totalPages?: number | null; totalItems?: number | null; contents?: ({ channelId?: string | number | null; activityId?: string | number | null; viewerId?: string | null; taskId?: string | number | null; sort?: number | null; taskStatus?: 0 | 1 | (number & {}) | null; rewardStatus?: -1 | 0 | 1 | 2 | 3 | 4 | (number & {}) | null; finishTime?: number | null; taskReach?: { type?: "sign" | "online" | (string & {}) | null; amount?: number | null } | null; taskReward?: { type?: "cash" | "custom" | "nothing" | "externalPoint" | (string & {}) | null; amount?: number | null; limit?: number | null; customReward?: string | null } | null; acceptInfo?: { activeAcceptEnabled?: Flag; acceptType?: string | null; received?: Flag; formInfo?: ({ type?: "userName" | "userPhone" | "custom" | (string & {}) | null; field?: string | null; tips?: string | null; required?: boolean | null; value?: string | null })[] | null; prizeUrl?: string | null; qrCode?: string | null; qrCodeTips?: string | null } | null })[] | null } | null };
  "POST /live/v4/user/viewer-task-reward/submit-accept-info": { options: {
/** 观众提交任务奖励表单 */
json: { id: Id; viewerId: string; formInfo: readonly ({ field: string; value?: string; type?: "userName" | "userPhone" | "custom" })[] } }; data: number | null };
  "POST /live/v4/user/viewer-user-system/update-config": { options: {
/** 修改配置信息 */
json: { mobileLoginEnabled: YesNo; wxWorkLoginEnabled: YesNo; viewerWeixinAuthExpired?: number; collectMobileEnabled?: YesNo; guestModeEnabled?: YesNo; touristExternalHrefEnabled?: YesNo; touristExternalHrefConfig?: { pcLink?: string; mobileLink?: string; androidLink?: string; iosLink?: string; otherLink?: string; wxMiniprogramLink?: string; wxMiniprogramOriginalId?: string; wxMiniprogramAppId?: string; mobileAppLink?: string; harmonyLink?: string; jumpWay?: string } } }; data: { field?: unknown } | null };
  "GET /live/v4/user/viewlog/detail": { options: {
/** 获取观众观看详情列表 */
query: { viewerId: string; startDate?: string; endDate?: string; pageNumber?: number; pageSize?: number } }; data: { contents?: ({ area?: string | null; browser?: string | null; ip?: string | null; nick?: string | null; playDuration?: string | null; channelId?: string | number | null; sessionId?: string | null; startTime?: string | null; viewType?: string | null; viewerId?: string | null; param4?: string | null; param5?: string | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "GET /live/v4/user/viewlog/list": { options: {
/** 查询观看记录 */
query?: { startDate?: string; endDate?: string; pageNumber?: number; pageSize?: number; viewerId?: string; channelId?: Id } }; data: { contents?: ({ avgDuration?: string | null; nick?: string | null; totalDuration?: string | null; viewCount?: number | null; viewerId?: string | null; param4?: string | null; param5?: string | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "POST /live/v4/user/webapp-role/create": { options: {
/** 添加应用角色 */
form: { name: string; desc?: string; roleType: "root" | "child"; permissionIds: Ids } }; data: Fields | null };
  "POST /live/v4/user/webapp-role/delete": { options: {
/** 删除应用角色 */
form: { id: Id } }; data: Fields | null };
  "GET /live/v4/user/webapp-role/get": { options: {
/** 获取应用角色权限 */
query: { roleId: Id } }; data: { role?: { id?: string | number | null; name?: string | null; userId?: string | null; description?: string | null; status?: string | null; createdTime?: number | null; lastModified?: number | null; permissionName?: string | null; isOldRole?: boolean | null; type?: "root" | "child" | (string & {}) | null } | null; permissions?: ({ id?: string | number | null; type?: string | null; name?: string | null; code?: string | null; parentId?: string | number | null; lft?: number | null; rgt?: number | null; createdTime?: number | null; lastModified?: number | null; depth?: number | null; owned?: boolean | null })[] | null } | null };
  "GET /live/v4/user/webapp-role/list": { options: {
/** 查询应用角色列表 */
query?: { pageNumber?: number; pageSize?: number } }; data: { contents?: ({ id?: string | number | null; name?: string | null; userId?: string | null; description?: string | null; status?: boolean | null; createdTime?: number | null; lastModified?: number | null; permissionName?: string | null; isOldRole?: boolean | null; type?: "root" | "child" | (string & {}) | null })[] | null; pageNumber?: number | null; pageSize?: number | null; totalItems?: number | null; totalPages?: number | null } | null };
  "GET /live/v4/user/webapp-role/permission/list": { options: {}; data: ({ id?: string | number | null; name?: string | null })[] | null };
  "POST /live/v4/user/webapp-role/update": { options: {
/** 更新应用角色信息 */
form: { roleId: Id; name: string; desc?: string; roleType: "root" | "child"; permissionIds?: Ids } }; data: Fields | null };
  "POST /live/v5/chat/redirect/channel/emit-by-userId/post": { options: {
/** 根据用户ID进行广播消息 */
json: { roomId: string; userIds: readonly string[]; payload: string } }; data: Fields | null };
  "GET /live/v5/chat/redirect/channel/interaction_event/list": { options: {
/** 查询互动监听事件列表 */
query: { roomId: string } }; data: { list?: ({ taskId?: string | null; activityId?: string | null; type?: string | null; startTime?: number | null; endTime?: number | null; status?: string | null; userTags?: string[] | null; payload?: string | null; onlineTime?: number | null; signCount?: number | null; likesCount?: number | null; speakCount?: number | null; speakContent?: string | null; customCount?: number | null; eventType?: string | null; loginDays?: number | null; minOnlineTimePerDay?: number | null; logicType?: string | null; allDone?: Flag; isUnlock?: Flag; parentTaskId?: string | null })[] | null } | null };
  "POST /live/v5/chat/redirect/channel/student-question-webhook/delete": { options: {
/** 删除学员提问客户回调地址 */
form: { roomId: string } }; data: string | null };
  "GET /live/v5/chat/redirect/channel/student-question-webhook/get": { options: {
/** 查询学员提问客户回调地址 */
query?: { roomId?: string } }; data: { callbackUrl?: string | null } | null };
  "POST /live/v5/chat/redirect/channel/student-question-webhook/post": { options: {
/** 配置学员提问客户回调地址 */
json: { roomId: string; callbackUrl: string } }; data: string | null };
  "POST /live/v5/chat/redirect/channel/teacher-answer/post": { options: {
/** 讲师通过 HTTP 回复学员提问 */
json: { roomId: string; content: string; viewerUserId: string; teacherNick?: string; teacherPic?: string; msgType?: string } }; data: { id?: string | number | null } | null };
  "GET /live_status/query": { options: {
/** 查询频道状态 */
query: { stream: string }; as: "text" }; data: string };
  "GET /v2/group/account/list-allocate-log": { options: {
/** 查询分账号的分配记录-集团账号1.0 */
query: { emails: string; type?: "live" | "vod"; startTime?: string; endTime?: string; page?: number; pageSize?: number } }; data: { pageNumber?: number | null; totalPages?: number | null; pageSize?: number | null; contents?: ({ email?: string | null; date?: string | null; origin?: string | null; originText?: string | null; space?: string | null; flow?: string | null; channels?: string | null; concurrences?: number | null; duration?: string | null })[] | null } | null };
  "POST /v2/group/live/set-concurrences": { options: {
/** 分配直播并发数接口-集团账号1.0 */
form: { email: string; type?: "add" | "recover"; concurrences?: number } }; data: string | null };
  "POST /v2/group/live/set-durations": { options: {
/** 分配直播分钟数接口-集团账号1.0 */
form: { email: string; type?: "add" | "recover"; duration: number } }; data: string | null };
  "POST /v2/group/vod/set-flow": { options: {
/** 分配分账号流量接口-集团账号1.0 */
form: { email: string; type?: "add" | "recover" | (string & {}); all?: number } }; data: string | null };
  "POST /v2/group/vod/set-space": { options: {
/** 分配分账号空间接口-集团账号1.0 */
form: { email: string; type?: "add" | "recover" | (string & {}); space?: number; all?: number } }; data: string | null };
}

/** The routes that page. Where `paginate` cannot guess the parameter that counts pages, the first page is asked for. */
export interface PolyvPages {
  "GET /live/v2/channel/recordFile/{channelId}/playback/list": { query: { page: number } };
  "GET /live/v2/statistics/{channelId}/viewlog": { query: { page: number } };
  "POST /live/v2/user/{userId}/get-income-detail": { form: { page: number } };
  "GET /live/v3/channel/auth/get-record-info": { query: { page: number } };
  "GET /live/v3/channel/auth/get-white-list": { query: { page: number } };
  "GET /live/v3/channel/basic/list": { query: { page: number } };
  "GET /live/v3/channel/basic/receive/list": { query: { page: number } };
  "GET /live/v3/channel/chat/get-history-page": { query: { page: number } };
  "GET /live/v3/channel/checkin/list": { query: { page: number } };
  "GET /live/v3/channel/disk-video/list": { query: { page: number } };
  "GET /live/v3/channel/document/doc-list": { query: { page: number } };
  "GET /live/v3/channel/lottery/get-winner-detail": { query: { page: number } };
  "GET /live/v3/channel/lottery/list-channels-lottery": { query: { page: number } };
  "GET /live/v3/channel/lottery/list-lottery": { query: { page: number } };
  "GET /live/v3/channel/management/list": { query: { page: number } };
  "POST /live/v3/channel/management/list-detail": { form: { page: number } };
  "GET /live/v3/channel/mic/log/list-detail": { query: { page: number } };
  "GET /live/v3/channel/pptRecord/list": { query: { page: number } };
  "GET /live/v3/channel/product/list": { query: { page: number } };
  "GET /live/v3/channel/questionnaire/list": { query: { page: number } };
  "GET /live/v3/channel/questionnaire/list-answer-records": { query: { page: number } };
  "GET /live/v3/channel/session/data/list": { query: { page: number } };
  "GET /live/v3/channel/session/list": { query: { page: number } };
  "GET /live/v3/channel/statistics/mic/list": { query: { page: number } };
  "GET /live/v3/finance/bill/detail": unknown;
  "GET /live/v3/user/chat/banned-user/list": { query: { page: number } };
  "GET /live/v3/user/playback/list": { query: { page: number } };
  "GET /live/v3/user/statistics/viewlog": { query: { page: number } };
  "GET /live/v4/ai/digital-human/list": unknown;
  "GET /live/v4/ai/video-produce/list": unknown;
  "GET /live/v4/ai/video-produce/ppt/list": unknown;
  "GET /live/v4/ai/video-produce/tts-voice/list": unknown;
  "GET /live/v4/channel/anchor/list": unknown;
  "GET /live/v4/channel/anchor/list-relation": unknown;
  "GET /live/v4/channel/anchor/list-unrelation": unknown;
  "GET /live/v4/channel/audio-moderation/list": unknown;
  "GET /live/v4/channel/basic/list": unknown;
  "GET /live/v4/channel/booking/list": unknown;
  "GET /live/v4/channel/channel-user-children/get-channels": unknown;
  "GET /live/v4/channel/coupon/list": unknown;
  "GET /live/v4/channel/detail/list": unknown;
  "GET /live/v4/channel/feedback/list": unknown;
  "GET /live/v4/channel/invite/list": unknown;
  "GET /live/v4/channel/lottery-activity/list": unknown;
  "GET /live/v4/channel/lottery-viewer-group/whitelist/list": unknown;
  "GET /live/v4/channel/lottery-viewer-list/blacklist/list": unknown;
  "GET /live/v4/channel/lottery-viewer-list/list": unknown;
  "GET /live/v4/channel/lottery/activity-record/list": unknown;
  "GET /live/v4/channel/lottery/list": unknown;
  "GET /live/v4/channel/lucky-bag/winner-page": { query: { currentPage: number } };
  "GET /live/v4/channel/multimedia/resource/list": unknown;
  "GET /live/v4/channel/multimedia/resource/list-vids": unknown;
  "GET /live/v4/channel/product/click": unknown;
  "GET /live/v4/channel/product/click/product-list": unknown;
  "GET /live/v4/channel/product/stats/page": unknown;
  "GET /live/v4/channel/product/tag/list": unknown;
  "GET /live/v4/channel/record-file/m-list": unknown;
  "GET /live/v4/channel/red-pack/statistics/list": unknown;
  "GET /live/v4/channel/reward/gift-list": unknown;
  "GET /live/v4/channel/reward/like-list": unknown;
  "GET /live/v4/channel/session/new/list": unknown;
  "GET /live/v4/channel/simple/list": unknown;
  "GET /live/v4/channel/task-reward-activity/page": unknown;
  "GET /live/v4/channel/task-reward-activity/stats": unknown;
  "GET /live/v4/channel/task-reward-activity/viewer-detail": unknown;
  "GET /live/v4/channel/use-detail/list": unknown;
  "GET /live/v4/channel/video-moderation/result/list": unknown;
  "GET /live/v4/chat/forbid/list": unknown;
  "GET /live/v4/chat/list-bullentin": unknown;
  "GET /live/v4/chat/list-qa": unknown;
  "GET /live/v4/global/robot/list": unknown;
  "GET /live/v4/group/account/allocation-log/list": unknown;
  "GET /live/v4/group/account/billing-daily/list": unknown;
  "GET /live/v4/group/user/billing-daily/list": unknown;
  "GET /live/v4/group/user/package-validity/list": unknown;
  "GET /live/v4/group/user/package/list": unknown;
  "GET /live/v4/material/label/list": unknown;
  "GET /live/v4/material/list": unknown;
  "GET /live/v4/statistics/inviter-poster/list": unknown;
  "POST /live/v4/statistics/session-stats/list": unknown;
  "GET /live/v4/statistics/session-stats/summary/list": unknown;
  "GET /live/v4/user/children/list": unknown;
  "GET /live/v4/user/coupon/search": unknown;
  "GET /live/v4/user/coupon/search-viewer": unknown;
  "GET /live/v4/user/invite-sales/follow-viewer/list": unknown;
  "GET /live/v4/user/invite-sales/list": unknown;
  "GET /live/v4/user/label/page": unknown;
  "GET /live/v4/user/lottery/list-personal-win": unknown;
  "GET /live/v4/user/product/list": unknown;
  "GET /live/v4/user/product/order/list": unknown;
  "GET /live/v4/user/product/tag/list": unknown;
  "GET /live/v4/user/viewer-label/list": unknown;
  "GET /live/v4/user/viewer-record/list": unknown;
  "GET /live/v4/user/viewer-task-reward/page": unknown;
  "GET /live/v4/user/viewlog/detail": unknown;
  "GET /live/v4/user/viewlog/list": unknown;
  "GET /live/v4/user/webapp-role/list": unknown;
  "GET /v2/group/account/list-allocate-log": { query: { page: number } };
}

export {};
