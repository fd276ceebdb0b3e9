// Cold starts: import and first call, in fresh Node processes and in fresh instances of workerd.
// @ts-check
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundle } from "./lib/bundle.js";
import { startAnswerer } from "./lib/children.js";
import { VIEWER_ID } from "./lib/data.js";
import { takeTurns } from "./lib/rounds.js";
import { startWorkerd } from "./lib/workerd.js";
import { AXIOS, ENTRIES, OURS, PASS_THROUGH } from "./lib/workers.js";

const FETCH = "fetch alone";
const runFile = promisify(execFile);

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function cold({ quick, say }) {
  const answerer = await startAnswerer();
  try {
    const rounds = quick ? 2 : 15;
    const inNode = await takeTurns(nodeRivals(answerer.url), rounds, say);
    const rivals = await workerdRivals(answerer.url);
    await takeTurns(rivals, 1);
    const inWorkerd = await takeTurns(rivals, rounds, say);
    return [
      { work: "cold in Node: import to first viewer", unit: "ms", rivals: inNode },
      { work: "cold in workerd: start of Miniflare to first viewer", unit: "ms", rivals: inWorkerd },
    ];
  } finally {
    await answerer.close();
  }
}

/** @param {string} url */
function nodeRivals(url) {
  /** @type {Record<string, string>} */
  const files = { [OURS]: "polyv-edge", [AXIOS]: "axios-crypto-js", [FETCH]: "node-fetch" };
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => [
      name,
      async () => {
        const script = fileURLToPath(new URL(`cold/${file}.js`, import.meta.url));
        const { stdout } = await runFile(process.execPath, [script, url], { timeout: 20_000 });
        const { viewerUnionId, total } = JSON.parse(stdout);
        if (viewerUnionId !== VIEWER_ID) throw new Error(`${file} got ${stdout}`);
        return total;
      },
    ]),
  );
}

/** @param {string} url */
async function workerdRivals(url) {
  /** @type {Record<string, () => Promise<number>>} */
  const rivals = {};
  for (const name of [OURS, AXIOS, PASS_THROUGH]) {
    const modules = await bundle(ENTRIES[name]);
    rivals[name] = async () => {
      const from = performance.now();
      const { port, close } = await startWorkerd(modules, url);
      try {
        const response = await fetch(`http://127.0.0.1:${port}/${VIEWER_ID}`);
        await response.text();
        if (response.status !== 200) throw new Error(`${name} answered with ${response.status}`);
        return performance.now() - from;
      } finally {
        await close();
      }
    };
  }
  return rivals;
}
