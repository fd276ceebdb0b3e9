// Sends callbacks as POLYV does: a GET, once, whatever the answer.
// @ts-check
import { signCallback } from "./watch-sign.js";

/**
 * @param {{ url: string, appSecret: string, fields: Record<string, string>, timestamp?: number }} callback `url` may have
 *   parameters of its own, as POLYV allows
 */
export function sendCallback({ url, ...callback }) {
  const target = new URL(url);
  for (const [name, value] of signCallback(callback)) target.searchParams.append(name, value);
  return fetch(target, { redirect: "manual" });
}
