// Workers in real workerd, each an isolate of its own, that share one Durable Object.
// @ts-check
import { Miniflare } from "miniflare";
import { bundle, COMPATIBILITY_DATE, QUIET } from "./workerd.js";

/**
 * @param {number} count
 * @param {{ url: string, appId: string, appSecret: string }} emulator
 * @param {{ persist?: string }} [options] persist: a folder in which the objects outlive the Workers
 */
export async function startIsolates(count, emulator, { persist } = {}) {
  const modules = await bundle(new URL("./scale-worker.js", import.meta.url));
  const nameOf = (/** @type {number} */ index) => `isolate-${index}`;
  const miniflare = new Miniflare({
    ...QUIET,
    durableObjectsPersist: persist ?? false,
    workers: Array.from({ length: count }, (_, index) => ({
      name: nameOf(index),
      modules,
      compatibilityDate: COMPATIBILITY_DATE,
      bindings: {
        APP_ID: emulator.appId,
        APP_SECRET: emulator.appSecret,
        EMULATOR: emulator.url,
        CACHE_SECRET: "cache-secret-never-real",
      },
      durableObjects: {
        BUDGET: { className: "PolyvBudget", useSQLite: true, ...(index > 0 && { scriptName: nameOf(0) }) },
      },
    })),
  });
  const url = await miniflare.ready;
  return {
    /** Of the first isolate. */
    url,
    /** @param {number} index @param {string} path @returns {Promise<{ kind: string, retryAfterMs?: number }[]>} */
    async ask(index, path) {
      const worker = await miniflare.getWorker(nameOf(index));
      const response = await worker.fetch(`http://isolate${path}`);
      const text = await response.text();
      if (!response.ok) throw new Error(`isolate ${index} answered ${response.status}: ${text}`);
      return JSON.parse(text);
    },
    close: () => miniflare.dispose(),
  };
}
