// Own time of a call: `fetch` is a stub, so what is left is what each does itself. In Node, and in workerd.
// @ts-check
import { ACCOUNT, VIEWER_ID, viewerText } from "./lib/data.js";
import { least, takeTurns, timeAsync } from "./lib/rounds.js";
import { fetchStub } from "./lib/stub.js";
import { NAMES, withWorkers } from "./lib/workerd.js";

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function own({ quick }) {
  const [calls, rounds] = quick ? [300, 10] : [300, 80];
  const common = { unit: "µs", floor: "pass-through", pick: least };
  return [
    { work: "own time of a call, Node", ...common, rivals: await takeTurns(await inNode(calls), rounds, 5) },
    { work: "own time of a call, workerd", ...common, rivals: await inWorkerd(calls, rounds) },
  ];
}

/** @param {number} calls */
async function inNode(calls) {
  const account = { ...ACCOUNT, baseUrl: "https://api.polyv.net" };
  const fetch = fetchStub(new TextEncoder().encode(viewerText()));
  /** @type {Record<string, () => Promise<number>>} */
  const rivals = {};
  for (const name of NAMES) {
    const { make } = await import(`./workers/${name}.js`);
    const find = make(account, fetch);
    const isRead = name !== "pass-through";
    rivals[name] = timeAsync(isRead ? () => find(VIEWER_ID) : async () => (await find(VIEWER_ID)).text(), calls);
  }
  return rivals;
}

/** @param {number} calls @param {number} rounds */
function inWorkerd(calls, rounds) {
  return withWorkers((workers) => {
    const rivals = Object.entries(workers).map(([name, { url }]) => [
      name,
      async () => {
        const from = performance.now();
        const { status } = await fetch(new URL(`/${calls}`, url));
        if (status !== 200) throw new Error(`${name}: ${status}`);
        return ((performance.now() - from) * 1000) / calls;
      },
    ]);
    return takeTurns(Object.fromEntries(rivals), rounds, 5);
  });
}
