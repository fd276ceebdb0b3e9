// `… callback URL KIND [name=value …]`: sends one callback, signed as POLYV signs it, and shows what came back.
// @ts-check
import { sendCallback } from "./callback.js";
import { SAMPLE_CALLBACKS } from "./watch-samples.js";

export const CALLBACK_HELP = `callback URL KIND [name=value ...]   sends one callback, once, and shows the answer
  KIND is one of ${Object.keys(SAMPLE_CALLBACKS).join(", ")}; name=value changes a field or adds one`;

/**
 * @param {string[]} words after `callback`
 * @param {string} appSecret
 * @returns {Promise<number>} the exit code: 0 for an answer with 2xx
 */
export async function callbackCommand([url, kind = "", ...changes], appSecret) {
  const sample = Object.hasOwn(SAMPLE_CALLBACKS, kind) ? SAMPLE_CALLBACKS[kind] : undefined;
  const pairs = changes.map((change) => /^([^=]+)=([\s\S]*)$/.exec(change));
  if (!url || !URL.canParse(url) || !sample || pairs.includes(null)) {
    const wrong = url && URL.canParse(url) && !sample ? `there is no KIND ${JSON.stringify(kind)}\n` : "";
    console.error(`emulator: ${wrong}${CALLBACK_HELP}`);
    return 2;
  }
  const changed = Object.fromEntries(pairs.map((pair) => [pair?.[1], pair?.[2]]));
  try {
    const response = await sendCallback({ url, appSecret, fields: { ...sample, ...changed } });
    console.log(`${response.status} ${await response.text()}`);
    return response.ok ? 0 : 1;
  } catch (error) {
    const { message, cause } = /** @type {Error & { cause?: { code?: string } }} */ (error);
    console.error(`emulator: no answer (${cause?.code ?? message})`);
    return 1;
  }
}
