// Generated from src/models/ by `UPDATE_TYPES=1 cargo test --test types`. Do not edit.

import type { PolyvPromise, RequestOptions } from "./edge.js";
import type { ChannelAccount, List, Page, Viewer } from "./models.js";

/** One page, or, with `for await`, all items from that page on. */
export type PageList<T> = PolyvPromise<Page<T>> & AsyncIterable<T>;

/** The operations with a method of their own. Any other endpoint: `request`. */
export interface Operations {
  /**
   * One viewer's details (查询观众详情).
   *
   * `not_found` also tells of a viewer that was created within the last seconds.
   *
   * `GET /live/v4/user/viewer-record/get`
   */
  getViewer(params: GetViewerParams, options?: RequestOptions): PolyvPromise<Viewer>;
  /**
   * One role of a channel (查询单个角色信息).
   *
   * `GET /live/v2/channelAccount/{channelId}/account`
   */
  getChannelAccount(params: GetChannelAccountParams, options?: RequestOptions): PolyvPromise<ChannelAccount>;
  /**
   * All roles of a channel (查询频道角色列表).
   *
   * `GET /live/v2/channelAccount/{channelId}/accounts`
   */
  listChannelAccounts(params: ListChannelAccountsParams, options?: RequestOptions): PolyvPromise<List<ChannelAccount>>;
  /**
   * One page of the account's viewers (查询观众列表), or, with `for await`, all from that page on.
   *
   * `GET /live/v4/user/viewer-record/list`
   */
  listViewers(params?: ListViewersParams, options?: RequestOptions): PageList<Viewer>;
}

/** Parameters of `getViewer`. */
export interface GetViewerParams {
  /** Viewer id (观众id). */
  viewerUnionId: string;
}

/** Parameters of `getChannelAccount`. */
export interface GetChannelAccountParams {
  /** Channel id (频道号): digits. */
  channelId: string | number;
  /** Account of the role (助教/嘉宾账号). A number would lose its zeros. */
  account: string;
}

/** Parameters of `listChannelAccounts`. */
export interface ListChannelAccountsParams {
  /** Channel id (频道号): digits. */
  channelId: string | number;
}

/** Parameters of `listViewers`. */
export interface ListViewersParams {
  /** Page to start with, from 1 to 1000. Default: 1. */
  pageNumber?: number;
  /** Viewers on a page, from 1 to 1000. Default: 10; 1000 with `for await`. */
  pageSize?: number;
  /** Only viewers from there (用户来源): `IMPORT`, `WX`, `MOBILE`. */
  source?: string;
  /** Only viewers with this mobile number (手机号码). */
  mobile?: string;
  /** Only viewers with this e-mail address (邮箱). */
  email?: string;
  /** Only viewers from there (地址). */
  area?: string;
}
