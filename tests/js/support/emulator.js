// A local POLYV with a fixed clock for all tests of a file, and the ways to ask it.
// @ts-check
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { startEmulator } from "../../../emulator/index.js";
import { sign } from "../../../emulator/signature.js";

/** @typedef {import("../../../emulator/index.js").Emulator} Emulator */
/** @typedef {Record<string, string>} Params */

/** The endpoints with data of their own. */
export const AT = {
  viewer: "/live/v4/user/viewer-record/get",
  viewers: "/live/v4/user/viewer-record/list",
  create: "/live/v4/user/viewer-record/create",
  account: "/live/v2/channelAccount/2149710/account",
  accounts: "/live/v2/channelAccount/2149710/accounts",
  update: "/live/v2/channelAccount/2149710/update",
};

/** What a test may set: the clock is NOW again before it, unless it says otherwise. */
export const NOW = 1_716_000_000_000;
export const clock = { now: NOW };

/** @type {Emulator} */
export let emulator;
before(async () => {
  emulator = await startEmulator({ now: () => clock.now });
});
after(() => emulator.close());

/**
 * Parameters as an honest client sends them; `extra` is signed as well.
 * @param {Params} [extra]
 * @returns {Params}
 */
export function signed(extra = {}) {
  const params = { appId: "emulatorappid", timestamp: String(clock.now), ...extra };
  return { ...params, sign: String(sign(params, "emulator-secret-never-real")) };
}

/** @param {string} path @param {Params} [params] @param {RequestInit} [init] @param {Emulator} [server] */
export async function ask(path, params = {}, init = {}, server = emulator) {
  const response = await fetch(`${server.url}${path}?${new URLSearchParams(params)}`, { redirect: "manual", ...init });
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString("utf8");
  return { status: response.status, headers: response.headers, bytes, text, json: () => JSON.parse(text) };
}

/** @param {string} path @param {Params} form */
export function postForm(path, form) {
  return ask(path, {}, { method: "POST", body: new URLSearchParams(form) });
}

/** @param {string} path @param {Params} params @param {unknown} body */
export function postJson(path, params, body) {
  const headers = { "content-type": "application/json" };
  return ask(path, params, { method: "POST", headers, body: JSON.stringify(body) });
}

/**
 * A refusal, by all members of the envelope that it came in.
 * @param {{ status: number, json: () => any }} answer
 * @param {string} message
 * @param {number} [code]
 * @param {number} [errorCode] of v4
 */
export function assertRefused(answer, message, code = 400, errorCode = code) {
  const { requestId, ...rest } = answer.json();
  const isServer = code === 500;
  const v2 = { code, status: isServer ? "fail" : "error", message, data: "" };
  const v4 = { code, status: "error", error: { code: errorCode, desc: message }, success: false };
  assert.deepEqual(rest, "success" in rest ? v4 : v2);
  if ("success" in rest) assert.match(requestId, /^[0-9a-f]{32}\.[0-9]+\.[0-9]+$/);
  assert.equal(answer.status, isServer ? 500 : 400);
}
