// Calls that hand out credentials: tokens for a viewer's page, and a staff member's login link.

import type { PolyvPromise, RequestOptions } from "./request.js";

/** The tokens that a page of one's own needs for POLYV's browser SDKs. */
export interface ViewerTokens {
  /** Chat and interactive microphone, for 6 hours. */
  chat: {
    token: string;
    mediaChannelKey?: string;
    roomId?: string;
    childRoomEnabled?: "Y" | "N" | (string & {});
    chatApiDomain?: string;
    chatDomain?: string;
  };
  /** The interaction SDKs, for 8 hours. */
  api: { token: string };
  /** The watch SDKs, for 5 hours. Opens the channel without its watch condition (观看条件). */
  watch: { token: string };
}

export type ViewerTokenKind = keyof ViewerTokens;

export interface ViewerTokensParams<K extends ViewerTokenKind = ViewerTokenKind> {
  /** Channel id (频道号): digits. */
  channelId: string | number;
  /** The customer's own id of the viewer, the same as in watch links: 1 to 64 letters, digits and `_`. */
  viewerId: string;
  nickname?: string;
  /** A picture's URL. */
  avatar?: string;
  /** The role in the chat. Default: `viewer`. Others may ban and delete there. */
  role?: "viewer" | "teacher" | "admin" | "guest" | "assistant";
  /** Which ones to ask for: one call each. */
  tokens: readonly K[];
}

export interface LoginUrlParams {
  /** Channel id (频道号): digits. */
  channelId: string | number;
  /** Account of an assistant or a guest (助教/嘉宾账号). Default: the teacher. Text: as a number it would lose its zeros. */
  account?: string;
}

/** The methods of a client that hand out credentials. */
export interface CredentialMethods {
  /**
   * The tokens that were asked for. Each is a credential of that viewer: never log them.
   *
   * @throws {PolyvError}
   */
  getViewerTokens<K extends ViewerTokenKind>(
    params: ViewerTokensParams<K>,
    options?: RequestOptions,
  ): Promise<Pick<ViewerTokens, K>>;

  /**
   * A link by which a staff member enters without a password: a credential. Redirect to it, with `no-store`, never log it.
   *
   * @throws {PolyvError}
   */
  getLoginUrl(params: LoginUrlParams, options?: RequestOptions): PolyvPromise<string>;
}
