// Cold starts in workerd: from the start of an empty process to the first signed request that POLYV's stand-in answers.
// @ts-check
import { ACCOUNT, VIEWER_ID } from "./lib/data.js";
import { least, takeTurns } from "./lib/rounds.js";
import { bundleWorker, NAMES, startAnswerer, startWorkerd } from "./lib/workerd.js";

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function cold({ quick }) {
  const answerer = await startAnswerer();
  /** @type {Record<string, () => Promise<number>>} */
  const rivals = {};
  for (const name of NAMES) {
    const modules = await bundleWorker(name);
    rivals[name] = async () => {
      const from = performance.now();
      const { url, close } = await startWorkerd(modules, { ...ACCOUNT, baseUrl: answerer.url });
      await (await fetch(new URL(VIEWER_ID, url))).text();
      const ms = performance.now() - from;
      await close();
      return ms;
    };
  }
  try {
    const found = await takeTurns(rivals, quick ? 2 : 15, 1);
    return [{ work: "cold start, workerd", unit: "ms", floor: "pass-through", pick: least, rivals: found }];
  } finally {
    await answerer.close();
  }
}
