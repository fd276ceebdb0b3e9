// polyv-edge/emulator: a local POLYV for development and tests, with Node. Its data is invented, its secret no secret.

import type { HostResponse, HostUrlSearchParams } from "./host.js";

/** The conditions (观看条件) of a channel, by the settings of POLYV's console. */
export interface EmulatorWatchSettings {
  directKey?: string;
  externalKey?: string;
  /** Asked by this server who a viewer is. */
  externalUri?: string;
  /** Where a viewer goes who comes without a link. */
  externalRedirectUri?: string;
  customKey?: string;
  /** Where the viewer's browser is sent. */
  customUri?: string;
}

/** A request that arrived. */
export interface EmulatorRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Empty for a multipart one. */
  body: string;
  /** Of a multipart body. */
  files?: { field: string; name: string; type: string; size: number; sha256: string }[];
  /** 0 until a status line is sent. */
  status: number;
  /** The connection ended before the answer did. */
  aborted: boolean;
  /** When it arrived, by the emulator's clock. */
  at: number;
  /** Why, where it was refused. */
  refused?: string;
  /** The text that should have been signed, with `<appSecret>` for the secret, where the signature is wrong. */
  toSign?: string;
}

export interface EmulatorOptions {
  /** Default: a free one. */
  port?: number;
  /** Address to listen on. Default: `127.0.0.1`; `0.0.0.0` lets neighbours in. */
  host?: string;
  /** Default: `emulatorappid`. */
  appId?: string;
  /** Default: `emulator-secret-never-real`. */
  appSecret?: string;
  /** The server's clock. Default: `Date.now`. */
  now?: () => number;
  /** Calls that one address may make. Default: as many as it likes. */
  limit?: { calls: number; windowMs: number; blockMs: number };
  /** Watch conditions, by channel. */
  watch?: Record<string, EmulatorWatchSettings>;
  /** Called when a request is answered, or its connection has ended. */
  onRequest?: (request: EmulatorRequest) => void;
}

export interface Emulator {
  /** The client's `baseUrl`. */
  readonly url: string;
  readonly port: number;
  readonly appId: string;
  readonly appSecret: string;
  /** In order of arrival; a very long run forgets the oldest. */
  readonly requests: EmulatorRequest[];
  /** Watch conditions, to change at any time. */
  readonly watch: Record<string, EmulatorWatchSettings>;
  /** Signed as POLYV signs it, and sent once. */
  sendCallback(url: string, fields: Record<string, string>): Promise<HostResponse>;
  close(): Promise<void>;
}

/** The `appSecret` of a local POLYV that is given no other. */
export const DEFAULT_APP_SECRET: string;

/** Starts a local POLYV. */
export function startEmulator(options?: EmulatorOptions): Promise<Emulator>;

/** What can be asked for by `fault:<name>` in the place of an id, and what a careful client makes of it. */
export const faults: readonly { name: string; what: string; expect: readonly string[] }[];

/** The signature of a call's parameters, by POLYV's rule; undefined for a `signatureMethod` that POLYV does not know. */
export function sign(params: Record<string, string>, appSecret: string): string | undefined;

/** The query of a callback as POLYV sends it. */
export function signCallback(callback: {
  appSecret: string;
  fields: Record<string, string>;
  timestamp?: number;
}): HostUrlSearchParams;

/** The query of POLYV's call to `externalUri`. */
export function signExternal(call: {
  key: string;
  viewerId: string;
  channelId?: string;
  timestamp?: number;
}): HostUrlSearchParams;

/** The query with which POLYV sends a viewer's browser to `customUri`. */
export function signCustom(visit: {
  key: string;
  channelId: string;
  returnUrl: string;
  timestamp?: number;
}): HostUrlSearchParams;
