// POLYV's callbacks, as `polyv-edge/edge` exports their check.

import type { HostRequest, HostUrl, HostUrlSearchParams } from "./host.js";

/**
 * What came in, signed by POLYV: the request itself, its URL, the URL's query as text or as `URLSearchParams`, or an
 * object of its parameters, as Express and Next.js have it. A parameter that is given twice is refused.
 */
export type Signed =
  | HostRequest
  | HostUrl
  | HostUrlSearchParams
  | string
  | Readonly<Record<string, string | readonly string[] | undefined>>;

interface CallbackBase<E extends string> {
  /** The kind of callback: the one that was asked for, or else guessed by its fields. */
  event: E;
  /** When POLYV signed it, in milliseconds since 1970. The only thing that the signature covers. */
  timestamp: number;
  /** Channel id (频道号). */
  channelId?: string;
  /** All parameters but `sign`, as they arrived; also those that are not declared here. */
  fields: Readonly<Record<string, string>>;
}

/** The stream starts or ends (直播状态, `streamCallbackUrl`). */
export interface StreamCallback extends CallbackBase<"stream"> {
  status: "live" | "end" | "seminar_live" | "seminar_end" | (string & {});
  sessionId?: string;
  startTime?: string;
  /** Empty while the stream is live. */
  endTime?: string;
}

/** A recording is there (录制生成, `recordCallbackUrl`). */
export interface RecordCallback extends CallbackBase<"record"> {
  fileUrl: string;
  format: "m3u8" | "mp4" | (string & {});
  fileId?: string;
  /** `manual`, `auto`, `merge`, `clip`, `smart-clip` or another word. */
  origin?: string;
  hasRtcRecord?: "Y" | "N" | (string & {});
  sessionId?: string;
}

/** A recording was turned into a video (转存成功, `playbackCallbackUrl`), or could not be. */
export interface PlaybackCallback extends CallbackBase<"playback"> {
  /** Absent where it failed. */
  vid?: string;
  status?: "success" | "error" | (string & {});
  /** Why it failed: `userExpired`, `spaceOverSize`, `unknown` or another word. */
  code?: string;
  title?: string;
  /** `HH:mm:ss` */
  duration?: string;
  /** In bytes. */
  fileSize?: string;
  fileId?: string;
  videoId?: string;
  origin?: string;
  /** JSON text: a list of `yyyyMMddHHmmss,seconds,sessionId`. */
  sessionIds?: string;
  sessionId?: string;
  userId?: string;
}

/** A recording of a courseware was made anew (课件重制, `pptRecordCallbackUrl`). */
export interface PptCallback extends CallbackBase<"ppt"> {
  /** For how many days it stays. */
  remainDay: string;
  /** A signed URL, for 24 hours. */
  url?: string;
  title?: string;
  /** `yyyyMMddHHmmss` */
  startTime?: string;
  /** In seconds. */
  duration?: string;
  sessionId?: string;
  userId?: string;
}

/** Recordings were merged: `callbackUrl` of `record/merge`. The one of `record/merge-mp4` is not signed. */
export interface MergeCallback extends CallbackBase<"merge"> {
  fileId: string;
  status: string;
  code?: string;
  userId?: string;
}

/** A kind that this version does not know: see `fields`. */
export interface UnknownCallback extends CallbackBase<"unknown"> {}

/** The kinds by the name of their `event`. More may come: a `switch` needs a `default`. */
export interface Callbacks {
  stream: StreamCallback;
  record: RecordCallback;
  playback: PlaybackCallback;
  ppt: PptCallback;
  merge: MergeCallback;
  unknown: UnknownCallback;
}

/** How old something signed may be. */
export interface AgeOptions {
  /** In milliseconds, before `now` or after it, by a clock that is off. `Infinity` accepts any age. */
  maxAgeMs?: number;
  /** In milliseconds since 1970. Default: the host's clock. */
  now?: number;
}

export interface CallbackOptions<E extends keyof Callbacks = keyof Callbacks> extends AgeOptions {
  /** The account's `appSecret`. */
  appSecret: string;
  /** The kind that this URL was given to POLYV for. Default: guessed by the fields, which POLYV does not sign. */
  event?: E;
}

/**
 * Proves that POLYV sent a callback lately (5 minutes, unless `maxAgeMs` says otherwise), and gives what it tells.
 *
 * The signature is `md5(appSecret + timestamp)`: it covers nothing else. Who has seen one callback can attach its
 * signature to any other parameters while it is fresh: take the content as a hint, and read again by API what matters.
 *
 * Answer 200 with the text `success`, to unknown kinds too, and do the work in `ctx.waitUntil`: POLYV sends only once.
 *
 * @throws {PolyvError} `unverified`: not proven to be POLYV's, so answer 403; `invalid_response`: POLYV's, but without the
 * fields of the `event` that was asked for; `invalid_argument`: a wrong option.
 */
export function verifyCallback<E extends keyof Callbacks = keyof Callbacks>(
  signed: Signed,
  options: CallbackOptions<E>,
): Callbacks[E];
