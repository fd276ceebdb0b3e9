// One signed URL: ours against the ways to make it in JavaScript.
// @ts-check
import assert from "node:assert/strict";
import { md5 } from "js-md5";
import { PolyvClient } from "polyv-edge/edge";
import { asText, PATH, withSearchParams } from "./lib/by-hand.js";
import { ACCOUNT, VIEWER_ID } from "./lib/data.js";
import { least, takeTurns, timeSync } from "./lib/rounds.js";
import { axiosFor } from "./workers/axios-crypto-js.js";

/** The first timestamp; each call takes the next one, so nothing can be remembered. */
const FIRST_TIMESTAMP = 1_712_054_271_000;

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function sign({ quick }) {
  const account = { ...ACCOUNT, baseUrl: "https://api.polyv.net" };
  const client = new PolyvClient(account);
  const { instance, signed } = axiosFor(account);
  const params = (/** @type {number} */ index) => ({
    viewerUnionId: VIEWER_ID,
    timestamp: String(FIRST_TIMESTAMP + index),
  });
  /** @type {Record<string, (index: number) => string>} */
  const ways = {
    "polyv-edge signedUrl": (index) =>
      client.signedUrl(`GET ${PATH}`, { query: { viewerUnionId: VIEWER_ID }, timestamp: FIRST_TIMESTAMP + index }),
    "createHash, URLSearchParams": (index) => withSearchParams(account, params(index)),
    "js-md5 by hand": (index) => asText(account, params(index), md5),
    "createHash by hand": (index) => asText(account, params(index)),
    "axios + crypto-js": (index) => instance.getUri({ url: PATH, params: signed(params(index)) }),
  };
  const sorted = Object.values(ways).map((way) => [...new URL(way(1)).searchParams].sort().join("&"));
  assert.equal(new Set(sorted).size, 1, `not all sign alike: ${sorted}`);
  const calls = 1_000;
  const rivals = Object.entries(ways).map(([name, way]) => [name, timeSync(way, calls)]);
  const found = await takeTurns(Object.fromEntries(rivals), quick ? 20 : 300, 5);
  return [{ work: "signed URL", unit: "µs", pick: least, rivals: found }];
}
