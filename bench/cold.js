// Cold starts: import and first call, in fresh Node processes and in fresh instances of workerd.
// @ts-check
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundle } from "./lib/bundle.js";
import { startAnswerer } from "./lib/children.js";
import { VIEWER_ID } from "./lib/data.js";
import { takeTurns } from "./lib/rounds.js";
import { median } from "./lib/stats.js";
import { makeRow, runWork } from "./lib/work.js";
import { startWorkerd } from "./lib/workerd.js";
import { AXIOS, ENTRIES, OURS, PASS_THROUGH } from "./lib/workers.js";

const FETCH = "fetch alone";
const runFile = promisify(execFile);

/** @param {import("./lib/work.js").Options} options @returns {Promise<import("./lib/work.js").Result>} */
export async function cold({ quick, say }) {
  const answerer = await startAnswerer();
  try {
    const inNode = await takeTurns(nodeRivals(answerer.url), quick ? 2 : 15, (round) => say(`Node: round ${round}`));
    const rivals = await workerdRivals(answerer.url);
    await takeTurns(rivals, 1);
    const inWorkerd = await takeTurns(rivals, quick ? 2 : 15, (round) => say(`workerd: round ${round}`));
    return makeResult(inNode, inWorkerd);
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

/**
 * @param {Awaited<ReturnType<typeof takeTurns>>} inNode
 * @param {Awaited<ReturnType<typeof takeTurns>>} inWorkerd
 * @returns {import("./lib/work.js").Result}
 */
function makeResult(inNode, inWorkerd) {
  // What every Worker pays before its own code runs is no merit and no fault of a library.
  const floor = inWorkerd[PASS_THROUGH].median;
  const own = Object.fromEntries([OURS, AXIOS].map((name) => [name, inWorkerd[name].median - floor]));
  /** @param {string} work @param {number} ours @param {number} theirs */
  const row = (work, ours, theirs) =>
    makeRow({ work, ours, against: AXIOS, theirs, target: 0.5, bound: "at most", unit: "ms" });
  const rows = [
    row("import and first call, cold, Node", inNode[OURS].median, inNode[AXIOS].median),
    row("import and first call, cold, workerd (beyond a bare Worker's)", Math.max(own[OURS], 0), own[AXIOS]),
  ];
  /** @param {Awaited<ReturnType<typeof takeTurns>>} found */
  const figuresOf = (found) => Object.entries(found).map(([name, { values, min }]) => [name, median(values), min]);
  const columns = ["", "median", "min"];
  return {
    rows,
    figures: [
      { title: "Cold in Node: a new process, from `import` to the first viewer, ms", columns, rows: figuresOf(inNode) },
      {
        title: "Cold in workerd: from the start of a new Miniflare instance to the first viewer, ms",
        columns,
        rows: figuresOf(inWorkerd),
      },
    ],
    notes: [
      "In Node the first `fetch` of a process loads Node's HTTP client, which the row `fetch alone` shows; axios uses " +
        "`node:http` there.",
      "In workerd the target is about what a library adds to the start of a bare Worker, so the time of the pass-through " +
        "Worker is taken off both sides.",
    ],
  };
}

await runWork(import.meta.url, cold);
