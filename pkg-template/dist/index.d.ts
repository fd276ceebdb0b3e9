// polyv-edge: parsers for every host, browsers first. Signs nothing and holds no secret.

import type { ChannelAccount, Viewer } from "./models.js";

export { PolyvError, type PolyvErrorDetails, type PolyvErrorKind } from "./error.js";
export type * from "./models.js";

/** An answer of POLYV, or of an edge that sends one on: JSON text, its UTF-8 bytes, or the parsed object. */
export type PolyvInput = string | ArrayBuffer | ArrayBufferView | object;

/**
 * Loads the WebAssembly. Call it once before the parsers in a browser; elsewhere there is nothing to wait for.
 *
 * @param input Where the `.wasm` is, if not inside this module: a URL, a `Response`, bytes, or a `WebAssembly.Module`.
 */
export function ready(input?: unknown): Promise<void>;

/**
 * The viewer in an answer of `viewer-record/get`. Fields that are not declared stay on the object.
 *
 * @throws {PolyvError} What POLYV refused; `invalid_response` for anything that is not as documented.
 */
export function parseViewer(input: PolyvInput): Viewer;

/**
 * The role in an answer of `channelAccount/{channelId}/account`. Ids that arrive as numbers become text.
 *
 * @throws {PolyvError} What POLYV refused; `invalid_response` for anything that is not as documented.
 */
export function parseChannelAccount(input: PolyvInput): ChannelAccount;

/**
 * The data of any answer, v2 or v4. The data itself is not checked.
 *
 * @throws {PolyvError} What POLYV refused; `invalid_response` for what is no envelope.
 */
export function parseResponse<T = unknown>(input: PolyvInput): T;
