// A local POLYV with a fixed clock for all tests of a file, and the ways to ask it.
// @ts-check
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { startEmulator } from "../../../emulator/index.js";
import { sign } from "../../../emulator/signature.js";

/** @typedef {import("../../../emulator/index.js").Emulator} Emulator */
/** @typedef {Record<string, string>} Params */
/** @typedef {Awaited<ReturnType<typeof ask>>} Heard */

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

/** @param {string} path @param {BodyInit} [body] @param {Params} [query] */
export const post = (path, body, query) => ask(path, query, { method: "POST", body });
/** @param {string} path @param {Params} form */
export const postForm = (path, form) => post(path, new URLSearchParams(form));
/** @param {string} path @param {Params} params @param {unknown} body */
export const postJson = (path, params, body) =>
  post(path, new Blob([JSON.stringify(body)], { type: "application/json" }), params);

/** @param {Params} fields signed, as the text fields of an upload are */
export function formOf(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(signed(fields))) form.append(name, value);
  return form;
}

/** What POLYV says of a parameter has a code of its own in v4. */
const OF_PARAMETERS = /^(param|number|JSON parse error:|Required)/;

/** A refusal, by all members of the envelope that it came in. @param {Heard} heard @param {string} message @param {number} [code] */
export function assertRefused(heard, message, code = 400) {
  const { requestId, ...rest } = heard.json();
  const isServer = code === 500;
  const v2 = { code, status: isServer ? "fail" : "error", message, data: "" };
  const errorCode = OF_PARAMETERS.test(message) ? 10001 : message === "application not found." ? 20001 : code;
  const v4 = { code, status: "error", error: { code: errorCode, desc: message }, success: false };
  assert.deepEqual(rest, "success" in rest ? v4 : v2);
  if ("success" in rest) assert.match(requestId, /^[0-9a-f]{32}\.[0-9]+\.[0-9]+$/);
  assert.equal(heard.status, isServer ? 500 : 400);
}
