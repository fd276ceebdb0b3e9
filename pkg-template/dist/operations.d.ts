// Generated from src/endpoint.rs by `UPDATE_TYPES=1 cargo test --test types`. Do not edit.

import type { CallOptions } from "./edge.js";
import type { Viewer, ChannelAccount } from "./models.js";

/** The operations with a method of their own. Any other endpoint: `request`. */
export interface Operations {
  /**
   * One viewer's details (查询观众详情).
   *
   * `not_found` also tells of a viewer that was created within the last seconds.
   *
   * `GET /live/v4/user/viewer-record/get`
   */
  getViewer(params: GetViewerParams, call?: CallOptions): Promise<Viewer>;
  /**
   * One role of a channel (查询单个角色信息).
   *
   * `GET /live/v2/channelAccount/{channelId}/account`
   */
  getChannelAccount(params: GetChannelAccountParams, call?: CallOptions): Promise<ChannelAccount>;
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
  /** Account of the role (助教/嘉宾账号). Text: as a number it would lose its zeros. */
  account: string;
}
