// One signed URL: ours against the ways to make it in JavaScript.
// @ts-check
import { PolyvClient } from "polyv-edge/edge";
import { ACCOUNT, FIRST_TIMESTAMP, VIEWER_ID, VIEWER_PATH } from "./lib/data.js";
import { takeTurns, timeAsync, timeSync } from "./lib/rounds.js";
import * as signers from "./peers/signers.js";

const AXIOS = "axios + crypto-js, as the official SDK";

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function sign({ quick, say }) {
  const client = new PolyvClient(ACCOUNT);
  /** @param {number} index */
  const ours = (index) =>
    client.signedUrl({
      path: VIEWER_PATH,
      query: { viewerUnionId: VIEWER_ID },
      timestamp: FIRST_TIMESTAMP + index,
    });
  /** @type {Record<string, (path: string, params: signers.Params) => string>} */
  const peers = {
    [AXIOS]: signers.axiosCryptoJs,
    "node:crypto + URLSearchParams": signers.nodeCrypto,
    "node:crypto createHash, tuned by hand": signers.createHashTuned,
    ...(signers.oneShotTuned && { "node:crypto one-shot hash, tuned by hand": signers.oneShotTuned }),
    "js-md5, tuned by hand": signers.jsMd5Tuned,
    "hash-wasm, tuned by hand": await signers.hashWasmTuned(),
  };
  /** @param {number} index */
  const params = (index) => ({ viewerUnionId: VIEWER_ID, timestamp: FIRST_TIMESTAMP + index });
  for (const [name, peer] of Object.entries(peers)) checkAgreement(ours(0), name, peer(VIEWER_PATH, params(0)));

  const calls = quick ? 5_000 : 100_000;
  /** @type {Record<string, () => number | Promise<number>>} */
  const rivals = { "polyv-edge": timeSync(ours, calls) };
  for (const [name, peer] of Object.entries(peers)) {
    // Slow enough that fewer calls say as much.
    rivals[name] = timeSync((index) => peer(VIEWER_PATH, params(index)), name === AXIOS ? calls / 10 : calls);
  }
  rivals["await crypto.subtle (SHA-256: it has no MD5)"] = timeAsync(
    (index) => signers.subtleSha256(VIEWER_PATH, params(index)),
    calls / 10,
  );
  await takeTurns(rivals, 2);
  return [{ work: "one signed URL", unit: "µs", rivals: await takeTurns(rivals, quick ? 3 : 9, say) }];
}

/** Every rival must make the same signature. @param {string} url @param {string} name @param {string} other */
function checkAgreement(url, name, other) {
  /** @param {string} text */
  const parameters = (text) => [...new URL(text).searchParams].sort().join("&");
  if (parameters(other) !== parameters(url)) throw new Error(`${name} makes another URL: ${other}, not ${url}`);
}
