// Where the time goes, for work that misses its target: V8's own sampling profile, by kind of code.
// @ts-check
import { Session } from "node:inspector";
import { basename } from "node:path";

/** @typedef {import("node:inspector").Profiler.ProfileNode} ProfileNode */

/**
 * @param {string} name
 * @param {() => unknown} work Runs for a second or so.
 * @returns {Promise<import("./work.js").Figures>}
 */
export async function profile(name, work) {
  const session = new Session();
  session.connect();
  try {
    await post(session, "Profiler.enable");
    await post(session, "Profiler.setSamplingInterval", { interval: 200 });
    await post(session, "Profiler.start");
    await work();
    const { profile } = /** @type {import("node:inspector").Profiler.StopReturnType} */ (
      await post(session, "Profiler.stop")
    );
    return { title: `Profile of ${name}: share of the time`, columns: ["where", "%"], rows: shares(profile) };
  } finally {
    session.disconnect();
  }
}

/** @param {import("node:inspector").Profiler.Profile} profile @returns {(string | number)[][]} */
function shares({ nodes, samples = [], timeDeltas = [] }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** @type {Map<string, number>} */
  const times = new Map();
  let total = 0;
  samples.forEach((id, index) => {
    const node = byId.get(id);
    const where = node ? place(node) : "unknown";
    times.set(where, (times.get(where) ?? 0) + timeDeltas[index]);
    total += timeDeltas[index];
  });
  return [...times]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 8)
    .map(([where, time]) => [where, `${((100 * time) / total).toFixed(1)} %`]);
}

/** @param {ProfileNode} node */
function place({ callFrame: { functionName, url } }) {
  if (url.startsWith("wasm:")) return "WebAssembly";
  if (functionName === "(garbage collector)") return "garbage collector";
  const file = url.startsWith("node:") ? url : basename(url);
  return file ? `${functionName || "(anonymous)"} in ${file}` : functionName || "(native)";
}

/** @param {Session} session @param {string} method @param {object} [params] @returns {Promise<unknown>} */
function post(session, method, params) {
  return new Promise((resolve, reject) => {
    session.post(method, params, (error, result) => (error ? reject(error) : resolve(result)));
  });
}
