// One signed URL: ours against the ways to make it in JavaScript, and against the same Rust without WebAssembly.
// @ts-check
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { PolyvClient } from "polyv-edge/edge";
import { root, runOrFail, targetDir } from "./lib/console.js";
import { ACCOUNT, FIRST_TIMESTAMP, VIEWER_ID, VIEWER_PATH } from "./lib/data.js";
import { profile } from "./lib/profile.js";
import { takeTurns, timeAsync, timeSync } from "./lib/rounds.js";
import { ratio } from "./lib/stats.js";
import { isMet, makeRow, runWork } from "./lib/work.js";
import * as signers from "./peers/signers.js";

const OURS = "polyv-edge";
const NATIVE = "the same Rust, native";
const AXIOS = "axios + crypto-js, as the official SDK";
const SUBTLE = "await crypto.subtle (SHA-256: it has no MD5)";

/** @typedef {(path: string, params: signers.Params) => string} Sign */

/** @param {import("./lib/work.js").Options} options @returns {Promise<import("./lib/work.js").Result>} */
export async function sign({ quick, say }) {
  const client = new PolyvClient(ACCOUNT);
  /** @param {number} index */
  const ours = (index) =>
    client.signedUrl({
      path: VIEWER_PATH,
      query: { viewerUnionId: VIEWER_ID },
      timestamp: FIRST_TIMESTAMP + index,
    });

  /** @type {Record<string, Sign>} */
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
  const native = await buildNative();
  checkAgreement(ours(0), { ...mapValues(peers, (peer) => peer(VIEWER_PATH, params(0))), [NATIVE]: native(1).url });

  const calls = quick ? 5_000 : 100_000;
  const rounds = quick ? 3 : 9;
  /** @type {Record<string, () => number | Promise<number>>} */
  const rivals = {
    [OURS]: timeSync(ours, calls),
    ...mapValues(peers, (peer) => timeSync((index) => peer(VIEWER_PATH, params(index)), calls)),
    // Slow enough that fewer calls say as much.
    [AXIOS]: timeSync((index) => signers.axiosCryptoJs(VIEWER_PATH, params(index)), calls / 10),
    [SUBTLE]: timeAsync((index) => signers.subtleSha256(VIEWER_PATH, params(index)), calls / 10),
    [NATIVE]: () => native(calls).microseconds,
  };
  await takeTurns(rivals, 2);
  const found = await takeTurns(rivals, rounds, (round) => say(`round ${round} of ${rounds}`));

  const fastest = Object.keys(peers).reduce((a, b) => (found[a].median <= found[b].median ? a : b));
  /** @param {string} against @param {number} target */
  const row = (against, target) =>
    makeRow({
      work: "build one signed URL",
      ours: found[OURS].median,
      against,
      theirs: found[against].median,
      ratio: ratio(found[OURS].values, found[against].values),
      target,
      bound: "at most",
      unit: "µs",
    });
  const rows = [row(fastest, 0.25), row(NATIVE, 2.5)];
  const figures = [
    {
      title: `One signed URL (\`${VIEWER_PATH}\`, one parameter, a new timestamp each time), µs`,
      columns: ["", "median", "min"],
      rows: Object.entries(found).map(([name, { median, min }]) => [name, median, min]),
    },
  ];
  if (!rows.every(isMet)) figures.push(await profile("signedUrl", () => timeSync(ours, calls * 3)()));
  return { rows, figures, notes: [] };
}

/** Every rival must make the same signature. @param {string} url @param {Record<string, string>} others */
function checkAgreement(url, others) {
  /** @param {string} text */
  const parameters = (text) => [...new URL(text).searchParams].sort().join("&");
  for (const [name, other] of Object.entries(others)) {
    if (parameters(other) !== parameters(url)) throw new Error(`${name} makes another URL: ${other}, not ${url}`);
  }
}

async function buildNative() {
  const target = join(targetDir, "bench-native");
  const manifest = join(root, "bench", "native", "Cargo.toml");
  await runOrFail("cargo", ["build", "--release", "--manifest-path", manifest], { env: { CARGO_TARGET_DIR: target } });
  const program = join(target, "release", "polyv-edge-bench");
  return (/** @type {number} */ calls) => {
    const { appId, appSecret } = ACCOUNT;
    const args = [calls, FIRST_TIMESTAMP, appId, appSecret, "viewerUnionId", VIEWER_ID].map(String);
    const [microseconds, url] = execFileSync(program, args, { encoding: "utf8" }).trim().split(" ");
    return { microseconds: Number(microseconds), url };
  };
}

/**
 * @template T, U
 * @param {Record<string, T>} object
 * @param {(value: T) => U} change
 * @returns {Record<string, U>}
 */
function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

await runWork(import.meta.url, sign);
