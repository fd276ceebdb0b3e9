// By hand, as a careful team has it: a deadline, retries, and zod over the answer.
// @ts-check
import { withSearchParams } from "../lib/by-hand.js";
import { zodAnswer } from "../lib/schemas.js";
import { worker } from "./worker.js";

/** @type {import("./worker.js").Make} */
export const make =
  (account, fetch = globalThis.fetch) =>
  async (viewerUnionId) => {
    for (let attempt = 0; ; attempt++) {
      try {
        const url = withSearchParams(account, { timestamp: String(Date.now()), viewerUnionId });
        const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: "manual" });
        if (response.status === 429 || response.status >= 500) throw new Error(`HTTP ${response.status}`);
        return zodAnswer.parse(JSON.parse(await response.text())).data;
      } catch (error) {
        if (attempt === 2 || /** @type {Error} */ (error).name === "ZodError") throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 200 * 2 ** attempt));
      }
    }
  };

export default worker(make);
