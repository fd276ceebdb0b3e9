// A local POLYV with a fixed clock for all tests of a file, and the ways to ask it.
// @ts-check
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { startEmulator } from "../../../emulator/index.js";
import { sign } from "../../../emulator/signature.js";

/** @typedef {import("../../../emulator/index.js").Emulator} Emulator */
/** @typedef {Record<string, string>} Params */

export const VIEWER = "/live/v4/user/viewer-record/get";
export const VIEWERS = "/live/v4/user/viewer-record/list";
export const CREATE = "/live/v4/user/viewer-record/create";
export const ACCOUNT = "/live/v2/channelAccount/2149710/account";
export const ACCOUNTS = "/live/v2/channelAccount/2149710/accounts";
export const UPDATE = "/live/v2/channelAccount/2149710/update";

/** A fixed clock, so that nothing here depends on the time of day. */
export const NOW = 1_716_000_000_000;
export const WINDOW = 3 * 60 * 1000;

/** @type {Emulator} */
export let emulator;
before(async () => {
  emulator = await startEmulator({ now: () => NOW });
});
after(() => emulator.close());

/**
 * Parameters as an honest client sends them; `extra` is signed as well.
 * @param {Params} [extra]
 * @returns {Params}
 */
export function signed(extra = {}) {
  const params = { appId: "emulatorappid", timestamp: String(NOW), ...extra };
  return { ...params, sign: String(sign(params, "emulator-secret-never-real")) };
}

/**
 * @param {string} path
 * @param {Params} [params]
 * @param {RequestInit} [init]
 * @param {Emulator} [server]
 */
export async function ask(path, params = {}, init = {}, server = emulator) {
  const response = await fetch(`${server.url}${path}?${new URLSearchParams(params)}`, { redirect: "manual", ...init });
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString("utf8");
  return { status: response.status, headers: response.headers, bytes, text, json: () => JSON.parse(text) };
}

/**
 * @param {string} path
 * @param {Params} form
 * @param {Emulator} [server]
 */
export function postForm(path, form, server) {
  return ask(path, {}, { method: "POST", body: new URLSearchParams(form) }, server);
}

/**
 * @param {Params} params
 * @param {unknown} body
 * @param {Emulator} [server]
 */
export function postJson(params, body, server) {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return ask(CREATE, params, init, server);
}

/**
 * @param {{ status: number, json: () => any }} answer
 * @param {number} code
 * @param {string} message
 */
export function assertV2Failure(answer, code, message) {
  assert.deepEqual(answer.json(), { code, status: code === 500 ? "fail" : "error", message, data: "" });
  assert.equal(answer.status, code === 500 ? 500 : 400);
}

/**
 * @param {{ status: number, json: () => any }} answer
 * @param {number} errorCode
 * @param {string} desc
 * @param {number} [code]
 */
export function assertV4Failure(answer, errorCode, desc, code = 400) {
  const { requestId, ...rest } = answer.json();
  assert.deepEqual(rest, { code, status: "error", error: { code: errorCode, desc }, success: false });
  assert.match(requestId, /^[0-9a-f]{32}\.[0-9]+\.[0-9]+$/);
  assert.equal(answer.status, code === 500 ? 500 : 400);
}
