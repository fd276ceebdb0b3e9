// A client of the edge build for a local POLYV, and what tests ask of its errors.
// @ts-check
import assert from "node:assert/strict";
import { PolyvClient, PolyvError } from "polyv-edge/edge";
import { startEmulator } from "../../../emulator/index.js";

export const VIEWER = "2_v378gn997yovtl3p8h77db9e224t6hg9";
export const CHANNEL = "2149710";
export const ACCOUNT = "0062149710";
export const GET_VIEWER = "GET /live/v4/user/viewer-record/get";
export const LIST_VIEWERS = "GET /live/v4/user/viewer-record/list";
export const CREATE_VIEWER = "POST /live/v4/user/viewer-record/create";
/** Without its placeholder, so that no type knows it. @type {`POST /${string}`} */
export const UPDATE_ACCOUNT = "POST /live/v2/channelAccount/2149710/update";

export const VIEWER_DATA = {
  viewerUnionId: VIEWER,
  source: "WX",
  latestAuthTime: 1712054271000,
  createTime: 1712054270000,
};
export const ACCOUNT_DATA = { account: ACCOUNT, channelId: CHANNEL };

/** @typedef {import("../../../emulator/index.js").Emulator} Emulator */
/** @typedef {import("polyv-edge/edge").ClientOptions} ClientOptions */

/**
 * A client that speaks to the emulator. Without a rate limit, which has tests of its own.
 * @param {Emulator} emulator
 * @param {Partial<ClientOptions>} [options]
 */
export function clientOf({ appId, appSecret, url }, options = {}) {
  return new PolyvClient({ appId, appSecret, baseUrl: url, rateLimit: false, ...options });
}

/** POLYV's answer with that data. @param {unknown} data */
export const answer = (data) => ({ code: 200, status: "success", data });
export const goodViewer = () => Response.json(answer(VIEWER_DATA));

/**
 * A client whose own `fetch` gives these answers, one after the other and the last for ever, and what it sent.
 * @param {(() => unknown) | (() => unknown)[]} answers
 * @param {Partial<ClientOptions>} [options]
 */
export function scripted(answers, options = {}) {
  const all = [answers].flat();
  /** @type {{ url: string, init: any }[]} */
  const sent = [];
  const fetch = async (/** @type {string} */ url, /** @type {unknown} */ init) => {
    sent.push({ url, init });
    return /** @type {any} */ (await all[Math.min(sent.length, all.length) - 1]());
  };
  const client = new PolyvClient({ appId: "app", appSecret: "secret", rateLimit: false, fetch, ...options });
  return { client, sent };
}

/**
 * Runs `work` beside an emulator of its own.
 * @template T
 * @param {(emulator: Emulator) => Promise<T>} work
 * @param {import("../../../emulator/index.js").Options} [options]
 */
export async function withEmulator(work, options) {
  const emulator = await startEmulator(options);
  try {
    return await work(emulator);
  } finally {
    await emulator.close();
  }
}

/**
 * The PolyvError that a call ends in; anything else fails the test.
 * @param {PromiseLike<unknown> | (() => unknown)} call
 * @param {string} [kind]
 * @returns {Promise<PolyvError>}
 */
export async function errorOf(call, kind) {
  try {
    await (typeof call === "function" ? call() : call);
  } catch (error) {
    assert.ok(error instanceof PolyvError, `not a PolyvError: ${error}`);
    if (kind !== undefined) assert.equal(error.kind, kind, error.message);
    return error;
  }
  throw new assert.AssertionError({ message: `the call succeeded, expected ${kind ?? "an error"}` });
}

/**
 * Runs a check for each row, and fails with all that fail.
 * @template T
 * @param {Iterable<[string, T]>} rows
 * @param {(value: T, title: string) => unknown} check
 */
export async function each(rows, check) {
  /** @type {string[]} */
  const problems = [];
  for (const [title, value] of rows) {
    try {
      await check(value, title);
    } catch (error) {
      problems.push(`${title}: ${error}`);
    }
  }
  assert.deepEqual(problems, []);
}

/**
 * A value of any type where TypeScript wants another: for what callers without TypeScript pass.
 * @param {unknown} value
 * @returns {any}
 */
export function untyped(value) {
  return value;
}

/** @param {number} ms @returns {Promise<void>} */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Waits until `check` holds, for at most `ms`.
 * @param {() => boolean} check
 * @param {string} what
 * @param {number} [ms]
 */
export async function until(check, what, ms = 5_000) {
  for (const end = Date.now() + ms; !check(); await pause(5)) {
    if (Date.now() > end) throw new assert.AssertionError({ message: `never happened: ${what}` });
  }
}

/** How often a property is tried: as the test says, or as FAST_CHECK_RUNS does. @param {number} usual */
export const runs = (usual) => ({ numRuns: Number(process.env.FAST_CHECK_RUNS ?? usual) });
