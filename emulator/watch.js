// A stand-in of POLYV's watch page (观看页): lets in whom the channel's watch condition lets in, as POLYV documents it.
// @ts-check
import { createOnce, TIMESTAMP_WINDOW_MS } from "./checks.js";
import { customReturnSign, linkSign, signCustom, signExternal } from "./watch-sign.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("../pkg-template/dist/emulator.js").EmulatorWatchSettings} WatchSettings */
/** @typedef {Record<string, string | undefined>} Query */
/** @typedef {{ channelId: string, query: Query, settings: WatchSettings, origin: string }} Visit */

const EXTERNAL_TIMEOUT_MS = 5_000;
/** POLYV cuts off what is longer. */
const LONGEST_ID = 64;

/**
 * @param {{ channels: Record<string, WatchSettings>, now: () => number }} options
 * @returns {(path: string, query: Query, origin: string) => Promise<Answer> | undefined} undefined for another path
 */
export function createWatch({ channels, now }) {
  const isUsed = createOnce();

  return (path, query, origin) => {
    const channelId = /^\/watch\/([^/]+)$/.exec(path)?.[1];
    if (channelId === undefined) return undefined;
    const settings = Object.hasOwn(channels, channelId) ? channels[channelId] : undefined;
    if (!settings) return Promise.resolve(refused(channelId, "channel", 404));
    const visit = { channelId, query, settings, origin };
    return query.sign === undefined ? Promise.resolve(arrive(visit)) : enter(visit);
  };

  /** Without a link. @param {Visit} visit */
  function arrive({ channelId, settings, origin }) {
    const { customKey, customUri, externalRedirectUri } = settings;
    if (customKey && customUri) {
      const returnUrl = `${origin}/watch/${channelId}`;
      return redirect(joined(customUri, signCustom({ key: customKey, channelId, returnUrl, timestamp: now() })));
    }
    return externalRedirectUri ? redirect(externalRedirectUri) : refused(channelId, "link");
  }

  /** @param {Visit} visit */
  async function enter(visit) {
    const { channelId, query } = visit;
    const condition = conditionOf(visit);
    if (!condition) return refused(channelId, "sign");
    if (Math.abs(now() - Number(query.ts)) > TIMESTAMP_WINDOW_MS) return refused(channelId, "ts");
    if (isUsed(`${channelId} ${query.sign?.toLowerCase()}`, now())) return refused(channelId, "used");
    if (condition === "external") return askExternal(visit);
    const encoded = query.nickname ?? "";
    const nickname = condition === "direct" ? Buffer.from(encoded, "base64url").toString("utf8") : encoded;
    if (nickname === "") return refused(channelId, "nickname");
    return watching(channelId, condition, { ...query, userid: query.userid?.slice(0, LONGEST_ID), nickname });
  }

  /** POLYV's server asks the customer's. @param {Visit} visit */
  async function askExternal({ channelId, query, settings }) {
    const { externalKey = "", externalUri } = settings;
    if (!externalUri) return refused(channelId, "externalUri");
    const call = signExternal({ key: externalKey, viewerId: query.userid ?? "", channelId, timestamp: now() });
    const answer = await fetch(joined(externalUri, call), {
      redirect: "manual",
      signal: AbortSignal.timeout(EXTERNAL_TIMEOUT_MS),
    })
      .then((response) => response.json())
      .catch(() => undefined);
    if (answer?.status === 0 && answer.errorUrl) {
      return redirect(joined(answer.errorUrl, new URLSearchParams({ channelId, userid: query.userid ?? "" })));
    }
    const isViewer = answer?.status === 1 && answer.userid === query.userid && typeof answer.nickname === "string";
    return isViewer ? watching(channelId, "external", answer) : refused(channelId, "external");
  }
}

/** Which condition's key has signed. @param {Visit} visit */
function conditionOf({ channelId, query, settings }) {
  const { userid = "", ts = "", sign = "" } = query;
  const { directKey, externalKey, customKey } = settings;
  if (!/^[A-Za-z0-9_]+$/.test(userid) || !/^\d{13}$/.test(ts)) return undefined;
  const is = (/** @type {string} */ expected) => expected === sign.toLowerCase();
  if (directKey && is(linkSign(directKey, userid, ts))) return "direct";
  if (externalKey && is(linkSign(externalKey, userid, ts))) return "external";
  if (customKey && is(customReturnSign(customKey, channelId, ts, userid))) return "custom";
  return undefined;
}

/** @param {string} channelId @param {string} condition @param {Query} viewer */
function watching(channelId, condition, { userid, nickname, avatar, actor, marqueeName, vid }) {
  const shown = { channelId, condition, userid, nickname, avatar, actor, marqueeName, vid };
  return page(200, `Channel ${channelId}: ${nickname} is watching`, { outcome: "watching", ...shown });
}

/** @param {string} channelId @param {string} reason @param {number} [status] */
function refused(channelId, reason, status = 403) {
  return page(status, `Channel ${channelId}: not let in (${reason})`, { outcome: "refused", channelId, reason });
}

/** What it shows also stands in `data-shown`, as JSON, for tests. @param {number} status @param {string} title @param {object} shown */
function page(status, title, shown) {
  const body =
    `<!doctype html>\n<meta charset="utf-8">\n<title>${escaped(title)}</title>\n` +
    `<main data-shown="${escaped(JSON.stringify(shown))}"><h1>${escaped(title)}</h1></main>\n`;
  return { status, headers: { "content-type": "text/html;charset=UTF-8" }, body };
}

/** @param {string} location @returns {Answer} */
function redirect(location) {
  return { status: 302, headers: { location }, body: "" };
}

/** @param {string} url @param {URLSearchParams} query */
function joined(url, query) {
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
